package org.amtsrunde.http;

import static org.amtsrunde.http.FrameSocket.CLOSE;
import static org.amtsrunde.http.FrameSocket.CONTINUATION;
import static org.amtsrunde.http.FrameSocket.PING;
import static org.amtsrunde.http.FrameSocket.PONG;
import static org.amtsrunde.http.FrameSocket.TEXT;
import static org.amtsrunde.http.FrameSocket.connected;
import static org.amtsrunde.http.FrameSocket.frame;
import static org.amtsrunde.http.FrameSocket.opened;
import static org.amtsrunde.http.FrameSocket.request;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.amtsrunde.OpenEngine;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The WebSocket of the edge, byte by byte. */
class SocketWireTest {
  private static final String ECHO = "{\"id\":7,\"rpc\":{\"method\":\"echo\",\"data\":{\"text\":\"grün\"}}}";
  private static final String ECHOED = "{\"id\":7,\"rpc\":{\"data\":{\"echo\":\"grün\"}}}";
  private static final int FIN = 0x80;

  @TempDir static Path folder;
  static OpenEngine engine;
  static int port;

  @BeforeAll
  static void start() throws Exception {
    engine = OpenEngine.start(folder);
    port = engine.port();
  }

  @AfterAll
  static void stop() {
    engine.close();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static int connections() {
    return engine
        .spine()
        .metricsText()
        .lines()
        .filter(line -> line.startsWith("amtsrunde_connections{"))
        .mapToInt(line -> (int) Double.parseDouble(line.substring(line.indexOf(' '))))
        .sum();
  }

  @Test
  void shakesHandsAsTheStandardSays() {
    try (var socket = new FrameSocket(port)) {
      var head = socket.write(utf8(request())).head();
      assertThat(head.get(0)).startsWith("HTTP/1.1 101");
      assertThat(head.stream().map(String::toLowerCase))
          .contains("upgrade: websocket", "connection: upgrade")
          .noneMatch(line -> line.startsWith("sec-websocket-extensions"));
      assertThat(head).anyMatch(line -> line.endsWith(": s3pPLMBiTxaQ9kYGzzhZRbK+xOo="));
    }
  }

  @Test
  void refusesAHandshakeThatIsNone() {
    var upgrade = List.of("Upgrade: websocket", "Connection: Upgrade");
    var key = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==";
    var version = "Sec-WebSocket-Version: 13";
    var refusals =
        Map.of(
            List.of("Connection: close"), 426,
            List.of("Upgrade: websocket", key, version), 400,
            List.of(upgrade.get(0), upgrade.get(1), version), 400,
            List.of(upgrade.get(0), upgrade.get(1), version, "Sec-WebSocket-Key: short"), 400,
            List.of(upgrade.get(0), upgrade.get(1), key), 426,
            List.of(upgrade.get(0), upgrade.get(1), key, "Sec-WebSocket-Version: 8"), 426,
            List.of(upgrade.get(0), upgrade.get(1), key, version, "Origin: https://elsewhere.example"), 403);
    refusals.forEach((headers, status) -> {
      try (var socket = new FrameSocket(port)) {
        var head = socket.write(utf8(request(headers.toArray(String[]::new)))).head();
        assertThat(head.get(0)).as(headers.toString()).contains(" " + status + " ");
      }
    });
  }

  @Test
  void takesAFrameThatCameTogetherWithTheRequest() {
    try (var socket = new FrameSocket(port)) {
      var bytes = new ByteArrayOutputStream();
      bytes.writeBytes(utf8(request()));
      bytes.writeBytes(frame(FIN | TEXT, utf8("{\"id\":1,\"connect\":{\"token\":\"anna\"}}")));
      socket.write(bytes.toByteArray()).head();
      assertThat(socket.awaitText("\"id\":1")).contains("\"connect\"");
    }
  }

  @Test
  void takesAFrameByteByByte() {
    try (var socket = connected(port, "anna")) {
      for (byte one : frame(FIN | TEXT, utf8(ECHO))) {
        socket.write(new byte[] {one});
      }
      assertThat(socket.awaitText("\"id\":7")).isEqualTo(ECHOED);
    }
  }

  @Test
  void textThatIsNotUtf8EndsTheConnection() {
    var overlong = new byte[] {(byte) 0xC0, (byte) 0xAF};
    var surrogate = new byte[] {'{', '"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"', '}'};
    var half = utf8("ü");
    for (var frames :
        List.of(
            frame(FIN | TEXT, overlong),
            frame(FIN | TEXT, surrogate),
            frame(FIN | TEXT, Arrays.copyOf(half, 1)),
            concat(frame(TEXT, Arrays.copyOf(half, 1)), frame(FIN | CONTINUATION, overlong)))) {
      try (var socket = connected(port, "anna")) {
        assertThat(socket.write(frames).awaitClose().closeCode()).isEqualTo(1007);
        Awaitility.await().until(() -> connections() == 0);
      }
    }
  }

  private static byte[] concat(byte[] one, byte[] two) {
    var both = Arrays.copyOf(one, one.length + two.length);
    System.arraycopy(two, 0, both, one.length, two.length);
    return both;
  }

  @Test
  void joinsFragmentsAndAnswersAPingAmongThem() {
    try (var socket = connected(port, "anna")) {
      var message = utf8(ECHO);
      // Between the two bytes of the ü.
      int cut = ECHO.indexOf('ü') + 1;
      socket.write(frame(TEXT, Arrays.copyOf(message, cut)));
      socket.write(frame(FIN | PING, utf8("here?")));
      var pong = socket.next();
      while (pong.kind() != PONG) {
        pong = socket.next();
      }
      assertThat(pong.text()).isEqualTo("here?");
      socket.write(frame(CONTINUATION, new byte[0]));
      socket.write(frame(FIN | PONG, utf8("nobody asked")));
      socket.write(frame(FIN | CONTINUATION, Arrays.copyOfRange(message, cut, message.length)));
      assertThat(socket.awaitText("\"id\":7")).isEqualTo(ECHOED);
    }
  }

  @Test
  void endsAConnectionThatBreaksTheFraming() {
    var unmasked = new byte[] {(byte) (FIN | TEXT), 2, '{', '}'};
    var half = frame(TEXT, utf8("{"));
    var twoBegun = new ByteArrayOutputStream();
    twoBegun.writeBytes(half);
    twoBegun.writeBytes(half);
    var broken =
        Map.of(
            "not masked", unmasked,
            "a reserved bit", frame(FIN | 0x40 | TEXT, utf8("{}")),
            "a reserved kind", frame(FIN | 3, utf8("{}")),
            "a continuation of nothing", frame(FIN | CONTINUATION, utf8("{}")),
            "a second message inside the first", twoBegun.toByteArray(),
            "a ping in fragments", frame(PING, utf8("x")),
            "a ping too long", frame(FIN | PING, new byte[126]),
            "a close of one byte", frame(FIN | CLOSE, new byte[1]),
            "a frame too large", frame(FIN | TEXT, new byte[EdgeVerticle.MAX_BYTES + 1]));
    broken.forEach((what, bytes) -> {
      try (var socket = connected(port, "anna")) {
        var close = socket.write(bytes).awaitClose();
        assertThat(close.closeCode()).as(what).isEqualTo(3501);
        assertThat(close.closeReason()).as(what).isEqualTo("bad request");
        socket.awaitEnd();
      }
    });
  }

  @Test
  void boundsAMessageOfManyFragments() {
    try (var socket = connected(port, "anna")) {
      socket.write(frame(TEXT, new byte[EdgeVerticle.MAX_BYTES]));
      socket.write(frame(CONTINUATION, new byte[1]));
      assertThat(socket.awaitClose().closeCode()).isEqualTo(3501);
    }
  }

  @Test
  void answersACloseWithTheSameCodeAndEnds() {
    try (var socket = connected(port, "anna")) {
      socket.write(frame(FIN | CLOSE, new byte[] {0x03, (byte) 0xE9, 'b', 'y', 'e'}));
      assertThat(socket.awaitClose().closeCode()).isEqualTo(1001);
      socket.awaitEnd();
    }
    try (var socket = connected(port, "anna")) {
      socket.write(frame(FIN | CLOSE, new byte[0]));
      assertThat(socket.awaitClose().payload()).isEmpty();
      socket.awaitEnd();
    }
  }

  @Test
  void closesWithCodeAndReasonAndCutsOffWhoDoesNotAnswer() {
    try (var socket = opened(port)) {
      var close = socket.awaitClose();
      assertThat(close.closeCode()).isEqualTo(3502);
      assertThat(close.closeReason()).isEqualTo("stale");
      socket.awaitEnd();
    }
  }

  @Test
  void noticesASocketThatIsHalfClosedOrGone() {
    // Those of other tests may still be about to end.
    Awaitility.await().until(() -> connections() == 0);
    try (var half = connected(port, "anna");
        var gone = connected(port, "bert")) {
      Awaitility.await().until(() -> connections() == 2);
      half.halfClose();
      half.awaitEnd();
      gone.close();
    }
    Awaitility.await().until(() -> connections() == 0);
  }

  @Test
  void aPeerThatPingsAndDoesNotReadGetsNoPile() {
    try (var socket = connected(port, "anna")) {
      var ping = frame(FIN | PING, new byte[125]);
      var many = new ByteArrayOutputStream();
      for (int i = 0; i < 1000; i++) {
        many.writeBytes(ping);
      }
      int sent = 100_000;
      for (int i = 0; i < sent / 1000; i++) {
        socket.write(many.toByteArray());
      }
      socket.text(ECHO);
      int pongs = 0;
      for (var next = socket.next(); !next.text().contains(ECHOED); next = socket.next()) {
        pongs += next.kind() == PONG ? 1 : 0;
      }
      assertThat(pongs).isLessThan(sent);
    }
  }
}
