package org.amtsrunde.identity;

import static org.amtsrunde.support.RedisExtension.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.amtsrunde.http.Api;
import org.amtsrunde.http.SignInFilter;
import org.amtsrunde.kernel.Caller.Role;
import org.amtsrunde.kernel.Fields;
import org.amtsrunde.support.Descriptions;
import org.amtsrunde.support.RedisExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The endpoints over real HTTP, behind a filter that does what the edge does: cookie to caller. */
class IdentityRoutesTest {
  @RegisterExtension static final RedisExtension REDIS = new RedisExtension();
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final String NEXT = "Nebel ueber der Lohe";
  private Identities identities;
  private HttpServer server;
  private Account member;
  private Account admin;

  @BeforeEach
  void serve() {
    identities = new Identities(REDIS);
    member = identities.account("t1@altwasser.example", "Jonas Brandl");
    admin = identities.account("admin@amtsrunde.example", "Ulrich Weidenfeld", Role.ADMINISTRATOR);
    server = serve(false, false);
  }

  @AfterEach
  void close() {
    await(server.close());
  }

  @Test
  void signingInAnswersThePersonAndACookieThatScriptsCannotRead() {
    var answer = post("/api/sign-in", "", credentials(" T1@altwasser.example", Identities.PASSWORD));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(setCookie(answer))
        .containsIgnoringCase("HttpOnly")
        .contains("SameSite=Lax", "Path=/", "Max-Age=")
        .doesNotContain("Secure");
    var me = get("/api/me", cookie(answer));
    assertThat(me.body())
        .isEqualTo(
            ("{\"person\":{\"id\":\"%s\",\"name\":\"Jonas"
                 + " Brandl\",\"email\":\"t1@altwasser.example\",\"authorityId\":\"%s\",\"authority\":{\"id\":\"%s\",\"name\":\"Gemeinde"
                 + " altwasser.example\"},\"roles\":[\"member\"]},\"rooms\":[]}")
                .formatted(member.id(), member.authorityId(), member.authorityId()));
    assertThat(answer.body()).isEqualTo(me.body().replace(",\"rooms\":[]", ""));
    assertThat(get("/api/me", "").statusCode()).isEqualTo(401);
    assertThat(get("/api/me", "nonsense").statusCode()).isEqualTo(401);
  }

  @Test
  void behindTlsTheCookieIsBoundToTheHost() {
    await(server.close());
    server = serve(true, false);
    var answer = post("/api/sign-in", "", credentials(member.email(), Identities.PASSWORD));
    assertThat(setCookie(answer)).startsWith("__Host-amtsrunde=").contains("Secure", "Path=/").doesNotContain("Domain");
  }

  @Test
  void wrongCredentialsAreOneProblemAndThenTooMany() {
    var problems = new java.util.HashSet<String>();
    for (int i = 0; i < 10; i++) {
      var answer = post("/api/sign-in", "", credentials(member.email(), "falsch"));
      assertThat(answer.statusCode()).isEqualTo(401);
      assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
      problems.add(answer.body());
    }
    problems.add(post("/api/sign-in", "", credentials("nobody@altwasser.example", "falsch")).body());
    assertThat(problems).hasSize(1);
    var limited = post("/api/sign-in", "", credentials(member.email(), Identities.PASSWORD));
    assertThat(limited.statusCode()).isEqualTo(429);
    assertThat(limited.headers().firstValueAsLong("Retry-After").orElseThrow()).isBetween(840L, 901L);
    assertThat(post("/api/sign-in", "", "{\"email\":7}").statusCode()).isEqualTo(400);
  }

