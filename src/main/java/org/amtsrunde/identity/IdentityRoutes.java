package org.amtsrunde.identity;

import io.vertx.core.Future;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.Set;
import org.amtsrunde.http.Api;
import org.amtsrunde.http.Routes;
import org.amtsrunde.http.SignInFilter;
import org.amtsrunde.kernel.Caller.Role;

/** The HTTP endpoints of identity, as the protocol page lists them. */
public final class IdentityRoutes implements Routes {
  private static final int LONGEST_PASSWORD = 1000;
  private static final int LONGEST_SECRET = 200;

  private final SignInHandler signIns;
  private final InvitationHandler invitations;
  private final AdministrationHandler administration;
  private final boolean secure;
  private final boolean trustProxy;

  /**
   * @param secure whether people reach us by https; the cookie is then sent over TLS only
   * @param trustProxy whether the last X-Forwarded-For address is believed; only behind a proxy
   *     that sets it
   */
  public IdentityRoutes(
      SignInHandler signIns,
      InvitationHandler invitations,
      AdministrationHandler administration,
      boolean secure,
      boolean trustProxy) {
    this.signIns = signIns;
    this.invitations = invitations;
    this.administration = administration;
    this.secure = secure;
    this.trustProxy = trustProxy;
  }

  @Override
  public void mount(Router router) {
    router.post("/api/sign-in").handler(this::signIn);
    router.post("/api/sign-out").handler(c -> leave(c, signIns.signOut(Api.caller(c))));
    router.post("/api/sign-out-everywhere").handler(c -> leave(c, signIns.signOutEverywhere(Api.caller(c))));
    router.post("/api/password").handler(this::password);
    router.get("/api/me").handler(c -> Api.answer(c, 200, signIns.me(Api.caller(c))));
    router.post("/api/realtime/token").handler(c -> Api.answer(c, 200, signIns.token(Api.caller(c))));
    router.post("/api/invitations").handler(this::invite);
    router.post("/api/invitations/open").handler(this::openInvitation);
    router.post("/api/invitations/accept").handler(this::acceptInvitation);
    router.get("/api/authorities").handler(this::authorities);
    router.post("/api/authorities").handler(this::createAuthority);
    router.get("/api/people").handler(this::people);
    router.post("/api/people/:id").handler(this::changePerson);
  }

  private void signIn(RoutingContext context) {
    var body = Api.body(context);
    var proof = new PasswordDoor.Proof(body.text("email", 1, 320), body.text("password", 1, LONGEST_PASSWORD));
    enter(context, 200, signIns.signIn(proof, address(context)));
  }

  private void password(RoutingContext context) {
    var caller = Api.caller(context);
    var body = Api.body(context);
    var current = body.text("current", 1, LONGEST_PASSWORD);
    var next = body.text("next", 1, LONGEST_PASSWORD);
    Api.done(context, signIns.changePassword(caller, current, next, address(context)));
  }

  private void invite(RoutingContext context) {
    var caller = Api.caller(context, Role.ADMINISTRATOR, Role.PROGRAMME_OWNER);
    var body = Api.body(context);
    var role = Optional.ofNullable(body.textOrNull("role", 30)).map(Role::of).orElse(Role.MEMBER);
    Api.answer(context, 201, invitations.invite(caller, body.text("email", 1, 320), role));
  }

  private void openInvitation(RoutingContext context) {
    var secret = Api.body(context).text("secret", 1, LONGEST_SECRET);
    Api.answer(context, 200, invitations.open(secret, address(context)));
  }

  private void acceptInvitation(RoutingContext context) {
    var body = Api.body(context);
    var secret = body.text("secret", 1, LONGEST_SECRET);
    var password = body.text("password", 1, LONGEST_PASSWORD);
    enter(context, 201, invitations.accept(secret, body.text("name", 1, 200), password, address(context)));
  }

  private void authorities(RoutingContext context) {
    Api.caller(context);
    Api.answer(context, 200, administration.authorities());
  }

  private void createAuthority(RoutingContext context) {
    Api.caller(context, Role.ADMINISTRATOR);
    var body = Api.body(context);
    var kind = Authority.Kind.of(body.text("kind", 1, 30));
    var domains = IdentityJson.domains(body);
    var region = IdentityJson.region(body);
    Api.answer(context, 201, administration.createAuthority(body.text("name", 1, 400), kind, domains, region));
  }

  private void people(RoutingContext context) {
    Api.caller(context, Role.ADMINISTRATOR);
    Api.answer(context, 200, administration.people());
  }

  private void changePerson(RoutingContext context) {
    var caller = Api.caller(context, Role.ADMINISTRATOR);
    var body = Api.body(context);
    Optional<Set<Role>> roles =
        body.has("roles") ? Optional.of(IdentityRules.roles(body.texts("roles", 10, 30))) : Optional.empty();
    Optional<Boolean> disabled = body.has("disabled") ? Optional.of(body.flag("disabled")) : Optional.empty();
    Api.answer(context, 200, administration.change(caller, context.pathParam("id"), roles, disabled));
  }

  private void enter(RoutingContext context, int status, Future<SignInHandler.Entered> entered) {
    Api.answer(
        context,
        status,
        entered.map(e -> {
          setCookie(context, e.signIn().cookie(), RedisSignInStore.ABSOLUTE.toSeconds());
          return e.json();
        }));
  }

  private void leave(RoutingContext context, Future<Void> left) {
    Api.done(context, left.onSuccess(ignored -> setCookie(context, "", 0)));
  }

  private void setCookie(RoutingContext context, String value, long seconds) {
    context
        .response()
        .addCookie(
            Cookie.cookie(SignInFilter.cookieName(secure), value)
                .setHttpOnly(true)
                .setSecure(secure)
                .setSameSite(CookieSameSite.LAX)
                .setPath("/")
                .setMaxAge(seconds));
  }

  private String address(RoutingContext context) {
    return Api.address(context, trustProxy);
  }
}
