package org.amtsrunde.it.proof;

import static org.amtsrunde.it.proof.Invariant.I1;
import static org.amtsrunde.it.proof.Invariant.I10;
import static org.amtsrunde.it.proof.Invariant.I11;
import static org.amtsrunde.it.proof.Invariant.I2;
import static org.amtsrunde.it.proof.Invariant.I3;
import static org.amtsrunde.it.proof.Invariant.I4;
import static org.amtsrunde.it.proof.Invariant.I5;
import static org.amtsrunde.it.proof.Invariant.I6;
import static org.amtsrunde.it.proof.Invariant.I7;
import static org.amtsrunde.it.proof.Invariant.I8;
import static org.amtsrunde.it.proof.Invariant.I9;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.amtsrunde.redis.RedisProcess;
import org.amtsrunde.support.StoreFile;
import org.amtsrunde.support.TestCluster;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The proof can fail: the product with one deliberate fault each, in two nodes that share a store and find each other's entries by
 * looking for them alone. The product itself knows no such fault; its source is changed on the way to the test.
 */
class SeededFaultsIT {
  private static final int TALK_MILLIS = 3_500;
  private static final List<String> PEOPLE =
      List.of("t1@altwasser.example", "t2@birkenried.example", "t3@donaulohe.example", "t4@eichbrunn.example");

  static Stream<Flaw> flaws() {
    return Stream.of(
        new Flaw(
            "forgets-what-was-done",
            "realtime/log.lua",
            "if not known then return nil end",
            "if true then return nil end",
            Set.of(I2)),
        new Flaw(
            "skips-a-gap",
            "realtime/ChannelTail.java",
            "    for (var entry : entries) {\n      if (entry.offset() == last + 1) {",
            "    for (var entry : entries) {\n"
                + "      if (entry.offset() % 7 == 0) {\n"
                + "        last = Math.max(last, entry.offset());\n"
                + "      } else if (entry.offset() == last + 1) {",
            Set.of(I3)),
        new Flaw(
            "acknowledges-before-the-store",
            "realtime/ChannelLog.java",
            ".map(reply -> answered(entry, Objects.requireNonNull(reply)));",
            ".map(reply -> last.merge(entry.channel(), answered(entry, Objects.requireNonNull(reply)), (a, b) -> b))"
                + ".recover(f -> last.containsKey(entry.channel()) ? Future.succeededFuture(new Appended(false,"
                + " last.get(entry.channel()).epoch(), last.get(entry.channel()).offset() + 1, ids.next()))"
                + " : Future.failedFuture(f));\n  }\n"
                + "  static final java.util.concurrent.ConcurrentHashMap<String, Appended> last ="
                + " new java.util.concurrent.ConcurrentHashMap<>();\n  static {",
            Set.of(I1)),
        new Flaw(
            "goes-on-in-an-epoch-that-lost-something",
            "realtime/new-epoch.lua",
            "  head = ARGV[2] .. ' ' .. offset",
            "  head = ARGV[1] .. ' ' .. offset",
            Set.of(I4, I5, I11)),
        new Flaw(
            "counts-one-too-many",
            "messenger/room.lua",
            "return after(KEYS[6]) - after(KEYS[7]) - after(KEYS[8]), after(KEYS[9])",
            "return after(KEYS[6]) - after(KEYS[7]) - after(KEYS[8]) + 1, after(KEYS[9])",
            Set.of(I7)),
        new Flaw(
            "moves-the-read-mark-back",
            "messenger/move-read.lua",
            "local moved = wanted > read and 1 or 0",
            "local moved = wanted ~= read and 1 or 0",
            Set.of(I7)),
        new Flaw(
            "tells-who-was-removed",
            "realtime/ChannelCommands.java",
            "  void expel(String channel) {\n",
            "  void expel(String channel) {\n    if (channel.startsWith(\"room:\")) {\n      return;\n    }\n",
            Set.of(I8)),
        new Flaw(
            "tells-two-entries-the-wrong-way-round",
            "realtime/ChannelTail.java",
            "    var out = new ArrayList<LogEntry>();\n    for (var entry : entries) {",
            "    var out = new ArrayList<LogEntry>() {\n      @Override\n      public boolean add(LogEntry e) {\n"
                + "        super.add(0, e);\n        return true;\n      }\n    };\n    for (var entry : entries) {",
            Set.of(I3)),
        new Flaw(
            "tells-something-else-elsewhere",
            "realtime/ChannelLog.java",
            "case \"d\" -> data = fields.get(i + 1).toBytes();",
            "case \"d\" -> data = fields.get(i + 1).toString().replace(\"Beitrag\", \"Auftrag\")"
                + ".getBytes(StandardCharsets.UTF_8);",
            Set.of(I4)),
        new Flaw(
            "drops-what-it-acknowledged",
            "realtime/log.lua",
            "ARGV[2], number .. '-0', unpack(fields))",
            "ARGV[2], number .. '-0', unpack(fields))\n"
                + "  if offset % 9 == 0 then redis.call('XDEL', KEYS[2], number .. '-0') end",
            Set.of(I1)),
        new Flaw(
            "lets-a-later-post-overtake",
            "messenger/RoomHandler.java",
            "    return store.post(new Message(id, room, person, cid, text, now(), replyTo, mentions, null, false),"
                + " once);",
            "    var post = new Message(id, room, person, cid, text, now(), replyTo, mentions, null, false);\n"
                + "    return cid.endsWith(\"3\") || cid.endsWith(\"6\") || cid.endsWith(\"9\")\n"
                + "        ? store.members(room).compose(any -> store.post(post, once)) : store.post(post, once);",
            Set.of(I6)),
        new Flaw(
            "never-looks-whether-it-is-behind",
            "realtime/Tails.java",
            "  void audit() {\n",
            "  void audit() {\n    if (!channels.isEmpty()) {\n      return;\n    }\n",
            Set.of(I9)),
        new Flaw(
            "refuses-what-it-has-stored",
            "messenger/post.lua",
            "return answer",
            "if tonumber(answer[3]) % 5 == 0 then return refuse('denied') end\nreturn answer",
            Set.of(I10)));
  }

