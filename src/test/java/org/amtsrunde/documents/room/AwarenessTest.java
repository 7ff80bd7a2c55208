package org.amtsrunde.documents.room;

import static org.amtsrunde.support.RedisExtension.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Set;
import org.amtsrunde.documents.Document;
import org.amtsrunde.documents.DocumentRole;
import org.amtsrunde.documents.DocumentState;
import org.amtsrunde.support.RedisExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who is shown in a document, to whom, and for how long. */
class AwarenessTest {
  @RegisterExtension static final RedisExtension REDIS = new RedisExtension();

  private RoomNode.Town town;
  private RoomNode one;
  private RoomNode two;

  @BeforeEach
  void start() {
    town = new RoomNode.Town(REDIS);
    one = town.node("one");
    two = town.node("two");
    var at = "2026-11-20T09:00:00Z";
    await(
        one.store.create(
            new Document("d", "Plan", "anna", null, null, DocumentState.OPEN, at, at, 2, 0, 0, null),
            new byte[] {0, 0}));
    await(one.store.share("d", "bela", DocumentRole.VIEW));
  }

  @AfterEach
  void stop() {
    town.close();
  }

  private static void awaitSees(RoomPeer peer, int seconds, RoomPeer... others) {
    var numbers = Set.copyOf(java.util.Arrays.stream(others).map(other -> other.number).toList());
    await("sees " + numbers).atMost(Duration.ofSeconds(seconds)).until(() -> peer.sees().equals(numbers));
  }

  @Test
  void peopleSeeEachOtherOnAllNodesAndWhoComesLaterSeesAll() {
    var a = new RoomPeer(one, "anna", 0).join(one, "d").show("Anna");
    var b = new RoomPeer(two, "bela", 1).join(two, "d").show("Bela");
    awaitSees(a, 5, a, b);
    awaitSees(b, 5, a, b);
    var late = new RoomPeer(two, "anna", 0).join(two, "d");
    awaitSees(late, 5, a, b);
    b.leave(true);
    awaitSees(a, 2, a);
    awaitSees(late, 2, a);
  }

  @Test
  void nobodySpeaksForAnother() {
    var a = new RoomPeer(one, "anna", 0).join(one, "d").show("Anna");
    var b = new RoomPeer(one, "bela", 1).join(one, "d").show("Bela");
    awaitSees(b, 5, a, b);
    b.showAs(a.number, 50, "{\"user\":\"falsch\"}").showAs(a.number, 51, "null");
    a.show("Anna zwei");
    var late = new RoomPeer(one, "anna", 0).join(one, "d");
    awaitSees(late, 5, a, b);
    await().atMost(Duration.ofSeconds(5)).until(() -> late.seen(a.number).contains("Anna zwei"));
  }

  @Test
  void nobodyIsShownUnderTheNameOfAnother() {
    var a = new RoomPeer(one, "anna", 0).join(one, "d").show("here");
    var b = new RoomPeer(two, "bela", 1).join(two, "d");
    b.showAs(
        b.number, 1, "{\"cursor\":[1],\"user\":{\"color\":\"#fff\",\"name\":\"Anna\",\"id\":\"anna\"},\"x\":null}");
    awaitSees(a, 5, a, b);
    assertThat(a.seen(b.number))
        .isEqualTo("{\"cursor\":[1],\"user\":{\"id\":\"bela\",\"name\":\"BELA\",\"color\":\"#fff\"},\"x\":null}");
    b.showAs(b.number, 2, "{\"user\":\"Anna\"}");
    await().atMost(Duration.ofSeconds(5)).until(() -> a.seen(b.number).equals("{\"user\":\"BELA\"}"));
  }

  @Test
  void threeIdsOfAConnectionAndFourKilobytesOfAState() {
    var b = new RoomPeer(one, "bela", 1).join(one, "d");
    for (int id = 1; id <= 5; id++) {
      b.showAs(id, 1, "{}");
    }
    b.showAs(1, 2, "{\"x\":\"" + "y".repeat(5000) + "\"}");
    var a = new RoomPeer(one, "anna", 0).join(one, "d");
    await().atMost(Duration.ofSeconds(5)).until(() -> a.sees().equals(Set.of(1L, 2L, 3L)));
    assertThat(a.seen(1)).isEqualTo("{}");
    assertThat(b.end()).isNull();
  }

  @Test
  void whoIsCutOffAndComesBackIsNeverGone() {
    var a = new RoomPeer(one, "anna", 0).join(one, "d").show("Anna");
    var before = new RoomPeer(one, "bela", 1).join(one, "d").show("Bela");
    awaitSees(a, 5, a, before);
    before.leave(false);
    var again = new RoomPeer(two, "bela", 0).join(two, "d").showAgain(before, "Bela");
    await("longer than the grace")
        .during(Duration.ofSeconds(5))
        .atMost(Duration.ofSeconds(7))
        .until(() -> a.sees().contains(before.number));
    again.leave(false);
    awaitSees(a, 6, a);
  }

  @Test
  void aLateAnswerDoesNotTakeSomebodyBackToWhereTheyWere() {
    var a = new RoomPeer(one, "anna", 0).join(one, "d").show("Anna");
    var before = new RoomPeer(one, "bela", 1).join(one, "d").show("Bela");
    awaitSees(a, 5, a, before);
    town.holds = true;
    var again = new RoomPeer(two, "bela", 0).join(two, "d");
    await("node one has answered").until(() -> town.holdsSomething());
    again.showAgain(before, "Bela");
    town.release();
    awaitSees(again, 5, a, before);
    before.leave(false);
    again.leave(true);
    awaitSees(a, 5, a);
  }

  @Test
  void whoIsOnANodeThatDiesIsGoneAWhileAfterIt() {
    var a = new RoomPeer(one, "anna", 0).join(one, "d").show("Anna");
    var b = new RoomPeer(two, "bela", 1).join(two, "d").show("Bela");
    awaitSees(a, 5, a, b);
    town.alive.remove("two");
    awaitSees(a, 8, a);
  }
}
