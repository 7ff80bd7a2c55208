package org.amtsrunde.calls;

import io.vertx.core.Future;
import io.vertx.redis.client.Response;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import org.amtsrunde.calls.CallState.Link;
import org.amtsrunde.calls.CallState.Participant;
import org.amtsrunde.calls.CallState.Recording;
import org.amtsrunde.kernel.Refusal;
import org.amtsrunde.redis.Keys;
import org.amtsrunde.redis.RedisStore;
import org.amtsrunde.redis.Script;
import org.jspecify.annotations.Nullable;

/** Calls in Redis: one hash per call in the slot of its room, one script and one round trip per command. */
public final class RedisCallStore implements CallStore {
  private static final Script JOIN = load("join.lua");
  private static final Script LEAVE = load("leave.lua");
  private static final Script CHANGE = load("change.lua");
  private static final Script CONNECT = load("connect.lua");
  private static final Script SIGNAL = load("signal.lua");
  private static final Script ASK = load("ask.lua");
  private static final Script RECORD = load("record.lua");
  private static final Script CONSENT = load("consent.lua");
  private static final Script LOOK = load("look.lua");
  private static final Script RENEW = load("renew.lua");
  private static final Script LET_IN = load("let-in.lua");
  private static final Script SEND_OUT = load("send-out.lua");

  private final RedisStore store;

  public RedisCallStore(RedisStore store) {
    this.store = store;
  }

  private static Script load(String file) {
    return Script.load(RedisCallStore.class, "call.lua", file);
  }

  @Override
  public Future<CallChange> join(Speaker speaker, String node, String seat, Fresh fresh, Entry entry) {
    return change(
        JOIN,
        speaker,
        node,
        fresh.participant(),
        fresh.seat(),
        seat,
        fresh.call(),
        fresh.connection(),
        CallRules.MOST,
        CallRules.flag(entry.muted()),
        CallRules.flag(entry.camera()),
        entry.recording(),
        CallRules.flag(entry.media()));
  }

  @Override
  public Future<CallChange> leave(Speaker speaker, boolean forGood) {
    return change(LEAVE, speaker, CallRules.flag(forGood));
  }

  @Override
  public Future<CallChange> change(Speaker speaker, List<String> changes) {
    return change(CHANGE, speaker, changes.toArray());
  }

  @Override
  public Future<CallChange> connect(Speaker speaker, String participantId, String after, String connectionId) {
    return change(CONNECT, speaker, participantId, after, connectionId);
  }

  @Override
  public Future<Address> address(Speaker speaker, String participantId, String connectionId) {
    return run(SIGNAL, speaker, participantId, connectionId).map(RedisCallStore::address);
  }

  @Override
  public Future<Address> ask(Speaker speaker, String participantId) {
    return run(ASK, speaker, participantId, CallRules.BETWEEN_ASKS).map(RedisCallStore::address);
  }

  @Override
  public Future<CallChange> record(Speaker speaker, String recordingId) {
    return change(RECORD, speaker, recordingId);
  }

  @Override
  public Future<CallChange> consent(Speaker speaker, String recordingId, boolean agrees) {
    return change(CONSENT, speaker, recordingId, CallRules.flag(agrees));
  }

  private static Address address(Response reply) {
    return new Address(text(reply, 1), text(reply, 2), text(reply, 3));
  }

  @Override
  public Future<CallChange> look(Speaker speaker, boolean inCall) {
    return change(LOOK, speaker, CallRules.flag(inCall));
  }

  @Override
  public Future<CallChange> renew(String roomId, Collection<String> clients, boolean media) {
    var args = new ArrayList<Object>(List.of(CallRules.flag(media)));
    args.addAll(clients);
    return change(RENEW, new Speaker(roomId, "", ""), args.toArray());
  }

  @Override
  public Future<CallChange> letIn(String roomId, String guestId, Instant until) {
    return change(LET_IN, new Speaker(roomId, guestId, ""), until.toEpochMilli());
  }

  @Override
  public Future<CallChange> sendOut(String roomId, String guestId) {
    return change(SEND_OUT, new Speaker(roomId, guestId, ""));
  }

  private Future<CallChange> change(Script script, Speaker speaker, Object... args) {
    return run(script, speaker, args).map(reply -> read(speaker.roomId(), reply));
  }

  private Future<Response> run(Script script, Speaker speaker, Object... args) {
    var room = speaker.roomId();
    var all = new ArrayList<Object>(List.of(speaker.personId(), speaker.client(), CallRules.LIFE));
    all.addAll(List.of(args));
    return store
        .eval(script, List.of(Keys.call(room), Keys.roomMembers(room), Keys.callGuests(room)), all.toArray())
        .map(RedisCallStore::answered);
  }

  private static Response answered(@Nullable Response reply) {
    if (reply == null) {
      throw Refusal.unavailable();
    }
    if (!text(reply, 0).equals("refused")) {
      return reply;
    }
    var kind = Refusal.Kind.valueOf(text(reply, 1).toUpperCase(Locale.ROOT).replace('-', '_'));
    throw kind == Refusal.Kind.NOT_FOUND ? Refusal.notFound() : new Refusal(kind, text(reply, 2));
  }

  private static CallChange read(String roomId, Response reply) {
    var participants = new ArrayList<Participant>();
    for (var item : reply.get(5)) {
      participants.add(participant(item));
    }
    participants.sort(Comparator.comparingLong(Participant::joined));
    var links = new ArrayList<Link>();
    for (var item : reply.get(6)) {
      links.add(new Link(text(item, 0), text(item, 1), item.get(2).toLong(), text(item, 3), text(item, 4)));
    }
    var members = new HashSet<String>();
    reply.get(7).forEach(item -> members.add(item.toString()));
    var state =
        new CallState(
            roomId,
            reply.get(1).toLong(),
            text(reply, 2),
            reply.get(3).toLong(),
            text(reply, 4),
            text(reply, 9),
            text(reply, 10),
            participants,
            links,
            recording(reply.get(8)));
    return new CallChange(state, text(reply, 0).equals("changed"), members);
  }

  private static @Nullable Recording recording(Response item) {
    if (item.size() == 0) {
      return null;
    }
    var agreed = new ArrayList<String>();
    for (int i = 4; i < item.size(); i++) {
      agreed.add(text(item, i));
    }
    return new Recording(text(item, 0), text(item, 1), text(item, 2).equals("1"), item.get(3).toLong(), agreed);
  }

  private static Participant participant(Response item) {
    return new Participant(
        text(item, 0),
        text(item, 1),
        text(item, 2),
        text(item, 3),
        text(item, 4),
        text(item, 5).equals("1"),
        text(item, 6).equals("1"),
        item.get(7).toLong(),
        item.get(8).toLong(),
        text(item, 9).equals("1"));
  }

  private static String text(Response reply, int at) {
    return reply.get(at).toString();
  }
}
