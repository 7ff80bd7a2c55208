package org.amtsrunde.calls;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.amtsrunde.calls.media.MediaBackend;
import org.amtsrunde.kernel.Refusal;

/** A media server that remembers what it was asked. Out of reach until somebody says so. */
final class MemoryMedia implements MediaBackend {
  volatile boolean ready;
  final Map<String, MemorySeat> seats = new ConcurrentHashMap<>();
  final List<String> closed = new CopyOnWriteArrayList<>();

  @Override
  public boolean isReady() {
    return ready;
  }

  @Override
  public void start() {}

  @Override
  public void stop() {}

  @Override
  public Future<Seat> enter(String callId, String participantId, Listener listener) {
    if (!ready) {
      return Future.failedFuture(Refusal.unavailable());
    }
    var seat = new MemorySeat(listener);
    seats.put(participantId, seat);
    return Future.succeededFuture(seat);
  }

  @Override
  public Future<Void> close(String callId) {
    closed.add(callId);
    return Future.succeededFuture();
  }

  static final class MemorySeat implements MediaBackend.Seat {
    final Listener listener;
    final List<String> asked = new CopyOnWriteArrayList<>();
    volatile boolean left;

    MemorySeat(Listener listener) {
      this.listener = listener;
    }

    private Future<Void> note(String what) {
      asked.add(what);
      return Future.succeededFuture();
    }

    @Override
    public Future<String> publish(String offer) {
      return note("publish " + offer).map("answer to " + offer);
    }

    @Override
    public Future<Void> accept(String answer) {
      return note("accept " + answer);
    }

    @Override
    public Future<Void> restart() {
      return note("restart");
    }

    @Override
    public Future<Void> candidates(boolean sending, List<Candidate> candidates) {
      return note((sending ? "sending " : "receiving ") + new ArrayList<>(candidates));
    }

    @Override
    public void repeat() {
      asked.add("repeat");
    }

    @Override
    public void leave() {
      left = true;
    }
  }
}
