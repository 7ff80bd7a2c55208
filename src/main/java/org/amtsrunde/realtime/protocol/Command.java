package org.amtsrunde.realtime.protocol;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a client says. {@link #id} is the number that the reply repeats; 0 where none is expected. */
public sealed interface Command {
  long id();

  /** Where a client stands in a channel; {@code recover} false when it starts anew. */
  record Since(boolean recover, String epoch, long offset) {}

  record Connect(long id, @Nullable String token, Map<String, Since> subs) implements Command {}

  record Subscribe(long id, String channel, Since since) implements Command {}

  record Unsubscribe(long id, String channel) implements Command {}

  record Publish(long id, String channel, byte[] data) implements Command {}

  record Presence(long id, String channel) implements Command {}

  record PresenceStats(long id, String channel) implements Command {}

  /**
   * @param limit 0 for the position alone, negative for as many as allowed
   * @param since null to start at an end of the log
   */
  record History(long id, String channel, long limit, @Nullable Since since, boolean reverse) implements Command {}

  record Rpc(long id, String method, byte @Nullable [] data) implements Command {}

  /** An RPC without an answer: {@code {"method","params"}} as data. */
  record Send(byte[] data) implements Command {
    @Override
    public long id() {
      return 0;
    }
  }

  record Refresh(long id, String token) implements Command {}

  record SubRefresh(long id, String channel) implements Command {}

  /** A ping of the client, answered by an empty reply. */
  record Ping(long id) implements Command {}

  /** The empty object: the client's answer to the server's ping. */
  record Pong() implements Command {
    @Override
    public long id() {
      return 0;
    }
  }
}
