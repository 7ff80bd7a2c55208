package org.amtsrunde.support;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.amtsrunde.kernel.Fields;

/** One sign-in of a demo account over HTTP. Asks the first node of its list that answers; what it says is held to the description. */
public final class Session {
  private static final HttpClient HTTP = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

  private final List<Integer> ports;
  private final String cookie;

  /** @param ports of the nodes, the one to ask first at the front */
  public Session(String email, List<Integer> ports) {
    this.ports = ports;
    var answer = send("", "POST", "/api/sign-in", "{\"email\":\"" + email + "\",\"password\":\"amtsrunde-demo\"}");
    if (answer.statusCode() != 200) {
      throw new AssertionError("sign-in of " + email + " was answered with " + answer.statusCode() + answer.body());
    }
    cookie = answer.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
  }

  public String cookie() {
    return cookie;
  }

  public HttpResponse<String> post(String path, String json) {
    return send(cookie, "POST", path, json);
  }

  public HttpResponse<String> get(String path) {
    return send(cookie, "GET", path, "");
  }

  public HttpResponse<String> delete(String path) {
    return send(cookie, "DELETE", path, "");
  }

  public Fields me() {
    return fields(get("/api/me"));
  }

  public String personId() {
    return me().objectOrNull("person").text("id", 1, 64);
  }

  /** The room of the demo's running round. */
  public String roundRoom() {
    return rooms().stream()
        .filter(room -> room.text("kind", 1, 20).equals("round"))
        .map(room -> room.text("id", 1, 64))
        .findFirst()
        .orElseThrow();
  }

  public List<Fields> rooms() {
    return me().objects("rooms", 1000);
  }

  /** A fresh real-time token. */
  public String token() {
    return fields(post("/api/realtime/token", "{}")).text("token", 1, 4096);
  }

  private static Fields fields(HttpResponse<String> answer) {
    if (answer.statusCode() != 200) {
      throw new IllegalStateException("answered with " + answer.statusCode() + " " + answer.body());
    }
    return Fields.parse(answer.body().getBytes(StandardCharsets.UTF_8));
  }

  private HttpResponse<String> send(String cookies, String method, String path, String json) {
    IOException last = null;
    for (int port : ports) {
      var request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
              .timeout(Duration.ofSeconds(10))
              .method(method, HttpRequest.BodyPublishers.ofString(json))
              .header("Content-Type", "application/json")
              .header("Cookie", cookies.isEmpty() ? "none=" : cookies)
              .build();
      try {
        return Descriptions.checked(json, HTTP.send(request, HttpResponse.BodyHandlers.ofString()));
      } catch (IOException e) {
        last = e;
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
    throw new IllegalStateException("no node answers", last);
  }
}
