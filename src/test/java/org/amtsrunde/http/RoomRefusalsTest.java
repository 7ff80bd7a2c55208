package org.amtsrunde.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.amtsrunde.support.Descriptions;
import org.amtsrunde.support.Talker;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every RPC method in each wrong way. */
class RoomRefusalsTest {
  @RegisterExtension static final Nodes NODE = new Nodes();

  /** One call of each method that is right but for the place, which is filled in. */
  static final Map<String, String> RIGHT =
      Map.ofEntries(
          Map.entry("room.list", "{}"),
          Map.entry("room.open", "{\"roomId\":\"ROOM\"}"),
          Map.entry("room.create", "{\"cid\":\"refused\",\"name\":\"Bauhof\",\"personIds\":[]}"),
          Map.entry("room.direct", "{\"personIds\":[\"demo-t5\"]}"),
          Map.entry("room.invite", "{\"roomId\":\"ROOM\",\"personIds\":[\"demo-m2\"]}"),
          Map.entry("room.remove", "{\"roomId\":\"ROOM\",\"personId\":\"demo-m2\"}"),
          Map.entry("room.rename", "{\"roomId\":\"ROOM\",\"name\":\"Bauhof II\"}"),
          Map.entry("room.post", "{\"roomId\":\"ROOM\",\"cid\":\"c\",\"text\":\"Hallo\"}"),
          Map.entry("room.edit", "{\"roomId\":\"ROOM\",\"cid\":\"c\",\"messageId\":\"MESSAGE\",\"text\":\"Hallo\"}"),
          Map.entry("room.delete", "{\"roomId\":\"ROOM\",\"cid\":\"c\",\"messageId\":\"MESSAGE\"}"),
          Map.entry(
              "room.react",
              "{\"roomId\":\"ROOM\",\"cid\":\"c\",\"messageId\":\"MESSAGE\",\"reaction\":\"same\",\"on\":true}"),
          Map.entry("room.read", "{\"roomId\":\"ROOM\",\"offset\":1}"),
          Map.entry("room.history", "{\"roomId\":\"ROOM\",\"limit\":10}"),
          Map.entry("people.find", "{\"query\":\"brandl\"}"),
          Map.entry("people.get", "{\"ids\":[\"demo-t1\"]}"),
          Map.entry("presence.me", "{}"),
          Map.entry("presence.watch", "{\"people\":[]}"),
          Map.entry("presence.hours", "{}"),
          Map.entry("presence.typing", "{\"roomId\":\"ROOM\"}"),
          Map.entry("session.look", "{\"roomId\":\"ROOM\"}"),
          Map.entry("session.join", "{\"roomId\":\"ROOM\"}"),
          Map.entry("session.meet", "{\"roomId\":\"ROOM\"}"),
          Map.entry("session.leave", "{\"roomId\":\"ROOM\"}"),
          Map.entry("session.begin", "{\"roomId\":\"ROOM\"}"),
          Map.entry("session.pause", "{\"roomId\":\"ROOM\"}"),
          Map.entry("session.resume", "{\"roomId\":\"ROOM\"}"),
          Map.entry("session.time", "{}"),
          Map.entry("session.text", "{\"roomId\":\"ROOM\",\"step\":0,\"textId\":\"t\",\"text\":\"Hallo\"}"),
          Map.entry("session.vote", "{\"roomId\":\"ROOM\",\"step\":0,\"votes\":[]}"),
          Map.entry("session.excuse", "{\"roomId\":\"ROOM\",\"excused\":true}"),
          Map.entry("session.next", "{\"roomId\":\"ROOM\",\"step\":0}"),
          Map.entry("session.turn", "{\"roomId\":\"ROOM\",\"step\":0,\"turn\":1}"),
          Map.entry("session.pass", "{\"roomId\":\"ROOM\",\"step\":0,\"turn\":1}"),
          Map.entry("session.floor", "{\"roomId\":\"ROOM\",\"step\":0,\"turn\":1}"),
          Map.entry("session.extend", "{\"roomId\":\"ROOM\",\"step\":0,\"stepEnd\":\"2026-01-01T10:00:00Z\"}"),
          Map.entry("session.overtime", "{\"roomId\":\"ROOM\",\"agrees\":true}"),
          Map.entry("session.hand", "{\"roomId\":\"ROOM\",\"up\":true}"),
          Map.entry("session.give", "{\"roomId\":\"ROOM\",\"gives\":true}"),
          Map.entry("session.group", "{\"roomId\":\"ROOM\",\"card\":1,\"group\":1}"),
          Map.entry("session.commit", "{\"roomId\":\"ROOM\",\"text\":\"Hallo\"}"),
          Map.entry("session.keep", "{\"roomId\":\"ROOM\",\"kept\":\"yes\"}"),
          Map.entry("session.invite", "{\"roomId\":\"ROOM\"}"),
          Map.entry("session.guests", "{\"roomId\":\"ROOM\"}"),
          Map.entry("session.revoke", "{\"roomId\":\"ROOM\",\"linkId\":\"l\"}"),
          Map.entry("session.letIn", "{\"roomId\":\"ROOM\",\"guestId\":\"g\"}"),
          Map.entry("session.sendOut", "{\"roomId\":\"ROOM\",\"guestId\":\"g\"}"),
          Map.entry("call.look", "{\"roomId\":\"ROOM\"}"),
          Map.entry("call.join", "{\"roomId\":\"ROOM\",\"muted\":true,\"camera\":true}"),
          Map.entry("call.leave", "{\"roomId\":\"ROOM\"}"),
          Map.entry("call.change", "{\"roomId\":\"ROOM\",\"muted\":true}"),
          Map.entry("call.connect", "{\"roomId\":\"ROOM\",\"participantId\":\"p\",\"after\":\"a\"}"),
          Map.entry("call.media", "{\"roomId\":\"ROOM\"}"),
          Map.entry("call.signal", "{\"roomId\":\"ROOM\",\"to\":\"p\",\"connectionId\":\"a\",\"kind\":\"offer\"}"),
          Map.entry("call.ask", "{\"roomId\":\"ROOM\",\"participantId\":\"p\"}"),
          Map.entry("call.record", "{\"roomId\":\"ROOM\"}"),
          Map.entry("call.consent", "{\"roomId\":\"ROOM\",\"recordingId\":\"r\",\"agrees\":false}"),
          Map.entry("call.text", "{\"roomId\":\"ROOM\",\"line\":1,\"text\":\"Hallo\",\"done\":true}"));

