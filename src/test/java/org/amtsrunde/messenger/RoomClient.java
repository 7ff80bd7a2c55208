package org.amtsrunde.messenger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.amtsrunde.kernel.Fields;
import org.amtsrunde.realtime.LogEntry;

/**
 * A client as the protocol page describes it: a snapshot and the publications after its offset. Keeps the law: what it then
 * shows equals a fresh snapshot.
 */
final class RoomClient {
  private final String me;
  private String name;
  private long offset;
  private long readOffset;
  private long unread;
  private long mentions;
  private String lastAt;
  private final Map<String, MemberRole> roles;
  private final List<MessageView> messages;

  RoomClient(String me, OpenRoom snapshot) {
    this.me = me;
    var summary = snapshot.summary();
    name = summary.name();
    offset = summary.offset();
    readOffset = summary.readOffset();
    unread = summary.unread();
    mentions = summary.mentions();
    lastAt = summary.lastAt();
    roles = new LinkedHashMap<>(snapshot.roles());
    messages = new ArrayList<>(snapshot.messages());
  }

  long offset() {
    return offset;
  }

  boolean isMember() {
    return roles.containsKey(me);
  }

  /** False when the entry touches what this client does not hold: then only a reload gives the truth. */
  boolean apply(LogEntry entry) {
    assertThat(entry.offset()).as("offsets are dense").isEqualTo(offset + 1);
    offset = entry.offset();
    var event = Fields.parse(entry.data());
    return switch (event.text("type", 1, 40)) {
      case "message.posted" -> {
        var message = message(event);
        lastAt = message.at();
        messages.add(new MessageView(message, offset, Map.of()));
        count(messages.getLast(), 1);
        yield true;
      }
      case "message.edited" -> {
        var message = message(event);
        yield replace(message.id(), before -> before.with(message));
      }
      case "message.deleted" ->
          replace(
              event.id("messageId"),
              before -> new MessageView(before.message().placeholder(), before.offset(), Map.of()));
      case "message.reacted" -> {
        replace(event.id("messageId"), before -> reacted(before, event));
        yield true;
      }
      case "member.joined" -> {
        var member = Objects.requireNonNull(event.objectOrNull("member"));
        roles.put(member.id("id"), MemberRole.of(member.text("role", 1, 10)));
        yield true;
      }
      case "member.left" -> {
        roles.remove(event.id("personId"));
        yield true;
      }
      case "room.renamed" -> {
        name = event.text("name", 1, 200);
        yield true;
      }
      case "erased" -> false;
      default -> throw new AssertionError(new String(entry.data(), StandardCharsets.UTF_8));
    };
  }

  /** What {@code read.moved} says on the person's own channel. False when it reaches behind what is held. */
  boolean readMoved(long to) {
    if (to <= readOffset) {
      return true;
    }
    readOffset = to;
    unread = 0;
    mentions = 0;
    messages.forEach(view -> count(view, 1));
    return messages.size() < 50 || messages.getFirst().offset() <= to;
  }

  /** Compares with what the server says now. */
  void assertEquals(OpenRoom fresh) {
    var summary = fresh.summary();
    assertThat(name).isEqualTo(summary.name());
    assertThat(offset).isEqualTo(summary.offset());
    assertThat(lastAt).isEqualTo(summary.lastAt());
    assertThat(readOffset).isEqualTo(summary.readOffset());
    assertThat(new TreeMap<>(roles)).isEqualTo(new TreeMap<>(fresh.roles()));
    assertThat(summary.memberCount()).isEqualTo(roles.size());
    int held = Math.min(messages.size(), 50);
    assertThat(messages.subList(messages.size() - held, messages.size())).isEqualTo(fresh.messages());
    assertThat(unread).as("unread of " + me).isEqualTo(summary.unread());
    assertThat(mentions).as("mentions of " + me).isEqualTo(summary.mentions());
  }

  private static Message message(Fields event) {
    var m = Objects.requireNonNull(event.objectOrNull("message"));
    return new Message(
        m.id("id"),
        m.id("roomId"),
        m.id("authorId"),
        m.id("cid"),
        m.text("text", 1, 16_000),
        m.text("at", 1, 40),
        m.idOrNull("replyTo"),
        m.has("mentions") ? m.ids("mentions", 1, 50) : List.of(),
        m.textOrNull("editedAt", 40),
        false);
  }

  private static MessageView reacted(MessageView before, Fields event) {
    var reactions = new TreeMap<Reaction, List<String>>(before.reactions());
    var reaction = Reaction.of(event.text("reaction", 1, 20));
    var people = new ArrayList<>(reactions.getOrDefault(reaction, List.of()));
    people.remove(event.id("personId"));
    if (event.flag("on")) {
      people.add(event.id("personId"));
    }
    if (people.isEmpty()) {
      reactions.remove(reaction);
    } else {
      reactions.put(reaction, people);
    }
    return new MessageView(before.message(), before.offset(), reactions);
  }

  private boolean replace(String id, java.util.function.UnaryOperator<MessageView> change) {
    for (int i = 0; i < messages.size(); i++) {
      var before = messages.get(i);
      if (before.message().id().equals(id)) {
        count(before, -1);
        messages.set(i, change.apply(before));
        count(messages.get(i), 1);
        return true;
      }
    }
    return messages.stream().filter(this::isUnread).count() == unread;
  }

  private boolean isUnread(MessageView view) {
    var message = view.message();
    return view.offset() > readOffset && !message.authorId().equals(me) && !message.deleted();
  }

  private void count(MessageView view, int times) {
    if (isUnread(view)) {
      unread += times;
      mentions += view.message().mentions().contains(me) ? times : 0;
    }
  }
}
