package org.amtsrunde.realtime;

import org.jspecify.annotations.Nullable;

/**
 * One entry to be appended.
 *
 * @param channel where
 * @param data JSON as UTF-8
 * @param info JSON client info of a client that publishes itself
 * @param directive what the engine does on delivery
 * @param once makes it safe to repeat
 * @param result remembered with {@code once} and given back to a repetition
 * @param keep about how many of the newest entries the log keeps
 */
public record Append(
    String channel,
    byte[] data,
    byte @Nullable [] info,
    @Nullable Directive directive,
    @Nullable Once once,
    String result,
    int keep) {

  /** A plain entry in a log that keeps about 10,000. */
  public static Append of(String channel, byte[] data) {
    return new Append(channel, data, null, null, null, "", 10_000);
  }

  public Append with(Directive d) {
    return new Append(channel, data, info, d, once, result, keep);
  }

  public Append once(@Nullable Once o, String r) {
    return new Append(channel, data, info, directive, o, r, keep);
  }

  public Append info(byte @Nullable [] i) {
    return new Append(channel, data, i, directive, once, result, keep);
  }

  public Append keep(int entries) {
    return new Append(channel, data, info, directive, once, result, entries);
  }
}
