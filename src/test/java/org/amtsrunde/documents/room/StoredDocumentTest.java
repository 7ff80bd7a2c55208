package org.amtsrunde.documents.room;

import static org.amtsrunde.support.RedisExtension.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.amtsrunde.documents.Document;
import org.amtsrunde.documents.DocumentRole;
import org.amtsrunde.documents.DocumentState;
import org.amtsrunde.documents.RedisDocumentStore;
import org.amtsrunde.documents.history.Authors;
import org.amtsrunde.documents.history.RedisHistoryStore;
import org.amtsrunde.documents.history.Version;
import org.amtsrunde.documents.history.VersionKeeper;
import org.amtsrunde.documents.yjs.Doc;
import org.amtsrunde.kernel.Ids;
import org.amtsrunde.kernel.Refusal;
import org.amtsrunde.realtime.ChannelLog;
import org.amtsrunde.redis.Keys;
import org.amtsrunde.support.RedisExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A document in a real store: what is appended is read again, before and after compactions, and nothing after an erasure. */
class StoredDocumentTest {
  @RegisterExtension static final RedisExtension REDIS = new RedisExtension();

  private final Ids ids = new Ids(new Random());
  private final Figures figures = new Figures();
  private RedisDocumentStore store;
  private Workers workers;
  private Compaction compaction;
  private RedisHistoryStore versions;
  private Doc writer;

  @BeforeEach
  void document() {
    var log = new ChannelLog(REDIS.store(), ids, (channel, epoch, entry, nodes) -> {});
    store = new RedisDocumentStore(REDIS.store(), log, InstantSource.system());
    workers = new Workers(REDIS.vertx());
    versions = new RedisHistoryStore(REDIS.store(), log);
    var keeper = new VersionKeeper(versions, workers, ids, InstantSource.system());
    compaction = new Compaction(store, keeper, workers, ids, figures);
    writer = new Doc();
    var at = "2026-11-20T09:00:00Z";
    await(
        store.create(
            new Document("d", "Plan", "anna", null, null, DocumentState.OPEN, at, at, 2, 0, 0, null),
            writer.edit(1, edit -> edit.insertText("t", 0, "Anfang "))));
  }

  private void write(String words) {
    await(store.append("d", "", writer.edit(1, edit -> edit.insertText("t", 0, words)), "anna", "c1"));
  }

  private Loading.Read read() {
    return await(Loading.read(store, workers, "d"));
  }

  private long logLength() {
    return await(REDIS.store().send(Command.XLEN, Keys.log(Keys.documentChannel("d")))).toLong();
  }

  @Test
  void whatWasAppendedIsReadHoweverOftenItIsCompacted() {
    for (int round = 0; round < 4; round++) {
      for (int i = 0; i < 30; i++) {
        write("wort" + round + "-" + i + " ");
      }
      assertThat(read().doc().encode()).isEqualTo(writer.encode());
      assertThat(await(compaction.of("d", false)).bytes()).isEqualTo(writer.encode().length);
      assertThat(logLength()).as("what the snapshot holds is gone from the log").isZero();
      var read = read();
      assertThat(read.doc().encode()).isEqualTo(writer.encode());
      assertThat(read.document().generation()).isEqualTo(round + 1);
      assertThat(read.document().bytes()).isEqualTo(writer.encode().length);
    }
    assertThat(figures.of(Figures.Event.COMPACTED)).isEqualTo(4);
  }

  @Test
  void moreThanOneReadTakesAtOnce() {
    for (int i = 0; i < 1_100; i++) {
      write(i + " ");
    }
    assertThat(read().doc().text("t")).isEqualTo(writer.text("t"));
    assertThat(read().stored().entries()).hasSize(1_101);
  }

  @Test
  void oneCompactsAtATimeAndWhoHasLostTheLeaseChangesNothing() {
    write("eins ");
    assertThat(await(store.lease("d", "other"))).isTrue();
    assertThat(await(compaction.of("d", false)).bytes()).as("somebody else is at it").isZero();
    var read = read();
    var at = read.position();
    assertThat(await(store.compact(read.document(), at, read.doc().encode(), new byte[0], 0, "somebody"))).isFalse();
    assertThat(await(store.compact(read.document(), at, read.doc().encode(), new byte[0], 0, "other"))).isTrue();
    assertThat(await(store.lease("d", "late"))).isTrue();
    assertThat(await(store.compact(read.document(), at, new byte[] {0, 0}, new byte[0], 0, "late")))
        .as("an older generation")
        .isFalse();
    assertThat(read().doc().encode()).isEqualTo(writer.encode());
  }