  @Test
  void theForwardedAddressCountsOnlyWhereAProxyIsTrusted() {
    for (int i = 0; i < 10; i++) {
      guessFrom("198.51.100." + i);
    }
    assertThat(guessFrom("203.0.113.1").statusCode()).as("it is the client's word").isEqualTo(429);
    await(server.close());
    server = serve(false, true);
    for (int i = 0; i < 10; i++) {
      assertThat(guessFrom("10.0.0." + i + ", 198.51.100.9").statusCode()).isEqualTo(401);
    }
    assertThat(guessFrom("10.0.0.99, 198.51.100.9").statusCode()).as("the last one is the proxy's").isEqualTo(429);
    assertThat(guessFrom("198.51.100.10").statusCode()).isEqualTo(401);
  }

  @Test
  void signingOutClearsTheCookieAndEndsTheSignIn() {
    var cookie = signedIn(member);
    var other = signedIn(member);
    var answer = post("/api/sign-out", cookie, "");
    assertThat(answer.statusCode()).isEqualTo(204);
    assertThat(setCookie(answer)).startsWith("amtsrunde=;").contains("Max-Age=0");
    assertThat(get("/api/me", cookie).statusCode()).isEqualTo(401);
    assertThat(get("/api/me", other).statusCode()).isEqualTo(200);
    var third = signedIn(member);
    assertThat(post("/api/sign-out-everywhere", third, "").statusCode()).isEqualTo(204);
    assertThat(get("/api/me", other).statusCode()).isEqualTo(401);
    assertThat(get("/api/me", third).statusCode()).isEqualTo(401);
    assertThat(identities.channelOf(member.id())).hasSize(2);
  }

  @Test
  void thePasswordIsChangedByWhoKnowsIt() {
    var cookie = signedIn(member);
    var other = signedIn(member);
    assertThat(post("/api/password", cookie, passwords("falsch", NEXT)).statusCode()).isEqualTo(403);
    assertThat(post("/api/password", cookie, passwords(Identities.PASSWORD, "kurz")).statusCode()).isEqualTo(400);
    assertThat(post("/api/password", cookie, passwords(Identities.PASSWORD, NEXT)).statusCode()).isEqualTo(204);
    assertThat(get("/api/me", cookie).statusCode()).isEqualTo(200);
    assertThat(get("/api/me", other).statusCode()).isEqualTo(401);
    assertThat(post("/api/sign-in", "", credentials(member.email(), NEXT)).statusCode()).isEqualTo(200);
  }

  @Test
  void aTokenIsForOneConnection() {
    var answer = Fields.parse(post("/api/realtime/token", signedIn(member), "").body().getBytes());
    var expires = Instant.parse(answer.text("expiresAt", 1, 40));
    assertThat(expires).isBetween(Instant.now().plusSeconds(50), Instant.now().plusSeconds(61));
    var grant = await(identities.authenticator.byToken(answer.text("token", 52, 52)));
    assertThat(grant.caller().personId()).isEqualTo(member.id());
  }

  @Test
  void forOthersThanAdministratorsTheirEndpointsDoNotExist() {
    var cookie = signedIn(member);
    var body = "{\"name\":\"Stadt Neuland\",\"kind\":\"municipality\",\"domains\":[]}";
    assertThat(post("/api/authorities", cookie, body).statusCode()).isEqualTo(404);
    assertThat(get("/api/people", cookie).statusCode()).isEqualTo(404);
    assertThat(post("/api/people/" + admin.id(), cookie, "{\"disabled\":true}").statusCode()).isEqualTo(404);
    assertThat(post("/api/invitations", cookie, "{\"email\":\"x@altwasser.example\"}").statusCode()).isEqualTo(404);
    assertThat(get("/api/authorities", cookie).statusCode()).isEqualTo(200);
    for (var path : List.of("/api/authorities", "/api/people")) {
      assertThat(get(path, "").statusCode()).isEqualTo(401);
    }
  }

