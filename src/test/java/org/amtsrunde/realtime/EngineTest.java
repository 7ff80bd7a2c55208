package org.amtsrunde.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.amtsrunde.OpenEngine;
import org.amtsrunde.kernel.Fields;
import org.amtsrunde.support.RawClient;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineTest {
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

  private static RawClient connected(String name) {
    var client = new RawClient(engine.port());
    client.send("{\"id\":1,\"connect\":{\"token\":\"" + name + "\"}}").awaitLine("\"id\":1", "\"connect\"");
    return client;
  }

  @Test
  void connectsSubscribesPublishesAndDelivers() {
    try (var a = connected("anna");
        var b = connected("bert")) {
      assertThat(a.awaitLine("\"connect\"")).contains("\"test:all\"", "\"ping\":25", "\"pong\":true");
      a.send("{\"id\":2,\"subscribe\":{\"channel\":\"test:one\"}}").awaitLine("\"id\":2", "\"recoverable\":true");
      b.send("{\"id\":2,\"publish\":{\"channel\":\"test:one\",\"data\":{\"n\":1}}}").awaitLine("\"id\":2");
      var push = a.awaitLine("\"pub\"", "\"test:one\"");
      assertThat(push).contains("\"data\":{\"n\":1}", "\"offset\":1", "\"user\":\"bert\"");
    }
  }

  @Test
  void severalCommandsInOneFrameAndSeveralFramesInOneMessage() {
    try (var a = new RawClient(engine.port())) {
      a.sendParts(
          "{\"id\":1,\"connect\":{\"tok",
          "en\":\"anna\"}}\n{\"id\":2,\"subscribe\":{\"channel\":\"test:two\"}}\n{\"id\":3,",
          "\"rpc\":{\"method\":\"echo\",\"data\":{\"text\":\"ä\"}}}");
      a.awaitLine("\"id\":1", "\"connect\"");
      a.awaitLine("\"id\":2", "\"subscribe\"");
      assertThat(a.awaitLine("\"id\":3")).isEqualTo("{\"id\":3,\"rpc\":{\"data\":{\"echo\":\"ä\"}}}");
    }
  }

  @Test
  void recoversExactlyWhatWasMissed() {
    try (var writer = connected("w")) {
      for (int i = 1; i <= 20; i++) {
        writer.send("{\"id\":" + (i + 1) + ",\"publish\":{\"channel\":\"test:rec\",\"data\":" + i + "}}");
      }
      writer.awaitLine("\"id\":21,");
      try (var fresh = connected("r")) {
        var reply = fresh.send("{\"id\":2,\"subscribe\":{\"channel\":\"test:rec\"}}").awaitLine("\"id\":2");
        var epoch = Fields.parse(bytes(reply)).objectOrNull("subscribe").text("epoch", 1, 64);
        try (var late = connected("l")) {
          var recovered =
              late.send(
                      "{\"id\":2,\"subscribe\":{\"channel\":\"test:rec\",\"recover\":true,\"epoch\":\""
                          + epoch
                          + "\",\"offset\":15}}")
                  .awaitLine("\"id\":2");
          var body = Fields.parse(bytes(recovered)).objectOrNull("subscribe");
          assertThat(body.flag("recovered")).isTrue();
          assertThat(body.objects("publications", 300).stream().map(p -> p.number("offset", 0, 99)))
              .containsExactly(16L, 17L, 18L, 19L, 20L);
        }
        for (var bad :
            new String[] {"\"epoch\":\"never\",\"offset\":15", "\"epoch\":\"" + epoch + "\",\"offset\":999"}) {
          try (var lost = connected("x")) {
            assertThat(
                    lost.send("{\"id\":2,\"subscribe\":{\"channel\":\"test:rec\",\"recover\":true," + bad + "}}")
                        .awaitLine("\"id\":2"))
                .contains("\"recovered\":false", "\"offset\":20");
          }
        }
      }
    }
  }

  @Test
  void historyPresenceAndUnsubscribe() {
    try (var a = connected("anna");
        var b = connected("bert")) {
      a.send("{\"id\":2,\"subscribe\":{\"channel\":\"test:hist\"}}").awaitLine("\"id\":2");
      b.send("{\"id\":2,\"subscribe\":{\"channel\":\"test:hist\"}}").awaitLine("\"id\":2");
      a.awaitLine("\"join\"", "\"bert\"");
      a.send("{\"id\":3,\"publish\":{\"channel\":\"test:hist\",\"data\":{\"a\":\n 1}}}").awaitLine("\"id\":3");
      assertThat(a.send("{\"id\":4,\"history\":{\"channel\":\"test:hist\",\"limit\":10}}").awaitLine("\"id\":4"))
          .contains("\"publications\":[{\"data\":{\"a\":  1},\"offset\":1");
      assertThat(a.send("{\"id\":5,\"presence\":{\"channel\":\"test:hist\"}}").awaitLine("\"id\":5"))
          .contains("\"user\":\"anna\"", "\"user\":\"bert\"");
      assertThat(a.send("{\"id\":6,\"presence_stats\":{\"channel\":\"test:hist\"}}").awaitLine("\"id\":6"))
          .contains("\"num_clients\":2", "\"num_users\":2");
      b.send("{\"id\":7,\"unsubscribe\":{\"channel\":\"test:hist\"}}").awaitLine("\"id\":7");
      a.awaitLine("\"leave\"", "\"bert\"");
      assertThat(
              a.send(
                      "{\"id\":8,\"history\":{\"channel\":\"test:hist\",\"limit\":1,\"since\":{\"epoch\":\"no\",\"offset\":0}}}")
                  .awaitLine("\"id\":8"))
          .contains("\"code\":112");
    }
  }

  @Test
  void refusesWhatIsNotOfTheProtocol() {
    for (var frame :
        new String[] {
          "{\"id\":1,\"rpc\":{\"method\":\"echo\"}}",
          "{",
          "[]",
          "{\"id\":1}",
          "{\"id\":1,\"fly\":{}}",
          "{\"connect\":{\"token\":\"a\"}}",
          "{\"id\":1,\"connect\":{\"token\":5}}",
          "{\"id\":1,\"connect\":{},\"rpc\":{}}",
          "{\"id\":1,\"id\":2,\"connect\":{}}",
          "",
          "{\"id\":1,\"connect\":" + "{\"a\":".repeat(100) + "1" + "}".repeat(100) + "}"
        }) {
      try (var client = new RawClient(engine.port())) {
        assertThat(client.send(frame).awaitClose()).as(frame).isEqualTo(3501);
      }
    }
    try (var client = new RawClient(engine.port())) {
      assertThat(client.sendBytes(new byte[] {'{', '"', (byte) 0xC0, (byte) 0xAF, '"', '}'}).awaitClose())
          .isEqualTo(3501);
    }
    try (var client = connected("anna")) {
      assertThat(client.send("{\"id\":2,\"connect\":{\"token\":\"anna\"}}").awaitClose()).isEqualTo(3501);
    }
    try (var client = new RawClient(engine.port())) {
      assertThat(client.send("{\"id\":1,\"connect\":{}}").awaitClose()).isEqualTo(3500);
    }
    try (var client = new RawClient(engine.port())) {
      assertThat(client.send("{\"id\":1,\"connect\":{\"token\":\"bad\"}}").awaitLine("\"id\":1"))
          .contains("\"code\":109");
    }
    try (var client = connected("anna")) {
      assertThat(client.send("{\"id\":2,\"rpc\":{\"data\":\"" + "x".repeat(70_000) + "\"}}").awaitClose())
          .isIn(1009, 1006, 3501);
    }
  }

  @Test
  void hiddenAndMissingChannelsGetTheSameAnswer() {
    try (var a = connected("anna")) {
      var hidden = a.send("{\"id\":2,\"subscribe\":{\"channel\":\"test:hidden\"}}").awaitLine("\"id\":2");
      var missing = a.send("{\"id\":3,\"subscribe\":{\"channel\":\"nothing:here\"}}").awaitLine("\"id\":3");
      assertThat(hidden.replace("\"id\":2", "\"id\":3")).isEqualTo(missing).contains("\"code\":102");
    }
  }

  @Test
  void boundsTheSubscriptionsOfOneClient() {
    try (var a = connected("anna")) {
      for (int i = 0; i < 10_000; i += 100) {
        int from = i;
        a.send(
            String.join(
                "\n",
                IntStream.range(0, 100)
                    .mapToObj(n ->
                        "{\"id\":" + (from + n + 2) + ",\"subscribe\":{\"channel\":\"test:many" + (from + n) + "\"}}")
                    .toList()));
      }
      assertThat(a.awaitLine("\"id\":10001,")).contains("\"code\":106");
      // A refusal is quick; those that were let in wait for the store.
      Awaitility.await().until(() -> a.lines().stream().filter(line -> line.contains("{\"id\":")).count() == 10_001);
      assertThat(a.lines().stream().filter(line -> line.contains("\"subscribe\":{\"rec")).count())
          .isEqualTo(ChannelCommands.MAX_CLIENT_SIDE);
    }
  }

  @Test
  void closesAConnectionThatNeverIntroducesItself() {
    try (var a = new RawClient(engine.port())) {
      assertThat(a.awaitClose()).isEqualTo(3502);
    }
  }

  @Test
  void aSlowReaderIsDisconnectedAndRecovers() {
    try (var slow = connected("slow");
        var writer = connected("w")) {
      slow.send("{\"id\":2,\"subscribe\":{\"channel\":\"test:slow\"}}").awaitLine("\"id\":2");
      slow.stopReading();
      var text = "x".repeat(50_000);
      for (int i = 0; i < 300; i++) {
        writer.send("{\"id\":" + (i + 2) + ",\"publish\":{\"channel\":\"test:slow\",\"data\":\"" + text + "\"}}");
      }
      writer.awaitLine("\"id\":301,");
      Awaitility.await()
          .until(() ->
              engine.spine().metricsText().contains("amtsrunde_disconnects_total{code=\"3008\",node=\"open\"} 1.0"));
      try (var again = connected("slow")) {
        var reply = again.send("{\"id\":2,\"subscribe\":{\"channel\":\"test:slow\"}}").awaitLine("\"id\":2");
        var epoch = Fields.parse(bytes(reply)).objectOrNull("subscribe").text("epoch", 1, 64);
        again.send("{\"id\":3,\"unsubscribe\":{\"channel\":\"test:slow\"}}").awaitLine("\"id\":3");
        assertThat(
                again
                    .send(
                        "{\"id\":4,\"subscribe\":{\"channel\":\"test:slow\",\"recover\":true,\"epoch\":\""
                            + epoch
                            + "\",\"offset\":290}}")
                    .awaitLine("\"id\":4"))
            .contains("\"recovered\":true", "\"offset\":291,", "\"offset\":300,");
      }
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void aTokenThatIsNotRenewedEndsTheConnection() {
    try (var brief = connected("brief").answerPings()) {
      assertThat(brief.awaitClose()).isEqualTo(3005);
    }
  }

  @Test
  void whatIsSentWithoutAnAnswerReachesTheMethod() {
    try (var client = connected("anna")) {
      client.send("{\"send\":{\"data\":{\"method\":\"tell\",\"params\":{\"text\":\"hallo\"}}}}");
      assertThat(client.awaitLine("\"message\"")).contains("hallo");
      client.send("{\"send\":{\"data\":{\"method\":\"nothing\"}}}\n{\"send\":{\"data\":[]}}");
      client
          .send("{\"id\":2,\"rpc\":{\"method\":\"echo\",\"data\":{\"text\":\"still here\"}}}")
          .awaitLine("still here");
    }
  }
}
