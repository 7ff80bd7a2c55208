package org.amtsrunde.messenger;

import static org.amtsrunde.support.RedisExtension.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.amtsrunde.kernel.Fields;
import org.amtsrunde.kernel.Refusal;
import org.amtsrunde.redis.Keys;

/** One random history of a room: does something, knows what must come of it, and looks whether it did. */
final class RandomHistory {
  private static final List<String> PEOPLE = List.of("p0", "p1", "p2", "p3", "p4", "p5");

  final RoomModel model = new RoomModel();
  private final Random random;
  private final Rooms rooms;
  private final String room;
  private final String salt;
  private RoomClient client;
  private int number;

  RandomHistory(long seed, Rooms rooms) {
    random = new Random(seed);
    this.rooms = rooms;
    salt = Long.toString(seed & Long.MAX_VALUE, 36);
    room =
        rooms
            .call("p0", "room.create", "cid", "c" + salt, "name", "Raum", "personIds", List.of("p1", "p2"))
            .id("roomId");
    for (var person : List.of("p0", "p1", "p2")) {
      model.join(person, person.equals("p0") ? MemberRole.OWNER : MemberRole.MEMBER);
    }
    model.reads.replaceAll((person, offset) -> model.head);
    client = snapshot();
  }

  void step() {
    var person = PEOPLE.get(random.nextInt(PEOPLE.size()));
    switch (random.nextInt(20)) {
      case 0, 1, 2, 3, 4, 5, 6 -> post(person);
      case 7, 8 -> edit(person, anyPost());
      case 9 -> delete(person, anyPost());
      case 10, 11, 12 -> react(person, anyPost());
      case 13, 14, 15 -> read(person);
      case 16 -> invite(person, PEOPLE.get(random.nextInt(PEOPLE.size())));
      case 17 -> remove(person, PEOPLE.get(1 + random.nextInt(PEOPLE.size() - 1)));
      case 18 -> repeat();
      default -> page(person);
    }
    if (random.nextInt(4) > 0) {
      follow();
    }
    if (random.nextInt(8) == 0) {
      follow();
      compare();
    }
  }

  void finish() {
    follow();
    compare();
    var offset = 0L;
    for (boolean complete = false; !complete; ) {
      var page = await(rooms.log.after(Keys.roomChannel(room), offset, 200));
      for (var entry : page.entries()) {
        assertThat(entry.offset()).isEqualTo(++offset);
      }
      complete = page.complete();
    }
    assertThat(offset).isEqualTo(model.head);
  }

  private void post(String person) {
    var token = token();
    var mentioned = PEOPLE.get(random.nextInt(PEOPLE.size()));
    var text =
        token + (random.nextBoolean() ? " [@Name](person:" + mentioned + ")" : " `[@Name](person:" + mentioned + ")`");
    var answered = model.order.isEmpty() || random.nextInt(3) > 0 ? "" : anyPost().id;
    var cid = "post" + ++number;
    if (!model.members.containsKey(person)) {
      refused(Refusal.Kind.NOT_FOUND, person, "room.post", "roomId", room, "cid", cid, "text", text);
      return;
    }
    var answer =
        answered.isEmpty()
            ? rooms.call(person, "room.post", "roomId", room, "cid", cid, "text", text)
            : rooms.call(person, "room.post", "roomId", room, "cid", cid, "text", text, "replyTo", answered);
    model.post(answer.id("messageId"), person, token, mentions(person, mentioned, text));
    isNew(answer);
    model.answers.put(
        person + " " + cid, new RoomModel.Answer(text + "\n" + answered, model.head, answer.id("messageId")));
  }

  private List<String> mentions(String person, String mentioned, String text) {
    boolean counts = !text.contains("`") && !mentioned.equals(person) && model.members.containsKey(mentioned);
    return counts ? List.of(mentioned) : List.of();
  }

  /** The same command again, or its cid with another text; never executed twice. */
  private void repeat() {
    if (model.answers.isEmpty()) {
      return;
    }
    var key = new ArrayList<>(new TreeMap<>(model.answers).keySet()).get(random.nextInt(model.answers.size()));
    var person = key.substring(0, key.indexOf(' '));
    var cid = key.substring(key.indexOf(' ') + 1);
    var first = model.answers.get(key);
    var text = first.body().substring(0, first.body().indexOf('\n'));
    var answered = first.body().substring(first.body().indexOf('\n') + 1);
    if (!model.members.containsKey(person)) {
      refused(Refusal.Kind.NOT_FOUND, person, "room.post", "roomId", room, "cid", cid, "text", text);
    } else if (random.nextBoolean()) {
      refused(Refusal.Kind.CONFLICT, person, "room.post", "roomId", room, "cid", cid, "text", text + "!");
    } else {
      var again =
          answered.isEmpty()
              ? rooms.call(person, "room.post", "roomId", room, "cid", cid, "text", text)
              : rooms.call(person, "room.post", "roomId", room, "cid", cid, "text", text, "replyTo", answered);
      assertThat(again.flag("duplicate")).isTrue();
      assertThat(again.id("messageId")).isEqualTo(first.messageId());
      assertThat(again.number("offset", 1, Long.MAX_VALUE)).isEqualTo(first.offset());
    }
  }

