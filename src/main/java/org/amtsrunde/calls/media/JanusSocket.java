package org.amtsrunde.calls.media;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.amtsrunde.kernel.Fields;
import org.amtsrunde.kernel.Json;
import org.amtsrunde.kernel.Refusal;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One session with a Janus server over its WebSocket (subprotocol {@code janus-protocol}, see "RESTful, WebSockets, RabbitMQ, MQTT,
 * Nanomsg and UnixSockets API" of its manual). Comes back by itself; with the socket all handles are gone.
 *
 * <p>Lives on one context: everything is called there, and answers and events arrive there.
 */
final class JanusSocket {
  static final int DEADLINE_MS = 5_000;
  private static final int KEEP_ALIVE_MS = 20_000;
  private static final int AGAIN_MS = 1_000;
  private static final int MOST_WAITING = 4_096;
  private static final int LONGEST = 1 << 20;
  private static final long LARGEST_ID = 1L << 53;
  private static final Logger LOG = LoggerFactory.getLogger(JanusSocket.class);

  /** Hears whether there is a session. */
  interface Listener {
    void opened();

    /** All handles are gone. */
    void lost();
  }

  private final Vertx vertx;
  private final Context context;
  private final URI address;
  private final String secret;
  private final Listener listener;
  private final WebSocketClient client;
  private final Map<String, Waiting> waiting = new HashMap<>();
  private final Map<Long, Consumer<Fields>> handles = new HashMap<>();
  private @Nullable WebSocket socket;
  private long session;
  private long transactions;
  private long keepAlive;
  private boolean closed;
  private boolean complained;

  /** @param acknowledged whether it is done with being understood, without a further answer */
  private record Waiting(Promise<Fields> answer, long deadline, boolean acknowledged) {}

  /** @param secret the {@code api_secret} of the server, or empty */
  JanusSocket(Vertx vertx, Context context, URI address, String secret, Listener listener) {
    this.vertx = vertx;
    this.context = context;
    this.address = address;
    this.secret = secret;
    this.listener = listener;
    this.client =
        vertx.createWebSocketClient(
            new WebSocketClientOptions()
                .setConnectTimeout(DEADLINE_MS)
                .setMaxFrameSize(LONGEST)
                .setMaxMessageSize(LONGEST));
  }

  void open() {
    var options =
        new WebSocketConnectOptions()
            .setHost(address.getHost())
            .setPort(address.getPort())
            .setURI(address.getRawPath().isEmpty() ? "/" : address.getRawPath())
            .setSubProtocols(List.of("janus-protocol"))
            .setTimeout(DEADLINE_MS);
    client
        .connect(options)
        .onComplete(result ->
            context.runOnContext(ignored -> {
              if (result.succeeded()) {
                connected(result.result());
              } else {
                again(result.cause());
              }
            }));
  }

  void close() {
    closed = true;
    end(socket);
  }

  /** What follows is told by its close handler. */
  private static void end(@Nullable WebSocket socket) {
    if (socket != null) {
      socket.close().onFailure(isClosedAlready -> {});
    }
  }

  boolean isOpen() {
    return session != 0;
  }

  private void connected(WebSocket now) {
    if (closed) {
      end(now);
      return;
    }
    socket = now;
    now.textMessageHandler(text -> context.runOnContext(ignored -> received(text)));
    now.exceptionHandler(closesToo -> {});
    now.closeHandler(ignored -> context.runOnContext(alsoIgnored -> lost()));
    request("create", 0, false, out -> {})
        .onSuccess(answer -> {
          session = id(Objects.requireNonNull(answer.objectOrNull("data")), "id");
          complained = false;
          keepAlive = vertx.setPeriodic(KEEP_ALIVE_MS, ignored -> keepAlive());
          LOG.info("the media server at {} is in reach", address);
          listener.opened();
        })
        .onFailure(failure -> end(now));
  }

  private void keepAlive() {
    request("keepalive", 0, true, out -> {}).onFailure(silent -> end(socket));
  }

  private void lost() {
    boolean had = session != 0;
    socket = null;
    session = 0;
    vertx.cancelTimer(keepAlive);
    handles.clear();
    var open = List.copyOf(waiting.values());
    waiting.clear();
    open.forEach(one -> {
      vertx.cancelTimer(one.deadline());
      one.answer().tryFail(Refusal.unavailable());
    });
    if (had) {
      listener.lost();
    }
    again(null);
  }

  private void again(@Nullable Throwable cause) {
    if (closed) {
      return;
    }
    if (!complained) {
      complained = true;
      LOG.warn("the media server at {} is out of reach{}", address, cause == null ? "" : ": " + cause.getMessage());
    }
    vertx.setTimer(AGAIN_MS, ignored -> open());
  }

  /** A handle of the room plugin; what it tells unasked goes to {@code events}. */
  Future<Long> attach(Consumer<Fields> events) {
    return request("attach", 0, false, out -> out.put("plugin", "janus.plugin.videoroom"))
        .map(answer -> {
          long handle = id(Objects.requireNonNull(answer.objectOrNull("data")), "id");
          handles.put(handle, events);
          return handle;
        });
  }

  void detach(long handle) {
    if (handles.remove(handle) != null) {
      request("detach", handle, false, out -> {}).onFailure(endsWithTheSession -> {});
    }
  }

  /** Does it on the context of this socket, after a while. */
  void later(int millis, Runnable work) {
    vertx.setTimer(millis, ignored -> context.runOnContext(alsoIgnored -> work.run()));
  }

  /** A request to the room plugin. Fails with {@link JanusRefusal} if it says no. */
  Future<Fields> message(long handle, Consumer<Json.Out> body, Consumer<Json.Out> more) {
    return request("message", handle, false, out -> more.accept(out.object("body", body)));
  }

  Future<Fields> trickle(long handle, Consumer<Json.Out> more) {
    return request("trickle", handle, true, more);
  }

  private Future<Fields> request(String kind, long handle, boolean acknowledged, Consumer<Json.Out> more) {
    if (socket == null || (session == 0 && !kind.equals("create")) || waiting.size() >= MOST_WAITING) {
      return Future.failedFuture(Refusal.unavailable());
    }
    var transaction = Long.toString(++transactions, 36);
    var json =
        Json.object(out -> {
          out.put("janus", kind).put("transaction", transaction);
          if (session != 0) {
            out.put("session_id", session);
          }
          if (handle != 0) {
            out.put("handle_id", handle);
          }
          if (!secret.isEmpty()) {
            out.put("apisecret", secret);
          }
          more.accept(out);
        });
    Promise<Fields> answer = Promise.promise();
    long deadline =
        vertx.setTimer(
            DEADLINE_MS,
            ignored -> {
              waiting.remove(transaction);
              answer.tryFail(Refusal.unavailable());
            });
    waiting.put(transaction, new Waiting(answer, deadline, acknowledged));
    socket.writeTextMessage(new String(json, StandardCharsets.UTF_8)).onFailure(isAnsweredByTheDeadline -> {});
    return answer.future();
  }

  private void received(String text) {
    Fields message;
    String kind;
    String transaction;
    try {
      message = Fields.parse(text.getBytes(StandardCharsets.UTF_8));
      kind = message.text("janus", 1, 100);
      transaction = Objects.requireNonNullElse(message.textOrNull("transaction", 100), "");
    } catch (Refusal malformed) {
      LOG.warn("the media server said what nobody understands: {}", malformed.getMessage());
      return;
    }
    var asked = waiting.get(transaction);
    if (asked == null) {
      tell(message);
    } else if (!kind.equals("ack") || asked.acknowledged()) {
      waiting.remove(transaction);
      vertx.cancelTimer(asked.deadline());
      var refusal = JanusRefusal.in(message);
      if (refusal == null) {
        asked.answer().complete(message);
      } else {
        asked.answer().fail(refusal);
      }
    }
  }

  private void tell(Fields message) {
    var events = message.has("sender") ? handles.get(id(message, "sender")) : null;
    if (events != null) {
      events.accept(message);
    }
  }

  static long id(Fields fields, String name) {
    return fields.number(name, 0, LARGEST_ID);
  }
}
