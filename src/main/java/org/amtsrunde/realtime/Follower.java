package org.amtsrunde.realtime;

/**
 * Reads a channel log on this node beside the clients that subscribe it. Called on the channel's home loop ({@link
 * Engine#home}); must not block.
 */
public interface Follower {
  /** The next entry: each after the position that following began with exactly once, in order, until {@link #lost}. */
  void entry(LogEntry entry);

  /**
   * The log has begun a new life, or what comes next is no longer kept: whoever has built something from it builds it anew. What
   * comes after is told from the end of the log on.
   */
  void lost();
}
