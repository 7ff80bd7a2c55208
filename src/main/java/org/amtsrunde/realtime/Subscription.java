package org.amtsrunde.realtime;

import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One connection's subscription of one channel. While it starts, entries wait here; when the start is known they follow it
 * without a hole and without a repetition.
 */
final class Subscription {
  private static final int MAX_WAITING = 1024;

  final Connection connection;
  final String channel;
  final boolean serverSide;

  /** Where it stands in {@link Subscribers}; negative while it does not. */
  int place = -1;

  private @Nullable ArrayDeque<Push> waiting = new ArrayDeque<>();
  private long offset;
  private boolean overflown;

  Subscription(Connection connection, String channel, boolean serverSide) {
    this.connection = connection;
    this.channel = channel;
    this.serverSide = serverSide;
  }

  boolean live() {
    return waiting == null;
  }

  /** Hands an entry on, or keeps it until the start is known. Returns whether it went to the connection. */
  boolean offer(Push push) {
    if (waiting != null) {
      if (waiting.size() < MAX_WAITING) {
        waiting.add(push);
      } else {
        overflown = true;
      }
      return false;
    }
    if (push.entry().offset() <= offset) {
      return false;
    }
    offset = push.entry().offset();
    connection.write(push.as(connection.codec()));
    return true;
  }

  /**
   * The start is known: everything up to {@code from} has been told to the client.
   *
   * @param followed from where the channel was followed, before anything was checked; at most {@code from}
   * @return the entries after that which had come meanwhile, told in the answer or handed on now: what they ask of the engine is
   *     still to be done; null if there were too many to keep
   */
  @Nullable List<Push> start(long from, long followed) {
    var kept = waiting == null ? new ArrayDeque<Push>() : waiting;
    waiting = null;
    offset = from;
    if (overflown) {
      return null;
    }
    kept.forEach(this::offer);
    return kept.stream().filter(push -> push.entry().offset() > followed).toList();
  }
}
