package org.amtsrunde.it.proof;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.amtsrunde.kernel.Fields;
import org.amtsrunde.support.BadNetwork;
import org.amtsrunde.support.Descriptions;
import org.amtsrunde.support.Session;

/** JSON over a plain WebSocket, written from the protocol page alone; on request it says everything twice. */
final class RawChat extends Chat {
  private static final HttpClient HTTP = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
  private static final int ANSWER_MILLIS = 3_000;
  private static final int PAUSE_MILLIS = 100;

  private final String url;
  private final Map<Integer, CompletableFuture<Fields>> unanswered = new HashMap<>();

  /** What is followed by the server's will, and where this client stands in it. */
  private final Map<String, Place> followed = new TreeMap<>();

  private final Thread life;
  private CompletableFuture<WebSocket> sending = new CompletableFuture<>();
  private Line line = new Line();
  private int lastId = 1;
  private volatile boolean twice;
  private volatile boolean closed;

  /** What it is doing, for whoever wonders. */
  private volatile String stage = "begins";

  RawChat(String name, Session session, String person, List<Integer> ports, BadNetwork network, Recorder recorder) {
    super(name, session, person, network, recorder);
    url = "ws://127.0.0.1:" + network.towards(ports) + "/connection/websocket";
    life = Thread.ofVirtual().start(this::live);
  }

  /** Whether each command is sent twice. */
  void twice(boolean on) {
    twice = on;
  }

  private void live() {
    while (!closed) {
      try {
        stage = "asks for a token";
        var token = session.token();
        stage = "opens";
        var mine = new Line();
        synchronized (this) {
          line = mine;
        }
        var socket =
            HTTP.newWebSocketBuilder()
                .connectTimeout(Duration.ofSeconds(3))
                .buildAsync(URI.create(url), mine)
                .get(5, TimeUnit.SECONDS);
        stage = "connects";
        begin(mine, socket, token);
        mine.over.join();
        socket.abort();
      } catch (Exception e) {
        // No node answers at this moment, or not in time.
      }
      fail();
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(PAUSE_MILLIS));
    }
  }

  private synchronized void begin(Line mine, WebSocket socket, String token) {
    sending = CompletableFuture.completedFuture(socket);
    var connect = Descriptions.json("{\"id\":1,\"connect\":{}}").deepCopy();
    var body = ((com.fasterxml.jackson.databind.node.ObjectNode) connect.get("connect")).put("token", token);
    var subs = body.putObject("subs");
    followed.forEach((channel, place) ->
        subs.putObject(channel).put("recover", true).put("epoch", place.epoch()).put("offset", place.offset()));
    say(connect.toString());
  }

  private void say(String text) {
    var mine = line;
    sending = sending.thenCompose(open -> open.sendText(text, true));
    sending.exceptionally(failure -> {
      mine.over.complete(null);
      return null;
    });
  }

  private synchronized void fail() {
    line = new Line();
    sending = new CompletableFuture<>();
    unanswered.values().forEach(answer -> answer.completeExceptionally(CallFailed.unknown("the connection ended")));
    unanswered.clear();
  }

  @Override
  synchronized CompletableFuture<Fields> call(String method, String params) {
    if (!line.connected) {
      return CompletableFuture.failedFuture(CallFailed.unknown("not connected"));
    }
    var mine = line;
    long asked = System.nanoTime();
    var answer = new CompletableFuture<Fields>();
    var command = ",\"rpc\":{\"method\":\"" + method + "\",\"data\":" + params + "}}";
    unanswered.put(++lastId, answer);
    say("{\"id\":" + lastId + command);
    if (twice) {
      say("{\"id\":" + ++lastId + command);
    }
    return answer
        .orTimeout(ANSWER_MILLIS, TimeUnit.MILLISECONDS)
        .exceptionallyCompose(failure -> {
          if (failure instanceof TimeoutException && mine.heardAt < asked) {
            // The WebSocket of the JDK does not always say that its connection has ended.
            mine.over.complete(null);
          }
          var known = failure instanceof CallFailed failed ? failed : CallFailed.unknown(failure.toString());
          return CompletableFuture.failedFuture(known);
        });
  }

  private synchronized void read(Line from, String text) {
    from.heardAt = System.nanoTime();
    if (from != line || closed) {
      return;
    }
    if (text.equals("{}")) {
      say("{}");
      return;
    }
    var json = Descriptions.json(text);
    if (json.has("connect")) {
      connected(json.at("/connect/subs"));
    } else if (json.has("push")) {
      pushed(json.get("push"));
    } else {
      answered(json);
    }
  }

  private void connected(JsonNode subs) {
    line.connected = true;
    stage = "is connected";
    var gone = new HashSet<>(followed.keySet());
    subs.properties()
        .forEach(sub -> {
          gone.remove(sub.getKey());
          follow(sub.getKey(), sub.getValue());
        });
    gone.forEach(this::unfollow);
  }

  private void follow(String channel, JsonNode sub) {
    var at = new Place(sub.path("epoch").asText(), sub.path("offset").asLong());
    boolean recovered = sub.path("recovered").asBoolean();
    began(channel, at, recovered);
    if (!recovered) {
      followed.put(channel, at);
    }
    sub.path("publications").forEach(publication -> publication(channel, publication));
  }

  private void unfollow(String channel) {
    followed.remove(channel);
    ended(channel);
  }

  private void publication(String channel, JsonNode publication) {
    long offset = publication.path("offset").asLong();
    followed.computeIfPresent(channel, (any, before) -> new Place(before.epoch(), offset));
    heard(channel, offset, publication.get("data").toString());
  }

  private void pushed(JsonNode push) {
    var channel = push.path("channel").asText();
    if (push.has("pub")) {
      publication(channel, push.get("pub"));
    } else if (push.has("subscribe")) {
      follow(channel, push.get("subscribe"));
    } else if (push.has("unsubscribe")) {
      unfollow(channel);
    }
  }

  private void answered(JsonNode reply) {
    int id = reply.path("id").asInt();
    if (id == 1) {
      // The connect command was refused: the node cannot serve us at this moment.
      line.over.complete(null);
    }
    var answer = unanswered.remove(id);
    if (answer == null) {
      return;
    }
    if (reply.has("error")) {
      var error = reply.get("error");
      answer.completeExceptionally(
          new CallFailed(
              error.path("code").asInt(), error.path("temporary").asBoolean(), error.path("message").asText()));
    } else {
      answer.complete(Fields.parse(reply.at("/rpc/data").toString().getBytes(StandardCharsets.UTF_8)));
    }
  }

  @Override
  public String toString() {
    return name + " " + stage;
  }

  @Override
  public void close() {
    closed = true;
    line.over.complete(null);
    life.interrupt();
    network.close();
  }

  /** One connection. */
  private final class Line implements WebSocket.Listener {
    final CompletableFuture<Void> over = new CompletableFuture<>();
    private final StringBuilder part = new StringBuilder();
    boolean connected;
    volatile long heardAt = System.nanoTime();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      part.append(data);
      if (last) {
        part.toString().lines().forEach(text -> read(this, text));
        part.setLength(0);
      }
      from.request(1);
      return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
      over.complete(null);
      return null;
    }

    @Override
    public void onError(WebSocket from, Throwable failure) {
      over.complete(null);
    }
  }
}
