package org.amtsrunde.it.proof;

import static org.amtsrunde.it.proof.Invariant.I7;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is unread: I7. Marks that were set in an epoch that has ended may be lost with it. */
final class UnreadCheck {
  private record Reader(String room, String person) {}

  private static final class Message {
    final long offset;
    final String author;
    List<String> mentions;

    Message(Entry posted) {
      offset = posted.offset();
      author = posted.author();
      mentions = posted.mentions();
    }
  }

  private final History history;
  private final List<Violation> found;
  private final Map<Reader, Long> marks = new HashMap<>();
  private final Map<Reader, Set<Long>> wanted = new HashMap<>();
  private final Map<Op, Long> floors = new HashMap<>();
  private final Map<String, List<Message>> messages = new HashMap<>();

  UnreadCheck(History history, List<Violation> found) {
    this.history = history;
    this.found = found;
  }

  void run() {
    for (var log : history.logs().values()) {
      model(log);
    }
    for (var event : history.events()) {
      switch (event) {
        case Event.Invoked e when e.op().action() == Op.Action.READ -> {
          var reader = new Reader(e.op().room(), e.op().person());
          wanted.computeIfAbsent(reader, any -> new HashSet<>()).add(e.op().offset());
          if (inLastEpoch(e.op())) {
            floors.putIfAbsent(e.op(), marks.getOrDefault(reader, 0L));
          }
        }
        case Event.Acknowledged e when e.op().action() == Op.Action.READ -> moved(e);
        case Event.Counted e -> counted(e);
        default -> {}
      }
    }
  }

  private void model(Log log) {
    var byId = new HashMap<String, Message>();
    var all = new ArrayList<Message>();
    for (var entry : log.entries()) {
      switch (entry.kind()) {
        case POSTED -> {
          var message = new Message(entry);
          byId.put(entry.subject(), message);
          all.add(message);
        }
        case EDITED -> {
          var message = byId.get(entry.subject());
          if (message != null) {
            message.mentions = entry.mentions();
          }
        }
        case JOINED -> {
          var reader = new Reader(log.room(), entry.key());
          wanted.computeIfAbsent(reader, any -> new HashSet<>()).add(entry.offset());
        }
        default -> {}
      }
    }
    messages.put(log.room(), all);
  }

  private boolean inLastEpoch(Op op) {
    var log = history.logs().get(op.room());
    return log != null && log.epoch().equals(op.epoch());
  }

  private void moved(Event.Acknowledged e) {
    @Nullable Long floor = floors.get(e.op());
    if (floor == null) {
      return;
    }
    if (e.read() < floor) {
      var what = e.op().person() + " had read " + floor + " of " + e.op().room() + ", and then only " + e.read();
      found.add(new Violation(I7, what));
    }
    marks.merge(new Reader(e.op().room(), e.op().person()), e.read(), Math::max);
  }

  private void counted(Event.Counted e) {
    var reader = new Reader(e.room(), e.person());
    long mark = marks.getOrDefault(reader, 0L);
    if (e.readOffset() < mark) {
      found.add(new Violation(I7, reader + " had read " + mark + " and has now read only " + e.readOffset()));
    }
    // Founding a room sets the marks of all members to its last entry, which is nobody's wish; it is small.
    long most = wanted.getOrDefault(reader, Set.of()).stream().mapToLong(Long::longValue).max().orElse(0);
    if (e.readOffset() > Math.max(most, firstMessage(e.room()) - 1)) {
      found.add(new Violation(I7, reader + " has read " + e.readOffset() + ", which nobody asked for"));
    }
    long unread = 0;
    long mentions = 0;
    for (var message : messages.getOrDefault(e.room(), List.of())) {
      if (message.offset > e.readOffset()) {
        unread += message.author.equals(e.person()) ? 0 : 1;
        mentions += message.mentions.contains(e.person()) ? 1 : 0;
      }
    }
    if (unread != e.unread() || mentions != e.mentions()) {
      var said = e.unread() + " unread and " + e.mentions() + " mentions are said";
      found.add(
          new Violation(
              I7, reader + " at " + e.readOffset() + ": " + said + ", " + unread + " and " + mentions + " there are"));
    }
  }

  private long firstMessage(String room) {
    var all = messages.getOrDefault(room, List.of());
    return all.isEmpty() ? Long.MAX_VALUE : all.getFirst().offset;
  }
}
