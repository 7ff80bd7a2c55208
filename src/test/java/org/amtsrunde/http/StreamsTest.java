package org.amtsrunde.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.amtsrunde.OpenEngine;
import org.amtsrunde.support.Descriptions;
import org.amtsrunde.support.HttpTestClient;
import org.amtsrunde.support.StreamClient;
import org.amtsrunde.support.TcpProxy;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The transports for networks without WebSockets. */
class StreamsTest {
  @TempDir static Path folder;
  static OpenEngine engine;

  @BeforeAll
  static void start() throws Exception {
    engine = OpenEngine.start(folder);
  }

  @AfterAll
  static void stop() {
    engine.close();
  }

  private static StreamClient connected(StreamClient.Kind kind, String name) {
    return new StreamClient(engine.port(), kind, List.of(), "{\"id\":1,\"connect\":{\"token\":\"" + name + "\"}}")
        .connected();
  }

  private static String publish(int id, String channel, String text) {
    return "{\"id\":" + id + ",\"publish\":{\"channel\":\"" + channel + "\",\"data\":\"" + text + "\"}}";
  }

  private static StreamClient subscribed(StreamClient.Kind kind, String name, String channel) {
    var client = connected(kind, name);
    client.send("{\"id\":2,\"subscribe\":{\"channel\":\"" + channel + "\"}}").awaitLine("{\"id\":2,");
    return client;
  }

  /** The texts that were published, as they came. */
  private static List<String> published(StreamClient client) {
    return client.lines().stream()
        .filter(line -> line.contains("\"pub\""))
        .map(line -> Descriptions.json(line).at("/push/pub/data").asText())
        .toList();
  }

  @ParameterizedTest
  @EnumSource
  void aSessionOverAStreamIsLikeAnyOther(StreamClient.Kind kind) {
    var channel = "test:" + kind;
    try (var a = connected(kind, "a");
        var b = subscribed(kind, "b", channel)) {
      assertThat(a.session()).hasSize(52).isNotEqualTo(b.session());
      a.send(publish(2, channel, "grün\\n")).awaitLine("{\"id\":2,");
      b.awaitLine("\"pub\"", "\"grün\\n\"");
      a.send("{\"id\":3,\"rpc\":{\"method\":\"echo\",\"data\":{\"text\":\"x\"}}}").awaitLine("{\"echo\":\"x\"}");
      a.send("{\"id\":4,\"rpc\":{\"method\":\"tell\",\"data\":{\"text\":\"y\"}}}").awaitLine("\"told\"", "\"y\"");
      assertThat(figure(kind)).isEqualTo(2);
    }
    Awaitility.await().until(() -> figure(kind) == 0);
  }

  private static int figure(StreamClient.Kind kind) {
    var name = kind == StreamClient.Kind.SSE ? "amtsrunde_event_streams{" : "amtsrunde_streams{";
    return engine
        .spine()
        .metricsText()
        .lines()
        .filter(line -> line.startsWith(name))
        .mapToInt(line -> (int) Double.parseDouble(line.substring(line.indexOf(' '))))
        .sum();
  }

  @ParameterizedTest
  @EnumSource
  void whatIsOnTheWayMayNeitherKeepNorHoldItBack(StreamClient.Kind kind) {
    try (var client = connected(kind, "a")) {
      var headers = client.answer().headers();
      assertThat(headers.firstValue("Cache-Control")).contains("no-store, no-transform");
      assertThat(headers.firstValue("X-Accel-Buffering")).contains("no");
      assertThat(headers.firstValue("Content-Type"))
          .contains(kind == StreamClient.Kind.SSE ? "text/event-stream" : "application/x-ndjson");
      assertThat(client.heardBytes()).as("there are filters that look at so much first").isGreaterThan(2048);
    }
  }

  @ParameterizedTest
  @EnumSource
  void commandsAreCarriedOutInTheOrderInWhichTheyCome(StreamClient.Kind kind) {
    var channel = "test:order-" + kind;
    try (var writer = connected(kind, "a");
        var reader = subscribed(kind, "b", channel)) {
      var texts = new ArrayList<String>();
      for (int i = 0; i < 20; i++) {
        // More in one request than run at a time, so that the next ones have to wait.
        var commands = new StringBuilder();
        for (int j = 0; j < 100; j++) {
          texts.add(i + "-" + j);
          commands.append(publish(2 + i * 100 + j, channel, i + "-" + j)).append('\n');
        }
        writer.send(commands.toString());
      }
      Awaitility.await().until(() -> published(reader).size() >= texts.size());
      assertThat(published(reader)).isEqualTo(texts);
    }
  }

  @Test
  void whoeverSaysMoreThanIsTakenIsToldSo() {
    try (var hasty = connected(StreamClient.Kind.HTTP_STREAM, "a")) {
      var statuses = new ArrayList<CompletableFuture<Integer>>();
      for (int i = 0; i < 30; i++) {
        var many = new StringBuilder();
        for (int j = 0; j < 500; j++) {
          many.append(publish(2 + i * 500 + j, "test:many", "x".repeat(60))).append('\n');
        }
        statuses.add(hasty.post(many.toString()));
      }
      assertThat(statuses).extracting(CompletableFuture::join).contains(429).containsOnly(204, 429);
      Awaitility.await().until(() -> hasty.post("{}").join() == 204);
      assertThat(hasty.isClosed()).isFalse();
    }
  }

