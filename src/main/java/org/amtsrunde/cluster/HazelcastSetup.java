package org.amtsrunde.cluster;

import com.hazelcast.config.Config;
import com.hazelcast.config.JavaSerializationFilterConfig;
import com.hazelcast.config.MapConfig;
import com.hazelcast.config.MultiMapConfig;
import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.spi.cluster.ClusterManager;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import org.amtsrunde.config.Settings;

/**
 * Hazelcast as the list of members and nothing else: members by TCP list or Kubernetes service, no multicast, no call home, no
 * data of ours. Its own port has no authentication in the open-source edition and belongs on a private network; the event bus,
 * which carries what people write, is authenticated by mutual TLS.
 */
public final class HazelcastSetup {
  private HazelcastSetup() {}

  public static ClusterManager manager(Settings.Cluster cluster) {
    SteadyClock.use();
    return new HazelcastClusterManager(config(cluster));
  }

  static Config config(Settings.Cluster cluster) {
    var config = new Config();
    config.setClusterName(cluster.name());
    config
        .setProperty("hazelcast.phone.home.enabled", "false")
        .setProperty("hazelcast.logging.type", "slf4j")
        .setProperty("hazelcast.shutdownhook.enabled", "false")
        .setProperty("hazelcast.socket.bind.any", "false")
        // A node that hangs leaves the list of members after about 10 s instead of 60.
        .setProperty("hazelcast.heartbeat.interval.seconds", "2")
        .setProperty("hazelcast.max.no.heartbeat.seconds", "10")
        .setProperty("hazelcast.merge.first.run.delay.seconds", "10")
        .setProperty("hazelcast.merge.next.run.delay.seconds", "10");
    config.getJetConfig().setEnabled(false);
    config.getIntegrityCheckerConfig().setEnabled(false);
    // What the cluster manager keeps: which node listens on which address. One address per node.
    config.addMultiMapConfig(
        new MultiMapConfig("__vertx.subs")
            .setBackupCount(1)
            .setValueCollectionType(MultiMapConfig.ValueCollectionType.SET));
    config.addMapConfig(new MapConfig("__vertx.haInfo").setBackupCount(1));
    config.addMapConfig(new MapConfig("__vertx.nodeInfo").setBackupCount(1));
    var filter = new JavaSerializationFilterConfig();
    filter.getWhitelist().addPrefixes("io.vertx.", "com.hazelcast.", "java.", "javax.", "[");
    config.getSerializationConfig().setJavaSerializationFilterConfig(filter);

    var network = config.getNetworkConfig();
    network.setPort(cluster.port()).setPortAutoIncrement(false).setPublicAddress(cluster.host() + ":" + cluster.port());
    network.getInterfaces().setEnabled(true).addInterface(cluster.host());
    var join = network.getJoin();
    join.getMulticastConfig().setEnabled(false);
    join.getAutoDetectionConfig().setEnabled(false);
    if (cluster.kubernetesService().isEmpty()) {
      var tcp = join.getTcpIpConfig().setEnabled(true);
      cluster.members().forEach(tcp::addMember);
    } else {
      join.getKubernetesConfig().setEnabled(true).setProperty("service-dns", cluster.kubernetesService());
    }
    return config;
  }

  /** The event bus on its own address; beyond loopback both ends prove themselves by a certificate of the cluster's authority. */
  public static EventBusOptions eventBus(Settings.Cluster cluster) {
    var options =
        new EventBusOptions()
            .setHost(cluster.host())
            .setPort(cluster.busPort())
            .setClusterPublicHost(cluster.host())
            .setClusterPublicPort(cluster.busPort())
            .setClusterPingInterval(3000)
            .setClusterPingReplyInterval(3000)
            .setConnectTimeout(3000);
    var tls = cluster.tls();
    if (tls.enabled()) {
      options
          .setSsl(true)
          .setTrustAll(false)
          .setClientAuth(ClientAuth.REQUIRED)
          .setKeyCertOptions(new PemKeyCertOptions().addKeyPath(tls.key()).addCertPath(tls.certificate()))
          .setTrustOptions(new PemTrustOptions().addCertPath(tls.authority()));
    }
    return options;
  }
}
