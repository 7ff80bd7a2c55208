package org.amtsrunde.documents.room;

import static org.amtsrunde.support.RedisExtension.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.amtsrunde.documents.Document;
import org.amtsrunde.documents.DocumentRole;
import org.amtsrunde.documents.DocumentState;
import org.amtsrunde.documents.history.RedisHistoryStore;
import org.amtsrunde.documents.history.Version;
import org.amtsrunde.support.RedisExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a session of writing leaves behind, and who is let into suggestions. */
class PastOfRoomsTest {
  @RegisterExtension static final RedisExtension REDIS = new RedisExtension();

  private RoomNode.Town town;
  private RoomNode one;
  private RoomNode two;

  @BeforeEach
  void start() {
    town = new RoomNode.Town(REDIS);
    one = town.node("one");
    two = town.node("two");
    make("d", "anna", null);
  }

  @AfterEach
  void stop() {
    town.close();
  }

  private void make(String id, String owner, String parent) {
    var at = "2026-11-20T09:00:00Z";
    await(
        one.store.create(
            new Document(id, "Plan", owner, null, parent, DocumentState.OPEN, at, at, 2, 0, 0, null),
            new byte[] {0, 0}));
  }

  @Test
  void whenTheLastHasGoneOneVersionIsKept() {
    await(one.store.share("d", "bela", DocumentRole.EDIT));
    var anna = new RoomPeer(one, "anna", 0).join(one, "d").write("eins ");
    var bela = new RoomPeer(two, "bela", 1).join(two, "d").awaitText("eins ");
    bela.write("zwei ");
    anna.awaitText("eins zwei ");
    anna.leave(true);
    bela.leave(true);
    var store = new RedisHistoryStore(REDIS.store(), one.engine.log());
    await().atMost(Duration.ofSeconds(60)).until(() -> !await(store.versions("d")).isEmpty());
    await().atMost(Duration.ofSeconds(30)).until(() -> await(one.rooms.count()) + await(two.rooms.count()) == 0);
    var versions = await(store.versions("d"));
    assertThat(versions).hasSize(1);
    assertThat(versions.getFirst().kind()).isEqualTo(Version.Kind.AUTOMATIC);
    assertThat(versions.getFirst().writers()).containsExactly("anna", "bela");
  }

  @Test
  void aSuggestionIsLeftAsSoonAsItsDocumentCannotBeSeen() {
    await(one.store.share("d", "bela", DocumentRole.SUGGEST));
    make("branch", "bela", "d");
    var bela = new RoomPeer(two, "bela", 1).join(two, "branch").write("Vorschlag ");
    var anna = new RoomPeer(one, "anna", 0).join(one, "branch").awaitText("Vorschlag ");
    await().until(() -> !anna.writes());
    await(one.store.share("d", "bela", DocumentRole.VIEW));
    await().atMost(Duration.ofSeconds(5)).until(() -> bela.end() == DocumentEnd.NOT_FOUND);
    await(one.store.change("d", null, null, DocumentState.TRASHED));
    await().atMost(Duration.ofSeconds(5)).until(() -> anna.end() == DocumentEnd.NOT_FOUND);
  }

  @Test
  void onlyWhatWasWrittenIsWorthAVersion() {
    var backlog = new Backlog();
    long now = DocumentRoom.now();
    assertThat(backlog.isVersion(now, true)).as("nobody has written").isFalse();
    backlog.grows(10);
    assertThat(backlog.isVersion(now, false)).isFalse();
    long later = DocumentRoom.now() + Backlog.VERSION_MILLIS + 1;
    assertThat(backlog.isVersion(later, false)).isTrue();
    backlog.compacted(new Compaction.Done(100));
    assertThat(backlog.isVersion(later, true)).as("it is kept already").isFalse();
    backlog.grows(10);
    assertThat(backlog.isVersion(DocumentRoom.now(), true)).isTrue();
  }
}
