package org.amtsrunde.presence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Two nodes with a perfect bus, where not said otherwise; watchers on the first. */
class PresenceTableTest {
  private final List<Watchers.Push> pushes = new ArrayList<>();
  private final SimCluster cluster = new SimCluster(1, (node, push) -> pushes.add(push));
  private final SimCluster.Node one = cluster.start();
  private final SimCluster.Node two = cluster.start();

  PresenceTableTest() {
    for (var person : List.of("anna", "bela", "cem")) {
      cluster.store.settings.put(person, true);
    }
  }

  private static PresenceRules.Wish says(State state) {
    return new PresenceRules.Wish(null, true, state, null, 0);
  }

  private static PresenceRules.Wish shows(boolean visible) {
    return new PresenceRules.Wish(visible, false, null, null, 0);
  }

  private State seen(SimCluster.Node node, String person) {
    var shown = node.table.shown(person);
    return shown == null ? null : shown.state();
  }

  @Test
  void theNewestChoiceHoldsOnAllDevicesAndNodes() {
    one.connect("a1", "anna");
    two.connect("a2", "anna");
    one.wish("anna", says(State.DO_NOT_DISTURB));
    cluster.pass(400);
    two.wish("anna", says(State.BUSY));
    cluster.pass(400);
    assertThat(seen(one, "anna")).isEqualTo(State.BUSY);
    two.disconnect("a2");
    cluster.pass(40_000);
    assertThat(seen(one, "anna")).as("stays although the device that chose it left").isEqualTo(State.BUSY);
    assertThat(seen(two, "anna")).isEqualTo(State.BUSY);
  }

  @Test
  void whoComesBackWithinTheGraceWasNeverGone() {
    one.connect("b1", "bela");
    one.watch("b1", List.of("anna"));
    two.connect("a1", "anna");
    two.wish("anna", says(State.BUSY));
    cluster.pass(3_000);
    pushes.clear();
    two.disconnect("a1");
    cluster.pass(29_000);
    assertThat(seen(one, "anna")).isEqualTo(State.BUSY);
    one.connect("a2", "anna");
    cluster.pass(60_000);
    assertThat(seen(two, "anna")).isEqualTo(State.BUSY);
    assertThat(pushes).isEmpty();
    one.disconnect("a2");
    cluster.pass(33_000);
    assertThat(seen(one, "anna")).isNull();
    assertThat(pushes).singleElement().satisfies(push -> assertThat(push.people()).containsEntry("anna", null));
  }

  @Test
  void aChangeThatIsTakenBackWithinTheWindowIsNeverTold() {
    one.connect("b1", "bela");
    one.connect("a1", "anna");
    one.watch("b1", List.of("anna"));
    cluster.pass(5_000);
    one.wish("anna", says(State.BUSY));
    cluster.pass(1_000);
    one.wish("anna", says(State.FREE));
    cluster.pass(10_000);
    assertThat(pushes).isEmpty();
    one.wish("anna", says(State.BUSY));
    cluster.pass(1_000);
    one.wish("anna", says(State.AWAY));
    cluster.pass(10_000);
    assertThat(pushes).singleElement().extracting(push -> push.people().get("anna").state()).isEqualTo(State.AWAY);
  }

  @Test
  void aWithdrawalIsToldAtOnceEvenIfTheBusLosesEverythingAndTheWatcherWasJustTold() {
    cluster.loss = 1;
    one.connect("b1", "bela");
    one.connect("a2", "anna");
    two.connect("a1", "anna");
    one.watch("b1", List.of("anna", "cem"));
    cluster.pass(3_000);
    two.connect("c1", "cem");
    cluster.pass(2_600);
    assertThat(pushes).hasSize(1);
    two.wish("anna", shows(false));
    cluster.pass(900);
    assertThat(pushes).last().satisfies(push -> assertThat(push.people()).containsEntry("anna", null));
    cluster.pass(60_000);
    assertThat(seen(one, "anna")).isNull();
    assertThat(cluster.store.told()).as("of anna nothing is left in the store").isEqualTo(2);
  }

  @Test
  void whoHidesSeesNobodyAndWhoShowsThemselfAgainSeesAll() {
    one.connect("b1", "bela");
    one.connect("a1", "anna");
    assertThat(one.watch("b1", List.of("anna"))).containsOnlyKeys("anna");
    one.wish("bela", shows(false));
    assertThat(pushes).singleElement().satisfies(push -> assertThat(push.people()).containsEntry("anna", null));
    assertThat(one.watch("b1", List.of("anna"))).isEmpty();
    one.wish("anna", says(State.BUSY));
    cluster.pass(5_000);
    assertThat(pushes).hasSize(1);
    one.wish("bela", shows(true));
    cluster.pass(5_000);
    assertThat(pushes).last().extracting(push -> push.people().get("anna").state()).isEqualTo(State.BUSY);
  }

