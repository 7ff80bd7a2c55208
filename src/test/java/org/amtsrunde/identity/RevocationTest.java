package org.amtsrunde.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.amtsrunde.Server;
import org.amtsrunde.config.SettingsLoader;
import org.amtsrunde.kernel.Fields;
import org.amtsrunde.support.Descriptions;
import org.amtsrunde.support.RawClient;
import org.amtsrunde.support.RedisExtension;
import org.amtsrunde.support.TestNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Two whole nodes of one cluster: what ends on one closes the sockets of both, in under a second.
 */
@Isolated
class RevocationTest {
  @RegisterExtension static final RedisExtension REDIS = new RedisExtension();
  private static final int FORCE_DISCONNECT = 3503;
  private Server one;
  private Server two;

  @BeforeEach
  void start() throws Exception {
    int first = TestNode.freePort();
    int second = TestNode.freePort();
    var members = "127.0.0.1:" + first + ",127.0.0.1:" + second;
    one = node(first, members);
    two = node(second, members);
  }

  @AfterEach
  void stop() {
    two.close();
    one.close();
  }

  @Test
  void whatEndsOnOneNodeClosesSocketsOnBothWithinASecond() {
    signingOutAndSigningOutEverywhere("t1@altwasser.example");
    newPasswordAndDisabling("t2@birkenried.example");
  }

  private void signingOutAndSigningOutEverywhere(String email) {
    var phone = signIn(one, email);
    var desk = signIn(two, email);
    try (var phoneHere = byToken(one, phone);
        var phoneThere = byCookie(two, phone);
        var deskHere = byToken(one, desk)) {
      within(1000, () -> post(one, "/api/sign-out", phone, ""), phoneHere, phoneThere);
      assertThat(deskHere.isClosed()).isFalse();
      within(1000, () -> post(two, "/api/sign-out-everywhere", desk, ""), deskHere);
    }
    assertThat(get(two, "/api/me", phone).statusCode()).isEqualTo(401);
    assertThat(get(one, "/api/me", desk).statusCode()).isEqualTo(401);
  }

  private void newPasswordAndDisabling(String email) {
    var phone = signIn(one, email);
    var desk = signIn(two, email);
    var admin = signIn(one, "admin@amtsrunde.example");
    try (var phoneThere = byToken(two, phone);
        var deskHere = byToken(one, desk)) {
      var change = "{\"current\":\"%s\",\"next\":\"Nebel ueber der Lohe\"}".formatted(DemoAccounts.PASSWORD);
      within(1000, () -> post(one, "/api/password", desk, change), phoneThere);
      assertThat(deskHere.isClosed()).isFalse();
      var me = Fields.parse(get(one, "/api/me", desk).body().getBytes()).objectOrNull("person").id("id");
      within(1000, () -> post(two, "/api/people/" + me, admin, "{\"disabled\":true}"), deskHere);
    }
    assertThat(get(two, "/api/me", desk).statusCode()).isEqualTo(401);
  }

  private static void within(long millis, Runnable cause, RawClient... clients) {
    long began = System.nanoTime();
    cause.run();
    for (var client : clients) {
      assertThat(client.awaitClose()).isEqualTo(FORCE_DISCONNECT);
    }
    long took = (System.nanoTime() - began) / 1_000_000;
    System.out.println("closed after " + took + " ms");
    assertThat(took).isLessThan(millis);
  }

  private static RawClient byToken(Server node, String cookie) {
    var token = Fields.parse(post(node, "/api/realtime/token", cookie, "").body().getBytes()).text("token", 52, 52);
    var client = new RawClient(node.port());
    client.send("{\"id\":1,\"connect\":{\"token\":\"" + token + "\"}}").awaitLine("\"id\":1", "\"connect\"", "person:");
    return client;
  }

  private static RawClient byCookie(Server node, String cookie) {
    var client =
        new RawClient(node.port(), List.of("Cookie", "amtsrunde=" + cookie, "Origin", "http://127.0.0.1:8080"));
    client.send("{\"id\":1,\"connect\":{}}").awaitLine("\"id\":1", "\"connect\"", "person:");
    return client;
  }

  private static String signIn(Server node, String email) {
    var credentials = "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, DemoAccounts.PASSWORD);
    var header = post(node, "/api/sign-in", "", credentials).headers().firstValue("Set-Cookie").orElseThrow();
    return header.substring(header.indexOf('=') + 1, header.indexOf(';'));
  }

  private static HttpResponse<String> post(Server node, String path, String cookie, String json) {
    var answer =
        Descriptions.checked(json, send(request(node, path, cookie).POST(HttpRequest.BodyPublishers.ofString(json))));
    assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 204);
    return answer;
  }

  private static HttpResponse<String> get(Server node, String path, String cookie) {
    return Descriptions.checked("", send(request(node, path, cookie).GET()));
  }

  private static HttpRequest.Builder request(Server node, String path, String cookie) {
    var uri = URI.create("http://127.0.0.1:" + node.port() + path);
    return HttpRequest.newBuilder(uri)
        .timeout(Duration.ofSeconds(20))
        .header("Content-Type", "application/json")
        .header("Cookie", "amtsrunde=" + cookie);
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) {
    try (var client = HttpClient.newHttpClient()) {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static Server node(int clusterPort, String members) throws Exception {
    var environment = new HashMap<String, String>();
    environment.putAll(
        Map.of(
            "AMTSRUNDE_HTTP_PORT", "0",
            "AMTSRUNDE_METRICS_PORT", "0",
            "AMTSRUNDE_DRAIN_SECONDS", "1",
            "AMTSRUNDE_REDIS_URL", REDIS.url(),
            "AMTSRUNDE_CLUSTER_ENABLED", "true",
            "AMTSRUNDE_CLUSTER_NAME", "revocation-" + ProcessHandle.current().pid()));
    environment.put("AMTSRUNDE_CLUSTER_PORT", String.valueOf(clusterPort));
    environment.put("AMTSRUNDE_CLUSTER_BUSPORT", String.valueOf(TestNode.freePort()));
    environment.put("AMTSRUNDE_CLUSTER_MEMBERS", members);
    environment.put("AMTSRUNDE_DEMO", "true");
    return Server.start(SettingsLoader.load(null, environment));
  }
}
