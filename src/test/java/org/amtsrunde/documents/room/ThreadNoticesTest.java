package org.amtsrunde.documents.room;

import static org.amtsrunde.support.RedisExtension.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Promise;
import io.vertx.redis.client.Command;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.amtsrunde.documents.Document;
import org.amtsrunde.documents.DocumentRole;
import org.amtsrunde.documents.DocumentState;
import org.amtsrunde.documents.Notice;
import org.amtsrunde.kernel.Refusal;
import org.amtsrunde.realtime.Append;
import org.amtsrunde.redis.Keys;
import org.amtsrunde.support.RedisExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Notices of comments in a document's log: who is told of them, and that to everybody else they are nothing. */
class ThreadNoticesTest {
  @RegisterExtension static final RedisExtension REDIS = new RedisExtension();
  private static final String ALL = "{\"type\":\"threads\"}";
  private static final String VERSIONS = "{\"type\":\"versions\"}";
  private static final String SUGGESTIONS = "{\"type\":\"suggestions\"}";

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

  private void make(String id, String parent) {
    var at = "2026-11-20T09:00:00Z";
    await(
        one.store.create(
            new Document(id, "Plan", "anna", null, parent, DocumentState.OPEN, at, at, 2, 0, 0, null),
            new byte[] {0, 0}));
  }

  private RoomPeer join(RoomNode node, String person, DocumentRole role) {
    await(one.store.share("d", person, role));
    return new RoomPeer(node, person, 1).join(node, "d");
  }

  private static String notice(String thread) {
    return "{\"type\":\"thread\",\"id\":\"" + thread + "\"}";
  }

  private void notices(String... threads) {
    for (var thread : threads) {
      var entry = Append.of(Keys.documentChannel("d"), Notice.ofThread(thread)).keep(Integer.MAX_VALUE);
      await(one.engine.log().append(entry));
    }
  }

  /** Waits until all that stands in the log has arrived: an update comes behind it. */
  private void awaitAll(RoomPeer writer, RoomPeer... others) {
    writer.write("x");
    for (var other : others) {
      await().atMost(Duration.ofSeconds(10)).until(() -> other.text().equals(writer.text()));
    }
  }

  private static void awaitNotice(RoomPeer peer, String words) {
    await(words).atMost(Duration.ofSeconds(5)).until(() -> peer.notices().contains(words));
  }

  /** By its name, or with all others where the role was being asked for just then: any share does that. */
  private static void awaitTold(RoomPeer peer, String words) {
    await(words)
        .atMost(Duration.ofSeconds(5))
        .until(() -> peer.notices().stream().anyMatch(told -> told.equals(words) || told.equals(ALL)));
  }

  @Test
  void whoeverMayCommentIsToldOnEveryNodeInOrderAndNobodysRoleIsAskedForIt() {
    var owner = new RoomPeer(one, "anna", 0).join(one, "d");
    var commenter = join(two, "bela", DocumentRole.COMMENT);
    var suggester = join(one, "cem", DocumentRole.SUGGEST);
    var viewer = join(two, "vera", DocumentRole.VIEW);
    awaitAll(owner, commenter, suggester, viewer);
    var before = commenter.notices().size();
    int asked = town.asked.get();
    notices("t1", "t2", "t1");
    awaitAll(owner, commenter, suggester, viewer);
    assertThat(commenter.notices().subList(before, before + 3))
        .containsExactly(notice("t1"), notice("t2"), notice("t1"));
    assertThat(suggester.notices()).endsWith(notice("t1"), notice("t2"), notice("t1"));
    assertThat(owner.notices()).endsWith(notice("t1"), notice("t2"), notice("t1"));
    assertThat(viewer.notices()).isEmpty();
    assertThat(town.asked.get()).as("no role was asked for").isEqualTo(asked);
  }

