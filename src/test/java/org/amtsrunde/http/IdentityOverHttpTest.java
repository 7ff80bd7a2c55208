package org.amtsrunde.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.amtsrunde.support.HttpTestClient;
import org.amtsrunde.support.LocalNode;
import org.amtsrunde.support.Talker;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every endpoint of identity, done right and in each wrong way. A node of its own, for accounts change. */
class IdentityOverHttpTest {
  private static final String NEXT = "Nebel ueber der Lohe";
  private static LocalNode node;
  private static HttpTestClient admin;
  private static HttpTestClient programme;
  private static HttpTestClient member;
  private static HttpTestClient nobody;

  @BeforeAll
  static void start() throws Exception {
    node = LocalNode.start(Map.of());
    admin = HttpTestClient.of(node.port(), "admin@amtsrunde.example");
    programme = HttpTestClient.of(node.port(), "programm@amtsrunde.example");
    member = HttpTestClient.of(node.port(), "m1@altwasser.example");
    nobody = new HttpTestClient(node.port());
  }

  @AfterAll
  static void stop() throws Exception {
    for (var client : List.of(admin, programme, member, nobody)) {
      client.close();
    }
    node.close();
  }

  /** From a browser that forgets. */
  private static HttpTestClient.Answer signIn(String email, String password) {
    try (var client = new HttpTestClient(node.port())) {
      return client.signIn(email, password);
    }
  }

  @Test
  void whoIAmAndMyRooms() {
    var me = HttpTestClient.of(node.port(), "t1@altwasser.example").get("/api/me").json();
    assertThat(me.at("/person/email").asText()).isEqualTo("t1@altwasser.example");
    assertThat(me.at("/person/authority/name").asText()).isEqualTo("Gemeinde Altwasser");
    assertThat(me.get("rooms")).hasSizeGreaterThan(1).anyMatch(room -> room.get("kind").asText().equals("round"));
    assertThat(nobody.get("/api/me").status()).isEqualTo(401);
  }

  @Test
  void guessingHasItsLimitWhateverIsGuessed() {
    var refused = new java.util.HashSet<String>();
    for (int i = 0; i < 10; i++) {
      refused.add(signIn("m2@birkenried.example", "falsch" + i).text());
      refused.add(signIn("nobody@birkenried.example", "amtsrunde-demo").text());
    }
    assertThat(refused).as("a wrong password and an unknown address").hasSize(1);
    for (var email : List.of("m2@birkenried.example", "nobody@birkenried.example", " M2@Birkenried.example ")) {
      var limited = signIn(email, "amtsrunde-demo");
      assertThat(limited.status()).as(email).isEqualTo(429);
      assertThat(Integer.parseInt(limited.header("Retry-After")))
          .isBetween(800, 901)
          .isEqualTo(limited.json().get("retryAfter").asInt());
    }
    assertThat(signIn("t2@birkenried.example", "amtsrunde-demo").status())
        .as("others are not locked out")
        .isEqualTo(200);
  }

  @Test
  void thePasswordIsChangedByWhoKnowsIt() {
    try (var here = HttpTestClient.of(node.port(), "t3@donaulohe.example");
        var there = HttpTestClient.of(node.port(), "t3@donaulohe.example");
        var socket = Talker.of(there)) {
      var wrong = new LinkedHashMap<String, Integer>();
      wrong.put(passwords("falsch", NEXT), 403);
      wrong.put(passwords("amtsrunde-demo", "kurz"), 400);
      wrong.put(passwords("amtsrunde-demo", "x".repeat(201)), 400);
      wrong.put(passwords("amtsrunde-demo", "t3@donaulohe.example"), 400);
      wrong.put(passwords("amtsrunde-demo", "x".repeat(1001)), 413);
      wrong.put("{\"current\":\"amtsrunde-demo\"}", 400);
      wrong.put("{\"current\":7,\"next\":\"" + NEXT + "\"}", 400);
      wrong.forEach((body, status) -> assertThat(here.post("/api/password", body).status()).as(body).isEqualTo(status));
      assertThat(here.post("/api/password", passwords("amtsrunde-demo", NEXT)).status()).isEqualTo(204);
      assertThat(socket.raw().awaitClose()).as("all other sign-ins end").isEqualTo(3503);
      assertThat(there.get("/api/me").status()).isEqualTo(401);
      assertThat(here.get("/api/me").status()).isEqualTo(200);
      assertThat(signIn("t3@donaulohe.example", "amtsrunde-demo").status()).isEqualTo(401);
      assertThat(signIn("t3@donaulohe.example", NEXT).status()).isEqualTo(200);
    }
  }

