package org.amtsrunde.documents.yjs;

import java.util.Arrays;

/** UTF-8 as lib0 reads and writes it, with lengths in UTF-16 units, for that is what Yjs counts. */
final class Utf8 {
  private Utf8() {}

  /** Bytes of the character at a place; 0 if it is none (RFC 3629, table in section 4). */
  static int size(byte[] bytes, int at, int end) {
    int b = bytes[at] & 0xff;
    if (b < 0x80) {
      return 1;
    }
    if (b < 0xc2 || b > 0xf4) {
      return 0;
    }
    int size = b < 0xe0 ? 2 : b < 0xf0 ? 3 : 4;
    if (at + size > end) {
      return 0;
    }
    int second = bytes[at + 1] & 0xff;
    int least = b == 0xe0 ? 0xa0 : b == 0xf0 ? 0x90 : 0x80;
    int most = b == 0xed ? 0x9f : b == 0xf4 ? 0x8f : 0xbf;
    if (second < least || second > most) {
      return 0;
    }
    for (int i = 2; i < size; i++) {
      if ((bytes[at + i] & 0xc0) != 0x80) {
        return 0;
      }
    }
    return size;
  }

  /** Bytes of the character at a place of text that is known to be UTF-8. */
  static int size(byte first) {
    return first >= 0 ? 1 : (first & 0xe0) == 0xc0 ? 2 : (first & 0xf0) == 0xe0 ? 3 : 4;
  }

  /**
   * The place {@code units} UTF-16 units after a place, in text known to be UTF-8.
   *
   * @return the place; the bitwise complement of the character's place where the unit is the second half of one
   */
  static int advance(byte[] bytes, int at, int units) {
    int i = at;
    int left = units;
    while (left > 0) {
      int size = size(bytes[i]);
      if (size == 4) {
        if (left == 1) {
          return ~i;
        }
        left--;
      }
      left--;
      i += size;
    }
    return i;
  }

  /** Bytes of a text; half a surrogate pair becomes U+FFFD, as a browser's TextEncoder has it. */
  static byte[] encode(String text) {
    int length = text.length();
    var out = new byte[length * 3];
    int n = 0;
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        out[n++] = (byte) c;
      } else if (c < 0x800) {
        out[n++] = (byte) (0xc0 | c >> 6);
        out[n++] = (byte) (0x80 | c & 0x3f);
      } else if (Character.isHighSurrogate(c) && i + 1 < length && Character.isLowSurrogate(text.charAt(i + 1))) {
        int point = Character.toCodePoint(c, text.charAt(++i));
        out[n++] = (byte) (0xf0 | point >> 18);
        out[n++] = (byte) (0x80 | point >> 12 & 0x3f);
        out[n++] = (byte) (0x80 | point >> 6 & 0x3f);
        out[n++] = (byte) (0x80 | point & 0x3f);
      } else {
        int point = Character.isSurrogate(c) ? 0xfffd : c;
        out[n++] = (byte) (0xe0 | point >> 12);
        out[n++] = (byte) (0x80 | point >> 6 & 0x3f);
        out[n++] = (byte) (0x80 | point & 0x3f);
      }
    }
    return Arrays.copyOf(out, n);
  }
}
