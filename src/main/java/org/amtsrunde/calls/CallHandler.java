package org.amtsrunde.calls;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.amtsrunde.calls.CallStore.Entry;
import org.amtsrunde.calls.CallStore.Fresh;
import org.amtsrunde.calls.CallStore.Speaker;
import org.amtsrunde.calls.media.MediaBackend;
import org.amtsrunde.cluster.NodeBus;
import org.amtsrunde.kernel.Ids;
import org.amtsrunde.realtime.ClientHandle;
import org.amtsrunde.realtime.ClientListener;
import org.jspecify.annotations.Nullable;

/**
 * Calls as one node serves them: who joins and leaves, who is told, and what one browser says to another.
 *
 * <p>Guarantees: only members of the room, and guests who were let in, learn anything of its call, and only participants of one attempt reach each other. Who is
 * no longer a member is out of the call within {@link CallRules#BEAT} and a round trip. Participants of a node that dies keep their
 * place for {@link CallRules#LIFE}; then any node that serves the call takes them out.
 */
public final class CallHandler implements ClientListener {
  private final Vertx vertx;
  private final CallStore store;
  private final Couriers couriers;
  private final Ids ids;
  private final CallLimit limit;
  private final MediaDesk media;
  private final AtomicLong messages = new AtomicLong();

  /** Room → connections of this node in its call. */
  private final Map<String, Set<String>> held = new ConcurrentHashMap<>();

  /** Room → revision that was told last; of rooms in {@link #held}. */
  private final Map<String, Long> told = new ConcurrentHashMap<>();

  private long timer;

  /**
   * @param store where calls are kept
   * @param backend over which calls go that begin while it is in reach
   * @param nanos a clock that only goes forward
   */
  public CallHandler(
      Vertx vertx, RedisCallStore store, MediaBackend backend, NodeBus bus, Ids ids, LongSupplier nanos) {
    this.vertx = vertx;
    this.store = store;
    this.couriers = new Couriers(bus);
    this.ids = ids;
    this.limit = new CallLimit(nanos);
    this.media = new MediaDesk(vertx, backend, couriers, ids);
  }

  /** Before the first connection. */
  public void start() {
    media.start();
    timer = vertx.setPeriodic(CallRules.BEAT, ignored -> beat());
  }

  /** After the last connection: people come back on other nodes. */
  public void stop() {
    vertx.cancelTimer(timer);
    media.stop();
  }

  @Override
  public void connected(ClientHandle client) {
    couriers.add(client);
  }

  @Override
  public void disconnected(ClientHandle client) {
    couriers.remove(client);
    limit.forget(client.clientId());
    for (var room : List.copyOf(held.keySet())) {
      if (held.getOrDefault(room, Set.of()).contains(client.clientId())) {
        media.disconnected(room, client.clientId());
        leave(client, room, false).onFailure(endsByItself -> {});
      }
    }
  }

  @Override
  public boolean hearsOfGuests() {
    return true;
  }

  /** From now on this guest may take part in the call of the room, as long as there is a place beside its members. */
  public Future<Void> letIn(String roomId, String guestId, Instant until) {
    return store.letIn(roomId, guestId, until).mapEmpty();
  }

  /** The guest is out of the call and does not come back. */
  public Future<Void> sendOut(String roomId, String guestId) {
    return store.sendOut(roomId, guestId).map(this::tell).mapEmpty();
  }

  /** A place in a call. */
  record Place(CallState state, CallState.Participant mine) {}

  /**
   * @param seat to come back to; empty to join anew
   * @param recording to which the person agrees, or empty
   */
  Future<Place> join(ClientHandle client, String roomId, String seat, boolean muted, boolean camera, String recording) {
    var id = client.clientId();
    var fresh = new Fresh(ids.next(), ids.next(), ids.next(), ids.next());
    var entry = new Entry(muted, camera, recording, media.isReady());
    return store
        .join(speaker(client, roomId), couriers.nodeId(), seat, fresh, entry)
        .onFailure(failure -> release(roomId, id))
        .map(change -> {
          // Not before it stands in the store: a look at the store from before would seem to say that it is out.
          hold(roomId, id);
          tell(change);
          if (!couriers.has(id)) {
            // It ended while it joined.
            leave(client, roomId, false).onFailure(endsByItself -> {});
          }
          return new Place(change.state(), change.state().by(id).orElseThrow());
        });
  }

  Future<Void> leave(ClientHandle client, String roomId, boolean forGood) {
    release(roomId, client.clientId());
    return store.leave(speaker(client, roomId), forGood).map(this::tell).mapEmpty();
  }

  Future<Void> change(ClientHandle client, String roomId, List<String> changes) {
    limit.take(client.clientId());
    return store.change(speaker(client, roomId), changes).map(this::tell).mapEmpty();
  }

  /** Asks all in the call to agree to a recording on the device of this one. Nothing of it ever comes here. */
  Future<Void> record(ClientHandle client, String roomId) {
    limit.take(client.clientId());
    return store.record(speaker(client, roomId), ids.next()).map(this::tell).mapEmpty();
  }

  /** @param agrees false ends it for all, whoever it is who says so */
  Future<Void> consent(ClientHandle client, String roomId, String recordingId, boolean agrees) {
    return store.consent(speaker(client, roomId), recordingId, agrees).map(this::tell).mapEmpty();
  }

