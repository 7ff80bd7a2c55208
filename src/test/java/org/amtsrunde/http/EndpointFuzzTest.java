package org.amtsrunde.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.amtsrunde.support.Described;
import org.amtsrunde.support.Descriptions;
import org.amtsrunde.support.GuestVisit;
import org.amtsrunde.support.HttpTestClient;
import org.amtsrunde.support.LocalNode;
import org.amtsrunde.support.TestNode;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every endpoint of openapi.yaml gets requests that are right or almost right, over connections that are kept: each has one answer
 * within 20 s, none is a fault of the server, each is what the description says, and a node with 256 MB of heap that has had them all
 * writes down no failure and no leak, has nobody left and works as before. The seed is printed; {@code -Dfuzz.inputs} and {@code
 * -Dfuzz.seed} play more, or the same again.
 */
class EndpointFuzzTest {
  private static final long SEED = Long.getLong("fuzz.seed", 1);
  private static final int INPUTS = Integer.getInteger("fuzz.inputs", 2_000);
  private static final int GUESTS = 3;
  private static final String ADMIN = "admin@amtsrunde.example";
  private static final List<String> PEOPLE =
      List.of("t1@altwasser.example", "t2@birkenried.example", "m1@altwasser.example", ADMIN);

  /** What no node writes down, whatever it is asked. */
  private static final Pattern FAULT = Pattern.compile("(?m)^.*( ERROR |Exception|LEAK|blocked for).*$");

  @TempDir private Path data;

  private final Random random = new Random(SEED);
  private final Described described = Described.endpoints(random);
  private final Map<String, String> cookies = new HashMap<>();
  private final Map<String, String> passwords = new HashMap<>();
  private final Map<Integer, Integer> statuses = new TreeMap<>();
  private final TreeSet<String> answered = new TreeSet<>();
  private TestNode node;
  private OddLine line;

  @Test
  void everyEndpointAnswersWhateverItIsAsked() throws Exception {
    System.out.println("EndpointFuzzTest seed " + SEED);
    var settings =
        Map.of(
            "AMTSRUNDE_DATA_DIR",
            data.toString(),
            "AMTSRUNDE_DEMO",
            "true",
            "AMTSRUNDE_PUBLIC_URL",
            LocalNode.ORIGIN,
            "JDK_JAVA_OPTIONS",
            "-Dio.netty.leakDetection.level=paranoid");
    try (var started = new TestNode("endpoint-fuzz", settings).freshLog().start().awaitReady()) {
      node = started;
      signIn();
      var endpoints = List.copyOf(Descriptions.endpoints());
      for (int i = 0; i < INPUTS; i++) {
        ask(endpoints.get(random.nextInt(endpoints.size())));
      }
      line.close();
      worksAsBefore();
    }
    assertThat(FAULT.matcher(node.log()).results().map(found -> found.group()).distinct()).isEmpty();
    System.out.println("EndpointFuzzTest answers by status: " + statuses);
    assertThat(answered).as("endpoints that did what they are for").hasSizeGreaterThan(25);
  }

  private void signIn() {
    try (var visit = new GuestVisit(node.port())) {
      for (int i = 0; i < GUESTS; i++) {
        try (var guest = visit.guest("Gast " + i)) {
          cookies.put("guest " + i, guest.browser.cookie());
        }
      }
    }
    for (var email : PEOPLE) {
      try (var person = HttpTestClient.of(node.port(), email)) {
        cookies.put(email, person.cookie());
        for (var path : List.of("/api/me", "/api/documents", "/api/document-templates", "/api/authorities")) {
          described.learn(person.get(path).json());
        }
        person.get("/api/me").json().get("rooms").forEach(room -> learnRoom(person, room.get("id").asText()));
      }
    }
  }

  private void learnRoom(HttpTestClient person, String id) {
    described.learn(person.get("/api/documents?roomId=" + id).json());
    described.learn(person.get("/api/rounds/" + id).json());
  }

