package org.amtsrunde.messenger;

import static org.amtsrunde.support.RedisExtension.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.amtsrunde.kernel.Fields;
import org.amtsrunde.kernel.Refusal;
import org.amtsrunde.kernel.Refusal.Kind;
import org.amtsrunde.redis.Keys;
import org.amtsrunde.support.RedisExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The methods as the protocol page describes them: shapes, limits and every refusal. */
class RoomMethodsTest {
  @RegisterExtension static final RedisExtension REDIS = new RedisExtension();

  private Rooms rooms;
  private String room;

  @BeforeEach
  void start() {
    rooms = new Rooms(REDIS);
    room = rooms.group("a", "b", "c");
  }

  @Test
  void postingAnswersWithThePlaceAndTheSameAgain() {
    var first = rooms.call("a", "room.post", "roomId", room, "cid", "c1", "text", "  Guten Morgen \n");
    assertThat(first.names()).containsExactly("messageId", "epoch", "offset", "duplicate");
    var again = rooms.call("a", "room.post", "roomId", room, "cid", "c1", "text", "Guten Morgen");
    assertThat(again.flag("duplicate")).isTrue();
    assertThat(again.id("messageId")).isEqualTo(first.id("messageId"));
    assertThat(again.id("epoch")).isEqualTo(first.id("epoch"));
    var published = Fields.parse(await(rooms.log.after(Keys.roomChannel(room), 3, 10)).entries().get(0).data());
    assertThat(published.names()).containsExactly("type", "message");
    assertThat(published.objectOrNull("message").names())
        .containsExactly("id", "roomId", "authorId", "cid", "text", "at");
    assertThat(published.objectOrNull("message").text("text", 1, 100)).isEqualTo("Guten Morgen");
    rooms.call("b", "room.post", "roomId", room, "cid", "c1", "text", "Der cid gehört dem Autor");
  }

  @Test
  void openingShowsTheRoomItsMembersTheNewestMessagesAndFormerAuthors() {
    IntStream.range(0, 60).forEach(i -> rooms.post("c", room, "c" + i, "Nachricht " + i));
    rooms.call("c", "room.remove", "roomId", room, "personId", "c");
    var opened = rooms.call("a", "room.open", "roomId", room);
    assertThat(opened.names()).containsExactly("room", "members", "messages", "people");
    var summary = opened.objectOrNull("room");
    assertThat(summary.names())
        .containsExactly(
            "id",
            "name",
            "kind",
            "role",
            "memberCount",
            "unread",
            "mentions",
            "readOffset",
            "epoch",
            "offset",
            "lastAt");
    assertThat(summary.number("unread", 0, 100)).isEqualTo(60);
    assertThat(opened.objects("members", 9).stream().map(m -> m.id("id") + m.text("role", 1, 9)))
        .containsExactlyInAnyOrder("aowner", "bmember");
    assertThat(opened.objects("members", 9).get(0).names()).containsExactly("id", "name", "authority", "role");
    assertThat(opened.objects("people", 9).stream().map(p -> p.id("id"))).containsExactly("c");
    var messages = opened.objects("messages", 99);
    assertThat(messages.stream().map(m -> m.text("text", 1, 99)))
        .isEqualTo(IntStream.range(10, 60).mapToObj(i -> "Nachricht " + i).toList());
  }

  @Test
  void thePersonalListIsTheSameAsAnArray() {
    rooms.post("b", room, "c1", "neu");
    var array = new String(await(rooms.summaries.roomsJson(Rooms.caller("a"))), StandardCharsets.UTF_8);
    assertThat(rooms.json("a", "room.list")).isEqualTo("{\"rooms\":" + array + "}");
    assertThat(array).startsWith("[{\"id\":\"" + room + "\",\"name\":\"Raum\",\"kind\":\"group\"").endsWith("}]");
    assertThat(array).contains("\"unread\":1");
  }

  @Test
  void readingMovesOnlyForwardAndTellsTheOtherDevicesOnce() {
    long offset = rooms.post("b", room, "c1", "neu [@a](person:a)");
    assertThat(rooms.summary("a", room).mentions()).isEqualTo(1);
    assertThat(rooms.json("a", "room.read", "roomId", room, "offset", 1000))
        .isEqualTo("{\"readOffset\":" + offset + ",\"unread\":0,\"mentions\":0}");
    rooms.call("a", "room.read", "roomId", room, "offset", 1);
    var told =
        await(rooms.log.after(Keys.personChannel("a"), 0, 10)).entries().stream()
            .map(entry -> new String(entry.data(), StandardCharsets.UTF_8))
            .filter(json -> json.contains("read.moved"));
    assertThat(told)
        .containsExactly("{\"type\":\"read.moved\",\"roomId\":\"" + room + "\",\"readOffset\":" + offset + "}");
  }

