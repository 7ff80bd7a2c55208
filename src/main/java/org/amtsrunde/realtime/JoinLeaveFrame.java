package org.amtsrunde.realtime;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * Between nodes: a client came to a channel or went, in bytes: version, channel, kind, info. A version that this node does not
 * know is ignored.
 *
 * @param kind {@code join} or {@code leave}
 */
record JoinLeaveFrame(String channel, String kind, byte[] info) {
  private static final int VERSION = 1;

  byte[] encode() {
    var bytes = new ByteArrayOutputStream(64 + info.length);
    try (var out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      out.writeUTF(channel);
      out.writeUTF(kind);
      out.write(info);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static @Nullable JoinLeaveFrame decode(byte[] frame) {
    try (var in = new DataInputStream(new ByteArrayInputStream(frame))) {
      return in.readByte() == VERSION ? new JoinLeaveFrame(in.readUTF(), in.readUTF(), in.readAllBytes()) : null;
    } catch (IOException e) {
      return null;
    }
  }
}