  private static Talker owner;
  private static Talker member;
  private static Talker outsider;
  private static String room;
  private static String message;
  private static String direct;

  @BeforeAll
  static void talk() {
    owner = Talker.of(NODE.as("moderation@donaulohe.example"));
    member = Talker.of(NODE.as("t5@felsheim.example"));
    outsider = Talker.of(NODE.as("programm@amtsrunde.example"));
    room =
        owner
            .call("room.create", "{\"cid\":\"refusals\",\"name\":\"Bauhof\",\"personIds\":[\"demo-t5\"]}")
            .get("roomId")
            .asText();
    message =
        owner
            .call("room.post", in("{\"roomId\":\"ROOM\",\"cid\":\"first\",\"text\":\"Hallo\"}"))
            .get("messageId")
            .asText();
    direct = owner.call("room.direct", "{\"personIds\":[\"demo-t5\"]}").get("roomId").asText();
  }

  @AfterAll
  static void leave() {
    owner.close();
    member.close();
    outsider.close();
  }

  private static String in(String params) {
    return params.replace("ROOM", String.valueOf(room)).replace("MESSAGE", String.valueOf(message));
  }

  @Test
  void theTableIsWhole() {
    assertThat(new TreeSet<>(RIGHT.keySet())).isEqualTo(Descriptions.methods());
  }

  @Test
  void whatIsHiddenIsLikeWhatIsMissing() {
    RIGHT.forEach((method, params) -> {
      if (params.contains("ROOM")) {
        assertThat(outsider.answer(method, in(params)))
            .as(method)
            .contains("\"code\":404")
            .isEqualTo(outsider.answer(method, params.replace("ROOM", "missing").replace("MESSAGE", "missing")));
      }
      if (params.contains("MESSAGE")) {
        assertThat(owner.refused(method, params.replace("ROOM", room).replace("MESSAGE", "missing")))
            .as(method)
            .isEqualTo(404);
      }
    });
    assertThat(owner.refused("room.create", "{\"cid\":\"a\",\"name\":\"Bauhof\",\"personIds\":[\"missing\"]}"))
        .isEqualTo(404);
    assertThat(owner.refused("room.direct", "{\"personIds\":[\"missing\"]}")).isEqualTo(404);
    assertThat(owner.refused("room.invite", in("{\"roomId\":\"ROOM\",\"personIds\":[\"missing\"]}"))).isEqualTo(404);
    assertThat(owner.refused("room.remove", in("{\"roomId\":\"ROOM\",\"personId\":\"missing\"}"))).isIn(0, 404);
  }

