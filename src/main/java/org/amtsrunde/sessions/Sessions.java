package org.amtsrunde.sessions;

import io.vertx.core.Vertx;
import org.amtsrunde.cluster.Membership;
import org.amtsrunde.messenger.RoomMembership;
import org.amtsrunde.realtime.ChannelPolicy;
import org.amtsrunde.realtime.ClientListener;
import org.amtsrunde.realtime.Engine;
import org.amtsrunde.realtime.RpcMethods;
import org.amtsrunde.redis.RedisStore;

/** The sessions of one node, put together. */
public final class Sessions {
  /** What people are called. */
  public interface Names extends Recaps.Names {}

  private final SessionHandler handler;
  private final SessionPolicy policy;
  private final SessionMethods methods;
  private final SessionSeats seats;
  private final SessionTicker ticker;

  public Sessions(
      Vertx vertx,
      RedisStore redis,
      Engine engine,
      String nodeId,
      Membership membership,
      RoomMembership rooms,
      Plans plans,
      RecapPost post,
      Names names) {
    var store = new RedisSessionStore(redis, engine.log());
    this.handler = new SessionHandler(store, rooms, plans, new Recaps(post, names), nodeId);
    this.policy = new SessionPolicy(rooms);
    this.seats = new SessionSeats(vertx, engine, handler);
    this.methods = new SessionMethods(handler, seats);
    this.ticker = new SessionTicker(vertx, store, handler, seats, membership);
  }

  SessionHandler handler() {
    return handler;
  }

  public ChannelPolicy policy() {
    return policy;
  }

  public RpcMethods methods() {
    return methods;
  }

  public ClientListener listener() {
    return seats;
  }

  /** Lets sessions go on from now on. */
  public void start() {
    ticker.start();
  }

  public void stop() {
    ticker.stop();
  }
}
