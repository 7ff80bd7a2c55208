package org.amtsrunde.documents.yjs;

import java.nio.charset.StandardCharsets;

/**
 * Reads what <a href="https://github.com/dmonad/lib0/blob/main/decoding.js">lib0</a> wrote. Every read is bounded by the bytes
 * that are there; what does not fit is a {@link MalformedUpdate}.
 */
public final class Lib0Reader {
  /** The greatest number that JavaScript can count to, 2^53 − 1. */
  public static final long MAX_SAFE = (1L << 53) - 1;

  private static final int MAX_DEPTH = 64;

  final byte[] bytes;
  private final int end;
  int at;

  public Lib0Reader(byte[] bytes) {
    this(bytes, 0, bytes.length);
  }

  public Lib0Reader(byte[] bytes, int from, int length) {
    this.bytes = bytes;
    this.at = from;
    this.end = from + length;
  }

  public int remaining() {
    return end - at;
  }

  public boolean hasMore() {
    return at < end;
  }

  /** What has not been read, copied. */
  public byte[] rest() {
    return java.util.Arrays.copyOfRange(bytes, at, end);
  }

  public int u8() {
    if (at >= end) {
      throw new MalformedUpdate("the bytes end too early");
    }
    return bytes[at++] & 0xff;
  }

  /** A number from 0 to {@link #MAX_SAFE}, seven bits a byte, the lowest first. */
  public long varUint() {
    long value = 0;
    for (int shift = 0; shift < 56; shift += 7) {
      int b = u8();
      value |= (b & 0x7fL) << shift;
      if (b < 0x80) {
        if (value > MAX_SAFE) {
          break;
        }
        return value;
      }
    }
    throw new MalformedUpdate("a number is too great");
  }

  /** A clock or a length of clocks: 0 to 2^31 − 1. Longer histories of one client are refused. */
  public int varUint31() {
    long value = varUint();
    if (value > Integer.MAX_VALUE) {
      throw new MalformedUpdate("a clock is too great");
    }
    return (int) value;
  }

  /** How many elements follow: never more than there are bytes left, for each takes at least one. */
  public int count() {
    long value = varUint();
    if (value > remaining()) {
      throw new MalformedUpdate("a count is greater than what follows");
    }
    return (int) value;
  }

  /** A signed number; the first byte has six bits of it. Negative zero is read as zero. */
  public long varInt() {
    int b = u8();
    boolean negative = (b & 0x40) != 0;
    long value = b & 0x3f;
    for (int shift = 6; b >= 0x80; shift += 7) {
      if (shift > 48) {
        throw new MalformedUpdate("a number is too great");
      }
      b = u8();
      value |= (b & 0x7fL) << shift;
    }
    if (value > MAX_SAFE) {
      throw new MalformedUpdate("a number is too great");
    }
    return negative ? -value : value;
  }

  /** Bytes behind their length, copied. */
  public byte[] varBytes() {
    int length = count();
    var copy = java.util.Arrays.copyOfRange(bytes, at, at + length);
    at += length;
    return copy;
  }

  /** Text behind its length in bytes; strictly UTF-8. */
  public String varString() {
    int length = count();
    utf16Length(at, length);
    var text = new String(bytes, at, length, StandardCharsets.UTF_8);
    at += length;
    return text;
  }

  /** Steps over a text and returns how many UTF-16 units it has. */
  int skipVarString() {
    return skipUtf8(count());
  }

  /** Steps over so many bytes of text and counts the UTF-16 units in them. */
  int skipUtf8(int length) {
    int units = utf16Length(at, length);
    at += length;
    return units;
  }

  void skip(int length) {
    if (length < 0 || length > remaining()) {
      throw new MalformedUpdate("the bytes end too early");
    }
    at += length;
  }

  /** UTF-16 units of a stretch of bytes, which must be UTF-8 as RFC 3629 defines it: no surrogates, nothing overlong. */
  private int utf16Length(int from, int length) {
    int i = from;
    int until = from + length;
    while (i < until && bytes[i] >= 0) {
      i++;
    }
    int units = i - from;
    while (i < until) {
      int size = Utf8.size(bytes, i, until);
      if (size == 0) {
        throw new MalformedUpdate("a text is not UTF-8");
      }
      units += size == 4 ? 2 : 1;
      i += size;
    }
    return units;
  }

  /** Steps over one value of lib0's {@code any}. */
  void skipAny() {
    skipAny(0);
  }

  private void skipAny(int depth) {
    if (depth > MAX_DEPTH) {
      throw new MalformedUpdate("a value is nested too deeply");
    }
    switch (u8()) {
      case Any.UNDEFINED, Any.NULL, Any.FALSE, Any.TRUE -> {}
      case Any.INTEGER -> varInt();
      case Any.FLOAT -> skip(4);
      case Any.DOUBLE, Any.BIGINT -> skip(8);
      case Any.STRING -> skipVarString();
      case Any.BYTES -> skip(count());
      case Any.ARRAY -> {
        for (int n = count(); n > 0; n--) {
          skipAny(depth + 1);
        }
      }
      case Any.OBJECT -> {
        for (int n = count(); n > 0; n--) {
          skipVarString();
          skipAny(depth + 1);
        }
      }
      default -> throw new MalformedUpdate("a value is of no known kind");
    }
  }
}
