package org.amtsrunde.documents.room;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.amtsrunde.cluster.Membership;
import org.amtsrunde.cluster.NodeBus;
import org.amtsrunde.documents.DocumentAccess;
import org.amtsrunde.documents.DocumentHistory;
import org.amtsrunde.documents.DocumentStore;
import org.amtsrunde.kernel.Ids;
import org.amtsrunde.realtime.Engine;
import org.amtsrunde.redis.Keys;

/** The documents that are open on this node. A room is made for the first who comes, and ends a while after the last has left. */
public final class DocumentRooms {
  private static final int TICK_MILLIS = 1000;

  private final Parts parts;

  /** The map of a loop is touched there alone. */
  private final Map<Context, Map<String, DocumentRoom>> byLoop = new ConcurrentHashMap<>();

  private final Set<Long> timers = ConcurrentHashMap.newKeySet();

  public DocumentRooms(
      Vertx vertx,
      Engine engine,
      NodeBus bus,
      Membership membership,
      DocumentStore store,
      DocumentHistory history,
      DocumentAccess access,
      Names names,
      Workers workers,
      Ids ids,
      Figures figures) {
    var exchange = new AwarenessExchange(bus, membership);
    var compaction = new Compaction(store, history, workers, ids, figures);
    this.parts = new Parts(vertx, engine, store, access, names, workers, figures, exchange, compaction);
    exchange.on(this::received);
  }

  /** Takes a seat in a document; fails with "not found" where it is missing or hidden. Completes on the client's loop. */
  public Future<Seat> join(String id, DocumentClient client) {
    var home = home(id);
    var seated = Promise.<Seat>promise();
    home.runOnContext(ignored -> {
      var room = rooms(home).get(id);
      if (room == null) {
        room = open(home, id);
      }
      room.join(client).onComplete(result -> client.loop().runOnContext(back -> seated.handle(result)));
    });
    return seated.future();
  }

  private DocumentRoom open(Context home, String id) {
    var rooms = rooms(home);
    var room = new DocumentRoom(id, parts, () -> rooms.remove(id));
    rooms.put(id, room);
    room.open();
    return room;
  }

  private Context home(String id) {
    return parts.engine.home(Keys.documentChannel(id));
  }

  private Map<String, DocumentRoom> rooms(Context home) {
    return byLoop.computeIfAbsent(
        home,
        loop -> {
          var rooms = new HashMap<String, DocumentRoom>();
          timers.add(
              parts.vertx.setPeriodic(TICK_MILLIS, timer -> List.copyOf(rooms.values()).forEach(DocumentRoom::tick)));
          return rooms;
        });
  }

  private void received(AwarenessExchange.Frame frame) {
    var home = home(frame.document());
    home.runOnContext(ignored -> {
      var room = rooms(home).get(frame.document());
      if (room != null) {
        room.awareness().received(frame);
      }
    });
  }

  /** How many documents are open here. */
  public Future<Integer> count() {
    var counts = new ArrayList<Future<Integer>>();
    for (var home : byLoop.keySet()) {
      var counted = Promise.<Integer>promise();
      counts.add(counted.future());
      home.runOnContext(ignored -> counted.complete(rooms(home).size()));
    }
    return Future.all(counts).map(all -> all.<Integer>list().stream().mapToInt(Integer::intValue).sum());
  }

  /** Ends the timers, after the last client has gone. */
  public void stop() {
    timers.forEach(parts.vertx::cancelTimer);
  }
}