  @Test
  void everyFieldHasItsType() {
    RIGHT.forEach((method, params) -> {
      for (var field : Descriptions.json(in(params)).properties()) {
        for (var wrong : List.of("{}", "[{}]", "1.5", "1e400", "\"\\u0000\"", "\"a b\"", "[[\"x\"]]")) {
          if (wrong.equals("\"a b\"") && List.of("text", "name", "query").contains(field.getKey())) {
            continue;
          }
          var body =
              in(params)
                  .replace("\"" + field.getKey() + "\":" + field.getValue(), "\"" + field.getKey() + "\":" + wrong);
          assertThat(owner.once(method, body).at("/error/code").asInt())
              .as(method + " " + body)
              .isIn(field.getKey().equals("query") ? List.of(400, 0) : List.of(400, 429));
        }
        var without =
            in(params)
                .replaceFirst("\"" + field.getKey() + "\":(\"[^\"]*\"|\\[[^]]*]|[^,}\\[]*),?", "")
                .replace(",}", "}");
        assertThat(owner.once(method, without).at("/error/code").asInt()).as(method + " " + without).isIn(400, 429);
      }
    });
  }

  @Test
  void whoMayNotIsDenied() {
    var post =
        member
            .call("room.post", in("{\"roomId\":\"ROOM\",\"cid\":\"mine\",\"text\":\"Von mir\"}"))
            .get("messageId")
            .asText();
    assertThat(
            member.refused(
                "room.edit", in("{\"roomId\":\"ROOM\",\"cid\":\"e\",\"messageId\":\"MESSAGE\",\"text\":\"x\"}")))
        .isEqualTo(403);
    assertThat(member.refused("room.delete", in("{\"roomId\":\"ROOM\",\"cid\":\"d\",\"messageId\":\"MESSAGE\"}")))
        .isEqualTo(403);
    assertThat(
            owner.refused(
                "room.edit", in("{\"roomId\":\"ROOM\",\"cid\":\"e\",\"messageId\":\"" + post + "\",\"text\":\"x\"}")))
        .isEqualTo(403);
    assertThat(member.refused("room.rename", in("{\"roomId\":\"ROOM\",\"name\":\"Meins\"}"))).isEqualTo(403);
    assertThat(member.refused("room.remove", in("{\"roomId\":\"ROOM\",\"personId\":\"demo-moderation\"}")))
        .isEqualTo(403);
    for (var call :
        Map.of(
                "room.invite", "{\"roomId\":\"%s\",\"personIds\":[\"demo-m2\"]}",
                "room.remove", "{\"roomId\":\"%s\",\"personId\":\"demo-moderation\"}",
                "room.rename", "{\"roomId\":\"%s\",\"name\":\"Meins\"}")
            .entrySet()) {
      assertThat(owner.refused(call.getKey(), call.getValue().formatted(direct))).as(call.getKey()).isEqualTo(403);
    }
  }

