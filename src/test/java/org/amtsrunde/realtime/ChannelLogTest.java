package org.amtsrunde.realtime;

import static org.amtsrunde.support.RedisExtension.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.amtsrunde.kernel.Ids;
import org.amtsrunde.kernel.Refusal;
import org.amtsrunde.redis.Keys;
import org.amtsrunde.support.RedisExtension;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The log in a real store against a model: commands repeated and contradicted, entries erased and trimmed, a store that is lost. */
class ChannelLogTest {
  @RegisterExtension static final RedisExtension REDIS = new RedisExtension();

  private static final String CHANNEL = "test:log";
  private static final int KEEP = 200;
  private static final int STEPS = 2500;

  private record Known(String body, Appended first) {}

  private final Ids ids = new Ids(new Random(1));
  private final List<LogEntry> rung = new ArrayList<>();
  private final ChannelLog log = new ChannelLog(REDIS.store(), ids, (channel, epoch, entry, nodes) -> rung.add(entry));

  /** Offset → data, of what is neither erased nor trimmed. */
  private final TreeMap<Long, String> kept = new TreeMap<>();

  private final Map<String, Known> known = new HashMap<>();
  private String epoch = "";
  private long end;

  @ParameterizedTest
  @ValueSource(longs = {7, 20261122})
  void agreesWithAModel(long seed) {
    System.out.println("ChannelLogTest seed " + seed);
    var random = new Random(seed);
    for (int step = 0; step < STEPS; step++) {
      int dice = random.nextInt(100);
      if (dice < 55) {
        append(random);
      } else if (dice < 65 && end > 0) {
        erase(1 + random.nextLong(end));
      } else if (dice < 80) {
        after(random.nextLong(end + 2), 1 + random.nextInt(40));
      } else if (dice < 99) {
        before(1 + random.nextLong(end + 2), 1 + random.nextInt(40));
      } else if (random.nextInt(4) == 0) {
        lose();
      }
    }
  }

  private void append(Random random) {
    var body = "{\"n\":" + random.nextInt(3) + "}";
    var cid = "c" + random.nextInt(400);
    var entry = Append.of(CHANNEL, body.getBytes(StandardCharsets.UTF_8)).keep(KEEP);
    if (random.nextBoolean()) {
      entry = entry.once(Once.of("anna", cid, body), "m" + end);
      var before = known.get(cid);
      if (before != null && !before.body.equals(body)) {
        var conflicting = entry;
        assertThatThrownBy(() -> await(log.append(conflicting)))
            .isInstanceOfSatisfying(
                Refusal.class, refusal -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.CONFLICT));
        return;
      }
      var answer = await(log.append(entry));
      if (before != null) {
        var first = before.first;
        assertThat(answer).isEqualTo(new Appended(true, first.epoch(), first.offset(), first.result()));
        return;
      }
      assertThat(answer.result()).isEqualTo("m" + end);
      known.put(cid, new Known(body, answer));
      appended(answer, body);
    } else {
      appended(await(log.append(entry)), body);
    }
  }

  private void appended(Appended answer, String body) {
    if (end == 0) {
      assertThat(answer.epoch()).isNotEqualTo(epoch);
      epoch = answer.epoch();
    }
    assertThat(answer).isEqualTo(new Appended(false, epoch, ++end, answer.result()));
    kept.put(end, body);
    while (kept.size() > KEEP) {
      kept.pollFirstEntry();
    }
  }

  private void erase(long offset) {
    await(REDIS.store().send(Command.XDEL, Keys.log(CHANNEL), offset + "-0"));
    kept.remove(offset);
  }

  private void lose() {
    await(REDIS.store().send(Command.DEL, Keys.head(CHANNEL), Keys.log(CHANNEL)));
    kept.clear();
    end = 0;
  }

  private void after(long offset, int limit) {
    var page = await(log.after(CHANNEL, offset, limit));
    checkHead(page);
    long next = offset;
    for (var entry : page.entries()) {
      assertThat(entry.offset()).isGreaterThan(next);
      next = entry.offset();
      checkEntry(entry);
    }
    boolean reachesBack = !kept.isEmpty() && kept.firstKey() <= offset + 1;
    if (page.complete()) {
      assertThat(page.entries()).hasSize((int) Math.max(0, end - offset));
    } else {
      assertThat(page.entries().size() >= limit || !reachesBack).isTrue();
    }
    if (reachesBack) {
      var inside = kept.tailMap(offset, false);
      assertThat(page.entries()).as("dense where nothing is trimmed").hasSize((int) Math.max(0, next - offset));
      assertThat(page.complete()).isEqualTo(next >= end);
      assertThat(page.complete() || inside.size() >= limit).isTrue();
    }
  }

  private void before(long bound, int limit) {
    var page = await(log.before(CHANNEL, bound, limit));
    checkHead(page);
    long next = Math.min(bound, end + 1);
    for (var entry : page.entries()) {
      assertThat(entry.offset()).isEqualTo(--next);
      checkEntry(entry);
    }
    var expected = kept.headMap(bound, false).descendingMap().keySet().stream().limit(limit).toList();
    assertThat(page.entries().stream().filter(e -> !ChannelLog.isErased(e)).map(LogEntry::offset)).isEqualTo(expected);
  }

  private void checkHead(LogPage page) {
    assertThat(page.head()).isEqualTo(end == 0 ? null : new Position(epoch, end));
  }

  private void checkEntry(LogEntry entry) {
    var data = new String(entry.data(), StandardCharsets.UTF_8);
    assertThat(data).isEqualTo(kept.getOrDefault(entry.offset(), "{\"type\":\"erased\"}"));
  }

  /** Whoever is refused tries again; but nothing is taken out of its turn, and nothing is lost that was acknowledged. */
  @Test
  void commandsOfOneLoopKeepTheirOrderAlthoughTheStoreForgetsTheirScript() {
    await(written(0));
    var answers = new ArrayList<Future<Appended>>();
    var flushed = REDIS.store().send(Command.SCRIPT, "FLUSH");
    for (int i = 1; i <= 200; i++) {
      answers.add(written(i));
    }
    await(flushed);
    Awaitility.await().until(() -> answers.stream().allMatch(Future::isComplete));
    answers.stream()
        .filter(Future::failed)
        .forEach(answer -> assertThat(((Refusal) answer.cause()).kind()).isEqualTo(Refusal.Kind.UNAVAILABLE));
    Awaitility.await().until(() -> REDIS.store().isUp());
    assertThat(await(written(201)).duplicate()).isFalse();
    var kept =
        await(log.after(CHANNEL, 0, 300)).entries().stream()
            .map(entry -> new String(entry.data(), StandardCharsets.UTF_8))
            .map(Integer::valueOf)
            .toList();
    assertThat(kept).isSorted().doesNotHaveDuplicates().startsWith(0).endsWith(201);
    for (int i = 1; i <= 200; i++) {
      if (answers.get(i - 1).succeeded()) {
        assertThat(kept.get((int) answers.get(i - 1).result().offset() - 1)).isEqualTo(i);
      }
    }
  }

  private Future<Appended> written(int number) {
    return log.append(Append.of(CHANNEL, String.valueOf(number).getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void aCommandIsRememberedForSevenDays() {
    var once = Once.of("anna", "c1", "body");
    await(log.append(Append.of(CHANNEL, "1".getBytes(StandardCharsets.UTF_8)).once(once, "m1")));
    var left = await(REDIS.store().send(Command.TTL, Keys.cid(CHANNEL, "anna", "c1"))).toLong();
    assertThat(left).isBetween(7 * 86_400L - 60, 7 * 86_400L);
  }
}
