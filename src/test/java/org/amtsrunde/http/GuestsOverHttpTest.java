package org.amtsrunde.http;

import static org.amtsrunde.support.GuestVisit.view;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.amtsrunde.support.GuestVisit;
import org.amtsrunde.support.HttpTestClient;
import org.amtsrunde.support.LocalNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Somebody without an account comes to one session by a link, is let in, and is gone with its end. */
class GuestsOverHttpTest {
  @RegisterExtension static final Nodes NODE = new Nodes();
  private static final String NAME = "Frau Dr. Eulenspiegel";
  private GuestVisit visit;

  @BeforeEach
  void meet() {
    visit = new GuestVisit(NODE.port());
  }

  @AfterEach
  void part() {
    visit.end();
    visit.close();
  }

  @Test
  void aGuestComesTakesPartAndIsGoneWithTheEnd() {
    visit.anna.command("\"subscribe\":{\"channel\":\"session:" + visit.room + "\"}");
    try (var guest = visit.guest(NAME)) {
      visit.anna.awaitPush("\"session.guests\"");
      assertThat(visit.guests().at("/guests/0/name").asText()).isEqualTo(NAME);
      assertThat(visit.guests().at("/guests/0/state").asText()).isEqualTo("waiting");
      assertThat(visit.guests().get("links")).isEmpty();
      var socket = guest.connect();
      assertThat(socket.connected().at("/connect/subs")).as("no channel").isEmpty();
      var waits = view(socket, "\"waiting\"");
      assertThat(waits.has("session")).isFalse();
      assertThat(waits.has("people")).isFalse();
      assertThat(socket.refused("call.join", visit.in("\"muted\":true,\"camera\":false"))).isEqualTo(404);

      guest.letIn();
      var sees = view(socket, "\"state\":\"in\"");
      assertThat(sees.get("people").findValuesAsText("name")).contains(NAME).hasSize(6);
      visit.begin();
      var step = view(socket, "\"phase\":\"running\"", "\"step\":0").at("/session/step").asInt();
      visit.next();
      view(socket, "\"phase\":\"running\"", "\"step\":" + (step + 1));
      var session = visit.session();
      assertThat(session.get("people")).as("no place in the ring").hasSize(5);
      assertThat(session.toString()).doesNotContain(guest.id, NAME);

      var place = socket.call("call.join", visit.in("\"muted\":true,\"camera\":false"));
      assertThat(place.at("/call/participants/0/personId").asText()).isEqualTo(guest.id);
      visit.person(4).call("call.join", visit.in("\"muted\":true,\"camera\":false"));
      visit.person(4).call("call.text", visit.in("\"line\":1,\"text\":\"Hallo\",\"done\":true"));
      socket.awaitPush("\"call.text\"", "Hallo");
      socket.call("call.text", visit.in("\"line\":1,\"text\":\"Guten Tag\",\"done\":true"));
      visit.person(4).awaitPush("\"call.text\"", "Guten Tag");

      visit.end();
      socket.awaitPush("\"guest.over\"", "\"ended\"");
      assertThat(socket.raw().awaitClose()).isEqualTo(3503);
      visit.person(4).awaitPush("\"call.state\"", "\"rev\"");
      assertThat(visit.person(4).call("call.look", visit.in("")).at("/call/participants").findValuesAsText("personId"))
          .containsExactly("demo-t4");
      assertThat(guest.browser.get("/api/guest").status()).isEqualTo(401);
      assertThat(guest.browser.post("/api/guest/token", "{}").status()).isEqualTo(401);
      assertThat(visit.guests().get("guests")).isEmpty();
      visit.person(4).call("call.leave", visit.in(""));
    }
  }

  @Test
  void aLinkWorksOnceAndNotAfterItWasTakenBack() {
    var link = visit.invite();
    try (var guest = visit.new Guest(link, NAME);
        var other = NODE.nobody()) {
      var used = redeem(other, link);
      assertThat(used.status()).isEqualTo(404);
      assertThat(guest.browser.get("/api/guest").json().get("name").asText()).isEqualTo(NAME);
      visit.anna.call("session.invite", visit.in(""));
      var open = visit.guests().at("/links/0");
      assertThat(open.get("by").asText()).isEqualTo("demo-t1");
      var second = visit.invite();
      var revoked = second.split("\\.")[1];
      visit.person(2).call("session.revoke", visit.in("\"linkId\":\"" + revoked + "\""));
      var parts = visit.invite().split("\\.");
      for (var wrong :
          List.of(
              second,
              "x",
              parts[0] + "." + parts[1] + "." + "0".repeat(52),
              parts[0] + "." + "0".repeat(20) + "." + parts[2],
              "missing." + parts[1] + "." + parts[2])) {
        assertThat(redeem(other, wrong).text()).as(wrong).isEqualTo(used.text());
      }
      assertThat(visit.person(2).refused("session.revoke", visit.in("\"linkId\":\"" + revoked + "\""))).isEqualTo(404);
    }
  }

