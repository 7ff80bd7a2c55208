package org.amtsrunde.calls.media;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.amtsrunde.calls.media.MediaBackend.Candidate;
import org.amtsrunde.calls.media.MediaBackend.Listener;
import org.amtsrunde.calls.media.MediaBackend.Stream;
import org.amtsrunde.kernel.Fields;
import org.amtsrunde.kernel.Json;
import org.amtsrunde.kernel.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * One participant in a VideoRoom. The receiving handle follows who sends in the room, one change at a time: the next begins when the
 * browser has answered the last.
 */
final class JanusSeat implements MediaBackend.Seat {
  private static final int MOST_FEEDS = 100;
  private static final int MOST_STREAMS = 1_000;
  private static final int LONGEST_SDP = 1 << 20;

  /** How long a browser may take to answer an offer before the next change is offered. */
  private static final int PATIENCE_MS = 10_000;

  private final JanusBackend backend;
  private final JanusSocket socket;
  private final long room;
  private final String participantId;
  private final Listener listener;

  /** Who sends now: feed → participant. */
  private final Map<Long, String> feeds = new HashMap<>();

  private final Set<Long> received = new HashSet<>();
  private List<Stream> streams = List.of();
  private long sending;
  private long receiving;
  private long privateId;
  private Future<?> publishing = Future.succeededFuture();
  private boolean published;

  /** Whether a change of what is received is under way, from the request to the browser's answer. */
  private boolean busy;

  /** Ends a change that nobody answers. */
  private long patience;

  private boolean closed;

  /** The offer that the browser has not answered; null for none. */
  private @Nullable String unanswered;

  JanusSeat(JanusBackend backend, JanusSocket socket, long room, String participantId, Listener listener) {
    this.backend = backend;
    this.socket = socket;
    this.room = room;
    this.participantId = participantId;
    this.listener = listener;
  }

  long room() {
    return room;
  }

  /** Fails with {@link JanusRefusal#NO_SUCH_ROOM} before anybody has made the room; may be called again. */
  Future<Void> join() {
    return (sending == 0 ? socket.attach(this::sendingEvent) : Future.succeededFuture(sending))
        .compose(handle -> {
          sending = handle;
          return socket.message(
              handle,
              out ->
                  out.put("request", "join").put("ptype", "publisher").put("room", room).put("display", participantId),
              out -> {});
        })
        .map(answer -> {
          var data = data(answer);
          privateId = JanusSocket.id(data, "private_id");
          publishers(data);
          return null;
        });
  }

  @Override
  public Future<String> publish(String offer) {
    return backend.here(() -> {
      // One after the other: what the second asks depends on the first.
      var answer = publishing.otherwiseEmpty().compose(before -> publishNow(offer));
      publishing = answer;
      return answer;
    });
  }

  private Future<String> publishNow(String offer) {
    return socket
        .message(
            sending, out -> out.put("request", published ? "configure" : "publish"), out -> jsep(out, "offer", offer))
        .map(answer -> {
          published = true;
          return sdp(answer).orElseThrow(Refusal::unavailable);
        });
  }

  @Override
  public Future<Void> accept(String answer) {
    return backend.here(() -> {
      unanswered = null;
      return socket
          .message(receiving, out -> out.put("request", "start"), out -> jsep(out, "answer", answer))
          .onComplete(done -> settled())
          .mapEmpty();
    });
  }

  @Override
  public Future<Void> restart() {
    return backend.here(() -> {
      if (receiving == 0) {
        return Future.succeededFuture();
      }
      begun();
      return socket
          .message(receiving, out -> out.put("request", "configure").put("restart", true), out -> {})
          .onSuccess(this::offered)
          .onFailure(failure -> settled())
          .mapEmpty();
    });
  }

  @Override
  public Future<Void> candidates(boolean forSending, List<Candidate> candidates) {
    return backend.here(() -> {
      long handle = forSending ? sending : receiving;
      return socket.trickle(handle, out -> out.objects("candidates", candidates, JanusSeat::candidate)).mapEmpty();
    });
  }

  private static void candidate(Json.Out out, Candidate one) {
    out.put("candidate", one.candidate()).put("sdpMid", one.mid()).put("sdpMLineIndex", one.line());
  }

  @Override
  public void repeat() {
    backend.run(() -> {
      if (unanswered != null && !closed) {
        listener.offer(unanswered, streams);
      }
    });
  }

  @Override
  public void leave() {
    backend.run(this::leaveNow);
  }

  void leaveNow() {
    closed = true;
    socket.detach(sending);
    socket.detach(receiving);
    backend.left(this);
  }

  /** The session is gone, or Janus has put this one out. */
  void ended() {
    if (!closed) {
      leaveNow();
      listener.ended();
    }
  }

  private void sendingEvent(Fields event) {
    if (isOver(event)) {
      ended();
      return;
    }
    var data = data(event);
    publishers(data);
    if ("kicked".equals(data.textOrNull("reason", 1_000)) || "destroyed".equals(data.textOrNull("videoroom", 100))) {
      ended();
      return;
    }
    for (var gone : List.of("unpublished", "leaving", "kicked")) {
      if (feeds.remove(sender(data, gone)) != null) {
        follow();
      }
    }
  }

