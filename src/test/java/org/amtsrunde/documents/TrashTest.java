package org.amtsrunde.documents;

import static org.amtsrunde.support.RedisExtension.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.redis.client.Command;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.amtsrunde.kernel.Ids;
import org.amtsrunde.kernel.Refusal;
import org.amtsrunde.realtime.ChannelLog;
import org.amtsrunde.redis.Keys;
import org.amtsrunde.support.RedisExtension;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What lies in the trash for thirty days is erased, and nothing else. */
class TrashTest {
  @RegisterExtension static final RedisExtension REDIS = new RedisExtension();
  private static final Instant START = Instant.parse("2026-11-20T09:00:00Z");

  private final AtomicReference<Instant> now = new AtomicReference<>(START);
  private RedisDocumentStore store;

  @BeforeEach
  void store() {
    var log = new ChannelLog(REDIS.store(), new Ids(new Random()), (channel, epoch, entry, nodes) -> {});
    store = new RedisDocumentStore(REDIS.store(), log, now::get);
  }

  private void make(String id) {
    make(id, null);
  }

  private void make(String id, @Nullable String parent) {
    var at = START.toString();
    var document = new Document(id, "Plan", "anna", null, parent, DocumentState.OPEN, at, at, 2, 0, 0, null);
    await(store.index(id, null, "anna"));
    await(store.create(document, Notice.OF_ROLES));
  }

  private void trash(String id) {
    await(store.listTrashed(id, now.get()));
    await(store.change(id, null, null, DocumentState.TRASHED));
  }

  private void untrash(String id) {
    await(store.change(id, null, DocumentState.TRASHED, DocumentState.OPEN));
  }

  private int sweep(String node) {
    await(REDIS.store().send(Command.DEL, Keys.documentTrashSweep()));
    return await(new Trash(store, node, now::get).sweep());
  }

  @Test
  void suggestionsGoWithTheirDocument() {
    make("old");
    make("branch", "old");
    assertThat(await(store.suggest("old", "bela", "branch", ""))).isEqualTo("branch");
    trash("old");
    after(Duration.ofDays(31));
    assertThat(sweep("n")).isEqualTo(1);
    assertThat(exists("old")).isFalse();
    assertThat(exists("branch")).isFalse();
  }

  @Test
  void suggestionsThatADeadNodeLeftBehindGoAtTheNextLook() {
    make("old");
    make("branch", "old");
    make("other");
    make("twig", "other");
    var before = now.get();
    trash("old");
    // All that the node came to do before it died.
    await(store.listTrashed("branch", before));
    await(store.eraseTrashed("old", before));
    // Of a document that somebody took back while its suggestions were being listed.
    await(store.listTrashed("twig", before));
    after(Duration.ofDays(31));
    assertThat(sweep("n")).isEqualTo(1);
    assertThat(exists("branch")).isFalse();
    assertThat(exists("twig")).isTrue();
    assertThat(await(store.trashedBefore(now.get(), 10))).isEmpty();
  }

  @Test
  void suggestionsAreListedBeforeTheirDocumentGoes() {
    make("old");
    make("branch", "old");
    await(store.suggest("old", "bela", "branch", ""));
    trash("old");
    after(Duration.ofDays(31));
    // The document cannot be erased: nothing but the list tells of the suggestion.
    untrash("old");
    assertThat(sweep("n")).isZero();
    assertThat(await(store.trashedBefore(now.get(), 10))).containsExactly("branch");
    assertThat(sweep("n")).isZero();
    assertThat(await(store.trashedBefore(now.get(), 10))).isEmpty();
    assertThat(exists("branch")).isTrue();
  }

  private void after(Duration time) {
    now.updateAndGet(instant -> instant.plus(time));
  }

  private boolean exists(String id) {
    return await(store.find(id, "anna")) != null;
  }

  @Test
  void whatHasLainForThirtyDaysIsErasedAndTheRestStays() {
    make("old");
    make("kept");
    make("back");
    trash("old");
    trash("back");
    assertThat(await(store.find("old", "")).document().trashedAt()).isEqualTo(START.toString());
    untrash("back");
    assertThat(await(store.find("back", "")).document().trashedAt()).isNull();
    after(Duration.ofDays(1));
    trash("old");
    after(Duration.ofSeconds(1));
    trash("kept");
    after(Duration.ofDays(29).minusSeconds(2));
    assertThat(sweep("n")).isZero();
    after(Duration.ofSeconds(1));
    assertThat(sweep("n")).as("written down again a day later, yet in the trash since the first day").isZero();
    after(Duration.ofDays(1));
    assertThat(sweep("n")).isEqualTo(1);
    assertThat(exists("old")).isFalse();
    assertThat(exists("kept")).isTrue();
    assertThat(exists("back")).isTrue();
    assertThat(await(store.ofPerson("anna"))).containsExactlyInAnyOrder("kept", "back");
    assertThat(await(store.trashedBefore(now.get(), 10))).containsExactly("kept");
  }

  @Test
  void whoTakesItBackInBetweenWins() {
    make("d");
    trash("d");
    after(Trash.KEPT);
    var before = now.get().minus(Trash.KEPT);
    assertThat(await(store.trashedBefore(before, 10))).containsExactly("d");
    untrash("d");
    assertThatThrownBy(() -> await(store.eraseTrashed("d", before))).isInstanceOf(Refusal.class);
    trash("d");
    assertThatThrownBy(() -> await(store.eraseTrashed("d", before))).as("thrown away anew").isInstanceOf(Refusal.class);
    await(store.unlistTrashed("d", before));
    assertThat(await(store.trashedBefore(now.get(), 10))).containsExactly("d");
    assertThat(exists("d")).isTrue();
  }

  @Test
  void oneNodeLooksAtATime() {
    make("d");
    trash("d");
    after(Trash.KEPT);
    assertThat(await(store.leaseTrash("other", 60_000))).isTrue();
    assertThat(await(new Trash(store, "n", now::get).sweep())).isZero();
    assertThat(exists("d")).isTrue();
    assertThat(sweep("n")).isEqualTo(1);
  }
}
