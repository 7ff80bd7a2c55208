package org.amtsrunde.calls.media;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.amtsrunde.kernel.Fields;
import org.amtsrunde.kernel.Json;
import org.amtsrunde.kernel.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The VideoRoom plugin of Janus 1.x as media server: a room for each call, a publishing and a subscribing handle for each participant.
 * Each node has a session of its own. Rooms outlive everybody in Janus, so whoever ends a call destroys its room, and every new
 * session the empty ones that a dead node left behind.
 */
public final class JanusBackend implements MediaBackend {
  /** How long it may be out of reach before calls go another way, in ns. */
  private static final long GRACE = 5_000_000_000L;

  private static final int MOST_ROOMS = 10_000;
  private static final int MOST_PUBLISHERS = 48;
  private static final String OURS = "amtsrunde";
  private static final long ROOM_MASK = (1L << 52) - 1;
  private static final Logger LOG = LoggerFactory.getLogger(JanusBackend.class);

  private final Context context;
  private final LongSupplier nanos;
  private final JanusSocket socket;
  private final Set<JanusSeat> seats = new HashSet<>();

  /** A handle for what concerns rooms and nobody in them; 0 while there is none. */
  private long keeper;

  private volatile boolean open;
  private volatile long lostAt;

  /**
   * @param address {@code ws:} of the WebSocket transport, which nobody but us may reach
   * @param secret its {@code api_secret}, or empty
   * @param nanos a clock that only goes forward
   */
  public JanusBackend(Vertx vertx, URI address, String secret, LongSupplier nanos) {
    this.context = vertx.getOrCreateContext();
    this.nanos = nanos;
    // Whoever comes back to a node that has just started must not find that it knows of no media server.
    this.lostAt = nanos.getAsLong();
    this.socket = new JanusSocket(vertx, context, address, secret, new Session());
  }

  private final class Session implements JanusSocket.Listener {
    @Override
    public void opened() {
      socket
          .attach(tellsNothing -> {})
          .onSuccess(handle -> {
            keeper = handle;
            open = true;
            sweep();
          })
          .onFailure(
              failure -> LOG.warn("no way to look after the rooms of the media server: {}", failure.getMessage()));
    }

    @Override
    public void lost() {
      open = false;
      lostAt = nanos.getAsLong();
      keeper = 0;
      var all = Set.copyOf(seats);
      seats.clear();
      all.forEach(JanusSeat::ended);
    }
  }

  @Override
  public boolean isReady() {
    return open || nanos.getAsLong() - lostAt < GRACE;
  }

  /** Whether it is in reach just now, and its rooms with it. */
  boolean isOpen() {
    return open;
  }

  @Override
  public void start() {
    context.runOnContext(ignored -> socket.open());
  }

  @Override
  public void stop() {
    context.runOnContext(ignored -> socket.close());
  }

  @Override
  public Future<Seat> enter(String callId, String participantId, Listener listener) {
    return here(() -> {
      var seat = new JanusSeat(this, socket, room(callId), participantId, listener);
      seats.add(seat);
      return seat.join()
          .recover(failure -> create(failure, seat.room()).compose(made -> seat.join()))
          .onFailure(failure -> seat.leaveNow())
          .map(joined -> (Seat) seat);
    });
  }

  private Future<Void> create(Throwable failure, long room) {
    if (!(failure instanceof JanusRefusal refusal) || refusal.code() != JanusRefusal.NO_SUCH_ROOM) {
      return Future.failedFuture(failure);
    }
    return rooms(out ->
            out.put("request", "create")
                .put("room", room)
                .put("description", OURS)
                .put("publishers", MOST_PUBLISHERS)
                .put("audiocodec", "opus")
                .put("videocodec", "vp8")
                .put("permanent", false))
        .recover(answer -> succeededIf(answer, JanusRefusal.ROOM_EXISTS))
        .mapEmpty();
  }

  @Override
  public Future<Void> close(String callId) {
    return here(() ->
        rooms(out -> out.put("request", "destroy").put("room", room(callId)))
            .recover(answer -> succeededIf(answer, JanusRefusal.NO_SUCH_ROOM))
            .mapEmpty());
  }

  private static Future<Fields> succeededIf(Throwable answer, int code) {
    boolean is = answer instanceof JanusRefusal refusal && refusal.code() == code;
    return is ? Future.succeededFuture(Fields.empty()) : Future.failedFuture(answer);
  }

  /** Destroys what calls whose node died have left behind. Whoever enters one of them just now makes it again. */
  private void sweep() {
    rooms(out -> out.put("request", "list"))
        .onSuccess(data -> {
          for (var room : data.objects("list", MOST_ROOMS)) {
            if (OURS.equals(room.textOrNull("description", 10_000))
                && room.number("num_participants", 0, 10_000) == 0) {
              long id = JanusSocket.id(room, "room");
              rooms(out -> out.put("request", "destroy").put("room", id)).onFailure(stays -> {});
            }
          }
        })
        .onFailure(failure -> LOG.warn("the rooms of the media server are unknown: {}", failure.getMessage()));
  }

  private Future<Fields> rooms(Consumer<Json.Out> body) {
    return keeper == 0
        ? Future.failedFuture(Refusal.unavailable())
        : socket.message(keeper, body, out -> {}).map(JanusSeat::data);
  }

  void left(JanusSeat seat) {
    seats.remove(seat);
  }

  /** Runs on the context of the socket. A "no" of Janus is its fault or ours, never the caller's. */
  <T> Future<T> here(Supplier<Future<T>> work) {
    Promise<T> done = Promise.promise();
    context.runOnContext(ignored ->
        work.get()
            .onComplete(result -> {
              if (result.succeeded()) {
                done.complete(result.result());
              } else if (result.cause() instanceof JanusRefusal refusal) {
                LOG.warn("the media server refuses: {}", refusal.getMessage());
                done.fail(Refusal.unavailable());
              } else {
                done.fail(result.cause());
              }
            }));
    return done.future();
  }

  void run(Runnable work) {
    context.runOnContext(ignored -> work.run());
  }

  /** Rooms have numbers; all nodes find the same one. */
  private static long room(String callId) {
    try {
      var hash = MessageDigest.getInstance("SHA-256").digest(callId.getBytes(UTF_8));
      return (ByteBuffer.wrap(hash).getLong() & ROOM_MASK) + 1;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