  @Test
  void postsAreStoredInTheOrderInWhichTheyCameWhomeverTheyMention() {
    var live = rooms.listen(room);
    var first =
        rooms.send(
            "a", "room.post", "roomId", room, "cid", "c1", "text", "[@x](person:x) [@b](person:b) [@y](person:y)");
    var second = rooms.send("a", "room.post", "roomId", room, "cid", "c2", "text", "[@x](person:x)");
    var third = rooms.send("a", "room.post", "roomId", room, "cid", "c3", "text", "n3");
    await(Future.all(first, second, third));
    assertThat(rooms.call("a", "room.history", "roomId", room, "limit", 3).objects("messages", 3))
        .extracting(message -> message.id("cid"), message -> message.has("mentions"))
        .containsExactly(tuple("c1", true), tuple("c2", false), tuple("c3", false));
    assertThat(rooms.summary("b", room).mentions()).isEqualTo(1);
    var stored = await(rooms.log.before(Keys.roomChannel(room), Long.MAX_VALUE, 3)).entries();
    for (var entry : stored) {
      assertThat(live.get(entry.offset()).data()).isEqualTo(entry.data());
    }
    assertThat(new String(stored.getLast().data(), StandardCharsets.UTF_8)).contains("\"mentions\":[\"b\"]");
  }

  @Test
  void historyGoesBothWaysAndOneOfThemAtATime() {
    var offsets = IntStream.range(0, 10).mapToObj(i -> rooms.post("a", room, "c" + i, "n" + i)).toList();
    assertThat(texts("limit", 3)).containsExactly("n7", "n8", "n9");
    assertThat(texts("limit", 2, "before", offsets.get(7))).containsExactly("n5", "n6");
    assertThat(texts("limit", 2, "after", offsets.get(7))).containsExactly("n8", "n9");
    assertThat(texts("limit", 4, "around", offsets.get(5))).containsExactly("n3", "n4", "n5", "n6");
    assertThat(texts("limit", 1, "around", offsets.get(5))).containsExactly("n5");
    assertThat(texts("limit", 5, "around", offsets.get(0))).containsExactly("n0", "n1", "n2", "n3", "n4");
    assertThat(texts("limit", 5, "before", 0)).isEmpty();
    refused(Kind.INVALID, "a", "room.history", "roomId", room, "limit", 5, "before", 3, "after", 3);
    refused(Kind.INVALID, "a", "room.history", "roomId", room, "limit", 101);
    refused(Kind.INVALID, "a", "room.history", "roomId", room, "limit", 0);
    refused(Kind.INVALID, "a", "room.history", "roomId", room);
  }

  private List<String> texts(Object... params) {
    var all = Stream.concat(Stream.of("roomId", room), Stream.of(params)).toArray();
    return rooms.call("a", "room.history", all).objects("messages", 100).stream()
        .map(m -> m.text("text", 1, 99))
        .toList();
  }

  @Test
  void refusesWhatIsInvalid() {
    refused(Kind.INVALID, "a", "room.post", "roomId", room, "cid", "c1", "text", " \n\u200b ");
    refused(Kind.INVALID, "a", "room.post", "roomId", room, "cid", "c1", "text", "a\u0000b");
    refused(Kind.INVALID, "a", "room.post", "roomId", room, "cid", "c1", "text", "x", "replyTo", "missing");
    refused(Kind.INVALID, "a", "room.post", "roomId", room, "cid", "c 1", "text", "x");
    refused(Kind.INVALID, "a", "room.post", "roomId", room, "text", "x");
    refused(Kind.INVALID, "a", "room.post", "cid", "c1", "text", "x");
    refused(Kind.INVALID, "a", "room.create", "cid", "c1", "name", "a\nb", "personIds", List.of());
    refused(Kind.INVALID, "a", "room.create", "cid", "c1", "name", " ", "personIds", List.of());
    refused(Kind.INVALID, "a", "room.direct", "personIds", List.of());
    refused(Kind.INVALID, "a", "room.direct", "personIds", List.of("a"));
    refused(Kind.INVALID, "a", "room.direct", "personIds", IntStream.range(0, 9).mapToObj(i -> "p" + i).toList());
    refused(Kind.INVALID, "a", "room.read", "roomId", room, "offset", -1);
    var id = rooms.messageId("a", room, "c2", "x");
    Object[] wrong = {"roomId", room, "cid", "c3", "messageId", id, "reaction", "like", "on", true};
    refused(Kind.INVALID, "a", "room.react", wrong);
    var mentions = new StringBuilder();
    IntStream.range(0, 51).forEach(i -> mentions.append("[@x](person:p").append(i).append(") "));
    refused(Kind.INVALID, "a", "room.post", "roomId", room, "cid", "c4", "text", mentions.toString());
  }

  @Test
  void refusesWhatIsTooLarge() {
    rooms.post("a", room, "c1", "\uD83D\uDE80".repeat(8000));
    refused(Kind.TOO_LARGE, "a", "room.post", "roomId", room, "cid", "c2", "text", "x".repeat(8001));
    refused(Kind.TOO_LARGE, "a", "room.post", "roomId", room, "cid", "c2", "text", "x".repeat(40_000));
    refused(Kind.TOO_LARGE, "a", "room.post", "roomId", room, "cid", "c".repeat(65), "text", "x");
    rooms.call("a", "room.rename", "roomId", room, "name", "x".repeat(120));
    refused(Kind.TOO_LARGE, "a", "room.rename", "roomId", room, "name", "x".repeat(121));
  }

