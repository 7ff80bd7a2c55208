package org.amtsrunde.sessions;

import io.vertx.core.Future;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.InstantSource;
import org.amtsrunde.http.Api;
import org.amtsrunde.http.Routes;
import org.amtsrunde.identity.Guesses;
import org.amtsrunde.identity.TokenStore;
import org.amtsrunde.kernel.Caller;
import org.amtsrunde.kernel.Json;

/**
 * How guests come in: the only HTTP endpoints that know them. Their cookie has this path, so browsers show it nowhere else, and nowhere
 * else it means anything.
 */
final class GuestRoutes implements Routes {
  private static final String PATH = "/api/guest";
  private static final int LONGEST_LINK = 200;

  private final GuestHandler guests;
  private final TokenStore tokens;
  private final Guesses guesses;
  private final InstantSource clock;
  private final boolean secure;
  private final boolean trustProxy;

  GuestRoutes(
      GuestHandler guests,
      TokenStore tokens,
      Guesses guesses,
      InstantSource clock,
      boolean secure,
      boolean trustProxy) {
    this.guests = guests;
    this.tokens = tokens;
    this.guesses = guesses;
    this.clock = clock;
    this.secure = secure;
    this.trustProxy = trustProxy;
  }

  @Override
  public void mount(Router router) {
    router.post(PATH).handler(this::redeem);
    router.get(PATH).handler(context -> Api.answer(context, 200, guests.shown(key(context)).map(GuestJson::entered)));
    router.post(PATH + "/token").handler(this::token);
    router.post(PATH + "/leave").handler(this::leave);
  }

  private void redeem(RoutingContext context) {
    var body = Api.body(context);
    var link = body.text("link", 1, LONGEST_LINK);
    var name = GuestRules.name(body.text("name", 1, 4 * GuestRules.LONGEST_NAME));
    // A link that is none is a guess, too.
    var entered =
        guesses.guard(
            "",
            Api.address(context, trustProxy),
            () -> Future.succeededFuture().compose(ignored -> guests.redeem(link, name)));
    Api.answer(
        context,
        201,
        entered.map(guest -> {
          var left = Duration.between(guest.now(), GuestRules.latestEnd(guest.session()));
          setCookie(context, guest.key().text(), Math.max(1, left.toSeconds()));
          return GuestJson.entered(guest);
        }));
  }

  private void token(RoutingContext context) {
    var expires = clock.instant().plus(TokenStore.LIFE);
    Api.answer(
        context,
        200,
        guests
            .shown(key(context))
            .compose(guest -> tokens.issue(Caller.guest(guest.key().id(), guest.key().roomId())))
            .map(token -> Json.object(out -> out.put("token", token).put("expiresAt", expires.toString()))));
  }

  private void leave(RoutingContext context) {
    Api.done(context, guests.leave(key(context)).onSuccess(left -> setCookie(context, "", 0)));
  }

  private GuestRules.Key key(RoutingContext context) {
    var cookie = context.request().getCookie(cookieName());
    return GuestRules.cookie(cookie == null ? null : cookie.getValue());
  }

  private String cookieName() {
    return secure ? "__Secure-amtsrunde-guest" : "amtsrunde-guest";
  }

  private void setCookie(RoutingContext context, String value, long seconds) {
    context
        .response()
        .addCookie(
            Cookie.cookie(cookieName(), value)
                .setHttpOnly(true)
                .setSecure(secure)
                .setSameSite(CookieSameSite.STRICT)
                .setPath(PATH)
                .setMaxAge(seconds));
  }
}
