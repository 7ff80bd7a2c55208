package org.amtsrunde.documents.yjs;

/**
 * Says whether bytes are one JSON text (RFC 8259), and nothing about what it means. Texts of others are handed on as they are,
 * so this is the only place where one is refused that would make {@code JSON.parse} of every reader throw.
 */
final class JsonSyntax {
  private static final int MAX_DEPTH = 64;

  private JsonSyntax() {}

  /**
   * @param bytes from here known to be UTF-8
   * @throws MalformedUpdate if it is no JSON, or nested more than 64 deep
   */
  static void check(byte[] bytes, int from, int length) {
    int end = from + length;
    if (blank(bytes, value(bytes, blank(bytes, from, end), end, 0), end) != end) {
      throw malformed();
    }
  }

  /** Whether a text that is JSON is its {@code null}. */
  static boolean isNull(byte[] bytes, int from, int length) {
    int at = blank(bytes, from, from + length);
    return at < from + length && bytes[at] == 'n';
  }

  private static int value(byte[] bytes, int at, int end, int depth) {
    if (depth > MAX_DEPTH) {
      throw new MalformedUpdate("a text of JSON is nested too deeply");
    }
    return switch (peek(bytes, at, end)) {
      case '"' -> string(bytes, at, end);
      case '{' -> elements(bytes, at + 1, end, '}', depth);
      case '[' -> elements(bytes, at + 1, end, ']', depth);
      case 't' -> word(bytes, at, end, "true");
      case 'f' -> word(bytes, at, end, "false");
      case 'n' -> word(bytes, at, end, "null");
      default -> number(bytes, at, end);
    };
  }

  /** What stands between the brackets, and the closing one. */
  private static int elements(byte[] bytes, int from, int end, char close, int depth) {
    int at = blank(bytes, from, end);
    if (peek(bytes, at, end) == close) {
      return at + 1;
    }
    while (true) {
      if (close == '}') {
        at = blank(bytes, string(bytes, at, end), end);
        at = blank(bytes, expect(bytes, at, end, ':'), end);
      }
      at = blank(bytes, value(bytes, at, end, depth + 1), end);
      if (peek(bytes, at, end) == close) {
        return at + 1;
      }
      at = blank(bytes, expect(bytes, at, end, ','), end);
    }
  }

  private static int string(byte[] bytes, int from, int end) {
    int at = expect(bytes, from, end, '"');
    while (true) {
      int b = peek(bytes, at++, end);
      if (b == '"') {
        return at;
      }
      if (b >= 0 && b < 0x20) {
        throw malformed();
      }
      if (b == '\\') {
        at = escape(bytes, at, end);
      }
    }
  }

  private static int escape(byte[] bytes, int at, int end) {
    int b = peek(bytes, at, end);
    if (b == 'u') {
      for (int i = 1; i <= 4; i++) {
        if (Character.digit(peek(bytes, at + i, end), 16) < 0) {
          throw malformed();
        }
      }
      return at + 5;
    }
    if ("\"\\/bfnrt".indexOf(b) < 0) {
      throw malformed();
    }
    return at + 1;
  }

  private static int number(byte[] bytes, int from, int end) {
    int at = bytes[from] == '-' ? from + 1 : from;
    at = peek(bytes, at, end) == '0' ? at + 1 : digits(bytes, at, end);
    if (at < end && bytes[at] == '.') {
      at = digits(bytes, at + 1, end);
    }
    if (at < end && (bytes[at] == 'e' || bytes[at] == 'E')) {
      int sign = peek(bytes, at + 1, end);
      at = digits(bytes, sign == '+' || sign == '-' ? at + 2 : at + 1, end);
    }
    return at;
  }

  /** At least one. */
  private static int digits(byte[] bytes, int from, int end) {
    int at = from;
    while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
      at++;
    }
    if (at == from) {
      throw malformed();
    }
    return at;
  }

  private static int word(byte[] bytes, int from, int end, String word) {
    int at = from;
    for (int i = 0; i < word.length(); i++) {
      at = expect(bytes, at, end, word.charAt(i));
    }
    return at;
  }

  private static int blank(byte[] bytes, int from, int end) {
    int at = from;
    while (at < end && (bytes[at] == ' ' || bytes[at] == '\t' || bytes[at] == '\n' || bytes[at] == '\r')) {
      at++;
    }
    return at;
  }

  private static int expect(byte[] bytes, int at, int end, char wanted) {
    if (peek(bytes, at, end) != wanted) {
      throw malformed();
    }
    return at + 1;
  }

  private static int peek(byte[] bytes, int at, int end) {
    if (at >= end) {
      throw malformed();
    }
    return bytes[at];
  }

  private static MalformedUpdate malformed() {
    return new MalformedUpdate("a text is not JSON");
  }
}
