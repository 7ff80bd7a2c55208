package org.amtsrunde.realtime;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * A doorbell between nodes, in bytes: version, channel, epoch, offset, data, info, directive. A frame of a version that this node
 * does not know is ignored; the audit finds the entry.
 */
record DoorbellFrame(String channel, String epoch, LogEntry entry) {
  private static final int VERSION = 1;

  static byte[] encode(String channel, String epoch, LogEntry entry) {
    var bytes = new ByteArrayOutputStream(64 + entry.data().length);
    try (var out = new DataOutputStream(bytes)) {
      var directive = entry.directive();
      out.writeByte(VERSION);
      out.writeUTF(channel);
      out.writeUTF(epoch);
      out.writeLong(entry.offset());
      block(out, entry.data());
      block(out, entry.info());
      out.writeUTF(directive == null ? "" : directive.encode());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static @Nullable DoorbellFrame decode(byte[] frame) {
    try (var in = new DataInputStream(new ByteArrayInputStream(frame))) {
      if (in.readByte() != VERSION) {
        return null;
      }
      var channel = in.readUTF();
      var epoch = in.readUTF();
      long offset = in.readLong();
      var data = block(in);
      var info = block(in);
      var directive = Directive.decode(in.readUTF());
      return data == null ? null : new DoorbellFrame(channel, epoch, new LogEntry(offset, data, info, directive));
    } catch (IOException e) {
      return null;
    }
  }

  private static void block(DataOutputStream out, byte @Nullable [] bytes) throws IOException {
    out.writeInt(bytes == null ? -1 : bytes.length);
    if (bytes != null) {
      out.write(bytes);
    }
  }

  private static byte @Nullable [] block(DataInputStream in) throws IOException {
    int length = in.readInt();
    return length < 0 ? null : in.readNBytes(length);
  }
}
