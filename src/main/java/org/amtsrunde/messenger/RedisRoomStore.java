package org.amtsrunde.messenger;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.amtsrunde.kernel.Refusal;
import org.amtsrunde.realtime.Append;
import org.amtsrunde.realtime.Appended;
import org.amtsrunde.realtime.ChannelLog;
import org.amtsrunde.realtime.Directive;
import org.amtsrunde.realtime.LogScript;
import org.amtsrunde.realtime.Once;
import org.amtsrunde.redis.Keys;
import org.amtsrunde.redis.RedisStore;
import org.amtsrunde.redis.Script;
import org.jspecify.annotations.Nullable;

/** Rooms in Redis: one script per change, everything of a room in the slot of its channel. */
public final class RedisRoomStore implements RoomStore {
  private static final LogScript CREATE = log("create.lua");
  private static final LogScript JOIN = log("join.lua");
  private static final LogScript LEAVE = log("leave.lua");
  private static final LogScript RENAME = log("rename.lua");
  private static final LogScript POST = log("post.lua");
  private static final LogScript EDIT = log("edit.lua");
  private static final LogScript DELETE = log("delete.lua");
  private static final LogScript REACT = log("react.lua");
  private static final Script INDEX = Script.load(RedisRoomStore.class, "index.lua");
  private static final Script FORGET = Script.load(RedisRoomStore.class, "forget.lua");
  private static final Script STATE = Script.load(RedisRoomStore.class, "state.lua");
  private static final Script SUMMARY = read("summary.lua");
  private static final Script OPEN = read("open.lua");
  private static final Script HISTORY = read("history.lua");
  private static final Script MOVE_READ = read("move-read.lua");

  /** Much longer than any command can be under way. */
  private static final long STALE_MILLIS = 3_600_000;

  private static final int KEEP_OF_PERSON = 1_000;

  private final RedisStore store;
  private final ChannelLog log;

  public RedisRoomStore(RedisStore store, ChannelLog log) {
    this.store = store;
    this.log = log;
  }

  private static LogScript log(String file) {
    return LogScript.load(RedisRoomStore.class, file);
  }

  private static Script read(String file) {
    return Script.load(RedisRoomStore.class, "room.lua", file);
  }

  @Override
  public Future<Appended> create(NewRoom room) {
    var args = new ArrayList<Object>(List.of(room.fingerprint(), room.name(), room.kind().word(), room.at()));
    byte[] data = {};
    for (var member : room.members()) {
      data = new RoomEvent.Joined(member, room.by()).json();
      args.addAll(List.of(member.id(), member.role().word(), data));
    }
    var id = room.id();
    var keys = List.of(Keys.room(id), Keys.roomMembers(id), Keys.roomReads(id), Keys.roomAnnounce(id));
    return log.append(Append.of(Keys.roomChannel(id), data), CREATE, keys, args.toArray());
  }

  @Override
  public Future<Void> index(String personId, String roomId) {
    return store.eval(INDEX, List.of(Keys.roomsOf(personId)), roomId).mapEmpty();
  }

  @Override
  public Future<Void> forget(String personId, String roomId) {
    return store.eval(FORGET, List.of(Keys.roomsOf(personId)), roomId, STALE_MILLIS).mapEmpty();
  }

  @Override
  public Future<List<String>> roomsOf(String personId) {
    return store.send(Command.ZRANGE, Keys.roomsOf(personId), 0, -1).map(RedisRoomReplies::texts);
  }

  @Override
  public Future<Appended> join(String roomId, Member member, String by, @Nullable Once once) {
    var entry = entry(roomId, new RoomEvent.Joined(member, by)).once(once, "");
    var keys = List.of(Keys.roomMembers(roomId), Keys.roomReads(roomId), Keys.roomAnnounce(roomId));
    return log.append(entry, JOIN, keys, by, member.id(), member.role().word(), RoomRules.MOST_MEMBERS);
  }

  @Override
  public Future<Appended> leave(String roomId, String personId, String by, RoomState state, @Nullable Once once) {
    var entry = entry(roomId, new RoomEvent.Left(personId, by)).with(new Directive.Revoke(personId)).once(once, "");
    var keys =
        List.of(
            Keys.roomMembers(roomId),
            Keys.roomReads(roomId),
            Keys.roomAnnounce(roomId),
            Keys.roomMentions(roomId, personId));
    return log.append(entry, LEAVE, keys, by, state.role().word(), personId);
  }

