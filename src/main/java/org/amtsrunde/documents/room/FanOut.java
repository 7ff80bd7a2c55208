package org.amtsrunde.documents.room;

import io.vertx.core.Context;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The clients of a room by the event loops of their sockets: one task per loop and message, however many clients there are. */
final class FanOut {
  private final Map<Context, List<Seat>> byLoop = new LinkedHashMap<>();

  /** Lists are replaced, never changed: other loops read them. */
  void add(Seat seat) {
    byLoop.merge(seat.client.loop(), List.of(seat), FanOut::joined);
  }

  private static List<Seat> joined(List<Seat> before, List<Seat> more) {
    var all = new ArrayList<Seat>(before.size() + more.size());
    all.addAll(before);
    all.addAll(more);
    return all;
  }

  void remove(Seat seat) {
    byLoop.computeIfPresent(
        seat.client.loop(),
        (loop, seats) -> {
          var rest = seats.stream().filter(one -> one != seat).toList();
          return rest.isEmpty() ? null : rest;
        });
  }

  /** Tells those for whom it is meant. */
  void tell(Body body, Predicate<Seat> whom) {
    byLoop.forEach((loop, seats) ->
        loop.runOnContext(ignored -> {
          for (var seat : seats) {
            if (whom.test(seat)) {
              seat.client.send(body);
            }
          }
        }));
  }
}