  @Test
  void ofVersionsEveryReaderIsToldAndOfASuggestionWhoDecidesAndItsAuthor() {
    var owner = new RoomPeer(one, "anna", 0).join(one, "d");
    var editor = join(two, "emil", DocumentRole.EDIT);
    var author = join(one, "bela", DocumentRole.SUGGEST);
    var suggester = join(two, "cem", DocumentRole.SUGGEST);
    var viewer = join(two, "vera", DocumentRole.VIEW);
    awaitAll(owner, editor, author, suggester, viewer);
    await(two.store.tell("d", Notice.ofSuggestions("bela")));
    await(one.store.tell("d", Notice.ofVersions()));
    var words = "{\"type\":\"suggestions\",\"authorId\":\"bela\"}";
    for (var peer : List.of(owner, editor, author)) {
      await("both").atMost(Duration.ofSeconds(5)).until(() -> peer.notices().containsAll(List.of(words, VERSIONS)));
    }
    for (var peer : List.of(suggester, viewer)) {
      awaitNotice(peer, VERSIONS);
      assertThat(peer.notices()).doesNotContain(words);
    }
    await(one.store.erase("d"));
    assertThatThrownBy(() -> await(one.store.tell("d", Notice.ofVersions()))).isInstanceOf(Refusal.class);
  }

  @Test
  void aRoleThatEndsEndsTheTellingAndOneThatBeginsBeginsIt() {
    var owner = new RoomPeer(one, "anna", 0).join(one, "d");
    var demoted = join(two, "bela", DocumentRole.COMMENT);
    var revoked = join(two, "cem", DocumentRole.COMMENT);
    notices("t1");
    awaitTold(demoted, notice("t1"));
    awaitTold(revoked, notice("t1"));
    await(one.store.share("d", "bela", DocumentRole.VIEW));
    await(one.store.share("d", "cem", null));
    notices("t2");
    await().atMost(Duration.ofSeconds(1)).until(() -> revoked.end() == DocumentEnd.NOT_FOUND);
    awaitAll(owner, demoted);
    assertThat(demoted.notices()).doesNotContain(notice("t2"));
    assertThat(revoked.notices()).doesNotContain(notice("t2"));
    int before = demoted.notices().size();
    await(one.store.share("d", "bela", DocumentRole.COMMENT));
    await().atMost(Duration.ofSeconds(5)).until(() -> demoted.notices().size() > before);
    assertThat(demoted.notices().get(before)).as("reads all of them now").isEqualTo(ALL);
    notices("t3");
    awaitNotice(demoted, notice("t3"));
  }

  @Test
  void whatComesWhileARoleIsAskedForIsNotMissed() {
    var owner = new RoomPeer(one, "anna", 0).join(one, "d");
    var commenter = join(two, "bela", DocumentRole.COMMENT);
    for (int i = 0; i < 30; i++) {
      int before = commenter.notices().size();
      await(one.store.change("d", "Plan " + i, null, null));
      notices("t" + i);
      var words = notice("t" + i);
      await(words)
          .atMost(Duration.ofSeconds(5))
          .until(
              () -> commenter.notices().stream().skip(before).anyMatch(told -> told.equals(words) || told.equals(ALL)));
    }
    assertThat(owner.end()).isNull();
  }

  @Test
  void whoseRoleIsNotKnownAtTheMomentIsToldNothing() {
    var owner = new RoomPeer(one, "anna", 0).join(one, "d");
    var bela = join(two, "bela", DocumentRole.COMMENT);
    awaitAll(owner, bela);
    var late = Promise.<Void>promise();
    town.held.set(late);
    await(one.store.share("d", "bela", DocumentRole.VIEW));
    notices("t1");
    awaitAll(owner, bela);
    assertThat(bela.notices()).doesNotContain(notice("t1"));
    int told = bela.told();
    late.complete();
    await("knows the new role").atMost(Duration.ofSeconds(5)).until(() -> bela.told() > told);
    assertThat(bela.notices()).doesNotContain(notice("t1"));
  }

