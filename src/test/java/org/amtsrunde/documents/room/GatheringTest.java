package org.amtsrunde.documents.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Context;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.amtsrunde.documents.yjs.Doc;
import org.amtsrunde.support.RedisExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What many write at the same time goes out as few messages; what one writes is not held back. */
class GatheringTest {
  private record Sent(byte[] update, String writer) {}

  private final Vertx vertx = Vertx.vertx();
  private final Context loop = vertx.getOrCreateContext();
  private final List<Sent> sent = new CopyOnWriteArrayList<>();
  private final Gathering gathering = new Gathering(vertx, (update, writer) -> sent.add(new Sent(update, writer)));
  private final List<byte[]> written = new ArrayList<>();

  @AfterEach
  void stop() {
    RedisExtension.await(vertx.close());
  }

  private static byte[] text(long client, String text) {
    return new Doc().edit(client, edit -> edit.insertText("t", 0, text));
  }

  /** In one moment of the loop. */
  private void add(int people, List<String> writers, int characters) {
    var done = Promise.<Void>promise();
    loop.runOnContext(ignored -> {
      for (var writer : writers) {
        var update = text(written.size() + 1, "x".repeat(characters));
        written.add(update);
        gathering.add(update, writer, people);
      }
      done.complete();
    });
    RedisExtension.await(done.future());
  }

  private byte[] state(Stream<byte[]> updates) {
    var doc = new Doc();
    updates.forEach(doc::apply);
    return doc.encode();
  }

  private void awaitAll(int messages) {
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() -> assertThat(state(sent.stream().map(Sent::update))).isEqualTo(state(written.stream())));
    assertThat(sent).hasSize(messages);
  }

  @Test
  void amongFewNothingWaits() {
    add(2, List.of("a", "b", "a"), 1);
    assertThat(sent).extracting(Sent::writer).containsExactly("a", "b", "a");
    awaitAll(3);
  }

  @Test
  void amongManyTheFirstGoesAtOnceAndTheRestTogether() {
    add(50, List.of("a", "b", "c", "d"), 1);
    assertThat(sent).extracting(Sent::writer).startsWith("a");
    awaitAll(2);
    assertThat(sent.get(1).writer()).as("of several").isEmpty();
  }

  @Test
  void whatOneHasWrittenIsNotSentBackToThem() {
    add(50, List.of("a", "b", "b"), 1);
    awaitAll(2);
    assertThat(sent.get(1).writer()).isEqualTo("b");
  }

  @Test
  void afterAPauseTheNextGoesAtOnceAgain() {
    add(50, List.of("a", "b"), 1);
    awaitAll(2);
    // The pause after the second message ends with nothing to send.
    var over = Promise.<Void>promise();
    loop.runOnContext(here -> vertx.setTimer(5L * Gathering.pauseMillis(50), ignored -> over.complete()));
    RedisExtension.await(over.future());
    add(50, List.of("c"), 1);
    assertThat(sent).hasSize(3);
  }

  @Test
  void whatIsLargeDoesNotWait() {
    add(50, List.of("a", "b"), Workers.SMALL);
    assertThat(sent).hasSize(2);
    awaitAll(2);
  }

  @Test
  void whatWaitsIsSentWhenSomethingElseHasToComeBehindIt() {
    add(50, List.of("a", "b"), 1);
    loop.runOnContext(ignored -> {
      gathering.flush();
      sent.add(new Sent("behind".getBytes(StandardCharsets.UTF_8), "x"));
    });
    await().atMost(Duration.ofSeconds(10)).until(() -> sent.stream().anyMatch(one -> one.writer().equals("x")));
    assertThat(sent).extracting(Sent::writer).containsExactly("a", "b", "x");
  }

  @Test
  void nobodyNoticesThePause() {
    assertThat(Gathering.pauseMillis(2)).isZero();
    assertThat(Gathering.pauseMillis(5)).isEqualTo(1);
    assertThat(Gathering.pauseMillis(50)).isEqualTo(16);
    assertThat(Gathering.pauseMillis(10_000)).isEqualTo(25);
  }
}
