package org.amtsrunde.http;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A WebSocket client that sends exactly the bytes it is told, right or wrong, and shows the frames that come back. */
final class FrameSocket implements AutoCloseable {
  static final int CONTINUATION = 0;
  static final int TEXT = 1;
  static final int CLOSE = 8;
  static final int PING = 9;
  static final int PONG = 10;
  private static final int PATIENCE_MILLIS = 20_000;
  private static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";

  /** A frame of the server. */
  record Frame(int kind, byte[] payload) {
    String text() {
      return new String(payload, StandardCharsets.UTF_8);
    }

    int closeCode() {
      return payload.length < 2 ? -1 : (payload[0] & 0xFF) << 8 | payload[1] & 0xFF;
    }

    String closeReason() {
      return new String(payload, 2, payload.length - 2, StandardCharsets.UTF_8);
    }
  }

  private final Socket socket = new Socket();
  private final DataInputStream in;

  /** A plain connection; nothing is sent yet. */
  FrameSocket(int port) {
    try {
      // Small, so that a reader who does not read is soon felt by the server.
      socket.setReceiveBufferSize(16 * 1024);
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.connect(new InetSocketAddress("127.0.0.1", port), PATIENCE_MILLIS);
      in = new DataInputStream(socket.getInputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** After the handshake. */
  static FrameSocket opened(int port) {
    var socket = new FrameSocket(port);
    socket.write(request().getBytes(StandardCharsets.US_ASCII));
    if (!socket.head().get(0).contains("101")) {
      throw new AssertionError("no upgrade");
    }
    return socket;
  }

  /** After the connect command. */
  static FrameSocket connected(int port, String name) {
    var socket = opened(port).text("{\"id\":1,\"connect\":{\"token\":\"" + name + "\"}}");
    socket.awaitText("\"id\":1");
    return socket;
  }

  static String request(String... headers) {
    var lines = new ArrayList<>(List.of("GET /connection/websocket HTTP/1.1", "Host: 127.0.0.1"));
    lines.addAll(
        headers.length > 0
            ? List.of(headers)
            : List.of(
                "Upgrade: websocket",
                "Connection: keep-alive, Upgrade",
                "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Key: " + KEY));
    return String.join("\r\n", lines) + "\r\n\r\n";
  }

  FrameSocket write(byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  FrameSocket text(String text) {
    return write(frame(0x80 | TEXT, text.getBytes(StandardCharsets.UTF_8)));
  }

  /** A masked frame. */
  static byte[] frame(int first, byte[] payload) {
    var out = new ByteArrayOutputStream();
    out.write(first);
    if (payload.length < 126) {
      out.write(0x80 | payload.length);
    } else if (payload.length < 65_536) {
      out.writeBytes(new byte[] {(byte) (0x80 | 126), (byte) (payload.length >> 8), (byte) payload.length});
    } else {
      out.writeBytes(new byte[] {(byte) (0x80 | 127), 0, 0, 0, 0});
      out.writeBytes(new byte[] {(byte) (payload.length >> 24), (byte) (payload.length >> 16)});
      out.writeBytes(new byte[] {(byte) (payload.length >> 8), (byte) payload.length});
    }
    byte[] mask = {1, 2, 3, 4};
    out.writeBytes(mask);
    for (int i = 0; i < payload.length; i++) {
      out.write(payload[i] ^ mask[i % 4]);
    }
    return out.toByteArray();
  }

  /** The lines of the head of an HTTP answer. */
  List<String> head() {
    try {
      var text = new StringBuilder();
      while (text.indexOf("\r\n\r\n") < 0) {
        text.append((char) in.readUnsignedByte());
      }
      return text.toString().lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The next frame; waits for it. The engine's ping is answered, as every client does. */
  Frame next() {
    try {
      int first = in.readUnsignedByte();
      int length = in.readUnsignedByte();
      if ((first & 0x70) != 0 || (length & 0x80) != 0) {
        throw new AssertionError("reserved bits or a mask");
      }
      if (length == 126) {
        length = in.readUnsignedShort();
      } else if (length == 127) {
        length = (int) in.readLong();
      }
      var frame = new Frame(first & 0xF, in.readNBytes(length));
      if (frame.kind() == TEXT && frame.text().lines().anyMatch("{}"::equals)) {
        text("{}");
      }
      return frame;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The next text frame that contains this. */
  String awaitText(String part) {
    for (var frame = next(); ; frame = next()) {
      if (frame.kind() == TEXT && frame.text().contains(part)) {
        return frame.text();
      }
    }
  }

  /** The next close frame; what comes before it is passed over. */
  Frame awaitClose() {
    var frame = next();
    while (frame.kind() != CLOSE) {
      frame = next();
    }
    return frame;
  }

  /** Waits for the end of the stream; whatever comes before it is passed over. */
  void awaitEnd() {
    try {
      while (in.read() >= 0) {
        in.skipBytes(in.available());
      }
    } catch (EOFException | SocketException cutOff) {
      return;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends no more, still reads. */
  void halfClose() {
    try {
      socket.shutdownOutput();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
