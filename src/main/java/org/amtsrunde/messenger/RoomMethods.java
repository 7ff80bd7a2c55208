package org.amtsrunde.messenger;

import io.vertx.core.Future;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.amtsrunde.kernel.Fields;
import org.amtsrunde.kernel.Json;
import org.amtsrunde.kernel.Refusal;
import org.amtsrunde.realtime.Appended;
import org.amtsrunde.realtime.RpcMethods;
import org.jspecify.annotations.Nullable;

/** The {@code room.} methods of the protocol page. */
public final class RoomMethods implements RpcMethods {
  private static final int NEWEST = 50;
  private static final int LONGEST_PAGE = 100;
  private static final long HIGHEST_OFFSET = 1L << 53;

  private final RoomStore store;
  private final RoomHandler rooms;
  private final MemberHandler members;
  private final RoomSummaries summaries;
  private final Directory directory;

  public RoomMethods(
      RoomStore store, RoomHandler rooms, MemberHandler members, RoomSummaries summaries, Directory directory) {
    this.store = store;
    this.rooms = rooms;
    this.members = members;
    this.summaries = summaries;
    this.directory = directory;
  }

  @Override
  public Map<String, Method> methods() {
    var methods = new LinkedHashMap<String, Method>();
    methods.put("room.list", call -> list(person(call)));
    methods.put("room.open", call -> open(person(call), room(call)));
    methods.put("room.create", call -> create(person(call), call.params()));
    methods.put("room.direct", call -> roomId(members.direct(person(call), people(call, 1, RoomRules.MOST_DIRECT))));
    methods.put(
        "room.invite",
        call -> done(members.invite(person(call), room(call), people(call, 1, RoomRules.MOST_ADDED), cid(call))));
    methods.put(
        "room.remove", call -> done(members.remove(person(call), room(call), call.params().id("personId"), cid(call))));
    methods.put("room.rename", call -> done(members.rename(person(call), room(call), name(call.params()))));
    methods.put("room.post", call -> post(person(call), room(call), call.params()));
    methods.put("room.edit", call -> edit(person(call), room(call), call.params()));
    methods.put("room.delete", call -> delete(person(call), room(call), call.params()));
    methods.put("room.react", call -> react(person(call), room(call), call.params()));
    methods.put("room.read", call -> read(person(call), room(call), call.params()));
    methods.put("room.history", call -> history(person(call), room(call), call.params()));
    return methods;
  }

  private static @Nullable String cid(Call call) {
    return call.params().idOrNull("cid");
  }

  private Future<byte[]> list(String person) {
    return summaries
        .list(person)
        .map(rooms -> Json.object(out -> out.objects("rooms", rooms, (o, room) -> room.write(o))));
  }

  private Future<byte[]> open(String person, String room) {
    return store
        .open(room, person, NEWEST)
        .compose(opened -> {
          var people = new LinkedHashSet<>(opened.roles().keySet());
          opened.messages().forEach(view -> people.add(view.message().authorId()));
          return Future.all(summaries.named(person, opened.summary()), directory.cards(people))
              .map(read -> opened(opened, read.resultAt(0), read.resultAt(1)));
        });
  }

  private static byte[] opened(OpenRoom room, RoomSummary summary, Map<String, Directory.Card> cards) {
    var members =
        room.roles().entrySet().stream()
            .map(entry -> new Member(cardOf(entry.getKey(), cards), entry.getValue()))
            .toList();
    var former = authors(room.messages(), cards).stream().filter(c -> !room.roles().containsKey(c.id())).toList();
    return Json.object(out ->
        out.object("room", summary::write)
            .objects("members", members, (o, member) -> member.write(o))
            .objects("messages", room.messages(), (o, view) -> view.write(o))
            .objects("people", former, (o, card) -> card.write(o)));
  }

  private Future<byte[]> create(String person, Fields params) {
    return roomId(
        members.create(person, params.id("cid"), name(params), params.ids("personIds", 0, RoomRules.MOST_ADDED)));
  }

