package org.amtsrunde.calls;

import java.util.ArrayList;
import java.util.List;
import org.amtsrunde.kernel.Fields;
import org.amtsrunde.kernel.Refusal;

/** Limits of calls, and what commands may say. */
final class CallRules {
  /** Each sends to each, so five streams up and down: what a line of 5 Mbit/s carries. */
  static final int MOST_IN_MESH = 6;

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

  private static final List<String> KINDS = List.of("offer", "answer", "candidates", "restart");

  private CallRules() {}

  static String kind(Fields params) {
    var kind = params.text("kind", 1, 20);
    if (!KINDS.contains(kind)) {
      throw Refusal.invalid("kind must be one of " + String.join(", ", KINDS));
    }
    return kind;
  }

  /** Pairs of field and value as {@code change.lua} reads them. */
  static List<String> changes(Fields params) {
    var pairs = new ArrayList<String>();
    for (var field : List.of("muted", "camera", "hand", "captions", "screen")) {
      if (params.has(field)) {
        pairs.add(field);
        pairs.add(flag(params.flag(field)));
      }
    }
    if (pairs.isEmpty()) {
      throw Refusal.invalid("one of muted, camera, hand, captions, screen is expected");
    }
    int last = pairs.size() - 1;
    boolean shows = params.has("screen") && params.flag("screen");
    if (shows && params.has("takeOver") && params.flag("takeOver")) {
      pairs.set(last, "take");
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
