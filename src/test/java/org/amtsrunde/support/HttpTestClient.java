package org.amtsrunde.support;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One browser: keeps cookies, sends an {@code Origin} where it is told to. Every answer is held to the description, and every request
 * that was accepted.
 */
public final class HttpTestClient implements AutoCloseable {
  /** What came back. */
  public record Answer(int status, Map<String, List<String>> headers, byte[] body) {
    public String text() {
      return new String(body, StandardCharsets.UTF_8);
    }

    public JsonNode json() {
      return Descriptions.json(body);
    }

    /** The last value of the header; empty where there is none. */
    public String header(String name) {
      return headers.entrySet().stream()
          .filter(entry -> entry.getKey().equalsIgnoreCase(name))
          .map(entry -> entry.getValue().getLast())
          .findAny()
          .orElse("");
    }
  }

  private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI node;
  private final Map<String, String> cookies = new LinkedHashMap<>();
  private final Map<String, String> headers = new LinkedHashMap<>();

  public HttpTestClient(int port) {
    node = URI.create("http://127.0.0.1:" + port);
    headers.put("Content-Type", "application/json");
  }

  /** Signed in with a demo account. */
  public static HttpTestClient of(int port, String email) {
    var client = new HttpTestClient(port);
    var answer = client.signIn(email, "amtsrunde-demo");
    if (answer.status() != 200) {
      throw new AssertionError(email + " cannot sign in: " + answer.text());
    }
    return client;
  }

  /** A header of all further requests; null for none. */
  public HttpTestClient header(String name, String value) {
    if (value == null) {
      headers.remove(name);
    } else {
      headers.put(name, value);
    }
    return this;
  }

  public HttpTestClient origin(String origin) {
    return header("Origin", origin);
  }

  /** {@code name=value; …} as the browser sends it. */
  public String cookie() {
    var pairs = new ArrayList<String>();
    cookies.forEach((name, value) -> pairs.add(name + "=" + value));
    return String.join("; ", pairs);
  }

  /** Puts a cookie into the jar. */
  public HttpTestClient cookie(String name, String value) {
    cookies.put(name, value);
    return this;
  }

  public Answer signIn(String email, String password) {
    return post(
        "/api/sign-in", Description.JSON.createObjectNode().put("email", email).put("password", password).toString());
  }

  /** Opens the real-time connection as a page of ours does: with the cookie and the origin. Says nothing yet. */
  public RawClient socket() {
    return new RawClient(node.getPort(), List.of("Cookie", cookie(), "Origin", LocalNode.ORIGIN));
  }

  public Answer get(String path) {
    return request("GET", path, new byte[0]);
  }

  public Answer post(String path, String json) {
    return request("POST", path, json.getBytes(StandardCharsets.UTF_8));
  }

  public Answer request(String method, String path, byte[] body) {
    var request =
        HttpRequest.newBuilder(node.resolve(path))
            .timeout(Duration.ofSeconds(30))
            .method(
                method,
                body.length == 0 ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofByteArray(body));
    headers.forEach(request::header);
    if (!cookies.isEmpty()) {
      request.header("Cookie", cookie());
    }
    var response = send(request.build());
    Descriptions.checkAnswer(
        method, request.build().uri().getPath(), response.statusCode(), response.headers(), response.body());
    if (response.statusCode() < 300) {
      Descriptions.checkRequest(method, request.build().uri().getPath(), body);
    }
    response.headers().allValues("Set-Cookie").forEach(this::keep);
    return new Answer(response.statusCode(), response.headers().map(), response.body());
  }

  private HttpResponse<byte[]> send(HttpRequest request) {
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new AssertionError(request + " was not answered", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private void keep(String setCookie) {
    var pair = setCookie.substring(0, setCookie.indexOf(';')).split("=", 2);
    if (setCookie.contains("Max-Age=0;") || setCookie.endsWith("Max-Age=0")) {
      cookies.remove(pair[0]);
    } else {
      cookies.put(pair[0], pair[1]);
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
