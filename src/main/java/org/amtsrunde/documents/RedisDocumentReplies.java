package org.amtsrunde.documents;

import io.vertx.redis.client.Response;
import org.amtsrunde.kernel.Refusal;
import org.amtsrunde.realtime.ChannelLog;

/** What the scripts answer, as records. */
final class RedisDocumentReplies {
  private RedisDocumentReplies() {}

  static DocumentStore.Found found(String id, Response reply) {
    var share = reply.get(9).toString();
    return new DocumentStore.Found(document(id, reply), share.isEmpty() ? null : DocumentRole.of(share));
  }

  private static Document document(String id, Response reply) {
    var room = reply.get(2).toString();
    var parent = reply.get(10).toString();
    var trashed = reply.get(11).toString();
    return new Document(
        id,
        reply.get(0).toString(),
        reply.get(1).toString(),
        room.isEmpty() ? null : room,
        parent.isEmpty() ? null : parent,
        DocumentState.of(reply.get(3).toString()),
        reply.get(4).toString(),
        reply.get(5).toString(),
        Long.parseLong(reply.get(6).toString()),
        Long.parseLong(reply.get(7).toString()),
        Long.parseLong(reply.get(8).toString()),
        trashed.isEmpty() ? null : trashed);
  }

  static DocumentStore.Loaded loaded(String id, Response reply) {
    var head = ChannelLog.position(reply.get(1).toString());
    if (head == null) {
      // A document is made together with the first entry of its log: the store has lost a part.
      throw Refusal.unavailable();
    }
    return new DocumentStore.Loaded(
        document(id, reply.get(0)),
        head,
        reply.get(2).toBytes(),
        ChannelLog.entries(reply.get(3)),
        reply.get(4).toBytes());
  }
}
