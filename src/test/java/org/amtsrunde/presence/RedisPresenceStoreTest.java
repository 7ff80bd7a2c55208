package org.amtsrunde.presence;

import static org.amtsrunde.support.RedisExtension.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.redis.client.Command;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.amtsrunde.redis.Keys;
import org.amtsrunde.support.RedisExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RedisPresenceStoreTest {
  @RegisterExtension static final RedisExtension REDIS = new RedisExtension();

  private static final Choice BUSY = new Choice(2, true, State.BUSY, "Sprechstunde", 1_900_000_000_000L);
  private static final Choice FREE = Choice.first(true);
  private PresenceStore store;

  @BeforeEach
  void open() {
    store = new RedisPresenceStore(REDIS.store(), new Home(REDIS.loops().get(0)));
  }

  private static Batch step(long from, long to, String person, Choice choice) {
    var changes = new HashMap<String, Choice>();
    changes.put(person, choice);
    return new Batch("n1", from, to, changes);
  }

  @Test
  void whatOneNodeTellsAnotherReads() {
    assertThat(await(store.look("n1", 0))).isNull();
    assertThat(await(store.writeAll("n1", 1, Map.of("anna", BUSY)))).isTrue();
    assertThat(await(store.write(step(1, 2, "bela", FREE)))).isTrue();
    assertThat(await(store.look("n1", 1))).isEqualTo(new PresenceStore.Told(2, Map.of("anna", BUSY, "bela", FREE)));
    assertThat(await(store.look("n1", 2))).isEqualTo(new PresenceStore.Told(2, null));
    assertThat(await(store.write(step(2, 3, "anna", null)))).isTrue();
    assertThat(await(store.look("n1", 0)).people()).isEqualTo(Map.of("bela", FREE));
  }

  @Test
  void aStepThatDoesNotFollowIsRefusedSoThatTheWholeIsWritten() {
    assertThat(await(store.write(step(0, 1, "anna", BUSY)))).as("nothing is there").isFalse();
    assertThat(await(store.writeAll("n1", 5, Map.of("anna", BUSY)))).isTrue();
    assertThat(await(store.write(step(3, 4, "anna", FREE)))).as("late, of a connection given up").isFalse();
    assertThat(await(store.writeAll("n1", 5, Map.of()))).isFalse();
    assertThat(await(store.look("n1", 0)).people()).isEqualTo(Map.of("anna", BUSY));
    assertThat(await(store.writeAll("n1", 6, Map.of("bela", FREE)))).isTrue();
    assertThat(await(store.look("n1", 0)).people()).isEqualTo(Map.of("bela", FREE));
  }

  @Test
  void allThatIsWrittenEndsByItselfUnlessItIsRenewed() {
    assertThat(await(store.renew("n1"))).isFalse();
    await(store.writeAll("n1", 1, Map.of("anna", BUSY)));
    await(REDIS.store().send(Command.PEXPIRE, Keys.presence("n1"), 5_000));
    assertThat(await(store.renew("n1"))).isTrue();
    assertThat(StoredPresence.life(REDIS, Keys.presence("n1"))).isBetween(28_000L, PresenceRules.NODE_LIFE);
    await(REDIS.store().send(Command.PERSIST, Keys.presence("n1")));
    await(store.write(step(1, 2, "anna", FREE)));
    assertThat(StoredPresence.life(REDIS, Keys.presence("n1"))).isBetween(28_000L, PresenceRules.NODE_LIFE);
  }

  @Test
  void nodesAreKnownUntilTheirPeopleAreGone() {
    assertThat(await(store.enrol("n1"))).isEqualTo(Set.of("n1"));
    assertThat(await(store.enrol("n2"))).isEqualTo(Set.of("n1", "n2"));
    await(REDIS.store().send(Command.ZADD, Keys.presenceNodes(), "1", "n1"));
    assertThat(await(store.enrol("n2"))).isEqualTo(Set.of("n2"));
    assertThat(StoredPresence.life(REDIS, Keys.presenceNodes())).isPositive();
  }

  @Test
  void theNewestChoiceIsFoundAmongAllNodes() {
    await(store.writeAll("n1", 1, Map.of("anna", FREE)));
    await(store.writeAll("n2", 1, Map.of("anna", BUSY, "bela", FREE)));
    assertThat(await(store.newest("anna", Set.of("n1", "n2", "n3")))).isEqualTo(BUSY);
    assertThat(await(store.newest("cem", Set.of("n1", "n2")))).isNull();
    assertThat(await(store.newest("anna", Set.of()))).isNull();
  }

  @Test
  void theSettingIsOffUntilItIsSwitchedOn() {
    assertThat(await(store.isVisible("anna"))).isFalse();
    await(store.setVisible("anna", true));
    assertThat(await(store.isVisible("anna"))).isTrue();
    await(store.setVisible("anna", false));
    assertThat(await(store.isVisible("anna"))).isFalse();
  }
}
