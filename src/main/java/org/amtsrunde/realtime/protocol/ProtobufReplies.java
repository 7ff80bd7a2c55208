package org.amtsrunde.realtime.protocol;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.amtsrunde.kernel.Fields;

/** Replies and pushes in Protobuf, each as one message {@code Reply} behind its length. Numbers as in client.proto. */
final class ProtobufReplies implements Replies {
  private static final byte[] PING = {0};
  private static final int PUSH = 4;
  private static final List<String> KINDS =
      List.of(
          "connect",
          "subscribe",
          "unsubscribe",
          "publish",
          "presence",
          "presence_stats",
          "history",
          "ping",
          "rpc",
          "refresh",
          "sub_refresh");

  @Override
  public byte[] ping() {
    return PING;
  }

  @Override
  public byte[] error(long id, int code, String message, boolean temporary) {
    return ProtobufOut.delimited(
        out -> out.number(1, id).message(2, error -> error.number(1, code).text(2, message).flag(3, temporary)));
  }

  @Override
  public byte[] connected(long id, Connected connected) {
    return reply(
        id,
        "connect",
        out -> {
          out.text(1, connected.client()).text(2, "amtsrunde").flag(3, connected.ttl() > 0).number(4, connected.ttl());
          for (var sub : connected.subs()) {
            out.entry(6, sub.channel(), body -> subscribed(body, sub.subscribed()));
          }
          out.number(7, connected.pingSeconds()).flag(8, true).text(9, connected.session()).text(10, connected.node());
        });
  }

  @Override
  public byte[] subscribed(long id, Subscribed subscribed) {
    return reply(id, "subscribe", out -> subscribed(out, subscribed));
  }

  private static void subscribed(ProtobufOut out, Subscribed subscribed) {
    out.flag(3, true).text(6, subscribed.epoch());
    subscribed.publications().forEach(publication -> out.message(7, body -> publication(body, publication)));
    out.flag(8, subscribed.wasRecovering() && subscribed.recovered())
        .number(9, subscribed.offset())
        .flag(10, true)
        .flag(12, subscribed.wasRecovering());
  }

  private static void publication(ProtobufOut out, Publication publication) {
    out.bytes(4, publication.data());
    var info = publication.info();
    if (info != null) {
      out.message(5, body -> info(body, info));
    }
    out.number(6, publication.offset());
  }

  private static void info(ProtobufOut out, byte[] json) {
    var info = Fields.parse(json);
    out.text(1, info.text("user", 0, Integer.MAX_VALUE)).text(2, info.text("client", 0, Integer.MAX_VALUE));
  }

  @Override
  public byte[] empty(long id, String kind) {
    return reply(id, kind, out -> {});
  }

  @Override
  public byte[] rpc(long id, byte[] data) {
    return reply(id, "rpc", out -> out.bytes(1, data));
  }

  @Override
  public byte[] refreshed(long id, String client, int ttl) {
    return reply(id, "refresh", out -> out.text(1, client).text(2, "amtsrunde").flag(3, true).number(4, ttl));
  }

  @Override
  public byte[] history(long id, String epoch, long offset, List<Publication> publications) {
    return reply(
        id,
        "history",
        out -> {
          publications.forEach(publication -> out.message(1, body -> publication(body, publication)));
          out.text(2, epoch).number(3, offset);
        });
  }

  @Override
  public byte[] presence(long id, Collection<Map.Entry<String, byte[]>> clients) {
    return reply(
        id,
        "presence",
        out -> clients.forEach(client -> out.entry(1, client.getKey(), body -> info(body, client.getValue()))));
  }

  @Override
  public byte[] presenceStats(long id, int clients, int users) {
    return reply(id, "presence_stats", out -> out.number(1, clients).number(2, users));
  }

  @Override
  public byte[] publicationPush(String channel, Publication publication) {
    return push(channel, 4, out -> publication(out, publication));
  }

  @Override
  public byte[] joinLeavePush(String channel, String kind, byte[] info) {
    return push(channel, kind.equals("join") ? 5 : 6, out -> out.message(1, body -> info(body, info)));
  }

  @Override
  public byte[] unsubscribePush(String channel, int code, String reason) {
    return push(channel, 7, out -> out.number(2, code).text(3, reason));
  }

  @Override
  public byte[] messagePush(byte[] data) {
    return push("", 8, out -> out.bytes(1, data));
  }

  @Override
  public byte[] subscribePush(String channel, String epoch, long offset) {
    return push(channel, 9, out -> out.flag(1, true).text(4, epoch).number(5, offset).flag(6, true));
  }

  @Override
  public byte[] disconnectPush(int code, String reason) {
    return push("", 11, out -> out.number(1, code).text(2, reason));
  }

  private static byte[] push(String channel, int kind, Consumer<ProtobufOut> body) {
    return ProtobufOut.delimited(out -> out.message(PUSH, push -> push.text(2, channel).message(kind, body)));
  }

  private static byte[] reply(long id, String kind, Consumer<ProtobufOut> body) {
    return ProtobufOut.delimited(out -> out.number(1, id).message(5 + KINDS.indexOf(kind), body));
  }
}
