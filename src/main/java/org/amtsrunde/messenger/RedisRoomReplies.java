package org.amtsrunde.messenger;

import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what the scripts of {@link RedisRoomStore} answer. */
final class RedisRoomReplies {
  private RedisRoomReplies() {}

  static List<String> texts(@Nullable Response reply) {
    var texts = new ArrayList<String>();
    if (reply != null) {
      reply.forEach(item -> texts.add(item.toString()));
    }
    return texts;
  }

  static RoomState state(Response reply) {
    var kind = RoomKind.of(reply.get(0).toString());
    var role = MemberRole.of(reply.get(1).toString());
    if (reply.size() < 6) {
      return new RoomState(kind, role, null);
    }
    var json = reply.get(3).toString();
    var reactions = reply.get(4).toString();
    var view = view(reply.get(2).toLong(), json, reactions);
    return new RoomState(kind, role, new RoomState.Known(view, json, reactions, reply.get(5).toString()));
  }

  static RoomSummary summary(String roomId, Response reply) {
    var head = reply.get(0).toString();
    var last = reply.get(8).toString();
    return new RoomSummary(
        roomId,
        reply.get(1).toString(),
        RoomKind.of(reply.get(2).toString()),
        MemberRole.of(reply.get(3).toString()),
        reply.get(4).toInteger(),
        texts(reply.get(10)),
        reply.get(5).toLong(),
        reply.get(6).toLong(),
        reply.get(7).toLong(),
        epoch(head),
        offset(head),
        last.isEmpty() ? null : last,
        reply.get(9).toInteger() == 0);
  }

  static OpenRoom open(String roomId, Response reply) {
    var roles = new LinkedHashMap<String, MemberRole>();
    var members = reply.get(1);
    for (int i = 0; i + 1 < members.size(); i += 2) {
      roles.put(members.get(i).toString(), MemberRole.of(members.get(i + 1).toString()));
    }
    return new OpenRoom(summary(roomId, reply.get(0)), roles, views(reply.get(2)).reversed());
  }

  static RoomPage page(Response reply) {
    var messages = new ArrayList<>(views(reply.get(1)).reversed());
    messages.addAll(views(reply.get(2)));
    var head = reply.get(0).toString();
    return new RoomPage(messages, epoch(head), offset(head));
  }

  static ReadState readState(Response reply) {
    return new ReadState(
        reply.get(0).toInteger() == 1, reply.get(1).toLong(), reply.get(2).toLong(), reply.get(3).toLong());
  }

  private static List<MessageView> views(Response items) {
    var views = new ArrayList<MessageView>(items.size());
    for (var item : items) {
      views.add(view(item.get(0).toLong(), item.get(1).toString(), item.get(2).toString()));
    }
    return views;
  }

  private static MessageView view(long offset, String json, String reactions) {
    return new MessageView(Message.parse(json), offset, MessageView.reactions(reactions));
  }

  private static String epoch(String head) {
    int space = head.indexOf(' ');
    return space < 0 ? "" : head.substring(0, space);
  }

  private static long offset(String head) {
    int space = head.indexOf(' ');
    return space < 0 ? 0 : Long.parseLong(head, space + 1, head.length(), 10);
  }
}
