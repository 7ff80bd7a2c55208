package org.amtsrunde.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** One WebSocket client by hand: the handshake, masked text frames out, unmasked frames in, walked without a copy. */
final class Client {
  /** Takes what comes in. */
  interface Sink {
    /** A piece of the text of a frame; the last piece of it has {@code ends}. */
    void piece(Client client, byte[] bytes, int from, int to, boolean ends) throws IOException;
  }

  private static final int CLOSE = 8;
  private static final int PING = 9;
  private static final int PONG_FRAME = 10;
  static final byte[] PONG = {'{', '}'};

  final SocketChannel channel;
  final int number;
  private final byte[] header = new byte[10];
  private int headerBytes;
  private final StringBuilder answer = new StringBuilder();
  private final List<ByteBuffer> held = new ArrayList<>();
  private boolean upgraded;
  private long left;
  private boolean atStart;
  private boolean ping;

  private Client(SocketChannel channel, int number) {
    this.channel = channel;
    this.number = number;
  }

  /** Connects from one of many loopback addresses, for one address has not ports enough for every test. Blocks until it is upgraded. */
  static Client open(int port, String path, int number) throws IOException {
    return open(port, path, number, "");
  }

  /** @param headers more of them, each with its line's end */
  static Client open(int port, String path, int number, String headers) throws IOException {
    var client = ask(port, path, number, headers);
    // Byte by byte: what follows the head of the answer belongs to the first frame.
    for (var one = ByteBuffer.allocate(1); !client.upgraded; one.clear()) {
      if (client.channel.read(one) < 0) {
        throw new IOException("the server closed during the handshake");
      }
      client.answer(one.get(0));
    }
    return client;
  }

  /** Asks for the upgrade and does not wait: what is said before it is granted leaves when it is. */
  static Client ask(int port, String path, int number, String headers) throws IOException {
    var channel = SocketChannel.open();
    channel.bind(new InetSocketAddress("127.0.0." + (2 + number / 2000), 0));
    channel.connect(new InetSocketAddress("127.0.0.1", port));
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    var request =
        "GET "
            + path
            + " HTTP/1.1\r\nHost: 127.0.0.1:"
            + port
            + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
            + headers
            + "\r\n";
    channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
    return new Client(channel, number);
  }

  private void answer(byte next) throws IOException {
    answer.append((char) next);
    if (next == '\n' && answer.indexOf("\r\n\r\n", answer.length() - 4) >= 0) {
      if (answer.indexOf("HTTP/1.1 101") != 0) {
        throw new IOException("no upgrade: " + answer.toString().lines().findFirst().orElse(""));
      }
      upgraded = true;
      answer.setLength(0);
      for (var frame : held) {
        write(frame);
      }
      held.clear();
    }
  }

  void send(String text) throws IOException {
    send(text.getBytes(StandardCharsets.UTF_8));
  }

  void send(byte[] text) throws IOException {
    send(0x81, text);
  }

  void sendBinary(byte[] bytes) throws IOException {
    send(0x82, bytes);
  }

  private void send(int head, byte[] payload) throws IOException {
    var frame = ByteBuffer.allocate(payload.length + 8).put((byte) head);
    if (payload.length < 126) {
      frame.put((byte) (0x80 | payload.length));
    } else {
      frame.put((byte) (0x80 | 126)).putShort((short) payload.length);
    }
    // A mask of zeros is a mask.
    frame.putInt(0).put(payload).flip();
    if (upgraded) {
      write(frame);
    } else {
      held.add(frame);
    }
  }

  private void write(ByteBuffer frame) throws IOException {
    while (frame.hasRemaining()) {
      channel.write(frame);
    }
  }

  /** Walks the frames in bytes that were read; answers the engine's pings. */
  void feed(byte[] bytes, int length, Sink sink) throws IOException {
    int at = 0;
    while (at < length && !upgraded) {
      answer(bytes[at++]);
    }
    while (at < length) {
      if (left == 0) {
        header[headerBytes++] = bytes[at++];
        if (headerBytes >= 2 && headerBytes == headerLength()) {
          left = payloadLength();
          atStart = true;
          headerBytes = 0;
        }
        continue;
      }
      int end = (int) Math.min(length, at + left);
      if ((header[0] & 0xF) == CLOSE) {
        var reason = new String(bytes, Math.min(end, at + 2), Math.max(0, end - at - 2), StandardCharsets.UTF_8);
        throw new IOException("the server closed connection " + number + ": " + reason);
      }
      if (atStart) {
        ping = isPing(bytes, at, end) && (end - at == 2 || bytes[at + 2] == '\n');
        atStart = false;
        if (ping) {
          send(PONG);
        }
      }
      left -= end - at;
      // One that left with others in the same frame.
      if (left == 0 && end - at > 2 && bytes[end - 3] == '\n' && isPing(bytes, end - 2, end)) {
        send(PONG);
      }
      if ((header[0] & 0xF) == PING) {
        // These are short and come in one piece.
        send(0x80 | PONG_FRAME, Arrays.copyOfRange(bytes, at, end));
      } else if (!ping || end - at > 2) {
        sink.piece(this, bytes, at, end, left == 0);
      }
      at = end;
    }
  }

  private static boolean isPing(byte[] bytes, int at, int end) {
    return end - at >= 2 && bytes[at] == '{' && bytes[at + 1] == '}';
  }

  private int headerLength() {
    return switch (header[1] & 0x7F) {
      case 126 -> 4;
      case 127 -> 10;
      default -> 2;
    };
  }

  private long payloadLength() {
    var numbers = ByteBuffer.wrap(header);
    return switch (header[1] & 0x7F) {
      case 126 -> numbers.getShort(2) & 0xFFFF;
      case 127 -> numbers.getLong(2);
      default -> header[1] & 0x7F;
    };
  }
}
