package org.amtsrunde.documents.room;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.amtsrunde.documents.yjs.Awareness;
import org.amtsrunde.documents.yjs.Lib0Writer;
import org.amtsrunde.documents.yjs.MalformedUpdate;
import org.jspecify.annotations.Nullable;

/**
 * Who is in a document and shows what: cursors, names, selections. The first who announces a client id owns it, and only they, or the
 * same person who has come back, may say something of it; the echoes of others are dropped before anything is done with them.
 *
 * <p>Changes are told at most twenty times a second, the newest of each client. Whoever leaves goes at once; whoever is cut off has
 * 3 s to come back; whoever is on a node that dies goes 5 s after the node has.
 */
final class AwarenessDesk {
  private static final int MOST_STATES = 1_000;
  private static final int MOST_BYTES = 4 * 1024;
  private static final int MOST_OF_A_SEAT = 3;
  private static final long TICK_MILLIS = 50;
  private static final long GRACE_MILLIS = 3_000;
  private static final long NODE_MILLIS = 5_000;
  private static final byte[] GONE = "null".getBytes(StandardCharsets.US_ASCII);

  /** @param place where it sits, if that is here */
  private record Owner(String node, String seat, String person, @Nullable Seat place) {}

  private final String document;
  private final Parts parts;
  private final Consumer<Body> tellEverybody;
  private final Awareness table = new Awareness(MOST_STATES, MOST_BYTES);
  private final Map<Long, Owner> owners = new LinkedHashMap<>();
  private final Map<Seat, Long> cutOff = new LinkedHashMap<>();
  private final Map<String, Long> missedNodes = new HashMap<>();
  private final Set<Long> changed = new LinkedHashSet<>();
  private final Map<Long, AwarenessExchange.Line> forOthers = new LinkedHashMap<>();
  private boolean scheduled;

  AwarenessDesk(String document, Parts parts, Consumer<Body> tellEverybody) {
    this.document = document;
    this.parts = parts;
    this.tellEverybody = tellEverybody;
  }

  /** Everybody who is there, if anybody is. */
  void tell(Consumer<Body> newcomer) {
    var all = table.clients();
    if (!all.isEmpty()) {
      newcomer.accept(Body.awareness(table.encode(all)));
    }
  }

  /** A client says something; answers false if that cannot be read. */
  boolean announced(Seat seat, byte[] update) {
    List<Awareness.Entry> entries;
    try {
      entries = Awareness.entries(update);
    } catch (MalformedUpdate e) {
      return false;
    }
    for (var entry : entries) {
      if (owns(seat, entry)) {
        var owner = owners.get(entry.client());
        var json = entry.removes() ? GONE : seat.shownAs.of(entry.json());
        if (json == null) {
          return false;
        }
        take(entry.client(), entry.clock(), json);
        tellOthers(entry.client(), owner);
      }
    }
    return true;
  }

  private boolean owns(Seat seat, Awareness.Entry entry) {
    long client = entry.client();
    var owner = owners.get(client);
    if (owner != null && owner.place == seat) {
      return true;
    }
    boolean news = entry.clock() > Math.max(0, table.clock(client));
    if (owner == null) {
      return news && !entry.removes() && seat.awarenessIds.size() < MOST_OF_A_SEAT && own(seat, client);
    }
    // Somebody who comes back names themselves first of all; a later mention of another client is an echo.
    boolean back = owner.person.equals(seat.person()) && seat.awarenessIds.isEmpty();
    return back && !entry.removes() && entry.clock() >= table.clock(client) && own(seat, client);
  }

  private boolean own(Seat seat, long client) {
    disown(client);
    owners.put(client, new Owner(parts.exchange.nodeId(), seat.client.id(), seat.person(), seat));
    seat.awarenessIds.add(client);
    return true;
  }

  private void disown(long client) {
    var before = owners.remove(client);
    if (before != null && before.place != null) {
      before.place.awarenessIds.remove(client);
    }
  }

  private void take(long client, int clock, byte[] json) {
    var update = new Lib0Writer(json.length + 24).varUint(1).varUint(client).varUint(clock).varBytes(json).toBytes();
    if (!table.apply(update, DocumentRoom.now()).isEmpty()) {
      changed.add(client);
      flushSoon();
    }
    if (table.state(client) == null) {
      disown(client);
    }
  }

