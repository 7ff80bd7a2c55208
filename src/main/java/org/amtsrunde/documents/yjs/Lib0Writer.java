package org.amtsrunde.documents.yjs;

import java.util.Arrays;

/** Writes what <a href="https://github.com/dmonad/lib0/blob/main/encoding.js">lib0</a> reads. Grows as it must. */
public final class Lib0Writer {
  private byte[] bytes;
  private int size;

  public Lib0Writer() {
    this(64);
  }

  public Lib0Writer(int expected) {
    bytes = new byte[Math.max(16, expected)];
  }

  public int size() {
    return size;
  }

  public byte[] toBytes() {
    return size == bytes.length ? bytes : Arrays.copyOf(bytes, size);
  }

  private void room(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(size + more, bytes.length + (bytes.length >> 1)));
    }
  }

  public Lib0Writer u8(int value) {
    room(1);
    bytes[size++] = (byte) value;
    return this;
  }

  /** A number of at least 0. */
  public Lib0Writer varUint(long value) {
    room(10);
    long rest = value;
    while (rest > 0x7f) {
      bytes[size++] = (byte) (0x80 | rest & 0x7f);
      rest >>>= 7;
    }
    bytes[size++] = (byte) rest;
    return this;
  }

  public Lib0Writer varInt(long value) {
    room(11);
    long rest = Math.abs(value);
    int sign = value < 0 ? 0x40 : 0;
    bytes[size++] = (byte) ((rest > 0x3f ? 0x80 : 0) | sign | (int) (rest & 0x3f));
    rest >>>= 6;
    while (rest > 0) {
      bytes[size++] = (byte) ((rest > 0x7f ? 0x80 : 0) | (int) (rest & 0x7f));
      rest >>>= 7;
    }
    return this;
  }

  public Lib0Writer raw(byte[] source, int from, int length) {
    room(length);
    System.arraycopy(source, from, bytes, size, length);
    size += length;
    return this;
  }

  public Lib0Writer raw(byte[] source) {
    return raw(source, 0, source.length);
  }

  public Lib0Writer varBytes(byte[] source) {
    return varUint(source.length).raw(source);
  }

  /** Half a surrogate pair becomes U+FFFD. */
  public Lib0Writer varString(String text) {
    return varBytes(Utf8.encode(text));
  }

  /** Four bytes, the highest first. */
  Lib0Writer float32(float value) {
    int bits = Float.floatToRawIntBits(value);
    for (int shift = 24; shift >= 0; shift -= 8) {
      u8(bits >>> shift);
    }
    return this;
  }

  /** Eight bytes, the highest first. */
  Lib0Writer int64(long bits) {
    for (int shift = 56; shift >= 0; shift -= 8) {
      u8((int) (bits >>> shift));
    }
    return this;
  }
}
