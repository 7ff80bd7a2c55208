package org.amtsrunde.messenger;

import static org.amtsrunde.support.RedisExtension.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.amtsrunde.kernel.Fields;
import org.amtsrunde.kernel.Refusal;
import org.amtsrunde.realtime.Directive;
import org.amtsrunde.realtime.LogEntry;
import org.amtsrunde.redis.Keys;
import org.amtsrunde.support.RedisExtension;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MembershipTest {
  @RegisterExtension static final RedisExtension REDIS = new RedisExtension();

  private Rooms rooms;

  @BeforeEach
  void start() {
    rooms = new Rooms(REDIS);
  }

  @Test
  void whoJoinsIsToldAndHasReadEverythingSoFar() {
    var room = rooms.group("a");
    rooms.post("a", room, "c1", "schon gesagt");
    rooms.call("a", "room.invite", "roomId", room, "personIds", List.of("b"));
    var summary = rooms.summary("b", room);
    assertThat(summary.unread()).isZero();
    assertThat(summary.readOffset()).isEqualTo(3);
    assertThat(types(room)).containsExactly("member.joined", "message.posted", "member.joined");
    var told = entries(Keys.personChannel("b")).getLast();
    assertThat(type(told)).isEqualTo("room.joined");
    assertThat(told.directive()).isEqualTo(new Directive.Subscribe("room:" + room));
    assertThat(Fields.parse(told.data()).objectOrNull("room").id("id")).isEqualTo(room);
    assertThat(rooms.call("b", "room.history", "roomId", room, "limit", 10).objects("messages", 10)).hasSize(1);
  }

  @Test
  void invitingAMemberAgainChangesNothingAndTellsNobody() {
    var room = rooms.group("a", "b");
    int said = entries(Keys.personChannel("b")).size();
    rooms.call("a", "room.invite", "roomId", room, "personIds", List.of("b"));
    assertThat(types(room)).hasSize(2);
    assertThat(entries(Keys.personChannel("b"))).hasSize(said);
  }

  @Test
  void whoWasRemovedCanNeitherPostNorReadNorSeeThatTheRoomExists() {
    var room = rooms.group("a", "b", "c");
    var id = rooms.messageId("b", room, "c1", "noch da");
    rooms.call("a", "room.remove", "roomId", room, "personId", "b");
    assertThat(entries("room:" + room).getLast().directive()).isEqualTo(new Directive.Revoke("b"));
    var told = entries(Keys.personChannel("b")).getLast();
    assertThat(type(told)).isEqualTo("room.left");
    assertThat(told.directive()).isEqualTo(new Directive.Unsubscribe("room:" + room));

    for (var place : List.of(room, "missing")) {
      assertThat(kinds("b", place, id)).containsOnly(Refusal.Kind.NOT_FOUND);
      assertThat(await(new RoomPolicy(rooms.store).maySubscribe(Rooms.caller("b"), "room:" + place))).isFalse();
    }
    assertThat(rooms.json("b", "room.list")).isEqualTo("{\"rooms\":[]}");
    assertThat(await(rooms.store.isMember(room, "b"))).isFalse();
    assertThat(await(rooms.store.companions("b"))).isEmpty();
    assertThat(await(rooms.store.companions("a"))).isEqualTo(Set.of("c"));
    assertThat(types(room)).endsWith("message.posted", "member.left");
  }

  private List<Refusal.Kind> kinds(String person, String room, String message) {
    var refusals = new ArrayList<Refusal>();
    refusals.add(rooms.refusal(person, "room.open", "roomId", room));
    refusals.add(rooms.refusal(person, "room.history", "roomId", room, "limit", 1));
    refusals.add(rooms.refusal(person, "room.read", "roomId", room, "offset", 1));
    refusals.add(rooms.refusal(person, "room.post", "roomId", room, "cid", "c1", "text", "noch da"));
    refusals.add(rooms.refusal(person, "room.post", "roomId", room, "cid", "c2", "text", "neu"));
    refusals.add(rooms.refusal(person, "room.edit", "roomId", room, "cid", "c3", "messageId", message, "text", "x"));
    refusals.add(rooms.refusal(person, "room.delete", "roomId", room, "cid", "c4", "messageId", message));
    refusals.add(
        rooms.refusal(
            person, "room.react", "roomId", room, "cid", "c5", "messageId", message, "reaction", "idea", "on", true));
    refusals.add(rooms.refusal(person, "room.invite", "roomId", room, "personIds", List.of("b")));
    refusals.add(rooms.refusal(person, "room.remove", "roomId", room, "personId", "a"));
    refusals.add(rooms.refusal(person, "room.rename", "roomId", room, "name", "x"));
    return refusals.stream().map(Refusal::kind).toList();
  }

  @Test
  void whoComesBackStartsAtTheEnd() {
    var room = rooms.group("a", "b");
    rooms.post("a", room, "c1", "eins [@b](person:b)");
    rooms.call("b", "room.remove", "roomId", room, "personId", "b");
    rooms.post("a", room, "c2", "zwei [@b](person:b)");
    rooms.call("a", "room.invite", "roomId", room, "personIds", List.of("b"));
    rooms.post("a", room, "c3", "drei");
    assertThat(rooms.summary("b", room).unread()).isEqualTo(1);
    assertThat(rooms.summary("b", room).mentions()).isZero();
  }

  @Test
  void aRepetitionThatComesLateTakesNobodyOutAndInvitesNobody() {
    var room = rooms.group("a", "b");
    rooms.call("a", "room.remove", "roomId", room, "personId", "b", "cid", "out");
    rooms.call("a", "room.invite", "roomId", room, "personIds", List.of("b"), "cid", "in");
    // Of a node that stood still while another one answered.
    rooms.call("a", "room.remove", "roomId", room, "personId", "b", "cid", "out");
    assertThat(await(rooms.store.isMember(room, "b"))).isTrue();
    // What it wants is so already; later it is not.
    rooms.call("a", "room.invite", "roomId", room, "personIds", List.of("b"), "cid", "again");
    rooms.call("a", "room.remove", "roomId", room, "personId", "b", "cid", "out2");
    rooms.call("a", "room.invite", "roomId", room, "personIds", List.of("b"), "cid", "in");
    rooms.call("a", "room.invite", "roomId", room, "personIds", List.of("b"), "cid", "again");
    assertThat(await(rooms.store.isMember(room, "b"))).isFalse();
    assertThat(types(room)).endsWith("member.left", "member.joined", "member.left");
    assertThat(rooms.refusal("a", "room.remove", "roomId", room, "personId", "a", "cid", "out").kind())
        .isEqualTo(Refusal.Kind.CONFLICT);
  }

  @Test
  void bothSidesOpenOneDirectConversation() {
    var other = new Rooms(REDIS);
    for (int i = 0; i < 30; i++) {
      var left = "l" + i;
      var right = "r" + i;
      var asked =
          List.of(
              rooms.send(left, "room.direct", "personIds", List.of(right)),
              other.send(right, "room.direct", "personIds", List.of(left)));
      await(Future.all(asked));
      var ids = asked.stream().map(f -> Fields.parse(f.result()).id("roomId")).distinct().toList();
      assertThat(ids).hasSize(1);
      assertThat(types(ids.get(0))).containsExactly("member.joined", "member.joined");
      assertThat(rooms.json(left, "room.list")).contains("\"name\":\"Name " + right + "\"", "\"memberIds\":[");
      assertThat(channelTypes(Keys.personChannel(left))).contains("room.joined");
      assertThat(channelTypes(Keys.personChannel(right))).contains("room.joined");
    }
  }

  @Test
  void aNodeThatDiesBeforeTellingLeavesNothingBroken() {
    var card = new Directory.Card("b", "Name b", "amt-b", "Amt b");
    var room = rooms.group("a");
    await(rooms.store.index("b", room));
    await(rooms.store.join(room, new Member(card, MemberRole.MEMBER), "a", null));
    // Here the node died: b belongs to the room and has not been told.
    assertThat(entries(Keys.personChannel("b"))).isEmpty();
    assertThat(rooms.json("b", "room.list")).contains(room);
    Awaitility.await().until(() -> !entries(Keys.personChannel("b")).isEmpty());
    Awaitility.await().until(() -> rooms.summary("b", room).announced());
    rooms.json("b", "room.list");
    assertThat(entries(Keys.personChannel("b"))).hasSize(1);

    await(rooms.store.index("c", room));
    // Here the node died: c stands in the index and does not belong to the room.
    assertThat(rooms.json("c", "room.list")).isEqualTo("{\"rooms\":[]}");
    assertThat(await(rooms.store.roomsOf("c"))).as("somebody may just be joining").containsExactly(room);
    await(REDIS.store().send(Command.ZADD, Keys.roomsOf("c"), 1, room));
    rooms.json("c", "room.list");
    Awaitility.await().until(() -> await(rooms.store.roomsOf("c")).isEmpty());
  }

  @Test
  void foundingTheSameRoomAgainFinishesItOnce() {
    Object[] params = {"cid", "c1", "name", "Haushalt", "personIds", List.of("b", "c")};
    var first = rooms.json("a", "room.create", params);
    rooms.call(
        "b",
        "room.remove",
        "roomId",
        Fields.parse(first.getBytes(StandardCharsets.UTF_8)).id("roomId"),
        "personId",
        "b");
    assertThat(rooms.json("a", "room.create", params)).isEqualTo(first);
    assertThat(rooms.json("b", "room.list")).as("who left is not brought back").isEqualTo("{\"rooms\":[]}");
    assertThat(rooms.refusal("a", "room.create", "cid", "c1", "name", "Anders", "personIds", List.of()).kind())
        .isEqualTo(Refusal.Kind.CONFLICT);
    assertThat(rooms.json("b", "room.create", params)).isNotEqualTo(first);
  }

  @Test
  void whoIsInvitedBackBeforeTheFarewellKeepsTheRoom() {
    var room = rooms.group("a", "b");
    var late =
        (RoomStore)
            Proxy.newProxyInstance(
                RoomStore.class.getClassLoader(),
                new Class<?>[] {RoomStore.class},
                (proxy, method, args) ->
                    method.getName().equals("announceLeft")
                        ? rooms
                            .send("a", "room.invite", "roomId", room, "personIds", List.of("b"))
                            .compose(invited -> rooms.store.announceLeft("b", room))
                        : method.invoke(rooms.store, args));
    await(
        new MemberHandler(late, rooms.summaries, rooms.directory, Instant::now, new PostLimit(() -> 0))
            .remove("a", room, "b", null));
    var told = entries(Keys.personChannel("b"));
    assertThat(channelTypes(Keys.personChannel("b"))).endsWith("room.joined", "room.left", "room.joined");
    assertThat(told.getLast().directive()).isEqualTo(new Directive.Subscribe("room:" + room));
  }

  @Test
  void everythingOfARoomStandsInOneSlot() {
    var keys =
        List.of(
            Keys.head(Keys.roomChannel("r")),
            Keys.log(Keys.roomChannel("r")),
            Keys.cid(Keys.roomChannel("r"), "p", "c"),
            Keys.room("r"),
            Keys.roomMembers("r"),
            Keys.roomReads("r"),
            Keys.roomAnnounce("r"),
            Keys.roomPosts("r"),
            Keys.roomGone("r"),
            Keys.roomOwn("r", "p"),
            Keys.roomMentions("r", "p"),
            Keys.roomMessages("r"),
            Keys.roomReactions("r"),
            Keys.roomEntries("r"));
    assertThat(keys).doesNotHaveDuplicates().allMatch(key -> key.contains("{room:r}"));
  }

  private List<String> types(String room) {
    return channelTypes("room:" + room);
  }

  private List<String> channelTypes(String channel) {
    return entries(channel).stream().map(MembershipTest::type).toList();
  }

  private static String type(LogEntry entry) {
    return Fields.parse(entry.data()).text("type", 1, 40);
  }

  private List<LogEntry> entries(String channel) {
    return await(rooms.log.after(channel, 0, 1000)).entries();
  }
}
