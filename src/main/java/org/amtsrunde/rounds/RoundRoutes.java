package org.amtsrunde.rounds;

import io.vertx.ext.web.Router;
import org.amtsrunde.http.Api;
import org.amtsrunde.http.Routes;

/** The HTTP endpoints of rounds. */
public final class RoundRoutes implements Routes {
  private final RoundHandler rounds;

  public RoundRoutes(RoundHandler rounds) {
    this.rounds = rounds;
  }

  @Override
  public void mount(Router router) {
    router
        .get("/api/rounds/:roomId")
        .handler(c -> Api.answer(c, 200, rounds.dates(Api.caller(c).personId(), c.pathParam("roomId"))));
  }
}