  /** A new attempt with another participant; the answer is what stands, whoever began it. */
  Future<CallState> connect(ClientHandle client, String roomId, String participantId, String after) {
    limit.take(client.clientId());
    return store
        .connect(speaker(client, roomId), participantId, after, ids.next())
        .map(this::tell)
        .map(CallChange::state);
  }

  /** Passes on what the browsers of two participants say to each other. Whether it arrives is not known. */
  Future<Void> signal(ClientHandle client, String roomId, String to, String connectionId, String kind, String body) {
    limit.take(client.clientId());
    return store
        .address(speaker(client, roomId), to, connectionId)
        .map(address -> {
          if (!address.client().isEmpty()) {
            // Each signal counts, so none replaces another.
            var key = "call-signal/" + messages.incrementAndGet();
            var json = CallJson.signalPush(roomId, address.fromId(), connectionId, kind, body);
            couriers.toClient(address.node(), address.client(), key, json);
          }
          return null;
        });
  }

  /**
   * The attempt of this participant to connect with the media server.
   *
   * @param standing one that is to go on if it still stands; or empty
   */
  Future<String> media(ClientHandle client, String roomId, String standing) {
    limit.take(client.clientId());
    return store
        .look(speaker(client, roomId), true)
        .compose(change -> media.begin(client, tell(change).state(), standing));
  }

  /** What a browser says to the media server, over the connection on which it sends or the one on which it receives. */
  Future<Void> signalMedia(
      ClientHandle client, String roomId, boolean sending, String connectionId, String kind, String body) {
    limit.take(client.clientId());
    return media.signal(client, roomId, sending, connectionId, kind, body);
  }

  /** Lets another participant know that this one asks them to switch their microphone off. Nobody can do it for them. */
  Future<Void> ask(ClientHandle client, String roomId, String participantId) {
    limit.take(client.clientId());
    return store
        .ask(speaker(client, roomId), participantId)
        .map(address -> {
          var key = "call-asked/" + address.fromId();
          couriers.toClient(address.node(), address.client(), key, CallJson.askedPush(roomId, address.fromId()));
          return null;
        });
  }

  /**
   * What a participant has typed so far in one of their lines; kept nowhere.
   *
   * @param to participants who may read it; null for all in the call
   */
  Future<Void> text(
      ClientHandle client, String roomId, long line, String text, boolean done, @Nullable List<String> to) {
    limit.take(client.clientId());
    return store
        .look(speaker(client, roomId), true)
        .map(change -> {
          tell(change);
          var all = change.state().participants();
          var from = change.state().by(client.clientId()).orElseThrow();
          var json = CallJson.textPush(roomId, from.id(), line, text, done);
          var key = "call-text/" + from.id() + "/" + line;
          for (var other : all) {
            boolean meant = to == null || to.contains(other.id());
            if (meant && !other.equals(from) && !other.client().isEmpty()) {
              couriers.toClient(other.node(), other.client(), key, json);
            }
          }
          return null;
        });
  }

  Future<CallState> look(ClientHandle client, String roomId) {
    return store.look(speaker(client, roomId), false).map(this::tell).map(CallChange::state);
  }

  private static Speaker speaker(ClientHandle client, String roomId) {
    return new Speaker(roomId, client.caller().personId(), client.clientId());
  }

  private void hold(String roomId, String client) {
    held.compute(
        roomId,
        (id, known) -> {
          var all = known == null ? ConcurrentHashMap.<String>newKeySet() : known;
          all.add(client);
          return all;
        });
  }

  private void release(String roomId, String client) {
    held.computeIfPresent(
        roomId,
        (id, known) -> {
          known.remove(client);
          return known.isEmpty() ? null : known;
        });
    if (!held.containsKey(roomId)) {
      told.remove(roomId);
    }
  }

  private CallChange tell(CallChange change) {
    var state = change.state();
    media.follow(state);
    if (change.changed()) {
      couriers.toPeople(change.members(), key(state), CallJson.statePush(state));
      if (held.containsKey(state.roomId())) {
        told.merge(state.roomId(), state.rev(), Math::max);
      }
    }
    return change;
  }

  private static String key(CallState state) {
    return "call/" + state.roomId();
  }

  private void beat() {
    held.forEach((room, known) -> {
      var clients = List.copyOf(known);
      store
          .renew(room, clients, media.isReady())
          .onSuccess(change -> renewed(tell(change), clients))
          .onFailure(renewedWithTheNextBeat -> {});
    });
  }

  /** Tells what another node did and the bus lost, and those of the connections asked for that are out. */
  private void renewed(CallChange change, List<String> clients) {
    var state = change.state();
    var room = state.roomId();
    if (!state.id().isEmpty() && told.getOrDefault(room, 0L) < state.rev()) {
      told.put(room, state.rev());
      couriers.toPeopleHere(change.members(), key(state), CallJson.statePush(state));
    }
    var still = held.getOrDefault(room, Set.of());
    for (var client : clients) {
      if (still.contains(client) && state.participants().stream().noneMatch(one -> one.client().equals(client))) {
        dismiss(state, client);
      }
    }
  }

  private void dismiss(CallState state, String client) {
    release(state.roomId(), client);
    var person = couriers.personOf(client);
    boolean elsewhere = state.participants().stream().anyMatch(one -> Objects.equals(one.personId(), person));
    var key = "call-over/" + state.roomId();
    couriers.toClient(couriers.nodeId(), client, key, CallJson.overPush(state.roomId(), elsewhere));
  }
}