  @Override
  public Future<Appended> rename(String roomId, String name, String by, RoomState state) {
    var keys = List.of(Keys.roomMembers(roomId), Keys.room(roomId));
    return log.append(entry(roomId, new RoomEvent.Renamed(name, by)), RENAME, keys, by, state.role().word(), name);
  }

  @Override
  public Future<Void> announceJoined(String personId, RoomSummary room) {
    return tell(personId, new PersonEvent.Joined(room), new Directive.Subscribe(Keys.roomChannel(room.id())))
        .compose(told -> store.send(Command.SREM, Keys.roomAnnounce(room.id()), personId))
        .mapEmpty();
  }

  @Override
  public Future<Void> announceLeft(String personId, String roomId) {
    return tell(personId, new PersonEvent.Left(roomId), new Directive.Unsubscribe(Keys.roomChannel(roomId)));
  }

  @Override
  public Future<Void> announceRead(String personId, String roomId, long readOffset) {
    return tell(personId, new PersonEvent.ReadMoved(roomId, readOffset), null);
  }

  private Future<Void> tell(String personId, PersonEvent event, @Nullable Directive directive) {
    var entry = Append.of(Keys.personChannel(personId), event.json()).keep(KEEP_OF_PERSON);
    return log.append(directive == null ? entry : entry.with(directive)).mapEmpty();
  }

  @Override
  public Future<RoomState> state(String roomId, String personId, @Nullable String messageId) {
    var keys =
        List.of(
            Keys.room(roomId),
            Keys.roomMembers(roomId),
            Keys.roomPosts(roomId),
            Keys.roomMessages(roomId),
            Keys.roomReactions(roomId),
            Keys.roomEntries(roomId));
    return store
        .eval(STATE, keys, personId, messageId == null ? "" : messageId)
        .map(reply -> RedisRoomReplies.state(visible(reply)));
  }

  @Override
  public Future<Appended> post(Message message, Once once) {
    var room = message.roomId();
    var keys =
        new ArrayList<String>(
            List.of(
                Keys.roomMembers(room),
                Keys.room(room),
                Keys.roomPosts(room),
                Keys.roomOwn(room, message.authorId()),
                Keys.roomMessages(room),
                Keys.roomEntries(room)));
    var replyTo = message.replyTo();
    var args =
        new ArrayList<Object>(
            List.of(message.authorId(), message.id(), message.json(), message.at(), replyTo == null ? "" : replyTo));
    for (var person : message.mentions()) {
      keys.add(Keys.roomMentions(room, person));
      args.add(person);
    }
    var entry = entry(room, new RoomEvent.Posted(message)).once(once, message.id());
    return log.append(entry, POST, keys, args.toArray());
  }

  @Override
  public Future<Appended> edit(RoomState.Known before, Message after, Once once) {
    var room = after.roomId();
    var keys =
        new ArrayList<String>(
            List.of(
                Keys.roomMembers(room),
                Keys.roomPosts(room),
                Keys.roomMessages(room),
                Keys.roomReactions(room),
                Keys.roomEntries(room)));
    var dropped = new LinkedHashSet<>(before.view().message().mentions());
    after.mentions().forEach(dropped::remove);
    dropped.forEach(person -> keys.add(Keys.roomMentions(room, person)));
    after.mentions().forEach(person -> keys.add(Keys.roomMentions(room, person)));
    var args =
        new ArrayList<Object>(
            List.of(after.authorId(), after.id(), before.json(), before.reactions(), after.json(), dropped.size()));
    args.addAll(after.mentions());
    var entry = entry(room, new RoomEvent.Edited(before.view().with(after))).once(once, "");
    return log.append(entry, EDIT, keys, args.toArray());
  }

