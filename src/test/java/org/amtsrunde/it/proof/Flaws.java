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

import java.util.List;
import java.util.Set;
import org.amtsrunde.it.proof.Flaw.Meanwhile;

/** What the checker has to find. */
final class Flaws {
  static final List<Flaw> ALL =
      List.of(
          new Flaw(
              "forgets-what-was-done",
              Meanwhile.NOTHING,
              "realtime/log.lua",
              "if not known then return nil end",
              "if true then return nil end",
              Set.of(I2)),
          new Flaw(
              "skips-a-gap",
              Meanwhile.NOTHING,
              "realtime/ChannelTail.java",
              "    for (var entry : entries) {\n      if (entry.offset() == last + 1) {",
              "    for (var entry : entries) {\n"
                  + "      if (entry.offset() % 7 == 0) {\n"
                  + "        last = Math.max(last, entry.offset());\n"
                  + "      } else if (entry.offset() == last + 1) {",
              Set.of(I3)),
          new Flaw(
              "acknowledges-before-the-store",
              Meanwhile.STORE_KILLED,
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
              Meanwhile.STORE_REWOUND,
              "realtime/new-epoch.lua",
              "  head = ARGV[2] .. ' ' .. offset",
              "  head = ARGV[1] .. ' ' .. offset",
              Set.of(I4, I5)),
          new Flaw(
              "remembers-what-the-store-has-lost",
              Meanwhile.STORE_REWOUND,
              "realtime/ChannelLog.java",
              "    return store.eval(script.script(), allKeys, allArgs)"
                  + ".map(reply -> answered(entry, Objects.requireNonNull(reply)));",
              "    var key = allKeys.get(3);\n    if (once != null && done.containsKey(key)) {\n"
                  + "      return Future.succeededFuture(done.get(key));\n    }\n"
                  + "    return store.eval(script.script(), allKeys, allArgs)"
                  + ".map(reply -> answered(entry, Objects.requireNonNull(reply)))"
                  + ".onSuccess(answer -> done.put(key, answer));\n  }\n"
                  + "  static final java.util.concurrent.ConcurrentHashMap<String, Appended> done ="
                  + " new java.util.concurrent.ConcurrentHashMap<>();\n  static {",
              Set.of(I11)),
          new Flaw(
              "counts-one-too-many",
              Meanwhile.NOTHING,
              "messenger/room.lua",
              "return after(KEYS[6]) - after(KEYS[7]) - after(KEYS[8]), after(KEYS[9])",
              "return after(KEYS[6]) - after(KEYS[7]) - after(KEYS[8]) + 1, after(KEYS[9])",
              Set.of(I7)),
          new Flaw(
              "moves-the-read-mark-back",
              Meanwhile.NOTHING,
              "messenger/move-read.lua",
              "local moved = wanted > read and 1 or 0",
              "local moved = wanted ~= read and 1 or 0",
              Set.of(I7)),
          new Flaw(
              "tells-who-was-removed",
              Meanwhile.NOTHING,
              "realtime/ChannelCommands.java",
              "  void expel(String channel) {\n",
              "  void expel(String channel) {\n    if (channel.startsWith(\"room:\")) {\n      return;\n    }\n",
              Set.of(I8)),
          new Flaw(
              "tells-two-entries-the-wrong-way-round",
              Meanwhile.NOTHING,
              "realtime/ChannelTail.java",
              "    var out = new ArrayList<LogEntry>();\n    for (var entry : entries) {",
              "    var out = new ArrayList<LogEntry>() {\n      @Override\n      public boolean add(LogEntry e) {\n"
                  + "        super.add(0, e);\n        return true;\n      }\n    };\n    for (var entry : entries) {",
              Set.of(I3)),
          new Flaw(
              "tells-something-else-elsewhere",
              Meanwhile.NOTHING,
              "realtime/ChannelLog.java",
              "case \"d\" -> data = fields.get(i + 1).toBytes();",
              "case \"d\" -> data = fields.get(i + 1).toString().replace(\"Beitrag\", \"Auftrag\")"
                  + ".getBytes(StandardCharsets.UTF_8);",
              Set.of(I4)),
          new Flaw(
              "drops-what-it-acknowledged",
              Meanwhile.NOTHING,
              "realtime/log.lua",
              "ARGV[2], number .. '-0', unpack(fields))",
              "ARGV[2], number .. '-0', unpack(fields))\n"
                  + "  if offset % 9 == 0 then redis.call('XDEL', KEYS[2], number .. '-0') end",
              Set.of(I1)),
          new Flaw(
              "lets-a-later-post-overtake",
              Meanwhile.NOTHING,
              "messenger/RoomHandler.java",
              "    return store.post(new Message(id, room, person, cid, text, now(), replyTo, mentions, null, false),"
                  + " once);",
              "    var post = new Message(id, room, person, cid, text, now(), replyTo, mentions, null, false);\n"
                  + "    return cid.endsWith(\"3\") || cid.endsWith(\"6\") || cid.endsWith(\"9\")\n"
                  + "        ? store.members(room).compose(any -> store.post(post, once)) : store.post(post, once);",
              Set.of(I6)),
          new Flaw(
              "never-looks-whether-it-is-behind",
              Meanwhile.NOTHING,
              "realtime/Tails.java",
              "    if (followed.reading) {\n",
              "    if (followed.reading || tail.position().offset() > 15) {\n",
              Set.of(I9)),
          new Flaw(
              "refuses-what-it-has-stored",
              Meanwhile.NOTHING,
              "messenger/post.lua",
              "return answer",
              "if string.find(ARGV[5], 'Beitrag') and tonumber(answer[3]) % 5 == 0 then return refuse('denied') end\n"
                  + "return answer",
              Set.of(I10)));

  private Flaws() {}
}
