package org.amtsrunde.documents.framing;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.amtsrunde.documents.yjs.Lib0Writer;
import org.awaitility.Awaitility;

/** A socket of documents that says exactly what it is told. */
final class SyncSocket implements AutoCloseable {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final List<byte[]> messages = new ArrayList<>();
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private final WebSocket socket;

  /** @param headers name, value, name, value … */
  SyncSocket(int port, String path, String... headers) {
    var builder = HTTP.newWebSocketBuilder().connectTimeout(Duration.ofSeconds(10));
    for (int i = 0; i < headers.length; i += 2) {
      builder.header(headers[i], headers[i + 1]);
    }
    var uri = URI.create("ws://127.0.0.1:" + port + path);
    socket = builder.buildAsync(uri, new Listener()).orTimeout(20, TimeUnit.SECONDS).join();
  }

  /** The status with which the handshake is answered; 101 if it is let in. */
  static int status(int port, String path, String... headers) {
    try (var entered = new SyncSocket(port, path, headers)) {
      return 101;
    } catch (CompletionException e) {
      if (e.getCause() instanceof WebSocketHandshakeException refused) {
        return refused.getResponse().statusCode();
      }
      throw e;
    }
  }

  SyncSocket send(byte[] bytes) {
    socket.sendBinary(ByteBuffer.wrap(bytes), true).orTimeout(20, TimeUnit.SECONDS).join();
    return this;
  }

  /** A message of Hocuspocus, up to its type. */
  static Lib0Writer to(String document, int type) {
    return new Lib0Writer().varString(document).varUint(type);
  }

  SyncSocket token(String document, String token) {
    return send(to(document, 2).varUint(0).varString(token).toBytes());
  }

  List<byte[]> messages() {
    synchronized (messages) {
      return List.copyOf(messages);
    }
  }

  long count(Predicate<byte[]> which) {
    return messages().stream().filter(which).count();
  }

  SyncSocket await(String what, Predicate<byte[]> which) {
    Awaitility.await(what).atMost(Duration.ofSeconds(10)).until(() -> count(which) > 0);
    return this;
  }

  int awaitClose(int seconds) {
    return closed.orTimeout(seconds, TimeUnit.SECONDS).join();
  }

  boolean isClosed() {
    return closed.isDone();
  }

  @Override
  public void close() {
    socket.abort();
  }

  private final class Listener implements WebSocket.Listener {
    private final ByteArrayOutputStream begun = new ByteArrayOutputStream();

    @Override
    public CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
      var part = new byte[data.remaining()];
      data.get(part);
      begun.writeBytes(part);
      if (last) {
        synchronized (messages) {
          messages.add(begun.toByteArray());
        }
        begun.reset();
      }
      from.request(1);
      return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
      closed.complete(code);
      return null;
    }

    @Override
    public void onError(WebSocket from, Throwable failure) {
      closed.complete(-1);
    }
  }
}