  private void edit(String person, RoomModel.Post post) {
    if (post == null) {
      return;
    }
    var token = token();
    var mentioned = PEOPLE.get(random.nextInt(PEOPLE.size()));
    var text = token + " [@Name](person:" + mentioned + ")";
    var refusal =
        !model.members.containsKey(person)
            ? Refusal.Kind.NOT_FOUND
            : !post.author.equals(person) ? Refusal.Kind.DENIED : post.deleted ? Refusal.Kind.CONFLICT : null;
    Object[] params = {"roomId", room, "cid", "edit" + ++number, "messageId", post.id, "text", text};
    if (refusal != null) {
      refused(refusal, person, "room.edit", params);
      return;
    }
    var answer = rooms.call(person, "room.edit", params);
    model.edit(post, token, mentions(person, mentioned, text));
    isNew(answer);
    again(person, "room.edit", params);
  }

  private void delete(String person, RoomModel.Post post) {
    if (post == null) {
      return;
    }
    var role = model.members.get(person);
    var refusal =
        role == null
            ? Refusal.Kind.NOT_FOUND
            : !post.author.equals(person) && role != MemberRole.OWNER
                ? Refusal.Kind.DENIED
                : post.deleted ? Refusal.Kind.CONFLICT : null;
    Object[] params = {"roomId", room, "cid", "delete" + ++number, "messageId", post.id};
    if (refusal != null) {
      refused(refusal, person, "room.delete", params);
      return;
    }
    var answer = rooms.call(person, "room.delete", params);
    model.delete(post);
    isNew(answer);
    again(person, "room.delete", params);
  }

  private void react(String person, RoomModel.Post post) {
    if (post == null) {
      return;
    }
    var reaction = Reaction.values()[random.nextInt(5)];
    boolean on = random.nextInt(3) > 0;
    Object[] params = {
      "roomId", room, "cid", "react" + ++number, "messageId", post.id, "reaction", reaction.word(), "on", on
    };
    if (!model.members.containsKey(person) || post.deleted) {
      var kind = post.deleted && model.members.containsKey(person) ? Refusal.Kind.CONFLICT : Refusal.Kind.NOT_FOUND;
      refused(kind, person, "room.react", params);
      return;
    }
    var answer = rooms.call(person, "room.react", params);
    model.react(post, person, reaction, on);
    isNew(answer);
    again(person, "room.react", params);
  }

  private void again(String person, String method, Object... params) {
    if (random.nextInt(4) == 0) {
      var again = rooms.call(person, method, params);
      assertThat(again.flag("duplicate")).isTrue();
      assertThat(again.number("offset", 1, Long.MAX_VALUE)).isEqualTo(model.head);
    }
  }

  private void read(String person) {
    long offset = random.nextLong(model.head + 5);
    if (!model.members.containsKey(person)) {
      refused(Refusal.Kind.NOT_FOUND, person, "room.read", "roomId", room, "offset", offset);
      return;
    }
    var answer = rooms.call(person, "room.read", "roomId", room, "offset", offset);
    model.read(person, offset);
    assertThat(answer.number("readOffset", 0, Long.MAX_VALUE)).isEqualTo(model.reads.get(person));
    assertThat(answer.number("unread", 0, Long.MAX_VALUE)).isEqualTo(model.unread(person));
    assertThat(answer.number("mentions", 0, Long.MAX_VALUE)).isEqualTo(model.mentions(person));
    if (person.equals("p1") && client != null && !client.readMoved(model.reads.get(person))) {
      client = snapshot();
    }
  }

  private void invite(String person, String other) {
    if (!model.members.containsKey(person)) {
      refused(Refusal.Kind.NOT_FOUND, person, "room.invite", "roomId", room, "personIds", List.of(other));
      return;
    }
    rooms.call(person, "room.invite", "roomId", room, "personIds", List.of(other));
    if (!model.members.containsKey(other)) {
      model.join(other, MemberRole.MEMBER);
    }
  }

  private void remove(String person, String other) {
    var role = model.members.get(person);
    if (role == null || role == MemberRole.MEMBER && !person.equals(other)) {
      var kind = role == null ? Refusal.Kind.NOT_FOUND : Refusal.Kind.DENIED;
      refused(kind, person, "room.remove", "roomId", room, "personId", other);
      return;
    }
    rooms.call(person, "room.remove", "roomId", room, "personId", other);
    if (model.members.containsKey(other)) {
      model.leave(other);
    }
  }

