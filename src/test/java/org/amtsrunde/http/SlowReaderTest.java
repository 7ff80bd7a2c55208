package org.amtsrunde.http;

import static org.amtsrunde.http.FrameSocket.connected;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.amtsrunde.OpenEngine;
import org.amtsrunde.kernel.Fields;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the socket does when a client takes less than it is sent. */
class SlowReaderTest {
  private static final String TEXT = "x".repeat(50_000);
  private static final String LAST = "the last one";
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

  private static FrameSocket subscribed(String name, String channel) {
    var socket = connected(engine.port(), name);
    socket.text("{\"id\":2,\"subscribe\":{\"channel\":\"" + channel + "\"}}").awaitText("\"id\":2,");
    return socket;
  }

  /** Publishes one after the other, so that whoever reads keeps up. */
  private static final class Writer implements AutoCloseable {
    private final FrameSocket socket = connected(engine.port(), "w");
    private final String channel;
    private int sent;

    Writer(String channel) {
      this.channel = channel;
    }

    void publish(int count, String text) {
      for (int i = 0; i < count; i++) {
        long id = ++sent + 1;
        socket.text("{\"id\":" + id + ",\"publish\":{\"channel\":\"" + channel + "\",\"data\":\"" + text + "\"}}");
        socket.awaitText("{\"id\":" + id + ",");
      }
    }

    @Override
    public void close() {
      socket.close();
    }
  }

  /** The offsets of the publications that come, until one says that it is the last. */
  private static List<Long> offsets(FrameSocket socket) {
    var offsets = new ArrayList<Long>();
    for (boolean last = false; !last; ) {
      for (var line : socket.awaitText("\"pub\"").split("\n")) {
        if (line.contains("\"pub\"")) {
          last |= line.contains(LAST);
          offsets.add(
              Fields.parse(line.getBytes(StandardCharsets.UTF_8))
                  .objectOrNull("push")
                  .objectOrNull("pub")
                  .number("offset", 1, 1_000_000));
        }
      }
    }
    return offsets;
  }

  private static FutureTask<List<Long>> reading(FrameSocket socket) {
    var task = new FutureTask<>(() -> offsets(socket));
    Thread.ofPlatform().daemon().start(task);
    return task;
  }

  private static List<Long> upTo(int last) {
    return LongStream.rangeClosed(1, last).boxed().toList();
  }

  @Test
  void whoReadsLateGetsEverythingInOrder() {
    try (var late = subscribed("late", "test:late");
        var writer = new Writer("test:late")) {
      // More than the socket takes at once, less than the budget of the outbox.
      writer.publish(16, TEXT);
      writer.publish(1, LAST);
      assertThat(offsets(late)).isEqualTo(upTo(writer.sent));
    }
  }

  @Test
  void whoReadsNothingIsEndedAndTheOthersMissNothing() {
    var channel = "test:some-slow";
    try (var a = subscribed("a", channel);
        var slow = subscribed("slow", channel);
        var b = subscribed("b", channel);
        var alsoSlow = subscribed("also-slow", channel);
        var c = subscribed("c", channel);
        var writer = new Writer(channel)) {
      var got = List.of(reading(a), reading(b), reading(c));
      // What the kernel buffers differs from machine to machine.
      while (!engine.spine().metricsText().contains("amtsrunde_disconnects_total{code=\"3008\",node=\"open\"} 2.0")) {
        assertThat(writer.sent).as("messages to somebody who does not read").isLessThan(1000);
        writer.publish(10, TEXT);
      }
      writer.publish(1, LAST);
      assertThat(got).allSatisfy(offsets -> assertThat(offsets.get(20, TimeUnit.SECONDS)).isEqualTo(upTo(writer.sent)));
      slow.awaitEnd();
      alsoSlow.awaitEnd();
    }
  }
}
