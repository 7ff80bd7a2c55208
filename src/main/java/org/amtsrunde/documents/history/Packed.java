package org.amtsrunde.documents.history;

import java.io.ByteArrayOutputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** Bytes as they are kept: deflated (RFC 1950). */
final class Packed {
  private static final int CHUNK = 64 * 1024;

  private Packed() {}

  static byte[] pack(byte[] bytes) {
    var deflater = new Deflater();
    try {
      deflater.setInput(bytes);
      deflater.finish();
      var out = new ByteArrayOutputStream(bytes.length / 2 + 64);
      var chunk = new byte[Math.min(CHUNK, bytes.length + 64)];
      while (!deflater.finished()) {
        out.write(chunk, 0, deflater.deflate(chunk));
      }
      return out.toByteArray();
    } finally {
      deflater.end();
    }
  }

  /** @param length how many bytes they were; anything else is refused before it takes memory */
  static byte[] unpack(byte[] packed, long length) {
    var inflater = new Inflater();
    try {
      inflater.setInput(packed);
      var bytes = new byte[Math.toIntExact(length)];
      int at = 0;
      while (at < bytes.length) {
        int more = inflater.inflate(bytes, at, bytes.length - at);
        if (more == 0) {
          throw new IllegalStateException("what was kept is shorter than it was");
        }
        at += more;
      }
      if (inflater.inflate(new byte[1]) > 0) {
        throw new IllegalStateException("what was kept is longer than it was");
      }
      return bytes;
    } catch (DataFormatException e) {
      throw new IllegalStateException("what was kept cannot be read", e);
    } finally {
      inflater.end();
    }
  }
}
