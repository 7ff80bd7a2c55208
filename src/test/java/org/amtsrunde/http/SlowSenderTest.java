package org.amtsrunde.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.amtsrunde.support.HttpTestClient;
import org.amtsrunde.support.LocalNode;
import org.amtsrunde.support.Talker;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Whoever sends one byte now and then keeps nothing: each of these connections is ended by the server in its time, all of them at
 * once, and nobody else notices.
 */
class SlowSenderTest {
  @RegisterExtension static final Nodes NODE = new Nodes();
  private static final String POST =
      "POST /api/sign-in HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n";

  @Test
  void theyAreAllEndedInTheirTime() throws Exception {
    try (var person = NODE.as("t5@felsheim.example");
        var talker = Talker.of(person);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var headers = "Origin: " + LocalNode.ORIGIN + "\r\nCookie: " + person.cookie() + "\r\n";
      var slow =
          List.of(
              new Slow(0, 25, threads.submit(() -> trickle("", "GET /" + "x".repeat(900)))),
              new Slow(0, 25, threads.submit(() -> trickle("GET / HTTP/1.1\r\nX-Slow: ", "x".repeat(900)))),
              new Slow(0, 25, threads.submit(() -> trickle(POST, "{" + " ".repeat(400)))),
              // A socket without a connect command is stale after 5 s; one that lives is pinged each 25 s and has 10 s
              // to answer.
              new Slow(4, 15, threads.submit(() -> trickle(upgrade(""), frame()))),
              new Slow(9, 50, threads.submit(() -> trickle(upgrade(headers) + connect(), frame()))));
      assertThat(meanwhile(slow, person, talker)).as("ms that somebody else waited").isLessThan(5_000);
      for (var one : slow) {
        assertThat(one.ended.get().toSeconds()).as("slow sender %s", slow.indexOf(one)).isBetween(one.least, one.most);
      }
    }
  }

  /** One of them, and in how many seconds it should end. */
  private record Slow(long least, long most, Future<Duration> ended) {}

  /** Others go on all the while. */
  private static long meanwhile(List<Slow> slow, HttpTestClient person, Talker talker) {
    var worst = new long[1];
    Awaitility.await("the end of all slow senders")
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(500))
        .until(() -> {
          long began = System.nanoTime();
          assertThat(person.get("/api/me").status()).isEqualTo(200);
          talker.call("room.list", "{}");
          worst[0] = Math.max(worst[0], (System.nanoTime() - began) / 1_000_000);
          return slow.stream().allMatch(one -> one.ended.isDone());
        });
    return worst[0];
  }

  private static String upgrade(String headers) {
    return "GET /connection/websocket HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
        + headers
        + "\r\n";
  }

  /** A whole masked text frame; the mask is zero. */
  private static String connect() {
    var text = "{\"id\":1,\"connect\":{}}";
    return "\u0081" + (char) (0x80 | text.length()) + "\0\0\0\0" + text;
  }

  /** The head of a frame of 1,000 bytes, and some of them. */
  private static String frame() {
    return "\u0081\u00fe\u0003\u00e8\0\0\0\0" + " ".repeat(700);
  }

  /** Sends the beginning at once and the rest byte by byte, until the server ends it; how long that took. */
  private static Duration trickle(String atOnce, String rest) {
    long began = System.nanoTime();
    try (var socket = new Socket("127.0.0.1", NODE.port())) {
      socket.setSoTimeout(150);
      var out = socket.getOutputStream();
      out.write(atOnce.getBytes(StandardCharsets.ISO_8859_1));
      for (byte b : rest.getBytes(StandardCharsets.ISO_8859_1)) {
        if (ended(socket.getInputStream())) {
          break;
        }
        out.write(b);
      }
    } catch (SocketException reset) {
      // Ended while we wrote.
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return Duration.ofNanos(System.nanoTime() - began);
  }

  private static boolean ended(InputStream in) throws IOException {
    try {
      var bytes = new byte[4096];
      int read;
      do {
        read = in.read(bytes);
      } while (read > 0);
      return true;
    } catch (SocketTimeoutException open) {
      return false;
    }
  }
}