  @Test
  void onlyAnOpenDocumentOfTheSameLogIsWrittenTo() {
    var update = writer.edit(1, edit -> edit.insertText("t", 0, "x"));
    assertThatThrownBy(() -> await(store.append("d", "another-epoch", update, "anna", "c1")))
        .isInstanceOfSatisfying(Refusal.class, no -> assertThat(no.kind()).isEqualTo(Refusal.Kind.CONFLICT));
    await(store.change("d", null, DocumentState.OPEN, DocumentState.FROZEN));
    assertThatThrownBy(() -> await(store.append("d", "", update, "anna", "c1")))
        .isInstanceOfSatisfying(Refusal.class, no -> assertThat(no.kind()).isEqualTo(Refusal.Kind.DENIED));
    assertThatThrownBy(() -> await(store.append("nobody", "", update, "anna", "c1")))
        .isInstanceOfSatisfying(Refusal.class, no -> assertThat(no.kind()).isEqualTo(Refusal.Kind.NOT_FOUND));
    await(store.change("d", "Neu", DocumentState.FROZEN, DocumentState.OPEN));
    await(store.append("d", "", update, "anna", "c1"));
    assertThat(read().document().title()).isEqualTo("Neu");
  }

  @Test
  void aDocumentThatRestsIsKeptOnceByWhicheverNode() {
    write("eins ");
    await(Future.all(compaction.of("d", true), compaction.of("d", true)));
    await(compaction.of("d", true));
    var first = await(versions.versions("d")).getFirst();
    assertThat(await(versions.versions("d"))).as("nothing has changed since").hasSize(1);
    assertThat(first.kind()).isEqualTo(Version.Kind.AUTOMATIC);
    assertThat(first.writers()).containsExactly("anna");
    assertThat(first.bytes()).isEqualTo(writer.encode().length);
    await(store.append("d", "", writer.edit(1, edit -> edit.delete("t", 0, 2)), "bela", "c2"));
    await(compaction.of("d", true));
    assertThat(await(versions.versions("d")))
        .extracting(Version::writers)
        .containsExactlyInAnyOrder(List.of("anna"), List.of("bela"));
  }

  @Test
  void whoWroteWhatOutlivesTheLog() {
    write("eins ");
    await(store.append("d", "", writer.edit(1, edit -> edit.delete("t", 0, 2)), "bela", "c2"));
    await(store.append("d", "", writer.edit(2, edit -> edit.insertText("t", 0, "zwei ")), "bela", "c2"));
    for (int round = 0; round < 2; round++) {
      await(compaction.of("d", false));
      await(store.append("d", "", writer.encode(), "cem", "c3"));
      var authors = Authors.of(read().stored());
      assertThat(authors.writer(1, 0)).isEqualTo("anna");
      assertThat(authors.writer(2, 4)).isEqualTo("bela");
      assertThat(authors.deleter(1, 7)).isEqualTo("bela");
    }
  }

  @Test
  void sharesAreKeptAndTaken() {
    await(store.share("d", "bela", DocumentRole.VIEW));
    assertThat(await(store.find("d", "bela")).share()).isEqualTo(DocumentRole.VIEW);
    assertThat(await(store.shares("d"))).isEqualTo(Map.of("bela", DocumentRole.VIEW));
    await(store.share("d", "bela", null));
    assertThat(await(store.find("d", "bela")).share()).isNull();
  }

  @Test
  void nothingIsLeftOfWhatWasErased() {
    var secret = "Geheimnis";
    write(secret);
    assertThat(everything()).contains(secret);
    await(compaction.of("d", true));
    await(store.suggest("d", "bela", "branch", ""));
    write("danach " + secret);
    await(store.quarantine("d", secret.getBytes(StandardCharsets.UTF_8)));
    assertThat(everything()).contains(secret, "Plan", "versions:", "version-states:", "authors:", "branch");
    await(store.erase("d"));
    assertThat(everything())
        .doesNotContain(secret, "Plan", "anna", "Anfang", "versions:", "version-states:", "authors:", "branch");
    assertThatThrownBy(this::read)
        .isInstanceOfSatisfying(Refusal.class, no -> assertThat(no.kind()).isEqualTo(Refusal.Kind.NOT_FOUND));
    assertThatThrownBy(() -> write("noch einmal"))
        .isInstanceOfSatisfying(Refusal.class, no -> assertThat(no.kind()).isEqualTo(Refusal.Kind.NOT_FOUND));
    assertThat(await(compaction.of("d", false).otherwise(new Compaction.Done(0))).bytes()).isZero();
    assertThat(everything()).doesNotContain(secret);
  }

  /** Every byte of every key, uncompressed. */
  private static String everything() {
    await(REDIS.store().send(Command.CONFIG, "SET", "rdbcompression", "no"));
    var all = new StringBuilder();
    for (var key : await(REDIS.store().send(Command.KEYS, "*"))) {
      var dump = await(REDIS.store().send(Command.DUMP, key.toString()));
      all.append(key).append(' ').append(dump == null ? "" : new String(dump.toBytes(), StandardCharsets.ISO_8859_1));
    }
    return all.toString();
  }
}
