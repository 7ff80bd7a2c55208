package org.amtsrunde.support;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Hears by an HTTP answer without an end and speaks by requests, one after the other. */
public final class StreamClient extends LineClient {
  /** By which transport it hears. */
  public enum Kind {
    HTTP_STREAM,
    SSE
  }

  private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Kind kind;
  private final List<String> headers;
  private final HttpResponse<InputStream> answer;
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean reading = true;
  private volatile long heardBytes;
  private int sayingPort;
  private JsonNode connected;
  private CompletableFuture<?> said = CompletableFuture.completedFuture(null);

  /**
   * @param headers name, value, name, value … of all requests
   * @param connect the connect command, with the id 1
   */
  public StreamClient(int port, Kind kind, List<String> headers, String connect) {
    this.kind = kind;
    this.headers = headers;
    this.sayingPort = port;
    check().said(connect);
    var request =
        kind == Kind.SSE
            ? request(port, "/connection/sse?cf_connect=" + URLEncoder.encode(connect, StandardCharsets.UTF_8)).GET()
            : request(port, "/connection/http_stream").POST(HttpRequest.BodyPublishers.ofString(connect));
    answer =
        http.sendAsync(request.build(), HttpResponse.BodyHandlers.ofInputStream())
            .orTimeout(20, TimeUnit.SECONDS)
            .join();
    if (answer.statusCode() == 200) {
      Thread.ofVirtual().start(this::read);
    }
  }

  private HttpRequest.Builder request(int port, String path) {
    var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    if (kind == Kind.HTTP_STREAM || path.equals("/emulation")) {
      request.header("Content-Type", "application/json");
    }
    for (int i = 0; i < headers.size(); i += 2) {
      request.header(headers.get(i), headers.get(i + 1));
    }
    return request;
  }

  /** The head of the stream. */
  public HttpResponse<InputStream> answer() {
    return answer;
  }

  /** From now on it speaks to another node than the one that it hears. */
  public StreamClient sayTo(int port) {
    sayingPort = port;
    return this;
  }

  /** Waits until it is connected. */
  public StreamClient connected() {
    connected = Descriptions.json(awaitLine("{\"id\":1,")).get("connect");
    return this;
  }

  public String session() {
    return connected.get("session").asText();
  }

  public String node() {
    return connected.get("node").asText();
  }

  /** How much came, whatever it was. */
  public long heardBytes() {
    return heardBytes;
  }

  /** Stops reading: from now on the server's writes back up. */
  public void stopReading() {
    reading = false;
  }

  @Override
  CompletableFuture<?> say(String text) {
    said =
        said.handle((before, failure) -> null)
            .thenCompose(ready -> post(text))
            .thenAccept(status -> {
              if (status != 204) {
                throw new AssertionError(text + " was answered with " + status);
              }
            });
    return said;
  }

  /** The status with which the command was answered. */
  public CompletableFuture<Integer> post(String text) {
    check().said(text);
    var body =
        Description.JSON.createObjectNode().put("session", session()).put("node", node()).put("data", text).toString();
    var request =
        request(sayingPort, "/emulation")
            .timeout(Duration.ofSeconds(20))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return http.sendAsync(request, HttpResponse.BodyHandlers.ofString())
        .thenApply(said -> Descriptions.checked(body, said).statusCode());
  }

  private void read() {
    try (var in = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
      for (var line = in.readLine(); line != null; line = in.readLine()) {
        if (!reading) {
          ended.await();
        }
        heardBytes += line.length() + 1;
        if (kind == Kind.HTTP_STREAM && !line.isBlank()) {
          take(line);
        } else if (line.startsWith("data: ")) {
          take(line.substring(6));
        }
      }
    } catch (IOException | InterruptedException e) {
      // The same end, less politely.
    }
    closed(1006);
  }

  private void take(String line) {
    heard(List.of(line));
    var end = Descriptions.json(line).at("/push/disconnect");
    if (!end.isMissingNode()) {
      check().ended(end.get("code").asInt());
      closed(end.get("code").asInt());
    }
  }

  @Override
  void end() {
    ended.countDown();
    http.shutdownNow();
  }
}
