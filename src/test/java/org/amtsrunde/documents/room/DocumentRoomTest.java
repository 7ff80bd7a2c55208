package org.amtsrunde.documents.room;

import static org.amtsrunde.support.RedisExtension.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vertx.redis.client.Command;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import org.amtsrunde.documents.Document;
import org.amtsrunde.documents.DocumentRole;
import org.amtsrunde.documents.DocumentState;
import org.amtsrunde.documents.RedisDocumentStore;
import org.amtsrunde.documents.yjs.Doc;
import org.amtsrunde.kernel.Ids;
import org.amtsrunde.kernel.Refusal;
import org.amtsrunde.messenger.RoomMembership.Standing;
import org.amtsrunde.realtime.Append;
import org.amtsrunde.realtime.ChannelLog;
import org.amtsrunde.realtime.Directive;
import org.amtsrunde.redis.Keys;
import org.amtsrunde.support.RedisExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Several nodes with one store: who writes what, who reads it, who may. */
class DocumentRoomTest {
  @RegisterExtension static final RedisExtension REDIS = new RedisExtension();

  private RoomNode.Town town;
  private RoomNode one;
  private RoomNode two;

  @BeforeEach
  void start() {
    town = new RoomNode.Town(REDIS);
    one = town.node("one");
    two = town.node("two");
    make("d", null);
  }

  @AfterEach
  void stop() {
    town.close();
  }

  private void make(String id, String room) {
    var at = "2026-11-20T09:00:00Z";
    await(
        one.store.create(
            new Document(id, "Plan", "anna", room, null, DocumentState.OPEN, at, at, 2, 0, 0, null),
            new byte[] {0, 0}));
  }

  private RoomPeer anna(RoomNode node) {
    return new RoomPeer(node, "anna", 0).join(node, "d");
  }

  private RoomPeer bela(RoomNode node, DocumentRole role) {
    await(one.store.share("d", "bela", role));
    return new RoomPeer(node, "bela", 1).join(node, "d");
  }

  private long logLength() {
    return await(REDIS.store().send(Command.XLEN, Keys.log(Keys.documentChannel("d")))).toLong();
  }

  @Test
  void whatIsWrittenOnOneNodeIsReadOnAllAndByWhoComesLater() {
    var a = anna(one);
    var b = bela(two, DocumentRole.EDIT);
    a.write("eins ");
    b.awaitText("eins ");
    b.write("zwei ");
    a.awaitText("eins zwei ");
    anna(two).awaitText("eins zwei ");
    assertThat(a.state()).isEqualTo(b.state());
    assertThat(a.awaitAnswers(2).answers()).doesNotContain(false);
  }

  @Test
  void aMuteBusCostsASecondAndNothingElse() {
    var a = anna(one);
    var b = bela(two, DocumentRole.EDIT);
    town.mute = true;
    for (int i = 0; i < 5; i++) {
      a.write("a" + i + " ");
      b.write("b" + i + " ");
    }
    await().atMost(Duration.ofSeconds(10)).until(() -> a.text().length() == 30 && a.text().equals(b.text()));
  }

  @Test
  void manyUpdatesOfAMomentAreOneEntryAndEachIsAnswered() {
    var a = anna(one).awaitAnswers(1);
    long before = logLength();
    var alone = new java.util.ArrayList<byte[]>();
    for (int i = 0; i < 40; i++) {
      alone.add(a.writesAlone("x"));
    }
    alone.forEach(a::says);
    a.awaitAnswers(41);
    assertThat(a.answers()).doesNotContain(false).hasSize(41);
    assertThat(logLength() - before).isLessThan(40);
    anna(two).awaitText("x".repeat(40));
  }

  @Test
  void whatIsKnownIsAnsweredAndNotStoredAgain() {
    var a = anna(one).write("eins ");
    a.awaitAnswers(2);
    long before = logLength();
    a.says(a.state());
    a.awaitAnswers(3);
    anna(one).awaitText("eins ");
    anna(two).awaitText("eins ");
    assertThat(a.answers()).doesNotContain(false);
    assertThat(logLength()).isEqualTo(before);
  }

