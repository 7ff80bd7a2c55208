package org.amtsrunde.presence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** 10,000 people lose their connection and come back within 20 s: nobody who watches is told anything. */
class PresenceStormTest {
  private static final int PEOPLE = 10_000;

  private final List<Watchers.Push> pushes = new ArrayList<>();
  private final SimCluster cluster = new SimCluster(7, (node, push) -> pushes.add(push));
  private final SimCluster.Node one = cluster.start();
  private final SimCluster.Node two = cluster.start();

  private void crowd() {
    for (int i = 0; i < PEOPLE; i++) {
      cluster.store.settings.put("person" + i, true);
      two.connect("before" + i, "person" + i);
    }
    for (int i = 0; i < 50; i++) {
      cluster.store.settings.put("watcher" + i, true);
      one.connect("screen" + i, "watcher" + i);
    }
    cluster.pass(3_000);
    for (int i = 0; i < 50; i++) {
      assertThat(one.watch("screen" + i, people(200 * i))).hasSize(200);
    }
  }

  private static List<String> people(int from) {
    var people = new ArrayList<String>();
    for (int i = from; i < from + 200; i++) {
      people.add("person" + i);
    }
    return people;
  }

  @Test
  void onTheSameNodeNoMessageAndNotOneWriteToTheStore() {
    crowd();
    for (int i = 0; i < PEOPLE; i++) {
      two.disconnect("before" + i);
    }
    long version = one.table.version(two.id);
    for (int i = 0; i < PEOPLE; i++) {
      two.connect("after" + i, "person" + i);
      if (i % 100 == 0) {
        cluster.pass(200);
      }
    }
    cluster.pass(40_000);
    assertThat(pushes).isEmpty();
    assertThat(one.table.version(two.id)).isEqualTo(version);
  }

  @Test
  void fromADeadNodeToAnotherNoMessage() {
    crowd();
    cluster.kill(two);
    var three = cluster.start();
    for (int i = 0; i < PEOPLE; i++) {
      (i % 2 == 0 ? one : three).connect("after" + i, "person" + i);
      if (i % 100 == 0) {
        cluster.pass(200);
      }
    }
    cluster.pass(60_000);
    assertThat(pushes).isEmpty();
    for (int i = 0; i < PEOPLE; i++) {
      assertThat(one.table.shown("person" + i)).isEqualTo(Shown.FREE);
    }
  }
}