  @Test
  void whoMayNotBeWatchedAnyMoreIsGoneFromTheList() {
    one.connect("b1", "bela");
    one.connect("a1", "anna");
    one.watch("b1", List.of("anna", "cem"));
    one.watchers.forbid("b1", List.of("anna", "nobody"), cluster.now);
    cluster.pass(3_000);
    assertThat(pushes).singleElement().satisfies(push -> assertThat(push.people()).isEqualTo(nothing("anna")));
    one.wish("anna", says(State.BUSY));
    cluster.pass(3_000);
    assertThat(pushes).hasSize(1);
    assertThat(one.watchers.watched("b1")).containsExactly("cem");
  }

  @Test
  void stateAndTextEndByThemselvesAndLeaveTheStore() {
    one.connect("b1", "bela");
    two.connect("a1", "anna");
    one.watch("b1", List.of("anna"));
    two.wish("anna", new PresenceRules.Wish(null, true, State.BUSY, "im Archiv", cluster.now + 20_000));
    cluster.pass(5_000);
    assertThat(seen(one, "anna")).isEqualTo(State.BUSY);
    cluster.pass(18_000);
    assertThat(one.table.shown("anna")).isEqualTo(Shown.FREE);
    assertThat(pushes).last().extracting(push -> push.people().get("anna")).isEqualTo(Shown.FREE);
    assertThat(one.table.newest("anna").text()).as("forgotten, not only unseen").isNull();
  }

  @Test
  void thePeopleOfADeadNodeAreGoneAfterTheGraceAndTwoSeconds() {
    one.connect("b1", "bela");
    two.connect("a1", "anna");
    two.connect("c1", "cem");
    one.connect("c2", "cem");
    one.watch("b1", List.of("anna", "cem"));
    cluster.pass(5_000);
    pushes.clear();
    cluster.kill(two);
    cluster.pass(28_000);
    assertThat(seen(one, "anna")).isEqualTo(State.FREE);
    assertThat(pushes).isEmpty();
    cluster.pass(4_000);
    assertThat(pushes).singleElement().satisfies(push -> assertThat(push.people()).isEqualTo(nothing("anna")));
    assertThat(seen(one, "cem")).as("is here by another node").isEqualTo(State.FREE);
  }

  @Test
  void aStoreThatIsAwayForLongHidesNobodyOfThisNodeAndHoldsNobodyOfOthers() {
    one.connect("b1", "bela");
    two.connect("a1", "anna");
    cluster.pass(1_000);
    cluster.store.cut.addAll(cluster.nodes.keySet());
    cluster.pass(PresenceRules.HELD + 1_000);
    assertThat(seen(one, "anna")).as("not renewed for 45 s").isNull();
    assertThat(seen(one, "bela")).isEqualTo(State.FREE);
    cluster.store.cut.clear();
    cluster.pass(2_000);
    assertThat(seen(one, "anna")).isEqualTo(State.FREE);
    assertThat(seen(two, "bela")).isEqualTo(State.FREE);
  }

  @Test
  void nobodyFlickersWhenTheStoreComesBackEmpty() {
    one.connect("b1", "bela");
    two.connect("a1", "anna");
    one.watch("b1", List.of("anna"));
    cluster.pass(5_000);
    pushes.clear();
    cluster.store.cut.addAll(cluster.nodes.keySet());
    cluster.pass(35_000);
    cluster.store.cut.clear();
    cluster.pass(10_000);
    assertThat(pushes).isEmpty();
    assertThat(seen(one, "anna")).isEqualTo(State.FREE);
  }

  @Test
  void aSettingChangedWhileANodeWasCutOffIsTheTruthThere() {
    one.connect("b1", "bela");
    two.connect("a1", "anna");
    cluster.pass(1_000);
    cluster.store.cut.add(two.id);
    cluster.loss = 1;
    one.connect("a2", "anna");
    one.wish("anna", shows(false));
    one.disconnect("a2");
    cluster.pass(40_000);
    cluster.store.cut.clear();
    cluster.pass(1_500);
    assertThat(seen(one, "anna")).isNull();
    assertThat(seen(two, "anna")).isNull();
  }

  private static Map<String, Shown> nothing(String person) {
    var map = new java.util.HashMap<String, Shown>();
    map.put(person, null);
    return map;
  }
}
