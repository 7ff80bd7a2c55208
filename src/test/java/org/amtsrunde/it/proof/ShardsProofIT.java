package org.amtsrunde.it.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import org.amtsrunde.redis.RedisShards;
import org.amtsrunde.support.TestCluster;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same over a Redis Cluster of three, of which one is killed and comes back from its file. */
class ShardsProofIT {
  private static final long GROUP = 101;

  @Test
  void aShardThatIsKilledHasLostNothing(@TempDir Path folder) throws Exception {
    try (var shards = RedisShards.start(folder)) {
      var settings = new HashMap<>(shards.settings());
      settings.put("AMTSRUNDE_DRAIN_SECONDS", "1");
      try (var cluster = new TestCluster("shards", 3, settings)) {
        var schedule = Nemesis.ofShards(GROUP, cluster.nodes().size(), Group.MILLIS);
        var hand =
            new Hand() {
              @Override
              public void begin(Nemesis nemesis) {
                switch (nemesis.kind()) {
                  case KILL_STORE -> shards.kill(nemesis.target());
                  case KILL_NODE -> cluster.node(nemesis.target()).kill();
                  default -> throw new IllegalArgumentException(nemesis + " does not hit this cluster");
                }
              }

              @Override
              public void end(Nemesis nemesis) throws IOException {
                switch (nemesis.kind()) {
                  case KILL_STORE -> shards.startAgain(nemesis.target());
                  case KILL_NODE -> cluster.node(nemesis.target()).start();
                  default -> {}
                }
              }
            };
        assertThat(new Group(cluster).play(GROUP, schedule, hand)).isEmpty();
      }
    }
  }
}