  private static String passwords(String current, String next) {
    return "{\"current\":\"" + current + "\",\"next\":\"" + next + "\"}";
  }

  @Test
  void administratorsAddAuthorities() {
    var good =
        "{\"name\":\" Stadt  Neuland"
            + " \",\"kind\":\"municipality\",\"domains\":[{\"name\":\"Neuland.example\",\"verified\":true}]}";
    var created = admin.post("/api/authorities", good);
    assertThat(created.status()).isEqualTo(201);
    assertThat(created.json().get("name").asText()).isEqualTo("Stadt Neuland");
    assertThat(created.json().at("/domains/0/name").asText()).isEqualTo("neuland.example");
    assertThat(member.get("/api/authorities").text()).contains(created.text());
    assertThat(admin.post("/api/authorities", "{\"name\":\"Landkreis Nirgends\",\"kind\":\"district\"}").status())
        .isEqualTo(201);
    assertThat(admin.post("/api/authorities", good).status()).isEqualTo(409);
    assertThat(member.post("/api/authorities", good).status()).isEqualTo(404);
    assertThat(programme.post("/api/authorities", good).status()).isEqualTo(404);
    assertThat(nobody.post("/api/authorities", good).status()).isEqualTo(401);
    assertThat(nobody.get("/api/authorities").status()).isEqualTo(401);
    for (var wrong :
        List.of(
            "{}",
            "{\"name\":\"Neu\",\"kind\":\"kingdom\"}",
            "{\"name\":\"\",\"kind\":\"other\"}",
            "{\"name\":7,\"kind\":\"other\"}",
            "{\"name\":\"Neu\\u0007land\",\"kind\":\"other\"}",
            "{\"name\":\"" + "n".repeat(121) + "\",\"kind\":\"other\"}",
            good.replace("Neuland.example", "neuland"),
            good.replace("Neuland.example", "a b.example"),
            good.replace("true", "\"yes\""),
            good.replace("[{", "{").replace("}]", "}"),
            good.replace("\"verified\":true", "\"verified\":null"),
            "{\"name\":\"Neu\",\"kind\":\"other\",\"domains\":[" + "{},".repeat(50) + "{}]}")) {
      assertThat(admin.post("/api/authorities", wrong).status()).as(wrong).isEqualTo(400);
    }
  }

  @Test
  void invitationsOpenAccounts() {
    var invited = admin.post("/api/invitations", "{\"email\":\"Neu@Altwasser.example\",\"role\":\"programme-owner\"}");
    assertThat(invited.status()).isEqualTo(201);
    var link = invited.json().get("link").asText();
    assertThat(link).startsWith("http://127.0.0.1:8080/einladung#");
    var secret = link.substring(link.indexOf('#') + 1);
    var shown = nobody.post("/api/invitations/open", "{\"secret\":\"" + secret + "\"}");
    assertThat(shown.json().get("email").asText()).isEqualTo("neu@altwasser.example");
    assertThat(shown.json().at("/authority/name").asText()).isEqualTo("Gemeinde Altwasser");
    for (var wrong :
        List.of(
            "\"name\":\"R\"",
            "\"name\":\"<b>Rosa</b>\"",
            "\"name\":\"42\"",
            "\"name\":null",
            "\"name\":\"Ro\\u202Esa\"")) {
      assertThat(nobody.post("/api/invitations/accept", acceptance(secret, wrong, NEXT)).status())
          .as(wrong)
          .isEqualTo(400);
    }
    assertThat(nobody.post("/api/invitations/accept", acceptance(secret, "\"name\":\"Rosa Kettner\"", "kurz")).status())
        .isEqualTo(400);
    try (var rosa = new HttpTestClient(node.port())) {
      var accepted = rosa.post("/api/invitations/accept", acceptance(secret, "\"name\":\"Rosa Kettner\"", NEXT));
      assertThat(accepted.status()).isEqualTo(201);
      assertThat(accepted.json().at("/person/roles")).hasSize(2);
      assertThat(rosa.get("/api/me").json().get("rooms")).isEmpty();
    }
    var used = nobody.post("/api/invitations/accept", acceptance(secret, "\"name\":\"Rosa Kettner\"", NEXT));
    var unknown = nobody.post("/api/invitations/accept", acceptance("unknown", "\"name\":\"Rosa Kettner\"", NEXT));
    assertThat(used.status()).isEqualTo(404);
    assertThat(used.body()).as("used and unknown are one").isEqualTo(unknown.body());
    assertThat(nobody.post("/api/invitations/open", "{\"secret\":\"" + secret + "\"}").body())
        .isEqualTo(unknown.body());
    for (var wrong : List.of("{}", "{\"secret\":\"\"}", "{\"secret\":[]}", "{")) {
      assertThat(nobody.post("/api/invitations/open", wrong).status()).as(wrong).isEqualTo(400);
    }
    assertThat(nobody.post("/api/invitations/open", "{\"secret\":\"" + "s".repeat(201) + "\"}").status())
        .isEqualTo(413);
  }

