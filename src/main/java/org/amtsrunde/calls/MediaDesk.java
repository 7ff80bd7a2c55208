package org.amtsrunde.calls;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.amtsrunde.calls.CallState.Participant;
import org.amtsrunde.calls.media.MediaBackend;
import org.amtsrunde.calls.media.MediaBackend.Candidate;
import org.amtsrunde.calls.media.MediaBackend.Stream;
import org.amtsrunde.kernel.Fields;
import org.amtsrunde.kernel.Ids;
import org.amtsrunde.kernel.Json;
import org.amtsrunde.kernel.Refusal;
import org.amtsrunde.realtime.ClientHandle;
import org.jspecify.annotations.Nullable;

/**
 * The seats that participants of this node have in the media server: carries what their browsers and it say to each other.
 *
 * <p>A seat outlives its connection for {@link CallRules#LIFE}, so that whoever comes back to this node is heard all the time; with the
 * place in the call it is gone within {@link CallRules#BEAT}.
 */
final class MediaDesk {
  private static final int MOST_CANDIDATES = 100;

  private final Vertx vertx;
  private final MediaBackend backend;
  private final Couriers couriers;
  private final Ids ids;

  /** Room → participant → their seat. */
  private final Map<String, Map<String, Held>> rooms = new ConcurrentHashMap<>();

  MediaDesk(Vertx vertx, MediaBackend backend, Couriers couriers, Ids ids) {
    this.vertx = vertx;
    this.backend = backend;
    this.couriers = couriers;
    this.ids = ids;
  }

  void start() {
    backend.start();
  }

  void stop() {
    backend.stop();
  }

  boolean isReady() {
    return backend.isReady();
  }

  /** @param standing attempt that goes on if it still stands; or empty */
  Future<String> begin(ClientHandle client, CallState state, String standing) {
    var mine = state.by(client.clientId()).orElseThrow();
    if (!state.mode().equals("sfu")) {
      return Future.failedFuture(new Refusal(Refusal.Kind.CONFLICT, "this call goes from each to each"));
    }
    var known = seats(state.roomId()).get(mine.id());
    if (known != null && known.connectionId.equals(standing) && known.seat != null) {
      known.client = client.clientId();
      known.seat.repeat();
      return Future.succeededFuture(standing);
    }
    var held = new Held(state.roomId(), state.id(), mine.id(), ids.next(), client.clientId());
    leave(put(held));
    return backend
        .enter(state.id(), mine.id(), held)
        .onFailure(failure -> remove(held))
        .map(seat -> {
          held.seat = seat;
          if (seats(state.roomId()).get(mine.id()) != held) {
            // Given up, or begun anew, while it came about.
            seat.leave();
          }
          return held.connectionId;
        });
  }

  private Map<String, Held> seats(String roomId) {
    return rooms.getOrDefault(roomId, Map.of());
  }

  private @Nullable Held put(Held held) {
    var before = new AtomicReference<@Nullable Held>();
    rooms.compute(
        held.roomId,
        (id, known) -> {
          var all = known == null ? new ConcurrentHashMap<String, Held>() : known;
          before.set(all.put(held.participantId, held));
          return all;
        });
    return before.get();
  }

  Future<Void> signal(
      ClientHandle client, String roomId, boolean sending, String connectionId, String kind, String body) {
    var held =
        seats(roomId).values().stream()
            .filter(one -> one.connectionId.equals(connectionId) && one.client.equals(client.clientId()))
            .findFirst();
    var seat = held.map(one -> one.seat).orElse(null);
    if (seat == null) {
      return Future.failedFuture(new Refusal(Refusal.Kind.CONFLICT, "this attempt is over"));
    }
    return switch (kind) {
      case "candidates" -> seat.candidates(sending, candidates(body));
      case "offer" -> sending ? publish(held.get(), seat, description(body)) : wrong(kind);
      case "answer" -> sending ? wrong(kind) : accept(held.get(), seat, description(body));
      default -> sending ? wrong(kind) : seat.restart();
    };
  }

  private static Future<Void> wrong(String kind) {
    return Future.failedFuture(Refusal.invalid(kind + " goes the other way"));
  }

  private static Fields description(String body) {
    return Fields.parse(body.getBytes(UTF_8));
  }

