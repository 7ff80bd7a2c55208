package org.amtsrunde.realtime;

import org.amtsrunde.realtime.protocol.Codec;
import org.amtsrunde.realtime.protocol.Replies;
import org.jspecify.annotations.Nullable;

/** A log entry, encoded once for all subscribers of a node: in JSON at once, in Protobuf when the first client wants it. */
final class Push {
  private final String channel;
  private final LogEntry entry;
  private final byte[] json;
  private volatile byte @Nullable [] protobuf;

  Push(String channel, LogEntry entry) {
    this.channel = channel;
    this.entry = entry;
    this.json = encode(Codec.JSON);
  }

  LogEntry entry() {
    return entry;
  }

  /** The complete push. */
  byte[] as(Codec codec) {
    if (codec == Codec.JSON) {
      return json;
    }
    var known = protobuf;
    if (known == null) {
      known = encode(codec);
      protobuf = known;
    }
    return known;
  }

  private byte[] encode(Codec codec) {
    return codec.replies().publicationPush(channel, publication(entry));
  }

  static Replies.Publication publication(LogEntry entry) {
    return new Replies.Publication(entry.offset(), entry.data(), entry.info());
  }
}
