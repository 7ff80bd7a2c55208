package org.amtsrunde.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.amtsrunde.kernel.Fields;
import org.amtsrunde.support.Member;
import org.awaitility.Awaitility;

/**
 * Who posted what into one room and what became of it; at the end held against what every client was told and what the log
 * holds: each acknowledged post once, with the offset that was promised; each unknown one once or not at all; every client the
 * same bytes in the same order without a hole; each person's posts in the order they were sent.
 */
final class Ledger {
  private final String name;
  private final String roomId;
  private final String channel;
  private final Map<String, List<String>> sentBy = new TreeMap<>();
  private final ConcurrentLinkedQueue<Member.Stored> acknowledged = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<String> unknown = new ConcurrentLinkedQueue<>();
  private final AtomicInteger count = new AtomicInteger();
  private final long before;

  /**
   * Counts from where the room's log ends now.
   *
   * @param name begins each cid
   */
  Ledger(String name, String roomId, Member reader) throws Exception {
    this.name = name;
    this.roomId = roomId;
    this.channel = "room:" + roomId;
    this.before = head(reader);
  }

  int acknowledged() {
    return acknowledged.size();
  }

  /** A post that was not acknowledged: it may be stored or not. */
  void unknown(String cid) {
    unknown.add(cid);
  }

  /**
   * Posts one after the other, each until it is acknowledged. Every tenth is given up after one try: whether that one is stored
   * nobody knows.
   */
  CompletableFuture<Void> send(Member member, String sender, int posts) {
    synchronized (sentBy) {
      sentBy.put(sender, new ArrayList<>());
    }
    return step(member, sender, posts);
  }

  private CompletableFuture<Void> step(Member member, String sender, int left) {
    if (left == 0) {
      return CompletableFuture.completedFuture(null);
    }
    var cid = name + "-" + sender + "-" + count.incrementAndGet();
    var text = "Beitrag " + left + " von " + sender;
    synchronized (sentBy) {
      sentBy.get(sender).add(cid);
    }
    var answer = left % 10 == 0 ? member.postOnce(roomId, cid, text) : member.post(roomId, cid, text);
    return answer
        .handle((stored, failure) -> {
          if (failure == null) {
            acknowledged.add(stored);
          } else if (left % 10 == 0) {
            unknown.add(cid);
          } else {
            throw new AssertionError(cid + " was refused", failure);
          }
          return null;
        })
        .thenCompose(ignored -> step(member, sender, left - 1));
  }

  /** Waits until every client has heard everything and compares. */
  void check(List<Member> members) throws Exception {
    long head = head(members.get(0));
    for (var member : members) {
      Awaitility.await("everything has come to everybody")
          .atMost(20, TimeUnit.SECONDS)
          .until(() -> member.transcript(channel).last() >= head);
    }
    var first = members.get(0).transcript(channel).entries();
    for (var member : members) {
      var transcript = member.transcript(channel);
      assertThat(transcript.contradictions()).isEmpty();
      var entries = new TreeMap<>(transcript.entries());
      entries.headMap(before, true).clear();
      assertThat(entries.firstKey()).isEqualTo(before + 1);
      assertThat(entries.lastKey()).isEqualTo(head);
      entries.forEach((offset, data) -> assertThat(data).as("offset %d", offset).isEqualTo(first.get(offset)));
    }
    var offsets = new HashMap<String, Long>();
    for (var posted : log(members.get(0))) {
      assertThat(offsets.put(posted.text("cid", 1, 64), posted.number("offset", 1, Long.MAX_VALUE)))
          .as("stored twice: %s", posted.text("cid", 1, 64))
          .isNull();
    }
    for (var stored : acknowledged) {
      assertThat(offsets).containsEntry(stored.cid(), stored.offset());
      assertThat(first.get(stored.offset())).contains("\"" + stored.cid() + "\"");
    }
    offsets.keySet().removeAll(unknown);
    assertThat(offsets).as("stored, but neither acknowledged nor unknown").hasSize(acknowledged.size());
    checkOrder(acknowledged);
  }

  private void checkOrder(Iterable<Member.Stored> all) {
    var offsets = new HashMap<String, Long>();
    all.forEach(stored -> offsets.put(stored.cid(), stored.offset()));
    for (var cids : sentBy.values()) {
      var known = cids.stream().filter(offsets::containsKey).map(offsets::get).toList();
      assertThat(known).isSorted();
    }
  }

  private long head(Member reader) throws Exception {
    var page = reader.call("room.history", "{\"roomId\":\"" + roomId + "\",\"limit\":1}").get(10, TimeUnit.SECONDS);
    return page.number("offset", 0, Long.MAX_VALUE);
  }

  /** The messages of the room as a client reads them, page by page. */
  private List<Fields> log(Member reader) throws Exception {
    var all = new ArrayList<Fields>();
    long after = before;
    while (true) {
      var page =
          reader
              .call("room.history", "{\"roomId\":\"" + roomId + "\",\"after\":" + after + ",\"limit\":100}")
              .get(10, TimeUnit.SECONDS)
              .objects("messages", 100);
      if (page.isEmpty()) {
        return all;
      }
      all.addAll(page);
      after = page.getLast().number("offset", 1, Long.MAX_VALUE);
    }
  }
}
