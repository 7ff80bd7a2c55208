package org.amtsrunde.presence;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vertx.redis.client.Command;
import java.time.Instant;
import java.util.regex.Pattern;
import org.amtsrunde.kernel.Refusal;
import org.amtsrunde.support.RedisExtension;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Presence of several nodes over a real store. */
class PresenceTest {
  @RegisterExtension static final RedisExtension REDIS = new RedisExtension();

  private final PresenceNodes cluster = new PresenceNodes(REDIS);

  @AfterEach
  void silence() {
    cluster.killAll();
  }

  private static ConditionFactory within(long millis) {
    return await().pollInterval(20, MILLISECONDS).atMost(millis, MILLISECONDS);
  }

  @Test
  void offUntilSwitchedOnAndThenForEveryDeviceAndForLater() {
    cluster.room("r", "anna", "bela");
    var one = cluster.start();
    var two = cluster.start();
    var anna = one.connect("anna");
    var bela = two.connect("bela");
    assertThat(anna.me("{}")).isEqualTo("{\"visible\":false,\"state\":\"free\"}");
    bela.me("{'visible':true}");
    assertThat(bela.watch("anna")).isEqualTo("{\"people\":{}}");
    assertThat(anna.me("{'visible':true,'state':'busy'}")).isEqualTo("{\"visible\":true,\"state\":\"busy\"}");
    within(3_500)
        .untilAsserted(() ->
            assertThat(bela.told)
                .containsExactly("{\"type\":\"presence\",\"people\":{\"anna\":{\"state\":\"busy\"}}}"));
    assertThat(two.connect("anna").me("{}")).isEqualTo("{\"visible\":true,\"state\":\"busy\"}");
    assertThat(cluster.start().connect("bela").watch("anna")).isEqualTo("{\"people\":{\"anna\":{\"state\":\"busy\"}}}");
  }

  @Test
  void whoComesBackAndSaysTheSameAgainCostsTheStoreNoWrite() {
    var one = cluster.start();
    var wish = "{'visible':true,'state':'busy','text':'Haushalt'}";
    var before = one.connect("doro");
    before.me(wish);
    int frames = cluster.frames.size();
    long writes = writes();
    before.disconnect();
    var after = one.connect("doro");
    assertThat(after.me(wish)).isEqualTo("{\"visible\":true,\"state\":\"busy\",\"text\":\"Haushalt\"}");
    assertThat(after.me("{'visible':true}")).contains("Haushalt");
    assertThat(writes()).isEqualTo(writes);
    assertThat(cluster.frames).hasSize(frames);
    after.me("{'visible':false}");
    after.me("{'visible':false}");
    assertThat(writes()).as("to be hidden always counts").isGreaterThanOrEqualTo(writes + 2);
  }

  private static long writes() {
    var stats = RedisExtension.await(REDIS.store().send(Command.INFO, "commandstats")).toString();
    var calls = Pattern.compile("cmdstat_hset:calls=(\\d+)").matcher(stats);
    return calls.find() ? Long.parseLong(calls.group(1)) : 0;
  }

  @Test
  void aWithdrawalIsSeenByAllWithinASecondWithAndWithoutTheBus() {
    cluster.room("r", "anna", "bela");
    var one = cluster.start();
    var two = cluster.start();
    var anna = one.connect("anna");
    var annasPhone = two.connect("anna");
    var bela = two.connect("bela");
    bela.me("{'visible':true}");
    for (boolean losesAll : new boolean[] {false, true}) {
      cluster.busLosesAll = losesAll;
      anna.me("{'visible':true}");
      within(2_000).until(() -> bela.watch("anna").contains("free"));
      bela.told.clear();
      anna.me("{'visible':false}");
      within(1_000).until(() -> bela.told.contains("{\"type\":\"presence\",\"people\":{\"anna\":null}}"));
      assertThat(bela.watch("anna")).isEqualTo("{\"people\":{}}");
      assertThat(annasPhone.me("{}")).contains("\"visible\":false");
    }
  }

  @Test
  void theLastWordOnAnotherDeviceHoldsEvenIfItsNodeHasNotHeardOfTheFirst() {
    cluster.room("r", "anna", "bela");
    var one = cluster.start();
    var two = cluster.start();
    var anna = one.connect("anna");
    var annasPhone = two.connect("anna");
    var bela = one.connect("bela");
    bela.me("{'visible':true}");
    annasPhone.me("{}");
    cluster.busLosesAll = true;
    for (int i = 0; i < 5; i++) {
      anna.me("{'visible':" + (i % 2 == 0) + "}");
    }
    annasPhone.me("{'visible':false}");
    within(1_000).until(() -> bela.watch("anna").equals("{\"people\":{}}"));
    assertThat(anna.me("{}")).contains("\"visible\":false");
    assertThat(annasPhone.me("{}")).contains("\"visible\":false");
  }