  @Override
  public Future<Appended> delete(RoomState state, String personId, Message placeholder, String at, Once once) {
    var before = Objects.requireNonNull(state.message());
    var room = placeholder.roomId();
    var keys =
        new ArrayList<String>(
            List.of(
                Keys.roomMembers(room),
                Keys.roomPosts(room),
                Keys.roomGone(room),
                Keys.roomOwn(room, placeholder.authorId()),
                Keys.roomMessages(room),
                Keys.roomReactions(room),
                Keys.roomEntries(room)));
    before.view().message().mentions().forEach(person -> keys.add(Keys.roomMentions(room, person)));
    var entry = entry(room, new RoomEvent.Deleted(placeholder.id(), at)).once(once, "");
    if (!before.entries().isEmpty()) {
      var offsets = Arrays.stream(before.entries().split(" ")).map(Long::valueOf).toList();
      entry = entry.with(new Directive.Erase(offsets));
    }
    return log.append(
        entry,
        DELETE,
        keys,
        personId,
        state.role().word(),
        placeholder.id(),
        before.json(),
        before.entries(),
        placeholder.json());
  }

  @Override
  public Future<Appended> react(String roomId, RoomEvent.Reacted reacted, Once once) {
    var keys =
        List.of(Keys.roomMembers(roomId), Keys.roomPosts(roomId), Keys.roomGone(roomId), Keys.roomReactions(roomId));
    return log.append(
        entry(roomId, reacted).once(once, ""),
        REACT,
        keys,
        reacted.personId(),
        reacted.messageId(),
        reacted.reaction().word(),
        reacted.on() ? "1" : "0");
  }

  @Override
  public Future<ReadState> moveRead(String roomId, String personId, long offset) {
    return store
        .eval(MOVE_READ, roomKeys(roomId, personId), personId, offset)
        .map(reply -> RedisRoomReplies.readState(visible(reply)));
  }

  @Override
  public Future<@Nullable RoomSummary> summary(String roomId, String personId) {
    return store
        .eval(SUMMARY, roomKeys(roomId, personId), personId)
        .map(reply -> reply == null || reply.size() == 0 ? null : RedisRoomReplies.summary(roomId, reply));
  }

  @Override
  public Future<OpenRoom> open(String roomId, String personId, int limit) {
    return store
        .eval(OPEN, roomKeys(roomId, personId), personId, limit)
        .map(reply -> RedisRoomReplies.open(roomId, visible(reply)));
  }

  @Override
  public Future<RoomPage> history(String roomId, String personId, RoomPage.Part part, long offset, int limit) {
    return store
        .eval(HISTORY, roomKeys(roomId, personId), personId, part.name().toLowerCase(Locale.ROOT), offset, limit)
        .map(reply -> RedisRoomReplies.page(visible(reply)));
  }

  @Override
  public Future<Boolean> isMember(String roomId, String personId) {
    return store
        .send(Command.HEXISTS, Keys.roomMembers(roomId), personId)
        .map(reply -> reply != null && reply.toInteger() == 1);
  }

  @Override
  public Future<Standing> standing(String roomId, String personId) {
    return store
        .send(Command.HGET, Keys.roomMembers(roomId), personId)
        .map(role ->
            role == null
                ? Standing.NONE
                : role.toString().equals(MemberRole.OWNER.word()) ? Standing.OWNER : Standing.MEMBER);
  }

  @Override
  public Future<Set<String>> members(String roomId) {
    return store.send(Command.HKEYS, Keys.roomMembers(roomId)).map(reply -> Set.copyOf(RedisRoomReplies.texts(reply)));
  }

  @Override
  public Future<Set<String>> companions(String personId) {
    return roomsOf(personId)
        .compose(rooms -> Future.all(rooms.stream().map(this::members).toList()))
        .map(answers -> {
          var all = new HashSet<String>();
          answers.<Set<String>>list().stream().filter(room -> room.contains(personId)).forEach(all::addAll);
          all.remove(personId);
          return all;
        });
  }

  private static Append entry(String roomId, RoomEvent event) {
    return Append.of(Keys.roomChannel(roomId), event.json());
  }

  /** The keys of {@code room.lua}. */
  private static List<String> roomKeys(String room, String person) {
    return List.of(
        Keys.head(Keys.roomChannel(room)),
        Keys.room(room),
        Keys.roomMembers(room),
        Keys.roomReads(room),
        Keys.roomAnnounce(room),
        Keys.roomPosts(room),
        Keys.roomGone(room),
        Keys.roomOwn(room, person),
        Keys.roomMentions(room, person),
        Keys.roomMessages(room),
        Keys.roomReactions(room));
  }

  private static Response visible(@Nullable Response reply) {
    if (reply == null || reply.size() == 0) {
      throw Refusal.notFound();
    }
    return reply;
  }
}