  @Test
  void administratorsAddAuthoritiesInvitePeopleAndDisableThem() {
    var cookie = signedIn(admin);
    var body =
        "{\"name\":\"Stadt"
            + " Neuland\",\"kind\":\"municipality\",\"domains\":[{\"name\":\"Neuland.example\",\"verified\":true}]}";
    var created = post("/api/authorities", cookie, body);
    assertThat(created.statusCode()).isEqualTo(201);
    assertThat(created.body()).contains("\"domains\":[{\"name\":\"neuland.example\",\"verified\":true}]");
    assertThat(post("/api/authorities", cookie, body).statusCode()).isEqualTo(409);
    assertThat(get("/api/authorities", cookie).body()).contains(created.body());

    var invited = post("/api/invitations", cookie, "{\"email\":\"neu@neuland.example\",\"role\":\"programme-owner\"}");
    assertThat(invited.statusCode()).isEqualTo(201);
    var link = Fields.parse(invited.body().getBytes()).text("link", 1, 200);
    var secret = link.substring(link.indexOf('#') + 1);
    var opened = post("/api/invitations/open", "", "{\"secret\":\"" + secret + "\"}");
    assertThat(opened.body()).startsWith("{\"email\":\"neu@neuland.example\",\"authority\":{");
    var accept = "{\"secret\":\"%s\",\"name\":\"Rosa Kettner\",\"password\":\"%s\"}".formatted(secret, NEXT);
    var accepted = post("/api/invitations/accept", "", accept);
    assertThat(accepted.statusCode()).isEqualTo(201);
    assertThat(accepted.body()).contains("\"roles\":[\"member\",\"programme-owner\"]");
    assertThat(post("/api/invitations/accept", "", accept).statusCode()).isEqualTo(404);
    var rosa = cookie(accepted);
    assertThat(get("/api/me", rosa).statusCode()).isEqualTo(200);

    var id = Fields.parse(accepted.body().getBytes()).objectOrNull("person").id("id");
    assertThat(get("/api/people", cookie).body()).contains("\"neu@neuland.example\"", member.id(), admin.id());
    var disabled = post("/api/people/" + id, cookie, "{\"disabled\":true}");
    assertThat(disabled.body()).contains("\"disabled\":true");
    assertThat(get("/api/me", rosa).statusCode()).isEqualTo(401);
    assertThat(identities.channelOf(id)).hasSize(1);
    assertThat(post("/api/people/" + id, cookie, "{\"disabled\":false}").body()).doesNotContain("disabled");
    assertThat(post("/api/sign-in", "", credentials("neu@neuland.example", NEXT)).statusCode()).isEqualTo(200);
    assertThat(post("/api/people/nobody", cookie, "{\"disabled\":true}").statusCode()).isEqualTo(404);
  }

  @Test
  void rolesAreGivenAndTakenAndTheLastAdministratorStays() {
    var cookie = signedIn(admin);
    var itself = "/api/people/" + admin.id();
    var other = "/api/people/" + member.id();
    assertThat(post(itself, cookie, "{\"roles\":[]}").statusCode()).isEqualTo(409);
    assertThat(post(itself, cookie, "{\"disabled\":true}").statusCode()).isEqualTo(409);
    assertThat(post(other, cookie, "{\"roles\":[\"root\"]}").statusCode()).isEqualTo(400);
    assertThat(post(other, cookie, "{\"roles\":[\"administrator\"]}").body())
        .contains("\"roles\":[\"member\",\"administrator\"]");
    assertThat(post(itself, cookie, "{\"roles\":[\"programme-owner\"]}").body())
        .contains("\"roles\":[\"member\",\"programme-owner\"]");
    assertThat(get("/api/people", cookie).statusCode()).as("the role is gone at once").isEqualTo(404);
    assertThat(post(other, signedIn(member), "{\"roles\":[]}").statusCode()).isEqualTo(409);
  }

  @Test
  void aDisabledAccountIsNoAdministrator() {
    var cookie = signedIn(admin);
    var second = identities.account("zwei@amtsrunde.example", "Helene Castorf", Role.ADMINISTRATOR);
    var path = "/api/people/" + second.id();
    assertThat(post(path, cookie, "{\"disabled\":true}").body()).contains("\"roles\":[\"member\"]");
    assertThat(post(path, cookie, "{\"roles\":[\"administrator\"]}").statusCode()).isEqualTo(409);
    assertThat(post(path, cookie, "{\"disabled\":false}").body()).contains("\"roles\":[\"member\"]");
  }

