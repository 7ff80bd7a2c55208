package org.amtsrunde.support;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * A client that says exactly what it is told, by the WebSocket of the JDK: a line in, the lines that came out. All of them are held
 * to the description; closing the client fails if one of them was not what it says.
 */
public final class RawClient implements AutoCloseable {
  private final List<String> lines = new ArrayList<>();
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private final WebSocket socket;
  private final HttpClient http = HttpClient.newHttpClient();
  private final FrameCheck check = new FrameCheck();
  private volatile boolean reading = true;
  private volatile boolean ponging;
  private CompletableFuture<?> sent = CompletableFuture.completedFuture(null);

  public RawClient(int port) {
    this(port, List.of());
  }

  /** @param headers name, value, name, value … */
  public RawClient(int port, List<String> headers) {
    var builder = http.newWebSocketBuilder().connectTimeout(Duration.ofSeconds(10));
    for (int i = 0; i < headers.size(); i += 2) {
      builder.header(headers.get(i), headers.get(i + 1));
    }
    socket =
        builder
            .buildAsync(URI.create("ws://127.0.0.1:" + port + "/connection/websocket"), new Listener())
            .orTimeout(20, TimeUnit.SECONDS)
            .join();
  }

  public RawClient send(String text) {
    check.said(text);
    sendText(text, true).orTimeout(20, TimeUnit.SECONDS).join();
    return this;
  }

  /** One after the other: pongs are sent while a test sends something else. */
  private synchronized CompletableFuture<?> sendText(String text, boolean last) {
    sent = sent.thenCompose(before -> socket.sendText(text, last));
    return sent;
  }

  /** From now on pings of the server are answered, as by a client that means to stay. */
  public RawClient answerPings() {
    ponging = true;
    return this;
  }

  public RawClient sendParts(String... parts) {
    check.said(String.join("", parts));
    for (int i = 0; i < parts.length; i++) {
      sendText(parts[i], i == parts.length - 1).orTimeout(20, TimeUnit.SECONDS).join();
    }
    return this;
  }

  public RawClient sendBytes(byte[] bytes) {
    socket.sendBinary(ByteBuffer.wrap(bytes), true).orTimeout(20, TimeUnit.SECONDS).join();
    return this;
  }

  /** Everything that came so far. */
  public List<String> lines() {
    synchronized (lines) {
      return List.copyOf(lines);
    }
  }

  /** Waits for a line that contains all of these and gives it back. Each line is looked at once. */
  public String awaitLine(String... parts) {
    var looked = new AtomicInteger();
    return Awaitility.await(String.join(" ", parts))
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(5))
        .atMost(20, TimeUnit.SECONDS)
        .until(() -> find(looked, parts), found -> found != null);
  }

  private String find(AtomicInteger looked, String... parts) {
    List<String> fresh;
    synchronized (lines) {
      fresh = List.copyOf(lines.subList(looked.get(), lines.size()));
    }
    looked.addAndGet(fresh.size());
    return fresh.stream().filter(line -> Stream.of(parts).allMatch(line::contains)).findFirst().orElse(null);
  }

  /** Waits for the end and gives the close code. */
  public int awaitClose() {
    return closed.orTimeout(40, TimeUnit.SECONDS).join();
  }

  public boolean isClosed() {
    return closed.isDone();
  }

  /** Stops reading: from now on the server's writes back up. */
  public void stopReading() {
    reading = false;
  }

  @Override
  public void close() {
    socket.abort();
    http.shutdownNow();
    check.verify();
  }

  private final class Listener implements WebSocket.Listener {
    private final StringBuilder part = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
      part.append(data);
      if (last) {
        var whole = List.of(part.toString().split("\n"));
        whole.forEach(check::heard);
        synchronized (lines) {
          lines.addAll(whole);
        }
        part.setLength(0);
        if (ponging && whole.contains("{}")) {
          sendText("{}", true);
        }
      }
      if (reading) {
        webSocket.request(1);
      }
      return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket webSocket, int code, String reason) {
      check.ended(code);
      closed.complete(code);
      return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
      closed.complete(1006);
    }
  }
}
