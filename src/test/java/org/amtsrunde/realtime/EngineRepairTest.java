package org.amtsrunde.realtime;

import static org.amtsrunde.support.RedisExtension.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.redis.client.Command;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.amtsrunde.OpenEngine;
import org.amtsrunde.kernel.Fields;
import org.amtsrunde.redis.Keys;
import org.amtsrunde.support.RawClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** What happens to everybody else when one client, or the store, goes wrong. */
@Isolated
class EngineRepairTest {
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

  private static RawClient subscribed(String name, String channel) {
    var client = new RawClient(engine.port());
    client.send("{\"id\":1,\"connect\":{\"token\":\"" + name + "\"}}").awaitLine("\"id\":1", "\"connect\"");
    client.send("{\"id\":2,\"subscribe\":{\"channel\":\"" + channel + "\"}}").awaitLine("\"id\":2", "\"subscribe\"");
    return client;
  }

  private static void publish(RawClient client, int id, String channel, String data) {
    client.send("{\"id\":" + id + ",\"publish\":{\"channel\":\"" + channel + "\",\"data\":" + data + "}}");
  }

  @Test
  void oneSlowReaderCostsTheOthersNothing() {
    var readers = new ArrayList<RawClient>();
    try (var writer = subscribed("w", "test:elsewhere")) {
      for (int i = 0; i < 6; i++) {
        readers.add(subscribed("r" + i, "test:crowd"));
        if (i == 2 || i == 3) {
          readers.get(i).stopReading();
        }
      }
      var text = "x".repeat(50_000);
      var others = new int[] {0, 1, 4, 5};
      for (int i = 0; i < 200; i++) {
        publish(writer, i + 3, "test:crowd", "\"" + i + " " + text + "\"");
        // Half of what may wait for a reader: whoever reads at all is never taken for a slow one, however busy the
        // machine is.
        if (i % 10 == 9) {
          for (int other : others) {
            readers.get(other).awaitLine("\"offset\":" + (i + 1) + ",");
          }
        }
      }
      for (int i : others) {
        var offsets =
            readers.get(i).lines().stream()
                .filter(line -> line.contains("\"pub\""))
                .map(line -> line.replaceAll("(?s).*\"offset\":(\\d+).*", "$1"))
                .map(Integer::valueOf)
                .toList();
        assertThat(offsets).as("reader " + i).hasSize(200).isSorted().doesNotHaveDuplicates();
      }
    } finally {
      readers.forEach(RawClient::close);
    }
  }

  @Test
  void aLogThatLostEntriesGoesOnInANewEpochAndItsReadersStartAnew() {
    var channel = "test:lost";
    try (var writer = subscribed("w", "test:elsewhere");
        var reader = subscribed("r", channel)) {
      for (int i = 1; i <= 5; i++) {
        publish(writer, i + 2, channel, String.valueOf(i));
      }
      reader.awaitLine("\"pub\"", "\"offset\":5");
      var head = await(engine.store().send(Command.GET, Keys.head(channel))).toString().split(" ");
      // As after a failover to a replica that had not heard of the last two.
      await(engine.store().send(Command.XDEL, Keys.log(channel), "4-0", "5-0"));
      await(engine.store().send(Command.SET, Keys.head(channel), head[0] + " 3"));
      reader.awaitLine("\"unsubscribe\"", "\"code\":2500");
      var again =
          reader
              .send(
                  "{\"id\":9,\"subscribe\":{\"channel\":\""
                      + channel
                      + "\",\"recover\":true,\"epoch\":\""
                      + head[0]
                      + "\",\"offset\":5}}")
              .awaitLine("\"id\":9");
      var body = Fields.parse(again.getBytes(StandardCharsets.UTF_8)).objectOrNull("subscribe");
      assertThat(body.flag("recovered")).isFalse();
      assertThat(body.text("epoch", 1, 64)).isNotEqualTo(head[0]);
    }
  }

