package org.amtsrunde.realtime;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the engine does on every node when it delivers an entry, after handing the entry to the subscribers. Travels inside
 * the log, so it is as durable and as ordered as the entry itself.
 */
public sealed interface Directive {

  /** In a channel of one person: that person's connections join {@code channel} as a server-side subscription. */
  record Subscribe(String channel) implements Directive {}

  /** In a channel of one person: that person's connections leave {@code channel}. */
  record Unsubscribe(String channel) implements Directive {}

  /** In any channel: the person's connections leave this channel; nothing after this entry reaches them. */
  record Revoke(String personId) implements Directive {}

  /**
   * In a channel of one person: their connections are closed for good.
   *
   * @param signInId only those of this sign-in; {@code *} for all
   * @param except not those of this sign-in; empty for no exception
   */
  record Disconnect(String signInId, String except) implements Directive {
    boolean isFor(String mine) {
      return !mine.equals(except) && (signInId.equals("*") || signInId.equals(mine));
    }
  }

  /** In any channel: the content of earlier entries is gone from the log and leaves every node's memory. */
  record Erase(List<Long> offsets) implements Directive {}

  /** The form in the store: a letter and its arguments. */
  default String encode() {
    return switch (this) {
      case Subscribe d -> "s " + d.channel;
      case Unsubscribe d -> "u " + d.channel;
      case Revoke d -> "r " + d.personId;
      case Disconnect d -> "d " + d.signInId + " " + d.except;
      case Erase d -> "e " + String.join(" ", d.offsets.stream().map(String::valueOf).toList());
    };
  }

  /** Reads what {@link #encode} wrote; null for an empty text and for what a newer node may have written. */
  static @Nullable Directive decode(@Nullable String text) {
    if (text == null || text.length() < 3) {
      return null;
    }
    var rest = text.substring(2);
    return switch (text.charAt(0)) {
      case 's' -> new Subscribe(rest);
      case 'u' -> new Unsubscribe(rest);
      case 'r' -> new Revoke(rest);
      case 'd' -> {
        int space = rest.indexOf(' ');
        yield space < 0
            ? new Disconnect(rest, "")
            : new Disconnect(rest.substring(0, space), rest.substring(space + 1));
      }
      case 'e' -> new Erase(Arrays.stream(rest.split(" ")).map(Long::valueOf).toList());
      default -> null;
    };
  }
}
