package org.amtsrunde.realtime.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;

/** Writes one Protobuf message. Fields with their default value are left out, as proto3 wants it. */
final class ProtobufOut {
  private byte[] bytes = new byte[128];
  private int size;

  /** The message behind its length. */
  static byte[] delimited(Consumer<ProtobufOut> body) {
    var message = new ProtobufOut();
    body.accept(message);
    var whole = new ProtobufOut();
    whole.varint(message.size);
    whole.append(message.bytes, message.size);
    return Arrays.copyOf(whole.bytes, whole.size);
  }

  /** Also of use for a field of type bool or uint: 0 is left out. */
  ProtobufOut number(int field, long value) {
    if (value != 0) {
      varint((long) field << 3);
      varint(value);
    }
    return this;
  }

  ProtobufOut flag(int field, boolean value) {
    return number(field, value ? 1 : 0);
  }

  ProtobufOut text(int field, String value) {
    return value.isEmpty() ? this : bytes(field, value.getBytes(StandardCharsets.UTF_8));
  }

  ProtobufOut bytes(int field, byte[] value) {
    varint((long) field << 3 | 2);
    varint(value.length);
    append(value, value.length);
    return this;
  }

  ProtobufOut message(int field, Consumer<ProtobufOut> body) {
    var nested = new ProtobufOut();
    body.accept(nested);
    varint((long) field << 3 | 2);
    varint(nested.size);
    append(nested.bytes, nested.size);
    return this;
  }

  /** One entry of a map from text to message. */
  ProtobufOut entry(int field, String key, Consumer<ProtobufOut> body) {
    return message(field, entry -> entry.text(1, key).message(2, body));
  }

  private void varint(long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      append((byte) (rest & 0x7F | 0x80));
      rest >>>= 7;
    }
    append((byte) rest);
  }

  private void append(byte value) {
    reserve(1);
    bytes[size++] = value;
  }

  private void append(byte[] from, int length) {
    reserve(length);
    System.arraycopy(from, 0, bytes, size, length);
    size += length;
  }

  private void reserve(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(size + more, bytes.length * 2));
    }
  }
}
