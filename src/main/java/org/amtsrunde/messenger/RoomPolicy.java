package org.amtsrunde.messenger;

import io.vertx.core.Future;
import java.util.List;
import org.amtsrunde.kernel.Caller;
import org.amtsrunde.realtime.ChannelPolicy;
import org.amtsrunde.redis.Keys;

/** Channels of rooms: followed by their members, without asking. */
public final class RoomPolicy implements ChannelPolicy {
  private static final String PREFIX = Keys.roomChannel("");

  private final RoomStore store;

  public RoomPolicy(RoomStore store) {
    this.store = store;
  }

  @Override
  public String namespace() {
    return "room";
  }

  @Override
  public Future<List<String>> serverSide(Caller caller) {
    return store.roomsOf(caller.personId()).map(rooms -> rooms.stream().map(Keys::roomChannel).toList());
  }

  @Override
  public Future<Boolean> maySubscribe(Caller caller, String channel) {
    return channel.startsWith(PREFIX)
        ? store.isMember(channel.substring(PREFIX.length()), caller.personId())
        : Future.succeededFuture(false);
  }
}