  @Test
  void whoSharesNoRoomIsAsAbsentAsWhoIsNotThere() {
    cluster.room("r", "anna", "bela");
    cluster.room("s", "cem");
    var node = cluster.start();
    for (var person : new String[] {"anna", "bela", "cem"}) {
      node.connect(person).me("{'visible':true}");
    }
    assertThat(node.connect("bela").watch("anna", "cem", "nobody"))
        .isEqualTo("{\"people\":{\"anna\":{\"state\":\"free\"}}}");
    assertThatThrownBy(() -> node.connect("bela").watch(new String[201]))
        .isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.INVALID));
  }

  @Test
  void aTextEndsWhenItsTimeIsOver() {
    cluster.room("r", "anna", "bela");
    var node = cluster.start();
    var anna = node.connect("anna");
    var bela = node.connect("bela");
    bela.me("{'visible':true}");
    var until = Instant.ofEpochMilli(System.currentTimeMillis() + 1_500).toString();
    assertThat(anna.me("{'visible':true,'state':'busy','text':'im Archiv','until':'" + until + "'}"))
        .isEqualTo("{\"visible\":true,\"state\":\"busy\",\"text\":\"im Archiv\",\"until\":\"" + until + "\"}");
    assertThat(bela.watch("anna")).contains("im Archiv");
    within(5_000).until(() -> bela.told.contains("{\"type\":\"presence\",\"people\":{\"anna\":{\"state\":\"free\"}}}"));
    assertThat(anna.me("{}")).isEqualTo("{\"visible\":true,\"state\":\"free\"}");
  }

  @Test
  void typingIsSeenByVisibleMembersOfTheRoomOnAllNodesOncePerTwoSeconds() {
    cluster.room("r", "anna", "bela", "cem", "dora");
    var one = cluster.start();
    var two = cluster.start();
    var anna = one.connect("anna");
    var annasPhone = two.connect("anna");
    var bela = one.connect("bela");
    var cem = two.connect("cem");
    var dora = two.connect("dora");
    var stranger = two.connect("emil");
    stranger.me("{'visible':true}");
    cem.me("{'visible':true}");
    bela.me("{'visible':true}");
    anna.typing("r");
    anna.me("{'visible':true}");
    for (int i = 0; i < 10; i++) {
      anna.typing("r");
    }
    var frame = "{\"type\":\"typing\",\"roomId\":\"r\",\"personId\":\"anna\"}";
    within(2_000).untilAsserted(() -> assertThat(bela.told("typing")).containsExactly(frame));
    within(2_000).untilAsserted(() -> assertThat(cem.told("typing")).containsExactly(frame));
    assertThat(cluster.memberQuestions.get()).as("one question of each node").isEqualTo(2);
    within(4_000)
        .untilAsserted(() -> {
          anna.typing("r");
          assertThat(cem.told("typing")).hasSize(2);
        });
    assertThat(dora.told("typing")).as("does not show herself").isEmpty();
    assertThat(anna.told("typing")).isEmpty();
    assertThat(annasPhone.told("typing")).isEmpty();
    assertThat(stranger.told("typing")).isEmpty();
    assertThatThrownBy(() -> stranger.typing("r"))
        .isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.NOT_FOUND));
  }

  @Test
  void aRemovedMemberSeesTypingForFiveSecondsAtMost() {
    cluster.room("r", "anna", "bela");
    var node = cluster.start();
    var anna = node.connect("anna");
    var bela = node.connect("bela");
    anna.me("{'visible':true}");
    bela.me("{'visible':true}");
    anna.typing("r");
    within(1_000).until(() -> bela.told("typing").size() == 1);
    cluster.room("r", "anna");
    within(PresenceRules.ROOM_KNOWN + 1_000)
        .untilAsserted(() -> {
          anna.typing("r");
          assertThat(cluster.memberQuestions.get()).isEqualTo(2);
        });
    int seen = bela.told("typing").size();
    var again = cluster.memberQuestions.get();
    within(PresenceRules.ROOM_KNOWN + 1_000)
        .untilAsserted(() -> {
          anna.typing("r");
          assertThat(cluster.memberQuestions.get()).isGreaterThan(again);
        });
    assertThat(bela.told("typing")).hasSize(seen);
  }

  @Test
  void aStoreThatIsKilledAndComesBackKnowsEverybodyAgain() {
    cluster.room("r", "anna", "bela");
    var one = cluster.start();
    var two = cluster.start();
    var anna = one.connect("anna");
    var bela = two.connect("bela");
    anna.me("{'visible':true,'state':'busy'}");
    bela.me("{'visible':true}");
    within(2_000).until(() -> bela.watch("anna").contains("busy"));
    bela.told.clear();
    REDIS.process().handle().destroyForcibly();
    within(5_000).until(() -> !REDIS.store().isUp());
    within(20_000).until(() -> REDIS.store().isUp());
    cluster.busLosesAll = true;
    anna.me("{'state':'dnd'}");
    within(5_000).until(() -> bela.told.contains("{\"type\":\"presence\",\"people\":{\"anna\":{\"state\":\"dnd\"}}}"));
    assertThat(bela.told).noneMatch(json -> json.contains("null"));
  }

  @Test
  void aNodeThatDiesLeavesNoGhostForLongerThanTheGraceAndTwoSecondsAndNothingInTheStore() {
    cluster.room("r", "anna", "bela", "cem");
    var one = cluster.start();
    var two = cluster.start();
    two.connect("anna").me("{'visible':true}");
    two.connect("cem").me("{'visible':true}");
    one.connect("cem");
    var bela = one.connect("bela");
    bela.me("{'visible':true}");
    within(2_000).until(() -> bela.watch("anna", "cem").contains("anna"));
    bela.told.clear();
    bela.toldAt.clear();
    cluster.kill(two);
    long died = System.nanoTime();
    await().atMost(40, SECONDS).until(() -> !bela.told.isEmpty());
    assertThat(bela.told).containsExactly("{\"type\":\"presence\",\"people\":{\"anna\":null}}");
    assertThat(SECONDS.convert(bela.toldAt.get(0) - died, java.util.concurrent.TimeUnit.NANOSECONDS))
        .isBetween(28L, 31L);
    assertThat(StoredPresence.keys(REDIS)).noneMatch(key -> key.contains(two.nodeId()));
  }
}