  private static String acceptance(String secret, String name, String password) {
    return "{\"secret\":\"" + secret + "\"," + name + ",\"password\":\"" + password + "\"}";
  }

  @Test
  void whoMayInviteWhom() {
    var plain = "{\"email\":\"gast@altwasser.example\"}";
    var powerful = "{\"email\":\"gast@altwasser.example\",\"role\":\"administrator\"}";
    assertThat(programme.post("/api/invitations", plain).status()).isEqualTo(201);
    assertThat(programme.post("/api/invitations", powerful).status()).isEqualTo(403);
    assertThat(member.post("/api/invitations", plain).status()).isEqualTo(404);
    assertThat(nobody.post("/api/invitations", plain).status()).isEqualTo(401);
    assertThat(admin.post("/api/invitations", powerful).status()).isEqualTo(201);
    assertThat(admin.post("/api/invitations", "{\"email\":\"m1@altwasser.example\"}").status()).isEqualTo(409);
    for (var wrong :
        List.of(
            "{}",
            "{\"email\":\"gast\"}",
            "{\"email\":\"gast@nirgends.example\"}",
            "{\"email\":\"gast@\"}",
            "{\"email\":true}",
            "{\"email\":\"gast@altwasser.example\",\"role\":\"king\"}",
            "{\"email\":\"gast@altwasser.example\",\"role\":1}")) {
      assertThat(admin.post("/api/invitations", wrong).status()).as(wrong).isEqualTo(400);
    }
    assertThat(admin.post("/api/invitations", "{\"email\":\"" + "g".repeat(321) + "\"}").status()).isEqualTo(413);
  }

  @Test
  void administratorsChangePeople() {
    var people = admin.get("/api/people").json().get("people");
    assertThat(people).hasSizeGreaterThanOrEqualTo(10);
    for (var path : List.of("/api/people", "/api/authorities/x")) {
      assertThat(member.get(path).status()).isEqualTo(404);
    }
    assertThat(member.get("/api/people").body())
        .as("hidden is like missing")
        .isEqualTo(member.get("/api/nothing").body())
        .isEqualTo(admin.post("/api/people/unknown", "{\"disabled\":true}").body());
    assertThat(nobody.get("/api/people").status()).isEqualTo(401);
    assertThat(member.post("/api/people/demo-t5", "{\"disabled\":true}").status()).isEqualTo(404);
    assertThat(nobody.post("/api/people/demo-t5", "{\"disabled\":true}").status()).isEqualTo(401);

    var promoted = admin.post("/api/people/demo-t5", "{\"roles\":[\"programme-owner\"]}");
    assertThat(promoted.json().get("roles")).hasSize(2);
    assertThat(admin.post("/api/people/demo-t5", "{}").body()).as("nothing is changed").isEqualTo(promoted.body());
    try (var t5 = HttpTestClient.of(node.port(), "t5@felsheim.example");
        var socket = Talker.of(t5)) {
      assertThat(admin.post("/api/people/demo-t5", "{\"disabled\":true}").json().get("disabled").asBoolean()).isTrue();
      assertThat(socket.raw().awaitClose()).isEqualTo(3503);
      assertThat(t5.get("/api/me").status()).isEqualTo(401);
      assertThat(signIn("t5@felsheim.example", "amtsrunde-demo").body())
          .as("nobody learns that the account is disabled")
          .isEqualTo(signIn("unbekannt@felsheim.example", "amtsrunde-demo").body());
      assertThat(admin.post("/api/people/demo-t5", "{\"disabled\":false,\"roles\":[]}").json().get("roles")).hasSize(1);
      assertThat(signIn("t5@felsheim.example", "amtsrunde-demo").status()).isEqualTo(200);
    }
    assertThat(admin.post("/api/people/demo-admin", "{\"disabled\":true}").status()).isEqualTo(409);
    assertThat(admin.post("/api/people/demo-admin", "{\"roles\":[\"member\"]}").status()).isEqualTo(409);
    for (var wrong :
        List.of(
            "{\"roles\":\"member\"}",
            "{\"roles\":[1]}",
            "{\"roles\":[\"king\"]}",
            "{\"disabled\":\"yes\"}",
            "{\"roles\":{}}",
            "[]")) {
      assertThat(admin.post("/api/people/demo-t4", wrong).status()).as(wrong).isEqualTo(400);
    }
  }
}