  @Test
  void whatCannotBeUnderstoodEndsTheSessionAsOnASocket() {
    for (var kind : StreamClient.Kind.values()) {
      for (var connect : List.of("{}", "x", "[]", "{\"id\":1,\"connect\":", "{\"id\":1,\"rpc\":{}}")) {
        try (var client = new StreamClient(engine.port(), kind, List.of(), connect)) {
          assertThat(client.awaitClose()).as(connect).isEqualTo(3501);
        }
      }
      try (var client = connected(kind, "a")) {
        assertThat(client.post("{\"id\":2,\"nothing\":{}}").join()).isEqualTo(204);
        assertThat(client.awaitClose()).isEqualTo(3501);
        Awaitility.await().until(() -> client.post("{}").join() == 404);
      }
      try (var client =
          new StreamClient(engine.port(), kind, List.of(), "{\"id\":1,\"connect\":{\"token\":\"bad\"}}")) {
        client.awaitLine("\"code\":109");
        assertThat(client.awaitClose()).as("it says nothing more").isEqualTo(3502);
      }
    }
  }

  @Test
  void requestsAreBoundedAndRead() {
    try (var client = connected(StreamClient.Kind.HTTP_STREAM, "a");
        var http = new HttpTestClient(engine.port())) {
      assertThat(client.post("x".repeat(EdgeVerticle.MAX_BYTES + 1)).join()).isEqualTo(413);
      assertThat(client.post("x".repeat(3 * EdgeVerticle.MAX_BYTES)).join()).isEqualTo(413);
      var large = "\\\"".repeat(15_000);
      client.send("{\"id\":2,\"publish\":{\"channel\":\"test:large\",\"data\":\"" + large + "\"}}");
      client.awaitLine("{\"id\":2,");
      for (var body : List.of("", "x", "{}", "[]", "{\"session\":1,\"node\":\"a\",\"data\":\"{}\"}")) {
        assertThat(http.post("/emulation", body).status()).as(body).isEqualTo(400);
      }
      var unknown = "{\"session\":\"x\",\"node\":\"" + client.node() + "\",\"data\":\"{}\"}";
      assertThat(http.post("/emulation", unknown).status()).isEqualTo(404);
      assertThat(http.post("/emulation", unknown.replace(client.node(), "elsewhere")).status()).isEqualTo(404);
      assertThat(http.post("/connection/http_stream", "x".repeat(EdgeVerticle.MAX_BYTES + 1)).status()).isEqualTo(413);
      assertThat(http.header("Content-Type", "text/plain").post("/emulation", unknown).status()).isEqualTo(400);
    }
  }

  @ParameterizedTest
  @EnumSource
  void whoReadsNothingIsEndedAndTheOthersMissNothing(StreamClient.Kind kind) {
    var channel = "test:slow-" + kind;
    var text = "x".repeat(50_000);
    try (var slow = subscribed(kind, "slow", channel);
        var other = subscribed(kind, "other", channel);
        var writer = connected(kind, "writer")) {
      slow.stopReading();
      int sent = 0;
      while (figure(kind) == 3) {
        assertThat(sent).as("messages to somebody who does not read").isLessThan(1000);
        for (int i = 0; i < 10; i++) {
          sent++;
          writer.send(publish(sent + 1, channel, text)).awaitLine("{\"id\":" + (sent + 1) + ",");
        }
      }
      int all = sent;
      Awaitility.await().until(() -> published(other).size() == all);
    }
  }

  @ParameterizedTest
  @EnumSource
  void whoWasCutIsToldWhatWasMissed(StreamClient.Kind kind) throws Exception {
    var channel = "test:cut-" + kind;
    try (var proxy = new TcpProxy(engine.port());
        var writer = connected(kind, "a")) {
      var here = "{\"id\":1,\"connect\":{\"token\":\"b\"}}";
      var reader = new StreamClient(proxy.port(), kind, List.of(), here).connected();
      var subscribed =
          Descriptions.json(
              reader.send("{\"id\":2,\"subscribe\":{\"channel\":\"" + channel + "\"}}").awaitLine("{\"id\":2,"));
      var epoch = subscribed.at("/subscribe/epoch").asText();
      writer.send(publish(2, channel, "one")).awaitLine("{\"id\":2,");
      reader.awaitLine("\"one\"");
      proxy.cut();
      assertThat(reader.awaitClose()).isEqualTo(1006);
      writer.send(publish(3, channel, "two")).awaitLine("{\"id\":3,");
      Awaitility.await().until(() -> reader.sayTo(engine.port()).post("{}").join() == 404);
      reader.close();
      try (var back = new StreamClient(proxy.port(), kind, List.of(), here).connected()) {
        back.send(
            "{\"id\":2,\"subscribe\":{\"channel\":\""
                + channel
                + "\",\"recover\":true,\"offset\":1,\"epoch\":\""
                + epoch
                + "\"}}");
        assertThat(back.awaitLine("{\"id\":2,")).contains("\"recovered\":true", "\"two\"").doesNotContain("\"one\"");
      }
    }
  }
}