  @Test
  void entriesThatTookTheNumbersOfLostOnesAreNotTakenForThem() {
    var channel = "test:replaced";
    try (var writer = subscribed("w", "test:elsewhere");
        var reader = subscribed("r", channel)) {
      for (int i = 1; i <= 5; i++) {
        publish(writer, i + 2, channel, String.valueOf(i));
      }
      reader.awaitLine("\"pub\"", "\"offset\":5");
      var epoch = await(engine.store().send(Command.GET, Keys.head(channel))).toString().split(" ")[0];
      await(engine.store().send(Command.DEL, Keys.log(channel)));
      for (int i = 1; i <= 7; i++) {
        await(engine.store().send(Command.XADD, Keys.log(channel), i + "-0", "d", i <= 3 ? "" + i : "\"other\""));
      }
      await(engine.store().send(Command.SET, Keys.head(channel), epoch + " 7"));
      reader.awaitLine("\"unsubscribe\"", "\"code\":2500");
      assertThat(await(engine.store().send(Command.GET, Keys.head(channel))).toString()).doesNotStartWith(epoch);
    }
  }

  /** A node has died and everybody comes to another one, which did not serve the room: it asks the store once, not once for each. */
  @Test
  void whatWasReadForTheFirstWhoComesBackIsNotReadForTheOthers() {
    var channel = "test:refuge";
    try (var writer = subscribed("w", "test:elsewhere")) {
      for (int i = 1; i <= 5; i++) {
        publish(writer, i + 2, channel, String.valueOf(i));
      }
      writer.awaitLine("\"id\":7", "\"publish\"");
      await(engine.store().send(Command.XDEL, Keys.log(channel), "4-0"));
      var epoch = await(engine.store().send(Command.GET, Keys.head(channel))).toString().split(" ")[0];
      long before = reads();
      for (int i = 0; i < 10; i++) {
        assertThat(recovered("r" + i, channel, epoch, 2)).as("reader %d", i).containsExactly(3L, 4L, 5L);
      }
      assertThat(reads() - before).as("looks into the log").isLessThanOrEqualTo(2);
      assertThat(recovered("older", channel, epoch, 0)).containsExactly(1L, 2L, 3L, 4L, 5L);
    }
  }

  /** Comes with a position and tells the offsets that it had missed. */
  private static List<Long> recovered(String name, String channel, String epoch, long offset) {
    try (var client = new RawClient(engine.port())) {
      client.send("{\"id\":1,\"connect\":{\"token\":\"" + name + "\"}}").awaitLine("\"id\":1", "\"connect\"");
      var reply =
          client
              .send(
                  "{\"id\":2,\"subscribe\":{\"channel\":\"%s\",\"recover\":true,\"epoch\":\"%s\",\"offset\":%d}}"
                      .formatted(channel, epoch, offset))
              .awaitLine("\"id\":2");
      var body = Fields.parse(reply.getBytes(StandardCharsets.UTF_8)).objectOrNull("subscribe");
      assertThat(body.flag("recovered")).isTrue();
      return body.objects("publications", 10).stream().map(one -> one.number("offset", 1, 10)).toList();
    }
  }

  private static long reads() {
    var counts = await(engine.store().send(Command.INFO, "commandstats")).toString();
    var calls = Pattern.compile("cmdstat_xrange:calls=(\\d+)").matcher(counts);
    return calls.find() ? Long.parseLong(calls.group(1)) : 0;
  }

  @Test
  void whatOneMayNotSeeLeavesNoTraceInTheStore() {
    try (var client = subscribed("a", "test:elsewhere")) {
      client.send("{\"id\":3,\"subscribe\":{\"channel\":\"test:hidden-1\"}}").awaitLine("\"id\":3", "\"code\":102");
      assertThat(await(engine.store().send(Command.EXISTS, Keys.head("test:hidden-1"))).toInteger()).isZero();
    }
  }

