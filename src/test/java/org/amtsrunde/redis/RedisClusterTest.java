package org.amtsrunde.redis;

import static org.amtsrunde.support.RedisExtension.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.amtsrunde.kernel.Ids;
import org.amtsrunde.realtime.Append;
import org.amtsrunde.realtime.Appended;
import org.amtsrunde.realtime.ChannelLog;
import org.amtsrunde.support.HttpTestClient;
import org.amtsrunde.support.LocalNode;
import org.amtsrunde.support.TestNode;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log in a Redis Cluster of two nodes: {@code redis.mode: cluster}. */
class RedisClusterTest {
  private static final int SLOTS = 16_384;

  @TempDir Path folder;
  private final Vertx vertx = Vertx.vertx();
  private final List<Process> servers = new ArrayList<>();
  private final List<String> busPorts = new ArrayList<>();
  private final List<Integer> ports = List.of(TestNode.freePort(), TestNode.freePort());

  @BeforeEach
  void startTwoThatShareTheSlots() throws Exception {
    var binary = RedisBinary.find(folder.resolve("bin")).path().toString();
    for (int port : ports) {
      servers.add(start(binary, port, TestNode.freePort()));
    }
    for (int i = 0; i < 2; i++) {
      int from = i * SLOTS / 2;
      Awaitility.await()
          .ignoreExceptions()
          .until(() -> !ask(0, Command.PING).isEmpty() && !ask(1, Command.PING).isEmpty());
      ask(i, Command.CLUSTER, "ADDSLOTSRANGE", String.valueOf(from), String.valueOf(from + SLOTS / 2 - 1));
    }
    ask(0, Command.CLUSTER, "MEET", "127.0.0.1", String.valueOf(ports.get(1)), busPorts.get(1));
    for (int i = 0; i < 2; i++) {
      int which = i;
      Awaitility.await()
          .atMost(30, TimeUnit.SECONDS)
          .until(() ->
              ask(which, Command.CLUSTER, "INFO").contains("cluster_state:ok")
                  && ask(which, Command.CLUSTER, "INFO").contains("cluster_known_nodes:2"));
    }
  }

  private Process start(String binary, int port, int busPort) throws IOException {
    busPorts.add(String.valueOf(busPort));
    var home = Files.createDirectories(folder.resolve(String.valueOf(port)));
    return new ProcessBuilder(
            binary,
            "--bind",
            "127.0.0.1",
            "--port",
            String.valueOf(port),
            "--cluster-enabled",
            "yes",
            "--cluster-port",
            String.valueOf(busPort),
            "--save",
            "",
            "--dir",
            home.toString())
        .redirectErrorStream(true)
        .redirectOutput(home.resolve("log").toFile())
        .start();
  }

  private String ask(int which, Command command, String... words) {
    var client =
        Redis.createClient(vertx, new RedisOptions().setConnectionString("redis://127.0.0.1:" + ports.get(which)));
    var request = Request.cmd(command);
    for (var word : words) {
      request.arg(word);
    }
    return await(client.send(request).map(String::valueOf).onComplete(done -> client.close()));
  }

  @AfterEach
  void stop() throws Exception {
    await(vertx.close());
    for (var server : servers) {
      server.destroyForcibly().waitFor();
    }
  }

  @Test
  void everyChannelHasItsLogInOrderWhereverItLies() {
    List<Context> loops = List.of(((VertxInternal) vertx).createEventLoopContext());
    var urls = ports.stream().map(port -> "redis://127.0.0.1:" + port).toList();
    var store = new RedisStore(vertx, loops, StoreOptions.of(urls, "cluster", ""), 5000);
    await(store.open());
    var log = new ChannelLog(store, new Ids(new Random(1)), (channel, epoch, entry, nodes) -> {});
    var answers = new ArrayList<Future<Appended>>();
    for (int i = 0; i < 10; i++) {
      for (int channel = 0; channel < 20; channel++) {
        answers.add(log.append(Append.of("test:c" + channel, String.valueOf(i).getBytes(StandardCharsets.UTF_8))));
      }
    }
    answers.forEach(answer -> assertThat(await(answer).duplicate()).isFalse());
    var expected = IntStream.range(0, 10).mapToObj(String::valueOf).toList();
    for (int channel = 0; channel < 20; channel++) {
      var page = await(log.after("test:c" + channel, 0, 100));
      assertThat(page.entries().stream().map(entry -> new String(entry.data(), StandardCharsets.UTF_8)))
          .as("channel " + channel)
          .containsExactlyElementsOf(expected);
    }
    assertThat(List.of(ask(0, Command.DBSIZE), ask(1, Command.DBSIZE))).as("both have a part").doesNotContain("0");
    await(store.close());
  }

  @Test
  void aNodeStandsOnIt() throws Exception {
    var urls = "redis://127.0.0.1:" + ports.get(0) + ",redis://127.0.0.1:" + ports.get(1);
    try (var node = LocalNode.start(Map.of("AMTSRUNDE_REDIS_URL", urls, "AMTSRUNDE_REDIS_MODE", "cluster"));
        var tina = HttpTestClient.of(node.port(), "t1@altwasser.example")) {
      assertThat(tina.get("/api/me").status()).isEqualTo(200);
      assertThat(tina.post("/api/documents", "{\"title\":\"Plan\"}").status()).isEqualTo(201);
      assertThat(tina.get("/api/documents").text()).contains("\"Plan\"");
    }
  }
}