  private void page(String person) {
    var part = List.of("before", "after", "around").get(random.nextInt(3));
    long offset = random.nextLong(model.head + 2);
    int limit = 1 + random.nextInt(100);
    if (!model.members.containsKey(person)) {
      refused(Refusal.Kind.NOT_FOUND, person, "room.history", "roomId", room, part, offset, "limit", limit);
      return;
    }
    var page = rooms.call(person, "room.history", "roomId", room, part, offset, "limit", limit);
    var older =
        model.order.stream().filter(p -> part.equals("around") ? p.offset <= offset : p.offset < offset).toList();
    var newer = model.order.stream().filter(p -> p.offset > offset).toList();
    var expected = new ArrayList<RoomModel.Post>();
    int before = part.equals("before") ? limit : part.equals("around") ? limit / 2 + 1 : 0;
    expected.addAll(older.subList(Math.max(0, older.size() - before), older.size()));
    int after = part.equals("before") ? 0 : limit - expected.size();
    expected.addAll(newer.subList(0, Math.min(newer.size(), after)));
    var messages = page.objects("messages", 100);
    assertThat(messages.stream().map(m -> m.id("id"))).isEqualTo(expected.stream().map(p -> p.id).toList());
    for (int i = 0; i < messages.size(); i++) {
      equal(messages.get(i), expected.get(i));
    }
    assertThat(page.number("offset", 1, Long.MAX_VALUE)).isEqualTo(model.head);
  }

  private static void equal(Fields message, RoomModel.Post post) {
    assertThat(message.number("offset", 1, Long.MAX_VALUE)).isEqualTo(post.offset);
    assertThat(message.id("authorId")).isEqualTo(post.author);
    assertThat(message.has("deleted")).isEqualTo(post.deleted);
    var text = message.text("text", 0, 1000);
    assertThat(text).satisfies(t -> assertThat(post.deleted ? t.isEmpty() : t.startsWith(post.token)).isTrue());
    assertThat(message.has("mentions") ? message.ids("mentions", 1, 50) : List.of()).isEqualTo(post.mentions);
    var reactions = message.objectOrNull("reactions");
    assertThat(reactions != null).isEqualTo(!post.reactions.isEmpty());
    post.reactions.forEach((reaction, people) -> assertThat(reactions.ids(reaction.word(), 1, 9)).isEqualTo(people));
  }

  /** Every person's numbers equal the model; nobody else sees the room. */
  private void compare() {
    var summaries = await(Future.all(PEOPLE.stream().map(p -> rooms.store.summary(room, p)).toList()));
    for (int i = 0; i < PEOPLE.size(); i++) {
      var person = PEOPLE.get(i);
      RoomSummary summary = summaries.resultAt(i);
      if (!model.members.containsKey(person)) {
        assertThat(summary).isNull();
        continue;
      }
      assertThat(summary.unread()).as("unread of " + person).isEqualTo(model.unread(person));
      assertThat(summary.mentions()).as("mentions of " + person).isEqualTo(model.mentions(person));
      assertThat(summary.readOffset()).isEqualTo(model.reads.get(person));
      assertThat(summary.memberCount()).isEqualTo(model.members.size());
      assertThat(summary.offset()).isEqualTo(model.head);
      assertThat(summary.role()).isEqualTo(model.members.get(person));
    }
    if (client != null) {
      client.assertEquals(await(rooms.store.open(room, "p1", 50)));
    }
  }

  /** The client of p1 reads on, sometimes late; where it cannot be sure it takes a new snapshot, as the page says. */
  private void follow() {
    if (client == null) {
      client = model.members.containsKey("p1") ? snapshot() : null;
    } else if (!model.members.containsKey("p1")) {
      client = null;
    } else {
      for (var entry : await(rooms.log.after(Keys.roomChannel(room), client.offset(), 1000)).entries()) {
        if (!client.apply(entry)) {
          client = snapshot();
          return;
        }
      }
    }
  }

  private RoomClient snapshot() {
    return new RoomClient("p1", await(rooms.store.open(room, "p1", 50)));
  }

  private void isNew(Fields answer) {
    assertThat(answer.flag("duplicate")).isFalse();
    assertThat(answer.number("offset", 1, Long.MAX_VALUE)).isEqualTo(model.head);
  }

  private void refused(Refusal.Kind kind, String person, String method, Object... params) {
    assertThat(rooms.refusal(person, method, params).kind()).isEqualTo(kind);
  }

  private RoomModel.Post anyPost() {
    return model.order.isEmpty() ? null : model.order.get(random.nextInt(model.order.size()));
  }

  private String token() {
    return "tok" + salt + Integer.toString(++number, 36) + "x";
  }
}
