package org.amtsrunde.documents.framing;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.amtsrunde.documents.room.Body;
import org.amtsrunde.documents.room.Figures;
import org.amtsrunde.documents.room.Workers;
import org.amtsrunde.documents.yjs.Awareness;
import org.amtsrunde.documents.yjs.Lib0Writer;
import org.amtsrunde.documents.yjs.Updates;
import org.amtsrunde.realtime.Wire;

/**
 * What goes out to one socket. While the peer takes less than it is sent, messages wait here, as references to bytes that all clients
 * share; when it goes on, the updates of a document that have waited are sent as one merged update, and of the states of each client
 * the newest. Who is too far behind, in bytes or in time, is to be closed.
 */
final class Outlet {
  /** Of updates and states that wait; what a client has asked for does not count. */
  static final long MOST_BYTES = 16 << 20;

  /** Messages that wait. */
  static final int MOST_MESSAGES = 20_000;

  /** Without the peer taking anything. */
  static final long MOST_MILLIS = 30_000;

  private record Waiting(String address, Body body) {}

  private final Wire wire;
  private final Framing framing;
  private final Workers workers;
  private final Figures figures;
  private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
  private long bytes;
  private long since;
  private boolean merging;
  private boolean closed;
  private long sentAt = now();

  Outlet(Wire wire, Framing framing, Workers workers, Figures figures) {
    this.wire = wire;
    this.framing = framing;
    this.workers = workers;
    this.figures = figures;
    wire.onDrain(this::drain);
  }

  void send(String address, Body body) {
    if (closed) {
      return;
    }
    if (waiting.isEmpty() && !merging && !wire.full()) {
      write(address, body);
      return;
    }
    if (waiting.isEmpty()) {
      since = now();
    }
    waiting.add(new Waiting(address, body));
    bytes += body.content().length;
  }

  private void write(String address, Body body) {
    sentAt = now();
    wire.send(framing.framed(address, body));
  }

  /** A message that is the same for nobody else. */
  void send(byte[] message) {
    send("", Body.other(message));
  }

  private void drain() {
    while (!closed && !merging && !waiting.isEmpty() && !wire.full()) {
      var next = waiting.peekFirst();
      var alike = taken(next);
      if (alike.size() == 1) {
        write(next.address, next.body);
      } else if (next.body.kind() == Body.Kind.AWARENESS) {
        write(next.address, Body.awareness(newest(alike)));
      } else {
        merge(next.address, alike);
      }
    }
    since = now();
  }

  /** The first message with all others for the same document that can be merged with it, which leave the queue. */
  private List<byte[]> taken(Waiting first) {
    var alike = new ArrayList<byte[]>();
    if (first.body.kind() == Body.Kind.OTHER) {
      waiting.removeFirst();
      alike.add(first.body.content());
      return alike;
    }
    waiting.removeIf(next -> {
      boolean same = next.body.kind() == first.body.kind() && next.address.equals(first.address);
      if (same) {
        alike.add(next.body.content());
        bytes -= next.body.content().length;
      }
      return same;
    });
    return alike;
  }

  private void merge(String address, List<byte[]> updates) {
    figures.count(Figures.Event.LAGGED);
    merging = true;
    workers
        .run(updates.stream().mapToLong(update -> update.length).sum(), () -> Updates.merge(updates))
        .onComplete(
            merged -> {
              merging = false;
              if (!closed) {
                write(address, Body.update(merged));
                drain();
              }
            },
            failure -> {
              // One by one, then, with the next that the peer takes.
              merging = false;
              updates.reversed().forEach(update -> waiting.addFirst(new Waiting(address, Body.update(update))));
              bytes += updates.stream().mapToLong(update -> update.length).sum();
            });
  }

  private static byte[] newest(List<byte[]> updates) {
    var newest = new LinkedHashMap<Long, Awareness.Entry>();
    updates.forEach(update -> Awareness.entries(update).forEach(entry -> newest.put(entry.client(), entry)));
    var out = new Lib0Writer(256).varUint(newest.size());
    newest.forEach((client, entry) -> out.varUint(client).varUint(entry.clock()).varBytes(entry.json()));
    return out.toBytes();
  }

  /** Whether the peer is too far behind. */
  boolean isTooSlow(long now) {
    return bytes > MOST_BYTES || waiting.size() > MOST_MESSAGES || !waiting.isEmpty() && now - since > MOST_MILLIS;
  }

  /** How long nothing has been sent, in ms. */
  long silent(long now) {
    return now - sentAt;
  }

  void close() {
    closed = true;
    waiting.clear();
  }

  static long now() {
    return System.nanoTime() / 1_000_000;
  }
}
