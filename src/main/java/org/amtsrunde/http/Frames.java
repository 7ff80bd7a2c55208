package org.amtsrunde.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * Encodes frames of the server (RFC 6455, unmasked) on one event loop. The same messages for many clients in a row, which is what a
 * fan-out is, are encoded once: every socket is written a view of the same bytes outside the heap. They are let go of at the
 * end of the turn.
 */
final class Frames {
  private static final int TEXT = 0x81;
  private static final int BINARY = 0x82;
  private static final int CLOSE = 0x88;
  private static final int PONG = 0x8A;
  private static final int MAX_CONTROL_BYTES = 125;

  private final Executor loop;
  private byte[][] parts = {};
  private boolean binary;
  private ByteBuf encoded = Unpooled.EMPTY_BUFFER;
  private boolean forgetting;

  Frames(Executor loop) {
    this.loop = loop;
  }

  /**
   * One frame of these messages: text, a line each, or binary, one behind the other.
   *
   * @return the caller releases it
   */
  ByteBuf data(ByteBufAllocator allocator, List<byte[]> messages, boolean asBinary) {
    if (!same(messages, asBinary)) {
      encoded.release();
      parts = messages.toArray(byte[][]::new);
      binary = asBinary;
      encoded = encode(allocator);
      if (!forgetting) {
        forgetting = true;
        loop.execute(this::forget);
      }
    }
    return encoded.retainedDuplicate();
  }

  private boolean same(List<byte[]> messages, boolean asBinary) {
    if (messages.size() != parts.length || asBinary != binary) {
      return false;
    }
    for (int i = 0; i < parts.length; i++) {
      if (messages.get(i) != parts[i]) {
        return false;
      }
    }
    return true;
  }

  private void forget() {
    forgetting = false;
    encoded.release();
    encoded = Unpooled.EMPTY_BUFFER;
    parts = new byte[][] {};
  }

  private ByteBuf encode(ByteBufAllocator allocator) {
    int length = binary ? 0 : parts.length - 1;
    for (var part : parts) {
      length += part.length;
    }
    var frame = header(allocator, binary ? BINARY : TEXT, length);
    for (int i = 0; i < parts.length; i++) {
      if (i > 0 && !binary) {
        frame.writeByte('\n');
      }
      frame.writeBytes(parts[i]);
    }
    return frame;
  }

  private static ByteBuf header(ByteBufAllocator allocator, int kind, int length) {
    var frame = allocator.directBuffer(length + 10).writeByte(kind);
    if (length < 126) {
      return frame.writeByte(length);
    }
    return length < 65_536 ? frame.writeByte(126).writeShort(length) : frame.writeByte(127).writeLong(length);
  }

  /** The answer to a ping: its own bytes. */
  static ByteBuf pong(ByteBufAllocator allocator, ByteBuf ping) {
    return header(allocator, PONG, ping.readableBytes()).writeBytes(ping);
  }

  static ByteBuf close(ByteBufAllocator allocator, int code, String reason) {
    var text = reason.getBytes(StandardCharsets.UTF_8);
    int length = Math.min(text.length, MAX_CONTROL_BYTES - 2);
    return header(allocator, CLOSE, 2 + length).writeShort(code).writeBytes(text, 0, length);
  }

  /** A close frame that says nothing, in answer to one that says nothing. */
  static ByteBuf close(ByteBufAllocator allocator) {
    return header(allocator, CLOSE, 0);
  }
}
