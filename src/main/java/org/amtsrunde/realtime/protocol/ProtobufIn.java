package org.amtsrunde.realtime.protocol;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads one Protobuf message out of a frame. Whatever does not fit is a {@link MalformedFrame}; unknown fields can be skipped. */
final class ProtobufIn {
  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int BLOCK = 2;
  private static final int FIXED32 = 5;

  private final byte[] bytes;
  private final int end;
  private int at;
  private int type;

  private ProtobufIn(byte[] bytes, int at, int end) {
    this.bytes = bytes;
    this.at = at;
    this.end = end;
  }

  ProtobufIn(byte[] bytes) {
    this(bytes, 0, bytes.length);
  }

  boolean atEnd() {
    return at == end;
  }

  /** The number of the next field; 0 at the end. */
  int field() throws MalformedFrame {
    if (at == end) {
      return 0;
    }
    long tag = varint();
    type = (int) (tag & 7);
    if (tag >>> 3 == 0 || tag >>> 3 > 1 << 29) {
      throw new MalformedFrame("a field has no number");
    }
    return (int) (tag >>> 3);
  }

  /** The value of a field of an integer type, within the limits. */
  long number(long min, long max) throws MalformedFrame {
    expect(VARINT);
    long value = varint();
    if (value < min || value > max) {
      throw new MalformedFrame("a number is out of range");
    }
    return value;
  }

  boolean flag() throws MalformedFrame {
    expect(VARINT);
    return varint() != 0;
  }

  String text(int maxLength) throws MalformedFrame {
    expect(BLOCK);
    int length = length();
    try {
      var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, at, length)).toString();
      at += length;
      if (text.length() > maxLength) {
        throw new MalformedFrame("a text is too long");
      }
      return text;
    } catch (CharacterCodingException e) {
      throw new MalformedFrame("invalid UTF-8");
    }
  }

  byte[] block() throws MalformedFrame {
    expect(BLOCK);
    int length = length();
    at += length;
    return Arrays.copyOfRange(bytes, at - length, at);
  }

  /** A message within this one. */
  ProtobufIn message() throws MalformedFrame {
    expect(BLOCK);
    return delimited();
  }

  /** The message that follows behind its length, without a field around it. */
  ProtobufIn delimited() throws MalformedFrame {
    int length = length();
    at += length;
    return new ProtobufIn(bytes, at - length, at);
  }

  /** Passes over the value of a field that is not known here. */
  void skip() throws MalformedFrame {
    switch (type) {
      case VARINT -> varint();
      case FIXED64 -> advance(8);
      case BLOCK -> advance(length());
      case FIXED32 -> advance(4);
      default -> throw new MalformedFrame("a field has an unknown type");
    }
  }

  private void advance(int count) throws MalformedFrame {
    if (count > end - at) {
      throw new MalformedFrame("a message ends too early");
    }
    at += count;
  }

  private int length() throws MalformedFrame {
    long length = varint();
    if (length < 0 || length > end - at) {
      throw new MalformedFrame("a message ends too early");
    }
    return (int) length;
  }

  private long varint() throws MalformedFrame {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      if (at == end) {
        throw new MalformedFrame("a message ends too early");
      }
      byte next = bytes[at++];
      value |= (long) (next & 0x7F) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new MalformedFrame("a number is too long");
  }

  private void expect(int wanted) throws MalformedFrame {
    if (type != wanted) {
      throw new MalformedFrame("a value has the wrong type");
    }
  }
}
