package org.amtsrunde.calls;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.amtsrunde.kernel.Fields;
import org.amtsrunde.kernel.Refusal;

/** Limits of calls, and what commands may say. */
final class CallRules {
  /** Each sends sound to each, half a Mbit/s up and down; with more than six only one is seen, see {@code call.lua}. */
  static final int MOST = 12;

  /** How long a participant stays without a connection, in ms. */
  static final int LIFE = 30_000;

  /** How often a node renews its participants and looks at their calls, in ms. */
  static final int BEAT = 1_000;

  /** A description of five media lines has about 10,000 characters. */
  static final int LONGEST_SIGNAL = 32_768;

  static final int LONGEST_LINE = 500;
  static final long MOST_LINES = 1_000_000;

  /** So long nobody asks the same participant again to switch their microphone off, in ms. */
  static final int BETWEEN_ASKS = 10_000;

  /** Signals and texts of one connection: at once, and each second. */
  static final int BURST = 150;

  static final int PER_SECOND = 30;

  /** What one participant has at a time. */
  private static final Set<String> TAKEN = Set.of("screen", "stage");

  /** In place of a participant: the media server, over the connection on which the browser sends. */
  static final String SENDING = "sending";

  /** The same over the connection on which the browser receives. */
  static final String RECEIVING = "receiving";

  private static final List<String> KINDS = List.of("offer", "answer", "candidates", "restart");

  private CallRules() {}

  static String kind(Fields params) {
    var kind = params.text("kind", 1, 20);
    if (!KINDS.contains(kind)) {
      throw Refusal.invalid("kind must be one of " + String.join(", ", KINDS));
    }
    return kind;
  }

  static boolean isMedia(String to) {
    return to.equals(SENDING) || to.equals(RECEIVING);
  }

  /** Pairs of field and value as {@code change.lua} reads them. */
  static List<String> changes(Fields params) {
    var pairs = new ArrayList<String>();
    for (var field : List.of("muted", "camera", "hand", "captions", "screen", "stage")) {
      if (params.has(field)) {
        pairs.add(field);
        pairs.add(flag(params.flag(field)));
      }
    }
    if (pairs.isEmpty()) {
      throw Refusal.invalid("one of muted, camera, hand, captions, screen, stage is expected");
    }
    if (params.has("takeOver") && params.flag("takeOver")) {
      for (int i = 0; i < pairs.size(); i += 2) {
        if (TAKEN.contains(pairs.get(i)) && pairs.get(i + 1).equals("1")) {
          pairs.set(i + 1, "take");
        }
      }
    }
    return pairs;
  }

  /** A line as it is typed: may be empty, and end with a space. */
  static String line(Fields params) {
    var text = params.text("text", 0, LONGEST_LINE);
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      int type = Character.getType(text.codePointAt(i));
      if (type == Character.CONTROL || type == Character.SURROGATE) {
        throw Refusal.invalid("text must be one line of whole Unicode characters");
      }
    }
    return text;
  }

  static String flag(boolean on) {
    return on ? "1" : "0";
  }
}