  @Test
  void refusesWhatIsNotAllowed() {
    var id = rooms.messageId("b", room, "c1", "von b");
    refused(Kind.DENIED, "a", "room.edit", "roomId", room, "cid", "c2", "messageId", id, "text", "x");
    refused(Kind.DENIED, "c", "room.delete", "roomId", room, "cid", "c2", "messageId", id);
    refused(Kind.DENIED, "b", "room.remove", "roomId", room, "personId", "c");
    refused(Kind.DENIED, "b", "room.rename", "roomId", room, "name", "x");
    rooms.call("a", "room.delete", "roomId", room, "cid", "c2", "messageId", id);
    var direct = rooms.call("a", "room.direct", "personIds", List.of("b")).id("roomId");
    refused(Kind.DENIED, "a", "room.remove", "roomId", direct, "personId", "a");
    refused(Kind.DENIED, "a", "room.rename", "roomId", direct, "name", "x");
    refused(Kind.DENIED, "a", "room.invite", "roomId", direct, "personIds", List.of("c"));
  }

  @Test
  void refusesWhatIsMissing() {
    refused(Kind.NOT_FOUND, "a", "room.edit", "roomId", room, "cid", "c1", "messageId", "missing", "text", "x");
    refused(Kind.NOT_FOUND, "a", "room.delete", "roomId", room, "cid", "c1", "messageId", "missing");
    Object[] react = {"roomId", room, "cid", "c1", "messageId", "missing", "reaction", "idea", "on", true};
    refused(Kind.NOT_FOUND, "a", "room.react", react);
    refused(Kind.NOT_FOUND, "a", "room.invite", "roomId", room, "personIds", List.of("nobody"));
    refused(Kind.NOT_FOUND, "a", "room.direct", "personIds", List.of("nobody"));
    refused(Kind.NOT_FOUND, "a", "room.create", "cid", "c9", "name", "x", "personIds", List.of("nobody"));
  }

  @Test
  void refusesWhatComesTooFast() {
    var slow = new PostLimit(() -> 0L);
    var handler =
        new RoomHandler(
            rooms.store, new org.amtsrunde.kernel.Ids(new java.util.Random()), java.time.Instant::now, slow);
    var posts = new ArrayList<io.vertx.core.Future<?>>();
    for (int i = 0; i < PostLimit.BURST; i++) {
      posts.add(handler.post("a", room, "f" + i, "schnell", null));
    }
    await(io.vertx.core.Future.all(posts));
    org.assertj.core.api.Assertions.assertThatThrownBy(() -> handler.post("a", room, "f10", "schnell", null))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> {
              assertThat(refusal.kind()).isEqualTo(Kind.TOO_MANY);
              assertThat(refusal.retryAfterMillis()).isBetween(1L, 201L);
            });
  }

  @Test
  void aConflictIsToldAsOne() {
    var id = rooms.messageId("a", room, "c1", "eins");
    refused(Kind.CONFLICT, "a", "room.post", "roomId", room, "cid", "c1", "text", "zwei");
    refused(Kind.CONFLICT, "a", "room.post", "roomId", room, "cid", "c1", "text", "eins", "replyTo", id);
    refused(Kind.CONFLICT, "a", "room.edit", "roomId", room, "cid", "c1", "messageId", id, "text", "eins");
    rooms.call("a", "room.delete", "roomId", room, "cid", "c2", "messageId", id);
    refused(Kind.CONFLICT, "a", "room.edit", "roomId", room, "cid", "c3", "messageId", id, "text", "drei");
    refused(Kind.CONFLICT, "a", "room.delete", "roomId", room, "cid", "c3", "messageId", id);
    rooms.call("b", "room.post", "roomId", room, "cid", "c4", "text", "Antwort auf Gelöschtes", "replyTo", id);
  }

  @Test
  void aRoomHasAThousandMembersAtMost() {
    for (int i = 0; i < 5; i++) {
      int from = 3 + 200 * i;
      int to = Math.min(from + 200, RoomRules.MOST_MEMBERS);
      var people = IntStream.range(from, to).mapToObj(n -> "m" + n).toList();
      rooms.call("a", "room.invite", "roomId", room, "personIds", people);
    }
    assertThat(rooms.summary("a", room).memberCount()).isEqualTo(RoomRules.MOST_MEMBERS);
    refused(Kind.INVALID, "a", "room.invite", "roomId", room, "personIds", List.of("last"));
  }

  private void refused(Kind kind, String person, String method, Object... params) {
    var refusal = rooms.refusal(person, method, params);
    assertThat(refusal.kind()).as(refusal.sentence()).isEqualTo(kind);
  }
}
