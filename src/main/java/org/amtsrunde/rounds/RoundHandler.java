package org.amtsrunde.rounds;

import io.vertx.core.Future;
import java.time.InstantSource;
import org.amtsrunde.kernel.Refusal;
import org.amtsrunde.messenger.RoomMembership;

/** What the members of a round learn about it. Whoever is none gets the same answer as for a round that does not exist. */
public final class RoundHandler {
  private final RoundStore store;
  private final RoomMembership rooms;
  private final InstantSource clock;

  public RoundHandler(RoundStore store, RoomMembership rooms, InstantSource clock) {
    this.store = store;
    this.rooms = rooms;
    this.clock = clock;
  }

  /** The dates of a round. */
  Future<byte[]> dates(String person, String roomId) {
    return rooms
        .isMember(roomId, person)
        .compose(member -> member ? store.series(roomId) : Future.succeededFuture())
        .map(series -> {
          if (series == null) {
            throw Refusal.notFound();
          }
          return SeriesJson.shown(roomId, series, clock.instant());
        });
  }
}