  /** @param owner who says it, also where it is that they have gone */
  private void tellOthers(long client, @Nullable Owner owner) {
    if (owner != null && owner.place != null) {
      forOthers.put(client, line(client, owner));
      flushSoon();
    }
  }

  private AwarenessExchange.Line line(long client, Owner owner) {
    var json = table.state(client);
    return new AwarenessExchange.Line(
        client, Math.max(0, table.clock(client)), owner.seat, owner.person, json == null ? GONE : json);
  }

  private void flushSoon() {
    if (!scheduled) {
      scheduled = true;
      parts.vertx.setTimer(TICK_MILLIS, ignored -> flush());
    }
  }

  private void flush() {
    scheduled = false;
    if (!changed.isEmpty()) {
      tellEverybody.accept(Body.awareness(table.encode(changed)));
      changed.clear();
    }
    if (!forOthers.isEmpty()) {
      parts.exchange.tellAll(document, List.copyOf(forOthers.values()));
      forOthers.clear();
    }
  }

  // Other nodes.

  /** Asks the other nodes who is in the document there. */
  void ask() {
    parts.exchange.ask(document);
  }

  void received(AwarenessExchange.Frame frame) {
    if (frame.kind() == AwarenessExchange.Kind.ASKS) {
      var mine = new ArrayList<AwarenessExchange.Line>();
      owners.forEach((client, owner) -> {
        if (owner.place != null) {
          mine.add(line(client, owner));
        }
      });
      if (!mine.isEmpty()) {
        parts.exchange.answer(frame.node(), document, mine);
      }
    }
    boolean news = frame.kind() == AwarenessExchange.Kind.NEWS;
    frame.lines().forEach(line -> received(frame.node(), line, news));
  }

  /** @param news whether the other node has just heard it; if not, the client may have moved since, with the clock it had */
  private void received(String node, AwarenessExchange.Line line, boolean news) {
    var owner = owners.get(line.client());
    boolean itsOwn = owner != null && owner.node.equals(node) && owner.seat.equals(line.seat());
    boolean free = owner == null || owner.person.equals(line.person());
    int clock = table.clock(line.client());
    boolean newer = line.clock() > clock || line.clock() == clock && (news || owner == null);
    boolean leaves = java.util.Arrays.equals(line.json(), GONE);
    if (leaves ? itsOwn : itsOwn || free && newer) {
      if (!itsOwn) {
        disown(line.client());
        owners.put(line.client(), new Owner(node, line.seat(), line.person(), null));
      }
      take(line.client(), line.clock(), line.json());
    }
  }

  // Leaving.

  void left(Seat seat, boolean clean) {
    if (clean) {
      gone(List.copyOf(seat.awarenessIds));
    } else if (!seat.awarenessIds.isEmpty()) {
      cutOff.put(seat, DocumentRoom.now());
    }
  }

  private void gone(Collection<Long> clients) {
    for (var client : table.remove(clients, DocumentRoom.now())) {
      var owner = owners.get(client);
      changed.add(client);
      if (owner != null && owner.place != null) {
        forOthers.put(client, line(client, owner));
      }
      flushSoon();
    }
    clients.forEach(this::disown);
  }

  /** Once a second. */
  void tick(long now) {
    cutOff
        .entrySet()
        .removeIf(entry -> {
          boolean over = now - entry.getValue() > GRACE_MILLIS;
          if (over) {
            gone(List.copyOf(entry.getKey().awarenessIds));
          }
          return over;
        });
    if (!owners.isEmpty()) {
      gone(table.outdated(now));
      gone(ofDeadNodes(now));
    }
  }

  private List<Long> ofDeadNodes(long now) {
    var alive = parts.exchange.alive();
    missedNodes.keySet().removeIf(alive::contains);
    var dead = new ArrayList<Long>();
    owners.forEach((client, owner) -> {
      if (owner.place == null && !alive.contains(owner.node)) {
        long since = missedNodes.computeIfAbsent(owner.node, node -> now);
        if (now - since > NODE_MILLIS) {
          dead.add(client);
        }
      }
    });
    return dead;
  }
}