  @Test
  void theStoreKnowsNoSecret() {
    var cookie = signedIn(member);
    var adminCookie = signedIn(admin);
    var token = Fields.parse(post("/api/realtime/token", cookie, "").body().getBytes()).text("token", 52, 52);
    var invited = post("/api/invitations", adminCookie, "{\"email\":\"neu@altwasser.example\"}").body();
    var link = Fields.parse(invited.getBytes()).text("link", 1, 200);
    post("/api/password", cookie, passwords(Identities.PASSWORD, NEXT));
    post("/api/sign-in", "", credentials(member.email(), "geheimes falsches Wort"));
    post("/api/sign-out", adminCookie, "");
    var everything = identities.everythingStored();
    assertThat(everything).contains(member.email(), "token:", "invitation:", "attempts:", "$argon2id$");
    assertThat(everything)
        .doesNotContain(
            SignIn.parse(cookie).orElseThrow().secret(),
            SignIn.parse(adminCookie).orElseThrow().secret(),
            token,
            link.substring(link.indexOf('#') + 1),
            Identities.PASSWORD,
            NEXT,
            "geheimes falsches Wort",
            "127.0.0.1");
  }

  private HttpServer serve(boolean secure, boolean trustProxy) {
    var router = Router.router(REDIS.vertx());
    router.route().handler(BodyHandler.create(false));
    router.route().handler(context -> signedInCaller(context, secure));
    router.route().failureHandler(context -> Api.problem(context, context.failure()));
    new IdentityRoutes(identities.signInHandler, identities.invitations, identities.administration, secure, trustProxy)
        .mount(router);
    return await(REDIS.vertx().createHttpServer().requestHandler(router).listen(0, "127.0.0.1"));
  }

  private void signedInCaller(RoutingContext context, boolean secure) {
    var cookie = context.request().getCookie(SignInFilter.cookieName(secure));
    if (cookie == null) {
      context.next();
      return;
    }
    identities
        .authenticator
        .bySignIn(cookie.getValue())
        .onComplete(
            grant -> {
              context.put("caller", grant.caller());
              context.next();
            },
            failure -> context.next());
  }

  private String signedIn(Account account) {
    return cookie(post("/api/sign-in", "", credentials(account.email(), Identities.PASSWORD)));
  }

  private HttpResponse<String> guessFrom(String forwardedFor) {
    return send(
        request("/api/sign-in", "")
            .header("X-Forwarded-For", forwardedFor)
            .POST(HttpRequest.BodyPublishers.ofString(credentials(member.email(), "falsch"))));
  }

  private HttpResponse<String> post(String path, String cookie, String json) {
    return Descriptions.checked(json, send(request(path, cookie).POST(HttpRequest.BodyPublishers.ofString(json))));
  }

  private HttpResponse<String> get(String path, String cookie) {
    return Descriptions.checked("", send(request(path, cookie).GET()));
  }

  private HttpRequest.Builder request(String path, String cookie) {
    var uri = URI.create("http://127.0.0.1:" + server.actualPort() + path);
    var request =
        HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(20)).header("Content-Type", "application/json");
    return cookie.isEmpty() ? request : request.header("Cookie", "amtsrunde=" + cookie);
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static String credentials(String email, String password) {
    return "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, password);
  }

  private static String passwords(String current, String next) {
    return "{\"current\":\"%s\",\"next\":\"%s\"}".formatted(current, next);
  }

  private static String setCookie(HttpResponse<String> answer) {
    return answer.headers().firstValue("Set-Cookie").orElseThrow();
  }

  private static String cookie(HttpResponse<String> answer) {
    var header = setCookie(answer);
    return header.substring(header.indexOf('=') + 1, header.indexOf(';'));
  }
}
