package org.amtsrunde.sessions;

import io.vertx.core.Vertx;
import java.time.InstantSource;
import org.amtsrunde.http.Routes;
import org.amtsrunde.identity.Guesses;
import org.amtsrunde.identity.Guests;
import org.amtsrunde.identity.TokenStore;
import org.amtsrunde.kernel.Ids;
import org.amtsrunde.realtime.ClientListener;
import org.amtsrunde.realtime.Engine;
import org.amtsrunde.realtime.RpcMethods;
import org.amtsrunde.redis.RedisStore;

/** The guests of the sessions of one node, put together. */
public final class SessionGuests {
  /**
   * How guests come in.
   *
   * @param publicUrl what people type into the browser, without a path
   * @param secure whether people reach us by https
   * @param trustProxy whether the last X-Forwarded-For address is believed
   */
  public record Door(
      TokenStore tokens, Guesses guesses, InstantSource clock, String publicUrl, boolean secure, boolean trustProxy) {}

  private final GuestHandler handler;
  private final GuestSeats seats;
  private final Door door;

  public SessionGuests(
      Vertx vertx,
      RedisStore redis,
      Engine engine,
      Ids ids,
      Sessions sessions,
      Sessions.Names names,
      GuestCalls calls,
      Door door) {
    this.handler =
        new GuestHandler(new RedisGuestStore(redis, engine.log()), sessions.handler(), names, ids, door.publicUrl());
    this.seats = new GuestSeats(vertx, engine, handler, calls);
    this.door = door;
  }

  public RpcMethods methods() {
    return new GuestMethods(handler);
  }

  public ClientListener listener() {
    return seats;
  }

  public Guests known() {
    return handler;
  }

  public Routes routes() {
    return new GuestRoutes(handler, door.tokens(), door.guesses(), door.clock(), door.secure(), door.trustProxy());
  }
}