  @Test
  void everythingHasItsLimit() {
    assertThat(owner.refused("room.post", post("x".repeat(8001)))).isEqualTo(413);
    assertThat(owner.refused("room.post", post("🦉".repeat(8000)))).isZero();
    for (var wrong : List.of(" ", "\\n", "\\u0007", "\\ud83e", "\\u200b")) {
      assertThat(owner.refused("room.post", post(wrong))).as(wrong).isEqualTo(400);
    }
    var many = "[" + "\"demo-t1\",".repeat(200) + "\"demo-t2\"]";
    assertThat(owner.refused("room.invite", in("{\"roomId\":\"ROOM\",\"personIds\":" + many + "}"))).isEqualTo(400);
    assertThat(owner.refused("presence.watch", "{\"people\":" + many + "}")).isEqualTo(400);
    assertThat(owner.refused("people.get", "{\"ids\":" + many + "}")).isEqualTo(400);
    assertThat(owner.refused("people.get", "{\"ids\":[]}")).isEqualTo(400);
    assertThat(owner.refused("people.find", "{\"query\":\"x\"}")).isEqualTo(400);
    assertThat(owner.refused("people.find", "{\"query\":\"" + "x".repeat(81) + "\"}")).isEqualTo(413);
    assertThat(owner.refused("room.rename", in("{\"roomId\":\"ROOM\",\"name\":\"" + "n".repeat(121) + "\"}")))
        .isEqualTo(413);
    assertThat(owner.refused("room.direct", "{\"personIds\":[]}")).isEqualTo(400);
    assertThat(owner.refused("room.direct", "{\"personIds\":[\"demo-moderation\"]}")).as("nobody else").isEqualTo(400);
    for (var part :
        List.of("\"limit\":0", "\"limit\":101", "\"before\":-1,\"limit\":1", "\"before\":1,\"after\":1,\"limit\":1")) {
      assertThat(owner.refused("room.history", in("{\"roomId\":\"ROOM\"," + part + "}"))).as(part).isEqualTo(400);
    }
    assertThat(owner.refused("room.react", in(RIGHT.get("room.react").replace("same", "hate")))).isEqualTo(400);
    for (var wish :
        List.of(
            "\"state\":\"gone\"",
            "\"until\":\"soon\"",
            "\"until\":\"2020-01-01T00:00:00Z\"",
            "\"until\":\"2199-01-01T00:00:00Z\"",
            "\"text\":\"a\\nb\"",
            "\"visible\":1",
            "\"until\":\"+1000000000-12-31T23:59:59Z\"")) {
      assertThat(owner.refused("presence.me", "{" + wish + "}")).as(wish).isEqualTo(400);
    }
    assertThat(owner.refused("presence.me", "{\"text\":\"" + "x".repeat(81) + "\"}")).isEqualTo(413);
  }

  private static String post(String text) {
    return in("{\"roomId\":\"ROOM\",\"cid\":\"" + java.util.UUID.randomUUID() + "\",\"text\":\"" + text + "\"}");
  }

  @Test
  void whoWritesTooFastIsSlowedDown() {
    try (var fast = Talker.of(NODE.as("admin@amtsrunde.example"))) {
      var own =
          fast.call("room.create", "{\"cid\":\"fast\",\"name\":\"Schnell\",\"personIds\":[]}").get("roomId").asText();
      var frame = new StringBuilder();
      for (int i = 0; i < 40; i++) {
        frame.append(
            "{\"id\":%d,\"rpc\":{\"method\":\"room.post\",\"data\":{\"roomId\":\"%s\",\"cid\":\"f%d\",\"text\":\"x\"}}}\n"
                .formatted(100 + i, own, i));
      }
      fast.raw().send(frame.toString());
      assertThat(Descriptions.json(fast.raw().awaitLine("\"code\":429")).at("/error/temporary").asBoolean()).isTrue();
      fast.raw().awaitLine("{\"id\":100,", "\"duplicate\":false");
    }
  }

  @Test
  void theChannelsOfRoomsAndPeopleAreOnlyFollowed() {
    for (var channel : List.of("room:" + room, "person:demo-moderation")) {
      assertThat(code(owner, "publish", channel, ",\"data\":{}")).isEqualTo(108);
      assertThat(code(owner, "history", channel, ",\"limit\":1")).isEqualTo(108);
      assertThat(code(owner, "presence", channel, "")).isEqualTo(108);
      assertThat(code(owner, "presence_stats", channel, "")).isEqualTo(108);
      assertThat(code(owner, "subscribe", channel, "")).as("already, by the server").isEqualTo(105);
      for (var kind : List.of("subscribe", "publish", "history", "presence", "presence_stats")) {
        assertThat(code(outsider, kind, channel, ",\"data\":{}")).as(kind).isEqualTo(102);
        assertThat(code(outsider, kind, "room:missing", ",\"data\":{}")).isEqualTo(102);
      }
    }
    assertThat(code(owner, "sub_refresh", "room:" + room, "")).isEqualTo(108);
    assertThat(owner.refused("room.fly", "{}")).isEqualTo(104);
    assertThat(owner.refused("", "{}")).isEqualTo(104);
    assertThat(owner.refused("room.open", "[]")).isEqualTo(400);
    assertThat(owner.refused("room.open", "\"x\"")).isEqualTo(400);
    assertThat(owner.command("\"ping\":{}").has("ping")).isTrue();
  }

  private static int code(Talker who, String kind, String channel, String more) {
    return who.command("\"" + kind + "\":{\"channel\":\"" + channel + "\"" + more + "}").at("/error/code").asInt();
  }
}