  @Test
  void whoOnlyReadsWritesNothingAndARoleThatEndsEndsAtOnce() {
    var a = anna(one);
    var b = bela(two, DocumentRole.COMMENT);
    await().until(() -> !b.writes());
    b.awaitAnswers(1);
    b.write("heimlich ");
    b.awaitAnswers(2);
    assertThat(b.answers()).as("what is known may be said").containsExactly(true, false);
    await(one.store.share("d", "bela", DocumentRole.EDIT));
    await("promoted").atMost(Duration.ofSeconds(1)).until(b::writes);
    await(one.store.share("d", "bela", null));
    await("sent away").atMost(Duration.ofSeconds(1)).until(() -> b.end() == DocumentEnd.NOT_FOUND);
    assertThat(a.write("ohne ").awaitAnswers(2).text()).isEqualTo("ohne ");
    assertThatThrownBy(() -> new RoomPeer(two, "bela", 0).join(two, "d"))
        .isInstanceOfSatisfying(Refusal.class, no -> assertThat(no.kind()).isEqualTo(Refusal.Kind.NOT_FOUND));
  }

  @Test
  void whoIsRemovedFromTheRoomLosesItsDocumentsWithinASecondOnEveryNode() {
    make("r", "group");
    town.standings.put("bela", Standing.MEMBER);
    town.standings.put("carl", Standing.MEMBER);
    var b = new RoomPeer(two, "bela", 0).join(two, "r");
    var c = new RoomPeer(two, "carl", 1).join(two, "r");
    town.standings.remove("bela");
    await(
        one.engine
            .log()
            .append(
                Append.of(Keys.roomChannel("group"), "{}".getBytes(StandardCharsets.UTF_8))
                    .with(new Directive.Revoke("bela"))));
    await("sent away").atMost(Duration.ofSeconds(1)).until(() -> b.end() == DocumentEnd.NOT_FOUND);
    c.write("noch da");
    c.awaitAnswers(2);
    assertThat(c.end()).isNull();
  }

  @Test
  void aFrozenDocumentTakesNothingUntilItIsOpenAgain() {
    var a = anna(two);
    await(one.store.change("d", null, DocumentState.OPEN, DocumentState.FROZEN));
    await().atMost(Duration.ofSeconds(1)).until(() -> !a.writes());
    a.write("zu spät");
    a.awaitAnswers(2);
    assertThat(a.answers().getLast()).isFalse();
    await(one.store.change("d", null, DocumentState.FROZEN, DocumentState.OPEN));
    await().atMost(Duration.ofSeconds(1)).until(a::writes);
    a.says(a.state());
    a.awaitAnswers(3);
    assertThat(a.answers().getLast()).isTrue();
    anna(one).awaitText("zu spät");
  }

  @Test
  void anErasedDocumentIsGoneForWhoHasItOpen() {
    var a = anna(two).write("weg");
    a.awaitAnswers(2);
    await(one.store.erase("d"));
    await().atMost(Duration.ofSeconds(1)).until(() -> a.end() == DocumentEnd.NOT_FOUND);
  }

  @Test
  void whatIsNoUpdateEndsTheClientAndNobodyElse() {
    var a = anna(one);
    var b = bela(one, DocumentRole.EDIT).awaitAnswers(1);
    b.says(new byte[] {1, 2, 3});
    await().atMost(Duration.ofSeconds(5)).until(() -> b.end() == DocumentEnd.MALFORMED);
    assertThat(b.answers().getLast()).isFalse();
    a.write("gut").awaitAnswers(2);
    assertThat(logLength()).isEqualTo(3);
  }

  @Test
  void whatStandsOnSomethingThatNeverComesIsAskedForAndThenItsWriterBeginsAnew() {
    var b = bela(one, DocumentRole.EDIT).awaitAnswers(1);
    var stranger = new Doc();
    stranger.edit(5, edit -> edit.insertText("t", 0, "fehlt "));
    b.says(stranger.edit(5, edit -> edit.insertText("t", 0, "hängt ")));
    await().atMost(Duration.ofSeconds(20)).until(() -> b.end() == DocumentEnd.RESET);
    assertThat(one.figures.of(Figures.Event.PENDING)).isEqualTo(3);
    await()
        .atMost(Duration.ofSeconds(5))
        .until(() -> await(REDIS.store().send(Command.LLEN, Keys.documentQuarantine("d"))).toLong() == 1);
    var late = anna(two);
    late.says(stranger.encode());
    late.awaitAnswers(2);
    anna(one).awaitText("hängt fehlt ");
  }

  @Test
  void whatStandsOnSomethingThatItsWriterTakesAwayWithItIsNotStored() {
    var b = bela(one, DocumentRole.EDIT).awaitAnswers(1);
    b.isSilent(true);
    b.writesAlone("fehlt ");
    b.write("hängt ").write("auch ");
    var a = anna(one).write("eins ").awaitAnswers(2).awaitText("eins ");
    assertThat(b.answers()).as("waits").hasSize(1);
    b.leave(true);
    b.awaitAnswers(3);
    assertThat(b.answers()).containsExactly(true, false, false);
    assertThat(logLength()).isEqualTo(3);
    assertThat(anna(two).awaitText("eins ").end()).isNull();
    assertThat(a.end()).isNull();
  }