  @ParameterizedTest
  @MethodSource("flaws")
  void isCaught(Flaw flaw) throws Exception {
    var folder = Files.createTempDirectory("amtsrunde-flaw");
    try (var redis = RedisProcess.start(Files.createDirectories(folder.resolve("store")))) {
      assertThat(broken(flaw, folder, redis)).as(flaw.name()).containsAnyElementsOf(flaw.caughtBy());
    } finally {
      TestCluster.delete(folder);
    }
  }

  private static Set<Invariant> broken(Flaw flaw, Path folder, RedisProcess redis) throws Exception {
    var flaws = flaw.made(folder);
    try (var here = node(flaws, folder, redis);
        var there = node(flaws, folder, redis)) {
      var ports = List.of(here.port(), there.port());
      var people = new ArrayList<Person>();
      PEOPLE.forEach(email -> people.add(Person.of(email, ports)));
      try (var trial = new Trial(ports, redis, 3, people)) {
        for (int i = 0; i < Trial.CLIENTS; i++) {
          trial.begin(new Nemesis(0, Nemesis.Kind.TWICE, i, 0));
        }
        trial.start();
        loseSomething(new StoreFile(folder.resolve("store"), redis));
        trial.heal();
        var found = trial.judge();
        System.out.println(flaw.name() + ": " + trial.summary() + ", broken: " + found.stream().limit(3).toList());
        var invariants = new java.util.EnumMap<Invariant, Integer>(Invariant.class);
        found.forEach(one -> invariants.merge(one.invariant(), 1, Integer::sum));
        System.out.println(flaw.name() + ": " + invariants);
        return invariants.keySet();
      }
    }
  }

  private static FlawedNode node(Path flaws, Path folder, RedisProcess redis) throws Exception {
    return FlawedNode.start(
        flaws,
        Map.of(
            "AMTSRUNDE_HTTP_PORT", "0",
            "AMTSRUNDE_METRICS_PORT", "0",
            "AMTSRUNDE_DATA_DIR", Files.createTempDirectory(folder, "data").toString(),
            "AMTSRUNDE_REDIS_URL", redis.url(),
            "AMTSRUNDE_DRAIN_SECONDS", "0",
            "AMTSRUNDE_DEMO", "true"));
  }

  /** People talk; in the middle of it the store comes back without what it has acknowledged last. */
  private static void loseSomething(StoreFile store) throws Exception {
    pause(TALK_MILLIS / 2);
    long written = store.written();
    pause(TALK_MILLIS / 6);
    var before = store.redis().handle().pid();
    store.rewind(written);
    await().atMost(10, TimeUnit.SECONDS).until(() -> store.redis().handle().pid() != before);
    pause(TALK_MILLIS / 2);
  }

  private static void pause(int millis) {
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
  }
}
