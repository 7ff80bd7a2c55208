package org.amtsrunde.realtime.protocol;

import java.util.Collection;
import java.util.List;
import org.amtsrunde.kernel.Json;

/** Replies and pushes in JSON, each as one object without a line break. */
final class JsonReplies implements Replies {
  private static final byte[] PING = {'{', '}'};

  @Override
  public byte[] ping() {
    return PING;
  }

  @Override
  public byte[] error(long id, int code, String message, boolean temporary) {
    return Json.object(out -> {
      out.put("id", id);
      out.object(
          "error",
          error -> {
            error.put("code", code).put("message", message);
            if (temporary) {
              error.put("temporary", true);
            }
          });
    });
  }

  @Override
  public byte[] connected(long id, Connected connected) {
    return reply(
        id,
        "connect",
        out -> {
          out.put("client", connected.client()).put("version", "amtsrunde");
          if (connected.ttl() > 0) {
            out.put("expires", true).put("ttl", connected.ttl());
          }
          out.put("ping", connected.pingSeconds()).put("pong", true);
          if (!connected.session().isEmpty()) {
            out.put("session", connected.session());
          }
          out.put("node", connected.node());
          out.object(
              "subs",
              subs -> {
                for (var sub : connected.subs()) {
                  subs.object(sub.channel(), body -> subscribed(body, sub.subscribed()));
                }
              });
        });
  }

  @Override
  public byte[] subscribed(long id, Subscribed subscribed) {
    return reply(id, "subscribe", out -> subscribed(out, subscribed));
  }

  private static void subscribed(Json.Out out, Subscribed subscribed) {
    out.put("recoverable", true).put("positioned", true);
    out.put("epoch", subscribed.epoch()).put("offset", subscribed.offset());
    if (subscribed.wasRecovering()) {
      out.put("was_recovering", true).put("recovered", subscribed.recovered());
    }
    if (!subscribed.publications().isEmpty()) {
      out.objects("publications", subscribed.publications(), JsonReplies::publication);
    }
  }

  private static void publication(Json.Out out, Publication publication) {
    out.raw("data", publication.data()).put("offset", publication.offset()).raw("info", publication.info());
  }

  @Override
  public byte[] empty(long id, String kind) {
    return reply(id, kind, out -> {});
  }

  @Override
  public byte[] rpc(long id, byte[] data) {
    return reply(id, "rpc", out -> out.raw("data", data));
  }

  @Override
  public byte[] refreshed(long id, String client, int ttl) {
    return reply(
        id,
        "refresh",
        out -> out.put("client", client).put("version", "amtsrunde").put("expires", true).put("ttl", ttl));
  }

  @Override
  public byte[] history(long id, String epoch, long offset, List<Publication> publications) {
    return reply(
        id,
        "history",
        out -> {
          out.objects("publications", publications, JsonReplies::publication);
          out.put("epoch", epoch).put("offset", offset);
        });
  }

  @Override
  public byte[] presence(long id, Collection<java.util.Map.Entry<String, byte[]>> clients) {
    return reply(
        id,
        "presence",
        out ->
            out.object(
                "presence",
                all -> {
                  for (var client : clients) {
                    all.raw(client.getKey(), client.getValue());
                  }
                }));
  }

  @Override
  public byte[] presenceStats(long id, int clients, int users) {
    return reply(id, "presence_stats", out -> out.put("num_clients", clients).put("num_users", users));
  }

  @Override
  public byte[] publicationPush(String channel, Publication publication) {
    return push(channel, "pub", out -> publication(out, publication));
  }

  @Override
  public byte[] joinLeavePush(String channel, String kind, byte[] info) {
    return push(channel, kind, out -> out.raw("info", info));
  }

  @Override
  public byte[] subscribePush(String channel, String epoch, long offset) {
    return push(
        channel,
        "subscribe",
        out -> out.put("recoverable", true).put("positioned", true).put("epoch", epoch).put("offset", offset));
  }

  @Override
  public byte[] unsubscribePush(String channel, int code, String reason) {
    return push(channel, "unsubscribe", out -> out.put("code", code).put("reason", reason));
  }

  @Override
  public byte[] messagePush(byte[] data) {
    return Json.object(out -> out.object("push", push -> push.object("message", m -> m.raw("data", data))));
  }

  @Override
  public byte[] disconnectPush(int code, String reason) {
    return Json.object(
        out -> out.object("push", push -> push.object("disconnect", d -> d.put("code", code).put("reason", reason))));
  }

  private static byte[] push(String channel, String kind, java.util.function.Consumer<Json.Out> body) {
    return Json.object(out ->
        out.object(
            "push",
            push -> {
              push.put("channel", channel);
              push.object(kind, body);
            }));
  }

  private static byte[] reply(long id, String kind, java.util.function.Consumer<Json.Out> body) {
    return Json.object(out -> out.put("id", id).object(kind, body));
  }
}
