package org.amtsrunde.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.instance.BuildInfoProvider;
import io.netty.channel.epoll.Epoll;
import io.netty.util.Version;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The libraries under the node are one set that was started together; whoever raises one of them changes this on purpose. */
class VersionSetTest {
  @ParameterizedTest
  @CsvSource({
    "io.vertx.core.Vertx,vertx-core-5.1.6",
    "io.vertx.ext.web.Router,vertx-web-5.1.6",
    "io.vertx.spi.cluster.hazelcast.HazelcastClusterManager,vertx-hazelcast-5.1.5",
    "io.vertx.redis.client.Redis,vertx-redis-client-5.1.1"
  })
  void vertxIsOfOneLine(String type, String jar) throws ClassNotFoundException {
    var source = Class.forName(type).getProtectionDomain().getCodeSource().getLocation();
    assertThat(source.getPath()).endsWith("/" + jar + ".jar");
  }

  @Test
  void nettyAndHazelcastFitToIt() {
    assertThat(Version.identify().values()).isNotEmpty().allMatch(v -> v.artifactVersion().equals("4.2.17.Final"));
    assertThat(BuildInfoProvider.getBuildInfo().getVersion()).isEqualTo("5.6.0");
  }

  @Test
  void theNativeTransportIsThere() {
    assertThat(Epoll.isAvailable()).isTrue();
    assertThat(Runtime.version().feature()).isEqualTo(25);
  }
}