  private Future<byte[]> post(String person, String room, Fields params) {
    return rooms
        .post(person, room, params.id("cid"), text(params), params.idOrNull("replyTo"))
        .map(appended ->
            Json.object(out -> {
              out.put("messageId", appended.result());
              place(out, appended);
            }));
  }

  private Future<byte[]> edit(String person, String room, Fields params) {
    return changed(rooms.edit(person, room, params.id("cid"), params.id("messageId"), text(params)));
  }

  private Future<byte[]> delete(String person, String room, Fields params) {
    return changed(rooms.delete(person, room, params.id("cid"), params.id("messageId")));
  }

  private Future<byte[]> react(String person, String room, Fields params) {
    var reaction = Reaction.of(params.text("reaction", 1, 32));
    return changed(rooms.react(person, room, params.id("cid"), params.id("messageId"), reaction, params.flag("on")));
  }

  private Future<byte[]> read(String person, String room, Fields params) {
    return rooms
        .read(person, room, params.number("offset", 0, HIGHEST_OFFSET))
        .map(state ->
            Json.object(out ->
                out.put("readOffset", state.readOffset())
                    .put("unread", state.unread())
                    .put("mentions", state.mentions())));
  }

  private Future<byte[]> history(String person, String room, Fields params) {
    int limit = (int) params.number("limit", 1, LONGEST_PAGE);
    var part = RoomPage.Part.NEWEST;
    long offset = 0;
    for (var name : List.of("before", "after", "around")) {
      var given = params.numberOrEmpty(name, 0, HIGHEST_OFFSET);
      if (given.isPresent()) {
        if (part != RoomPage.Part.NEWEST) {
          throw Refusal.invalid("only one of before, after and around can be given");
        }
        part = RoomPage.Part.valueOf(name.toUpperCase(java.util.Locale.ROOT));
        offset = given.getAsLong();
      }
    }
    return rooms
        .history(person, room, part, offset, limit)
        .compose(page -> {
          var people = new LinkedHashSet<String>();
          page.messages().forEach(view -> people.add(view.message().authorId()));
          return directory.cards(people).map(cards -> page(page, authors(page.messages(), cards)));
        });
  }

  private static byte[] page(RoomPage page, Collection<Directory.Card> people) {
    return Json.object(out ->
        out.objects("messages", page.messages(), (o, view) -> view.write(o))
            .objects("people", people, (o, card) -> card.write(o))
            .put("epoch", page.epoch())
            .put("offset", page.offset()));
  }

  private static List<Directory.Card> authors(List<MessageView> messages, Map<String, Directory.Card> cards) {
    return messages.stream()
        .map(view -> cards.get(view.message().authorId()))
        .filter(Objects::nonNull)
        .distinct()
        .toList();
  }

  /** A member whose account is gone still counts as one; there is no name to show. */
  private static Directory.Card cardOf(String person, Map<String, Directory.Card> cards) {
    var card = cards.get(person);
    return card == null ? new Directory.Card(person, "", "", "") : card;
  }

  private static String person(Call call) {
    return call.caller().personId();
  }

  private static String room(Call call) {
    return call.params().id("roomId");
  }

  private static List<String> people(Call call, int least, int most) {
    return call.params().ids("personIds", least, most);
  }

  private static String name(Fields params) {
    return params.text("name", 1, 4 * RoomRules.LONGEST_NAME);
  }

  private static String text(Fields params) {
    return params.text("text", 1, 4 * RoomRules.LONGEST_TEXT);
  }

  private static Future<byte[]> roomId(Future<String> room) {
    return room.map(id -> Json.object(out -> out.put("roomId", id)));
  }

  private static Future<byte[]> done(Future<Void> future) {
    return future.map(ignored -> Json.object(out -> {}));
  }

  private static Future<byte[]> changed(Future<Appended> appended) {
    return appended.map(answer -> Json.object(out -> place(out, answer)));
  }

  private static void place(Json.Out out, Appended appended) {
    out.put("epoch", appended.epoch()).put("offset", appended.offset()).put("duplicate", appended.duplicate());
  }
}
