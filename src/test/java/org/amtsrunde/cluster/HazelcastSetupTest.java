package org.amtsrunde.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.amtsrunde.config.Settings;
import org.amtsrunde.config.SettingsLoader;
import org.junit.jupiter.api.Test;

/** Nodes find each other by what the settings say and by nothing else, and tell nobody that they are there. */
class HazelcastSetupTest {
  private static Settings.Cluster cluster(String key, String value) throws Exception {
    return SettingsLoader.load(
            null,
            Map.of(
                "AMTSRUNDE_REDIS_URL",
                "unix:///not/used",
                "AMTSRUNDE_CLUSTER_ENABLED",
                "true",
                "AMTSRUNDE_CLUSTER_HOST",
                "127.0.0.2",
                "AMTSRUNDE_CLUSTER_INSECURE",
                "true",
                "AMTSRUNDE_CLUSTER_BUS_PORT",
                "5802",
                key,
                value))
        .cluster();
  }

  @Test
  void membersAreThoseOfTheListWithoutMulticastAndCallHome() throws Exception {
    var config = HazelcastSetup.config(cluster("AMTSRUNDE_CLUSTER_MEMBERS", "127.0.0.2:5701,127.0.0.3:5701"));
    var join = config.getNetworkConfig().getJoin();
    assertThat(join.getMulticastConfig().isEnabled()).isFalse();
    assertThat(join.getAutoDetectionConfig().isEnabled()).isFalse();
    assertThat(join.getKubernetesConfig().isEnabled()).isFalse();
    assertThat(join.getTcpIpConfig().isEnabled()).isTrue();
    assertThat(join.getTcpIpConfig().getMembers()).containsExactly("127.0.0.2:5701", "127.0.0.3:5701");
    assertThat(config.getProperty("hazelcast.phone.home.enabled")).isEqualTo("false");
    assertThat(config.getProperty("hazelcast.socket.bind.any")).isEqualTo("false");
    assertThat(config.getNetworkConfig().getInterfaces().getInterfaces()).containsExactly("127.0.0.2");
  }

  @Test
  void aServiceOfKubernetesTakesThePlaceOfTheList() throws Exception {
    var join =
        HazelcastSetup.config(cluster("AMTSRUNDE_CLUSTER_KUBERNETES_SERVICE", "nodes.runde.example"))
            .getNetworkConfig()
            .getJoin();
    assertThat(join.getKubernetesConfig().isEnabled()).isTrue();
    assertThat(join.getKubernetesConfig().getProperty("service-dns")).isEqualTo("nodes.runde.example");
    assertThat(join.getTcpIpConfig().isEnabled()).isFalse();
    assertThat(join.getMulticastConfig().isEnabled()).isFalse();
  }

  @Test
  void theBusStandsOnTheAddressOfTheNode() throws Exception {
    var bus = HazelcastSetup.eventBus(cluster("AMTSRUNDE_CLUSTER_MEMBERS", "127.0.0.2:5701"));
    assertThat(bus.getHost()).isEqualTo("127.0.0.2");
    assertThat(bus.getClusterPublicHost()).isEqualTo("127.0.0.2");
    assertThat(bus.getPort()).isEqualTo(5802);
  }
}
