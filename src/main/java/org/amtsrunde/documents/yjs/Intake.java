package org.amtsrunde.documents.yjs;

import static org.amtsrunde.documents.yjs.Structs.NONE;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Takes the structs of an update into a document, each after what it refers to; what refers to something unknown is left over. */
final class Intake {
  /**
   * Structs that could not be integrated yet.
   *
   * @param update they, as an update without deletions
   * @param missing client → a clock that must be passed before it is worth another try
   */
  record Rest(byte[] update, Map<Long, Integer> missing) {}

  /** The structs of one client in the update, as places in {@link #structs}. */
  private static final class Part {
    final Client client;
    int next;
    int done;
    int end;
    int endAt;

    Part(Client client, int from) {
      this.client = client;
      next = from;
      done = from;
      end = from;
    }
  }

  private final Store store;
  private final Integrator integrator;
  private final List<Part> parts = new ArrayList<>();

  /** Structs in the order of the update; NONE for a hole. */
  private final IntList structs = new IntList();

  /** Where each begins in the update. */
  private final IntList begins = new IntList();

  /** Places in {@link #structs} that wait for what the next one brings. */
  private final IntList waiting = new IntList();

  private final Map<Long, Integer> missing = new TreeMap<>();

  Intake(Store store, Integrator integrator) {
    this.store = store;
    this.integrator = integrator;
  }

  /**
   * @param in at the beginning of an update that was read to its end before, so that it is known to be well-formed; or of the first
   *     one of a document that nobody keeps if this fails
   * @return what is left over; null for nothing
   */
  @Nullable Rest take(StructReader in) {
    load(in);
    // The client with the greatest id first: in conflicts it is less often the one that has to move.
    var order = new ArrayList<>(parts);
    order.sort((a, b) -> Long.compare(b.client.id, a.client.id));
    for (var part : order) {
      while (part.next < part.end) {
        follow(part.next++);
      }
    }
    var rest = missing.isEmpty() ? null : rest(in.bytes);
    forget();
    return rest;
  }

  private void load(StructReader in) {
    Part part = null;
    int group = -1;
    while (in.next()) {
      if (part == null || group != in.groupAt) {
        group = in.groupAt;
        part = new Part(store.client(in.client), structs.size());
        if (part.client.part >= 0) {
          throw new MalformedUpdate("a client is named twice");
        }
        part.client.part = parts.size();
        parts.add(part);
      }
      if (in.clockEnd() <= part.client.state()) {
        continue;
      }
      structs.add(in.kind == Structs.SKIP ? NONE : load(in, part.client));
      begins.add(in.structAt);
      part.end = structs.size();
      part.endAt = in.end;
    }
  }

  private int load(StructReader in, Client client) {
    var rows = store.structs;
    int s = rows.add(in.kind, client.number, in.clock, in.length);
    if (in.originClient != StructReader.NONE) {
      rows.origin(s, store.client(in.originClient).number, in.originClock);
    }
    if (in.rightClient != StructReader.NONE) {
      rows.rightOrigin(s, store.client(in.rightClient).number, in.rightClock);
    }
    var root = in.rootName();
    if (root != null) {
      rows.parent(s, store.root(root).number);
    } else if (in.parentClient != StructReader.NONE) {
      rows.parentId(s, store.client(in.parentClient).number, in.parentClock);
    }
    var key = in.subKey();
    if (key != null) {
      rows.key(s, store.key(key));
    }
    if (in.kind != Structs.GC && in.kind != Structs.DELETED) {
      int bytes = in.end - in.payloadAt;
      rows.content(s, store.arena.add(in.bytes, in.payloadAt, bytes), bytes);
    }
    return s;
  }

  /** Integrates a struct, and before it whatever of this update it waits for. */
  private void follow(int first) {
    int place = first;
    while (true) {
      int s = structs.get(place);
      if (s == NONE) {
        done(place);
      } else {
        var client = store.client(store.structs.client(s));
        int offset = client.state() - store.structs.clock(s);
        if (offset < 0) {
          waiting.add(place);
          giveUp(client, store.structs.clock(s) - 1);
          return;
        }
        int missed = integrator.missing(s);
        if (missed != NONE) {
          waiting.add(place);
          var other = store.client(missed);
          var part = other.part < 0 ? null : parts.get(other.part);
          if (part == null || part.next == part.end) {
            giveUp(other, other.state());
            return;
          }
          place = part.next++;
          continue;
        }
        if (offset < store.structs.length(s)) {
          integrator.integrate(s, offset);
        } else {
          drop(s);
        }
        done(place);
      }
      if (waiting.isEmpty()) {
        return;
      }
      place = waiting.removeLast();
    }
  }

  private void done(int place) {
    int s = structs.get(place);
    var part = s == NONE ? partOf(place) : parts.get(store.client(store.structs.client(s)).part);
    part.done = place + 1;
  }

  private Part partOf(int place) {
    int low = 0;
    int high = parts.size() - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (parts.get(middle).end > place) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return parts.get(low);
  }

  /** What waits cannot come, nor can what follows it of the same clients. */
  private void giveUp(Client lacking, int clock) {
    missing.merge(lacking.id, clock, Math::min);
    while (!waiting.isEmpty()) {
      var client = store.client(store.structs.client(structs.get(waiting.removeLast())));
      if (client.part >= 0) {
        var part = parts.get(client.part);
        part.next = part.end;
        client.part = -1;
      }
    }
  }

  private void drop(int s) {
    store.arena.drop(store.structs.bytes(s));
    store.structs.free(s);
  }

  private Rest rest(byte[] update) {
    var left = new ArrayList<>(parts);
    left.removeIf(part -> part.done == part.end);
    left.sort((a, b) -> Long.compare(b.client.id, a.client.id));
    var out = new Lib0Writer().varUint(left.size());
    for (var part : left) {
      int from = begins.get(part.done);
      int first = structs.get(part.done);
      out.varUint(part.end - part.done).varUint(part.client.id).varUint(store.structs.clock(first));
      out.raw(update, from, part.endAt - from);
      for (int i = part.done; i < part.end; i++) {
        if (structs.get(i) != NONE) {
          drop(structs.get(i));
        }
      }
    }
    return new Rest(out.u8(0).toBytes(), Map.copyOf(missing));
  }

  private void forget() {
    for (var part : parts) {
      part.client.part = -1;
    }
    parts.clear();
    structs.clear();
    begins.clear();
    waiting.clear();
    missing.clear();
  }
}