  @Test
  void andIsStoredWhenTheRestHasCome() {
    var b = bela(one, DocumentRole.EDIT).awaitAnswers(1);
    b.writesAlone("erst ");
    b.write("dann ");
    anna(two).awaitText("erst dann ");
    assertThat(b.awaitAnswers(3).answers()).containsOnly(true);
    b.write("mehr ").awaitAnswers(4);
    assertThat(one.figures.of(Figures.Event.PENDING)).isZero();
  }

  @Test
  void whatStandsOnSomethingThatWasNotStoredIsNotStoredEither() {
    var anna = anna(one).awaitAnswers(1);
    town.refusals.set(1);
    anna.write("eins ").awaitAnswers(2).write("zwei ").awaitAnswers(3);
    assertThat(anna.answers()).containsExactly(true, false, false);
    assertThat(anna.end()).isEqualTo(DocumentEnd.UNAVAILABLE);
    assertThat(logLength()).isEqualTo(1);
  }

  @Test
  void aStoreThatHasLostTheEndOfTheLogGetsItBackFromTheClients() {
    var a = anna(one);
    var b = bela(two, DocumentRole.EDIT);
    a.write("eins ");
    b.awaitText("eins ");
    a.awaitAnswers(2);
    loseTheLastEntry();
    awaitStored("eins ");
  }

  @Test
  void orFromANodeThatStillHasIt() {
    var a = anna(one).write("eins ");
    a.awaitAnswers(2);
    a.leave(true);
    loseTheLastEntry();
    awaitStored("eins ");
  }

  @Test
  void whoHasItOpenIsToldWhatTheNodeItselfHasMissed() {
    var a = anna(one).write("eins ");
    var b = bela(two, DocumentRole.EDIT).awaitText("eins ");
    a.awaitAnswers(2);
    // As on a node that stood still while others wrote, and compacted.
    var other = Doc.of(a.state());
    var update = other.edit(5, edit -> edit.insertText("t", 5, "zwei "));
    var silent = new ChannelLog(REDIS.store(), new Ids(new Random()), (channel, epoch, entry, nodes) -> {});
    var head = Keys.head(Keys.documentChannel("d"));
    await(new RedisDocumentStore(REDIS.store(), silent, InstantSource.system()).append("d", "", update, "anna", "x"));
    var offset = await(REDIS.store().send(Command.GET, head)).toString().split(" ")[1];
    await(REDIS.store().send(Command.SET, head, "another " + offset));
    a.awaitText("eins zwei ");
    b.awaitText("eins zwei ");
    b.write("drei ");
    a.awaitText("eins zwei drei ");
  }

  private static void loseTheLastEntry() {
    var channel = Keys.documentChannel("d");
    var head = await(REDIS.store().send(Command.GET, Keys.head(channel))).toString();
    long offset = Long.parseLong(head.substring(head.indexOf(' ') + 1));
    await(REDIS.store().send(Command.XDEL, Keys.log(channel), offset + "-0"));
    await(REDIS.store().send(Command.XSETID, Keys.log(channel), (offset - 1) + "-0"));
    var epoch = head.substring(0, head.indexOf(' '));
    await(REDIS.store().send(Command.SET, Keys.head(channel), epoch + " " + (offset - 1)));
  }

  private void awaitStored(String text) {
    var workers = new Workers(REDIS.vertx());
    await(text)
        .atMost(Duration.ofSeconds(10))
        .until(() -> await(Loading.read(one.store, workers, "d")).doc().text("t").equals(text));
  }

  @Test
  void aLongLogBecomesASnapshotWhilePeopleWrite() {
    var a = anna(one);
    var b = bela(two, DocumentRole.EDIT);
    for (int i = 0; i < 60; i++) {
      a.write("wort ".repeat(300));
    }
    a.awaitAnswers(61);
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> one.figures.of(Figures.Event.COMPACTED) + two.figures.of(Figures.Event.COMPACTED) > 0);
    b.awaitText("wort ".repeat(300 * 60));
    b.write("Ende");
    a.awaitText("wort ".repeat(300 * 60) + "Ende");
    anna(two).awaitText(a.text());
    assertThat(logLength()).isLessThan(60);
    assertThat(List.of(a.end() == null, b.end() == null)).doesNotContain(false);
  }
}