  @Test
  void anAnswerThatIsOlderThanTheEndOfARoleDoesNotBringItBack() {
    var owner = new RoomPeer(one, "anna", 0).join(one, "d");
    var bela = join(two, "bela", DocumentRole.EDIT);
    awaitAll(owner, bela);
    var late = Promise.<Void>promise();
    town.held.set(late);
    await(one.store.change("d", "Plan B", null, null));
    await().atMost(Duration.ofSeconds(5)).until(() -> town.held.get() == null);
    int told = bela.told();
    await(one.store.share("d", "bela", DocumentRole.VIEW));
    await("knows the new role").atMost(Duration.ofSeconds(5)).until(() -> bela.told() > told);
    assertThat(bela.writes()).isFalse();
    late.complete();
    notices("t1");
    awaitAll(owner, bela);
    assertThat(bela.writes()).isFalse();
    assertThat(bela.notices()).doesNotContain(notice("t1"));
  }

  @Test
  void theRoomOfASuggestionAsksNobodysRoleForACommentOnItsDocument() {
    make("branch", "d");
    await(one.store.share("d", "bela", DocumentRole.EDIT));
    var peer = new RoomPeer(two, "bela", 1).join(two, "branch");
    notices("t1", "t2");
    int asked = town.asked.get();
    notices("t3");
    await(one.store.share("d", "bela", null));
    await("the end of the role arrives").atMost(Duration.ofSeconds(1)).until(() -> peer.end() != null);
    assertThat(town.asked.get() - asked).as("the suggestion and its document, once").isEqualTo(2);
    assertThat(peer.notices()).isEmpty();
  }

  @Test
  void aStoreThatHasLostTheEndOfTheLogMakesEverybodyReadAllThreads() {
    var owner = new RoomPeer(one, "anna", 0).join(one, "d");
    var viewer = join(one, "vera", DocumentRole.VIEW);
    notices("t1");
    awaitNotice(owner, notice("t1"));
    var channel = Keys.documentChannel("d");
    var head = await(REDIS.store().send(Command.GET, Keys.head(channel))).toString();
    int asked = town.asked.get();
    long offset = Long.parseLong(head.substring(head.indexOf(' ') + 1));
    await(REDIS.store().send(Command.XDEL, Keys.log(channel), offset + "-0"));
    await(REDIS.store().send(Command.XSETID, Keys.log(channel), (offset - 1) + "-0"));
    await(
        REDIS.store().send(Command.SET, Keys.head(channel), head.substring(0, head.indexOf(' ')) + " " + (offset - 1)));
    awaitNotice(owner, ALL);
    awaitNotice(viewer, VERSIONS);
    assertThat(viewer.notices()).doesNotContain(ALL, SUGGESTIONS);
    assertThat(town.asked.get() - asked).as("what told of roles may be lost, too").isGreaterThanOrEqualTo(2);
  }

  @Test
  void theyAreNoContentAndManyOfThemAreTakenAwayByACompaction() {
    var owner = new RoomPeer(one, "anna", 0).join(one, "d").write("eins ");
    owner.awaitAnswers(2);
    var stored = await(Loading.read(one.store, new Workers(REDIS.vertx()), "d"));
    long bytes = stored.stored().logBytes();
    notices("t");
    var noticed = await(Loading.read(one.store, new Workers(REDIS.vertx()), "d"));
    assertThat(noticed.stored().logBytes()).as("only what counts against the document").isEqualTo(bytes);
    notices(IntStream.range(0, Backlog.MOST_ENTRIES).mapToObj(i -> "t" + i).toArray(String[]::new));
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> one.figures.of(Figures.Event.COMPACTED) + two.figures.of(Figures.Event.COMPACTED) > 0);
    var after = await(Loading.read(one.store, new Workers(REDIS.vertx()), "d"));
    assertThat(after.doc().text("t")).isEqualTo("eins ");
    assertThat(stored.document().bytes()).isEqualTo(bytes);
    assertThat(after.document().bytes()).isEqualTo(after.stored().snapshotBytes());
    assertThat(after.stored().entries().size()).isLessThan(Backlog.MOST_ENTRIES);
    assertThat(owner.end()).isNull();
  }
}