  private Future<Void> publish(Held held, MediaBackend.Seat seat, Fields offer) {
    long number = number(offer);
    return seat.publish(sdp(offer))
        .map(answer -> {
          held.say(CallRules.SENDING, "answer", Json.object(out -> out.put("number", number).put("sdp", answer)));
          return null;
        });
  }

  private static Future<Void> accept(Held held, MediaBackend.Seat seat, Fields answer) {
    // The answer to an offer that was replaced meanwhile.
    return number(answer) == held.offers.get() ? seat.accept(sdp(answer)) : Future.succeededFuture();
  }

  private static long number(Fields description) {
    return description.number("number", 1, Integer.MAX_VALUE);
  }

  private static String sdp(Fields description) {
    return description.text("sdp", 1, CallRules.LONGEST_SIGNAL);
  }

  private static List<Candidate> candidates(String body) {
    return Fields.parse(("{\"all\":" + body + "}").getBytes(UTF_8)).objects("all", MOST_CANDIDATES).stream()
        .map(one ->
            new Candidate(
                one.text("candidate", 0, 1_000),
                Objects.requireNonNullElse(one.textOrNull("sdpMid", 20), ""),
                (int) one.numberOrEmpty("sdpMLineIndex", 0, 1_000).orElse(0)))
        .toList();
  }

  /** The connection has ended; its participant may come back. */
  void disconnected(String roomId, String client) {
    for (var held : seats(roomId).values()) {
      if (held.client.equals(client)) {
        vertx.setTimer(
            CallRules.LIFE,
            ignored -> {
              if (held.client.equals(client)) {
                giveUp(held);
              }
            });
      }
    }
  }

  /** Nobody has a seat who has no place here any more; and nobody has one in a call that is over or goes another way. */
  void follow(CallState state) {
    for (var held : seats(state.roomId()).values()) {
      boolean stays =
          state.mode().equals("sfu")
              && state.participants().stream().anyMatch(one -> one.id().equals(held.participantId) && isHere(one));
      if (!stays) {
        giveUp(held);
      }
      if (state.id().isEmpty()) {
        backend.close(held.callId).onFailure(sweptWithTheNextSession -> {});
      }
    }
  }

  private void giveUp(Held held) {
    if (remove(held)) {
      leave(held);
    }
  }

  private boolean remove(Held held) {
    var was = new AtomicBoolean();
    rooms.computeIfPresent(
        held.roomId,
        (id, all) -> {
          was.set(all.remove(held.participantId, held));
          return all.isEmpty() ? null : all;
        });
    return was.get();
  }

  private boolean isHere(Participant one) {
    return one.node().equals(couriers.nodeId());
  }

  private static void leave(@Nullable Held held) {
    if (held != null && held.seat != null) {
      held.seat.leave();
    }
  }

  /** One seat. Written by whoever begins it, read by all. */
  private final class Held implements MediaBackend.Listener {
    private final String roomId;
    private final String callId;
    private final String participantId;
    private final String connectionId;
    private final AtomicLong offers = new AtomicLong();
    private final AtomicLong said = new AtomicLong();
    private volatile String client;
    private volatile MediaBackend.@Nullable Seat seat;

    Held(String roomId, String callId, String participantId, String connectionId, String client) {
      this.roomId = roomId;
      this.callId = callId;
      this.participantId = participantId;
      this.connectionId = connectionId;
      this.client = client;
    }

    @Override
    public void offer(String sdp, List<Stream> streams) {
      long number = offers.incrementAndGet();
      var body =
          Json.object(out ->
              out.put("number", number)
                  .put("sdp", sdp)
                  .objects(
                      "streams",
                      streams,
                      (o, one) ->
                          o.put("mid", one.mid()).put("participantId", one.participantId()).put("line", one.line())));
      say(CallRules.RECEIVING, "offer", body);
    }

    @Override
    public void ended() {
      remove(this);
      // Whoever asks for new paths now hears that this attempt is over, and begins another.
      say(CallRules.SENDING, "restart", new byte[0]);
    }

    private void say(String from, String kind, byte[] body) {
      var key = "call-media/" + connectionId + "/" + said.incrementAndGet();
      var json = CallJson.signalPush(roomId, from, connectionId, kind, new String(body, UTF_8));
      couriers.toClient(couriers.nodeId(), client, key, json);
    }
  }
}