  @Test
  void recoveriesOfManyChannelsAtOnceDoNotEndTheConnection() {
    var channels = List.of("test:big1", "test:big2", "test:big3", "test:big4", "test:big5", "test:big6");
    try (var writer = subscribed("w", "test:elsewhere")) {
      int id = 3;
      for (var channel : channels) {
        for (int i = 0; i < 5; i++) {
          publish(writer, id++, channel, "\"" + "x".repeat(48_000) + "\"");
        }
      }
      writer.awaitLine("\"id\":" + (id - 1) + ",");
      try (var reader = new RawClient(engine.port())) {
        reader.send("{\"id\":1,\"connect\":{\"token\":\"r\"}}").awaitLine("\"id\":1");
        int next = 2;
        for (var channel : channels) {
          var epoch = await(engine.store().send(Command.GET, Keys.head(channel))).toString().split(" ")[0];
          reader.send(
              "{\"id\":"
                  + next++
                  + ",\"subscribe\":{\"channel\":\""
                  + channel
                  + "\",\"recover\":true,\"epoch\":\""
                  + epoch
                  + "\",\"offset\":0}}");
        }
        for (int i = 2; i < next; i++) {
          assertThat(reader.awaitLine("\"id\":" + i + ",")).contains("\"recovered\":true");
        }
        assertThat(reader.isClosed()).isFalse();
      }
    }
  }

  /** What is answered is whole or said to be lost: with a part of it a client would go on as if nothing were missing. */
  @Test
  void moreThanOneRecoveryMayCarryIsSaidToBeLost() {
    var many = "test:many-entries";
    var large = "test:large-entries";
    try (var writer = subscribed("w", "test:elsewhere")) {
      for (int i = 0; i < 301; i++) {
        publish(writer, i + 3, many, String.valueOf(i));
      }
      for (int i = 0; i < 25; i++) {
        publish(writer, i + 1000, large, "\"" + "x".repeat(48_000) + "\"");
      }
      writer.awaitLine("\"id\":1024,");
      try (var reader = new RawClient(engine.port())) {
        reader.send("{\"id\":1,\"connect\":{\"token\":\"r\"}}").awaitLine("\"id\":1");
        assertThat(recover(reader, 2, many, 1)).contains("\"recovered\":true");
        reader.send("{\"id\":3,\"unsubscribe\":{\"channel\":\"" + many + "\"}}").awaitLine("\"id\":3,");
        for (var lost : new String[] {recover(reader, 4, many, 0), recover(reader, 5, large, 0)}) {
          assertThat(lost).contains("\"recovered\":false").doesNotContain("\"publications\"");
        }
      }
    }
  }

  private static String recover(RawClient reader, int id, String channel, int offset) {
    var epoch = await(engine.store().send(Command.GET, Keys.head(channel))).toString().split(" ")[0];
    return reader
        .send(
            "{\"id\":%d,\"subscribe\":{\"channel\":\"%s\",\"recover\":true,\"epoch\":\"%s\",\"offset\":%d}}"
                .formatted(id, channel, epoch, offset))
        .awaitLine("\"id\":" + id + ",");
  }

  @Test
  void whoFollowsALogByTheServersWillAndItLostEntriesConnectsAnew() {
    var channel = "test:all";
    try (var writer = subscribed("w", "test:elsewhere");
        var reader = subscribed("r", "test:elsewhere")) {
      publish(writer, 3, channel, "1");
      publish(writer, 4, channel, "2");
      reader.awaitLine("\"pub\"", "\"test:all\"", "\"data\":2");
      var head = await(engine.store().send(Command.GET, Keys.head(channel))).toString().split(" ");
      long end = Long.parseLong(head[1]);
      await(engine.store().send(Command.XDEL, Keys.log(channel), end + "-0"));
      await(engine.store().send(Command.SET, Keys.head(channel), head[0] + " " + (end - 1)));
      assertThat(reader.awaitClose()).isEqualTo(3010);
    }
  }
}
