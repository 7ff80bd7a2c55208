package org.amtsrunde.sessions;

import io.vertx.core.Future;
import org.amtsrunde.kernel.Caller;
import org.amtsrunde.messenger.RoomMembership;
import org.amtsrunde.realtime.ChannelPolicy;
import org.amtsrunde.redis.Keys;

/** Channels of sessions: followed by members of the round who ask for it. */
final class SessionPolicy implements ChannelPolicy {
  private static final String PREFIX = Keys.sessionChannel("");

  private final RoomMembership rooms;

  SessionPolicy(RoomMembership rooms) {
    this.rooms = rooms;
  }

  @Override
  public String namespace() {
    return "session";
  }

  @Override
  public Future<Boolean> maySubscribe(Caller caller, String channel) {
    return channel.startsWith(PREFIX)
        ? rooms.isMember(channel.substring(PREFIX.length()), caller.personId())
        : Future.succeededFuture(false);
  }
}
