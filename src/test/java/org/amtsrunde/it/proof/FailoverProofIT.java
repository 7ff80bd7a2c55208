package org.amtsrunde.it.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import org.amtsrunde.redis.RedisTwins;
import org.amtsrunde.support.TestCluster;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same over a primary with a replica and a sentinel: the replica is cut off, the primary goes on acknowledging and dies, and the
 * replica takes over without that.
 */
class FailoverProofIT {
  private static final long GROUP = 100;

  @Test
  void aFailoverThatLosesWritesIsToldToEverybodyAndRepaired(@TempDir Path folder) throws Exception {
    try (var twins = RedisTwins.start(folder)) {
      var settings = new HashMap<>(twins.settings());
      settings.put("AMTSRUNDE_DRAIN_SECONDS", "1");
      try (var cluster = new TestCluster("failover", 3, settings)) {
        var schedule = Nemesis.ofFailover(GROUP, cluster.nodes().size(), Group.MILLIS);
        var hand =
            new Hand() {
              @Override
              public void begin(Nemesis nemesis) {
                switch (nemesis.kind()) {
                  case FAIL_OVER -> twins.cutOff();
                  case KILL_NODE -> cluster.node(nemesis.target()).kill();
                  default -> throw new IllegalArgumentException(nemesis + " does not hit this cluster");
                }
              }

              @Override
              public void end(Nemesis nemesis) {
                switch (nemesis.kind()) {
                  case FAIL_OVER -> twins.killPrimary();
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