  @Test
  void whoIsSentOutIsOutAtOnceAndDoesNotComeBack() {
    try (var guest = visit.guest(NAME);
        var declined = visit.guest("Herr Till")) {
      var socket = guest.letIn().connect();
      view(socket, "\"state\":\"in\"");
      socket.call("call.join", visit.in("\"muted\":true,\"camera\":false"));
      guest.sendOut();
      socket.awaitPush("\"guest.over\"", "\"removed\"");
      assertThat(socket.raw().awaitClose()).isEqualTo(3503);
      assertThat(visit.anna.call("call.look", visit.in("")).has("call")).isFalse();
      assertThat(guest.browser.post("/api/guest/token", "{}").status()).isEqualTo(401);
      assertThat(visit.anna.refused("session.letIn", visit.in("\"guestId\":\"" + guest.id + "\""))).isEqualTo(404);
      var waiting = declined.connect();
      view(waiting, "\"waiting\"");
      declined.sendOut();
      assertThat(waiting.raw().awaitClose()).isEqualTo(3503);
    }
  }

  @Test
  void aGuestGoesByThemselves() {
    try (var guest = visit.guest(NAME)) {
      var socket = guest.letIn().connect();
      view(socket, "\"state\":\"in\"");
      assertThat(guest.browser.post("/api/guest/leave", "{}").status()).isEqualTo(204);
      assertThat(socket.raw().awaitClose()).isEqualTo(3503);
      assertThat(guest.browser.cookie()).isEmpty();
      assertThat(visit.guests().get("guests")).isEmpty();
    }
  }

  @Test
  void theCookieIsShownNowhereElseAndEndsWithTheSession() throws Exception {
    try (var browser = NODE.nobody()) {
      var set = redeem(browser, visit.invite()).header("Set-Cookie");
      assertThat(set).startsWith("amtsrunde-guest=").doesNotContainIgnoringCase("Domain");
      assertThat(Arrays.stream(set.split("; *")).map(part -> part.toLowerCase(Locale.ROOT)))
          .contains("httponly", "samesite=strict", "path=/api/guest")
          .anyMatch(part -> part.startsWith("max-age=") && Integer.parseInt(part.substring(8)) < 4 * 3600);
    }
    try (var node = LocalNode.start(Map.of("AMTSRUNDE_PUBLICURL", "https://runde.amtsrunde.example"));
        var browser = new HttpTestClient(node.port())) {
      browser.cookie("amtsrunde-guest", "r.guest-" + "0".repeat(20) + "." + "0".repeat(52));
      assertThat(browser.get("/api/guest").status()).isEqualTo(401);
    }
  }

  @Test
  void thereIsAnEndToGuessing() {
    try (var node = LocalNode.start(Map.of());
        var guesser = new HttpTestClient(node.port())) {
      for (int i = 0; i < 100; i++) {
        assertThat(redeem(guesser, "x" + i).status()).isEqualTo(404);
      }
      assertThat(redeem(guesser, "x").status()).isEqualTo(429);
    } catch (java.io.IOException | org.amtsrunde.config.SettingsException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void namesAreHeldToWhatCanBeShown() {
    var link = visit.invite();
    try (var browser = NODE.nobody()) {
      for (var wrong : List.of("", " ", "\\u0007", "\\u200b")) {
        var body = "{\"link\":\"" + link + "\",\"name\":\"" + wrong + "\"}";
        assertThat(browser.post("/api/guest", body).status()).as(wrong).isEqualTo(400);
      }
      var body = "{\"link\":\"" + link + "\",\"name\":\"" + "n".repeat(61) + "\"}";
      assertThat(browser.post("/api/guest", body).status()).isEqualTo(413);
      assertThat(redeem(browser, link).status()).as("the link was not used up").isEqualTo(201);
    }
  }

  @Test
  void thereAreNeverManyOfThem() {
    for (int i = 0; i < 6; i++) {
      visit.invite();
    }
    assertThat(visit.anna.refused("session.invite", visit.in(""))).isEqualTo(409);
  }

  private static HttpTestClient.Answer redeem(HttpTestClient browser, String link) {
    return browser.post("/api/guest", "{\"link\":\"" + link + "\",\"name\":\"" + NAME + "\"}");
  }
}
