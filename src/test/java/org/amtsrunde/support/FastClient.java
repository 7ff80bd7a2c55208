package org.amtsrunde.support;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Many commands one after the other, and then their answers; nothing else is kept. */
public final class FastClient implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 30;

  private final HttpClient http = HttpClient.newHttpClient();
  private final BlockingQueue<JsonNode> answers = new LinkedBlockingQueue<>();
  private final WebSocket socket;
  private CompletableFuture<?> sent = CompletableFuture.completedFuture(null);
  private final JsonNode connected;

  private FastClient(int port, String token) {
    var uri = URI.create("ws://127.0.0.1:" + port + "/connection/websocket");
    socket = http.newWebSocketBuilder().buildAsync(uri, new Listener()).orTimeout(20, TimeUnit.SECONDS).join();
    connected = ask(List.of("{\"id\":1,\"connect\":{\"token\":\"" + token + "\"}}")).getFirst();
  }

  public static FastClient of(int port, String token) {
    return new FastClient(port, token);
  }

  public JsonNode connected() {
    return connected;
  }

  /** The answers in the order in which they came; fails when one does not come, or the server ends the connection. */
  public List<JsonNode> ask(List<String> commands) {
    for (var command : commands) {
      send(command).orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }
    var answered = new ArrayList<JsonNode>();
    while (answered.size() < commands.size()) {
      answered.add(next(commands, answered));
    }
    return answered;
  }

  /** One after the other: pings are answered while something else is sent. */
  private synchronized CompletableFuture<?> send(String text) {
    sent = sent.thenCompose(before -> socket.sendText(text, true));
    return sent;
  }

  private JsonNode next(List<String> commands, List<JsonNode> answered) {
    try {
      var answer = answers.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (answer == null || answer.has("closed")) {
        var missing = new ArrayList<>(commands);
        missing.removeIf(
            command -> answered.stream().anyMatch(one -> command.startsWith("{\"id\":" + one.get("id") + ",")));
        throw new AssertionError("no answer but " + answer + " to one of " + String.join("\n", missing));
      }
      return answer;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    socket.abort();
    http.shutdownNow();
  }

  private final class Listener implements WebSocket.Listener {
    private final StringBuilder part = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      part.append(data);
      if (last) {
        for (var line : part.toString().split("\n")) {
          if (line.equals("{}")) {
            send("{}");
          } else if (line.startsWith("{\"id\"")) {
            answers.add(Descriptions.json(line));
          }
        }
        part.setLength(0);
      }
      from.request(1);
      return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
      answers.add(Descriptions.json("{\"closed\":" + code + "}"));
      return null;
    }
  }
}
