package org.amtsrunde.documents.room;

import static org.amtsrunde.support.RedisExtension.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Promise;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.amtsrunde.documents.Document;
import org.amtsrunde.documents.DocumentRole;
import org.amtsrunde.documents.DocumentRules;
import org.amtsrunde.documents.DocumentState;
import org.amtsrunde.support.RedisExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What happens between the moment in which a role may have changed and the one in which the room knows it. */
class RolesTest {
  @RegisterExtension static final RedisExtension REDIS = new RedisExtension();

  private final Promise<Void> late = Promise.promise();
  private RoomNode.Town town;
  private RoomNode one;
  private RoomPeer anna;

  @BeforeEach
  void start() {
    town = new RoomNode.Town(REDIS);
    one = town.node("one");
    var at = "2026-11-20T09:00:00Z";
    await(
        one.store.create(
            new Document("d", "Plan", "anna", null, null, DocumentState.OPEN, at, at, 2, 0, 0, null),
            new byte[] {0, 0}));
    await(one.store.share("d", "bela", DocumentRole.EDIT));
    anna = new RoomPeer(one, "anna", 0).join(one, "d");
  }

  @AfterEach
  void stop() {
    town.close();
  }

  private void awaitAsked() {
    await("asked for the role").atMost(Duration.ofSeconds(5)).until(() -> town.held.get() == null);
  }

  @Test
  void whatIsWrittenMeanwhileWaitsAndIsStored() {
    var bela = new RoomPeer(one, "bela", 1).join(one, "d").awaitAnswers(1);
    town.held.set(late);
    await(one.store.change("d", "Plan B", null, null));
    awaitAsked();
    bela.write("eins ").write("zwei ");
    anna.write("x").awaitAnswers(2);
    assertThat(bela.answers()).hasSize(1);
    late.complete();
    bela.awaitAnswers(3);
    assertThat(bela.answers()).doesNotContain(false);
    await().atMost(Duration.ofSeconds(5)).until(() -> anna.text().contains("eins zwei "));
  }

  @Test
  void alsoOfWhoHasGoneSince() {
    var bela = new RoomPeer(one, "bela", 1).join(one, "d").awaitAnswers(1);
    town.held.set(late);
    await(one.store.change("d", "Plan B", null, null));
    awaitAsked();
    bela.write("noch das");
    bela.leave(true);
    late.complete();
    anna.awaitText("noch das");
  }

  @Test
  void andIsNotWhereTheRoleHasEnded() {
    var bela = new RoomPeer(one, "bela", 1).join(one, "d").awaitAnswers(1);
    town.held.set(late);
    await(one.store.share("d", "bela", DocumentRole.VIEW));
    awaitAsked();
    bela.write("zu spät");
    late.complete();
    bela.awaitAnswers(2);
    assertThat(bela.answers()).containsExactly(true, false);
    assertThat(anna.write("x").awaitAnswers(2).text()).isEqualTo("x");
  }

  @Test
  void nobodyFillsTheMemoryWithWhatWaits() {
    var bela = new RoomPeer(one, "bela", 1).join(one, "d").awaitAnswers(1);
    town.held.set(late);
    await(one.store.change("d", "Plan B", null, null));
    awaitAsked();
    var large = "x".repeat(DocumentRules.LARGEST_UPDATE - 100);
    bela.write(large).write(large).write(large);
    await().atMost(Duration.ofSeconds(5)).until(() -> bela.end() == DocumentEnd.UNAVAILABLE);
    assertThat(bela.answers()).containsExactly(true, false, false, false);
    late.complete();
  }

  @Test
  void aRoleThatEndsWhileOneSitsDownIsNotKept() {
    var bela = new RoomPeer(one, "bela", 1);
    town.held.set(late);
    var joined = CompletableFuture.supplyAsync(() -> bela.join(one, "d"));
    awaitAsked();
    await(one.store.share("d", "bela", null));
    // Comes behind the notice.
    anna.write("x");
    new RoomPeer(one, "anna", 1).join(one, "d").awaitText("x");
    late.complete();
    await("sent away").atMost(Duration.ofSeconds(1)).until(() -> bela.end() == DocumentEnd.NOT_FOUND);
    joined.join();
  }
}
