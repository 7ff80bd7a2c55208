package org.amtsrunde.support;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** By the WebSocket of the JDK. */
public final class RawClient extends LineClient {
  private final WebSocket socket;
  private final HttpClient http = HttpClient.newHttpClient();
  private volatile boolean reading = true;
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

  @Override
  public RawClient send(String text) {
    super.send(text);
    return this;
  }

  @Override
  public RawClient answerPings() {
    super.answerPings();
    return this;
  }

  @Override
  CompletableFuture<?> say(String text) {
    return sendText(text, true);
  }

  /** One after the other: pongs are sent while a test sends something else. */
  private synchronized CompletableFuture<?> sendText(String text, boolean last) {
    sent = sent.thenCompose(before -> socket.sendText(text, last));
    return sent;
  }

  public RawClient sendParts(String... parts) {
    check().said(String.join("", parts));
    for (int i = 0; i < parts.length; i++) {
      sendText(parts[i], i == parts.length - 1).orTimeout(20, TimeUnit.SECONDS).join();
    }
    return this;
  }

  public RawClient sendBytes(byte[] bytes) {
    socket.sendBinary(ByteBuffer.wrap(bytes), true).orTimeout(20, TimeUnit.SECONDS).join();
    return this;
  }

  /** Stops reading: from now on the server's writes back up. */
  public void stopReading() {
    reading = false;
  }

  @Override
  void end() {
    socket.abort();
    http.shutdownNow();
  }

  private final class Listener implements WebSocket.Listener {
    private final StringBuilder part = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
      part.append(data);
      if (last) {
        heard(List.of(part.toString().split("\n")));
        part.setLength(0);
      }
      if (reading) {
        webSocket.request(1);
      }
      return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket webSocket, int code, String reason) {
      check().ended(code);
      closed(code);
      return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
      closed(1006);
    }
  }
}