  private void receivingEvent(Fields event) {
    if (isOver(event)) {
      ended();
    } else if ("updated".equals(data(event).textOrNull("videoroom", 100))) {
      // What could not be offered at once, because Janus was not done with what was before.
      updated(event);
    }
  }

  /** Whether one of the two connections is gone as Janus sees it. */
  private static boolean isOver(Fields event) {
    var kind = event.text("janus", 1, 100);
    return kind.equals("hangup") || kind.equals("detached");
  }

  private void publishers(Fields data) {
    for (var publisher : data.objects("publishers", MOST_FEEDS)) {
      long feed = JanusSocket.id(publisher, "id");
      var who = Objects.requireNonNullElse(publisher.textOrNull("display", 1_000), "");
      if (who.equals(participantId)) {
        // An earlier seat of the same participant, whose node or browser has not noticed yet that it is over.
        socket
            .message(sending, out -> out.put("request", "kick").put("room", room).put("id", feed), out -> {})
            .onFailure(goneAlready -> {});
      } else {
        // A participant is heard once: the newer feed counts.
        feeds.values().remove(who);
        feeds.put(feed, who);
      }
    }
    follow();
  }

  /** Receives from those who send now, if nothing else is under way. */
  private void follow() {
    var more = new HashSet<>(feeds.keySet());
    more.removeAll(received);
    var less = new HashSet<>(received);
    less.removeAll(feeds.keySet());
    if (closed || busy || (more.isEmpty() && less.isEmpty())) {
      return;
    }
    begun();
    (receiving == 0 ? subscribe(more) : update(more, less))
        .onSuccess(answer -> {
          received.addAll(more);
          received.removeAll(less);
          if (!"updating".equals(data(answer).textOrNull("videoroom", 100))) {
            updated(answer);
          }
        })
        // Somebody went meanwhile, of which the room tells too: not to be tried again before that.
        .onFailure(failure -> busy = false);
  }

  private void begun() {
    busy = true;
    long number = ++patience;
    socket.later(
        PATIENCE_MS,
        () -> {
          if (number == patience) {
            settled();
          }
        });
  }

  private void settled() {
    busy = false;
    patience++;
    follow();
  }

  private void updated(Fields answer) {
    streams = streams(data(answer));
    offered(answer);
  }

  private Future<Fields> subscribe(Set<Long> more) {
    return socket
        .attach(this::receivingEvent)
        .compose(handle -> {
          receiving = handle;
          return socket.message(
              handle,
              out ->
                  out.put("request", "join")
                      .put("ptype", "subscriber")
                      .put("room", room)
                      .put("private_id", privateId)
                      .put("autoupdate", false)
                      .objects("streams", more, (o, feed) -> o.put("feed", feed)),
              out -> {});
        })
        .onFailure(failure -> {
          socket.detach(receiving);
          receiving = 0;
        });
  }

  private Future<Fields> update(Set<Long> more, Set<Long> less) {
    Consumer<Json.Out> body =
        out -> {
          out.put("request", "update");
          if (!more.isEmpty()) {
            out.objects("subscribe", more, (o, feed) -> o.put("feed", feed));
          }
          if (!less.isEmpty()) {
            out.objects("unsubscribe", less, (o, feed) -> o.put("feed", feed));
          }
        };
    return socket.message(receiving, body, out -> {});
  }

  private void offered(Fields answer) {
    var offer = sdp(answer);
    unanswered = offer.orElse(null);
    if (offer.isEmpty() || closed) {
      settled();
    } else {
      begun();
      listener.offer(offer.get(), streams);
    }
  }

  private static List<Stream> streams(Fields data) {
    var streams = new ArrayList<Stream>();
    for (var one : data.objects("streams", MOST_STREAMS)) {
      var who = one.textOrNull("feed_display", 1_000);
      var line = one.textOrNull("feed_mid", 10);
      if (who != null && line != null && line.matches("[0-2]")) {
        streams.add(new Stream(one.text("mid", 1, 100), who, Integer.parseInt(line)));
      }
    }
    return streams;
  }

  /** What the room plugin says; empty if the message is not from it. */
  static Fields data(Fields message) {
    var plugin = message.objectOrNull("plugindata");
    var data = plugin == null ? null : plugin.objectOrNull("data");
    return data == null ? Fields.empty() : data;
  }

  private static Optional<String> sdp(Fields message) {
    var jsep = message.objectOrNull("jsep");
    return Optional.ofNullable(jsep).map(description -> description.text("sdp", 1, LONGEST_SDP));
  }

  private static void jsep(Json.Out out, String type, String sdp) {
    out.object("jsep", description -> description.put("type", type).put("sdp", sdp));
  }

  /** The feed that has gone; 0 if none has, or it is this one, of which Janus says "ok". */
  private static long sender(Fields data, String name) {
    try {
      return data.numberOrEmpty(name, 0, Long.MAX_VALUE).orElse(0);
    } catch (Refusal isAWord) {
      return 0;
    }
  }
}