  private void ask(String endpoint) throws IOException {
    var request = new OddRequest(random, described, endpoint);
    var who = who(endpoint);
    request.cookie(cookies.getOrDefault(who, who));
    for (int i = random.nextInt(3); i > 0; i--) {
      request.spoil();
    }
    var bytes = request.bytes();
    if (line == null || !line.isOpen()) {
      line = new OddLine(node.port());
    }
    if (random.nextInt(50) == 0) {
      line.leave(Arrays.copyOf(bytes, random.nextInt(bytes.length)));
      return;
    }
    try {
      var answer = line.ask(bytes, request.method.equals("HEAD"));
      check(request, answer);
      if (!request.addressed || request.large) {
        // Neither end knows where the next request begins.
        line.close();
      }
      if (answer.status() == 204 && endpoint.equals("POST /api/password")) {
        passwords.put(who, request.field("next"));
      }
      if (answer.status() == 401 && PEOPLE.contains(who)) {
        back(who);
      }
    } catch (IOException e) {
      if (!request.large) {
        throw new AssertionError("seed " + SEED + ": " + e + " after " + request, e);
      }
      // Whoever sends more than is read may find the line cut before the answer is here.
      line.close();
    }
  }

  private String who(String endpoint) {
    // Whoever is signed out has to be signed in again, which takes its time on purpose.
    int dice = endpoint.contains("sign-out") && random.nextInt(8) > 0 ? random.nextInt(3) : random.nextInt(10);
    if (endpoint.contains("/api/guest") && dice < 6) {
      return "guest " + random.nextInt(GUESTS);
    }
    return switch (dice) {
      case 0 -> "";
      case 1 ->
          List.of("amtsrunde=", "amtsrunde=x", "amtsrunde=" + "y".repeat(2_000), ";;=", "=", "amtsrunde=\u00e4; a")
              .get(random.nextInt(6));
      case 2 -> "guest " + random.nextInt(GUESTS);
      default -> PEOPLE.get(random.nextInt(PEOPLE.size()));
    };
  }

  private void check(OddRequest request, OddLine.Answer answer) {
    statuses.merge(answer.status(), 1, Integer::sum);
    try {
      assertThat(answer.status()).isLessThan(500);
      if (request.method.equals("HEAD")) {
        assertThat(answer.body()).isEmpty();
      } else if (request.addressed) {
        Descriptions.checkAnswer(request.method, request.path, answer.status(), answer.headers(), answer.body());
        if (answer.status() < 300) {
          answered.add(request.endpoint);
        }
      } else if (answer.type().equals("application/problem+json")) {
        Descriptions.checkProblem(request.toString(), answer.status(), answer.type(), answer.body());
      } else {
        assertThat(new String(answer.body(), java.nio.charset.StandardCharsets.UTF_8))
            .doesNotContain("Exception", "\tat ");
      }
    } catch (AssertionError e) {
      throw new AssertionError("seed " + SEED + ": " + request + "\n→ " + answer, e);
    }
    if (answer.status() < 300 && answer.type().equals("application/json")) {
      described.learn(Descriptions.json(new String(answer.body(), java.nio.charset.StandardCharsets.UTF_8)));
    }
  }

  /** Signs in again whoever signed out, or was disabled by the administrator. */
  private void back(String email) {
    try (var admin = signedIn(ADMIN)) {
      var people = admin.get("/api/people").json().get("people");
      for (var person : people) {
        if (person.get("email").asText().equals(email)) {
          admin.post("/api/people/" + person.get("id").asText(), "{\"disabled\":false}");
        }
      }
    }
    try (var person = signedIn(email)) {
      cookies.put(email, person.cookie());
    }
  }

  private HttpTestClient signedIn(String email) {
    var person = new HttpTestClient(node.port());
    assertThat(person.signIn(email, passwords.getOrDefault(email, "amtsrunde-demo")).status()).as(email).isEqualTo(200);
    return person;
  }

  private void worksAsBefore() {
    back(PEOPLE.getFirst());
    try (var person = signedIn(PEOPLE.getFirst())) {
      var made = person.post("/api/documents", "{\"title\":\"Danach\"}");
      assertThat(made.status()).isEqualTo(201);
      assertThat(person.get("/api/documents").text()).contains("Danach");
    }
    Awaitility.await("nobody is left")
        .untilAsserted(() -> {
          for (var figure : List.of("connections", "streams", "event_streams", "waiting_bytes")) {
            assertThat(node.figures()).containsPattern("(?m)^amtsrunde_" + figure + "\\{.*} 0\\.0$");
          }
        });
  }
}
