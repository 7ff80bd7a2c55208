package org.amtsrunde.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.amtsrunde.support.Session;
import org.amtsrunde.support.TestCluster;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Documents with foreign clients, as they are published: y-websocket and the provider of Hocuspocus, on two nodes. What they do
 * stands in {@code web/test/documents}.
 */
class DocumentsIT {
  private static final Path SCRIPT = Path.of("target", "web-build", "test", "documents", "run.mjs");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static TestCluster cluster;

  @BeforeAll
  static void start() throws Exception {
    cluster = new TestCluster("documents", 2, Map.of());
  }

  @AfterAll
  static void stop() throws Exception {
    cluster.close();
  }

  private static Process play(Path out, String scenario, List<Integer> ports, String... words) throws IOException {
    var command = new ArrayList<String>();
    command.add("node");
    command.add(SCRIPT.toString());
    command.add(scenario);
    command.add(ports.stream().map(String::valueOf).collect(Collectors.joining(",")));
    command.addAll(Arrays.asList(words));
    return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile()).start();
  }

  private static Path log(String scenario) throws IOException {
    return Files.createDirectories(Path.of("target", "documents")).resolve(scenario + ".log");
  }

  private static JsonNode end(Process process, Path out) throws Exception {
    if (!process.waitFor(120, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("does not end:\n" + Files.readString(out));
    }
    var said = Files.readString(out);
    assertThat(process.exitValue()).as(said).isZero();
    return JSON.readTree(said.lines().toList().getLast());
  }

  private static JsonNode played(String scenario, List<Integer> ports, String... words) throws Exception {
    var out = log(scenario);
    return end(play(out, scenario, ports, words), out);
  }

  @Test
  void bothKindsOfClientsWriteTogetherAndFindItAgainAfterEverythingWasKilled() throws Exception {
    var found = played("together", cluster.portsFrom(0));
    assertThat(found.get("text").asText()).contains("eins zwei 😀 ", "ohne Netz A", "ohne Netz B");
    assertThat(found.get("plain").asText().strip()).isEqualTo(found.get("text").asText().strip());
    assertThat(found.at("/content/notes/0/insert").asText()).isEqualTo(found.get("text").asText());
    assertThat(found.get("title").asText()).isEqualTo("Zusammen");
    cluster.node(0).kill();
    cluster.node(1).kill();
    cluster.node(0).start().awaitReady();
    cluster.node(1).start().awaitReady();
    var again = played("again", cluster.portsFrom(1), found.get("id").asText());
    assertThat(again.get("text")).isEqualTo(found.get("text"));
  }

  @Test
  void nothingThatWasAcknowledgedIsLostWhenTheNodeIsKilledWhileOneTypes() throws Exception {
    var id = played("together", cluster.portsFrom(0)).get("id").asText();
    var out = log("typing");
    var typing = play(out, "typing", List.of(cluster.node(0).port()), id);
    await().atMost(Duration.ofSeconds(30)).until(() -> stored(out) > 50);
    cluster.node(0).kill();
    cluster.node(0).start().awaitReady();
    int before = stored(out);
    await().atMost(Duration.ofSeconds(60)).until(() -> stored(out) > before + 50);
    typing.getOutputStream().close();
    int written = end(typing, out).get("written").asInt();
    var text = played("again", cluster.portsFrom(1), id).get("text").asText();
    assertThat(stored(out)).isEqualTo(written);
    var words = Arrays.stream(text.split(" ")).filter(word -> word.matches("w\\d+")).toList();
    assertThat(words).as("each once and in order").hasSize(written);
    for (int i = 0; i < written; i++) {
      assertThat(words.get(i)).isEqualTo("w" + i);
    }
  }

  private static int stored(Path out) throws IOException {
    return (int) Files.readAllLines(out).stream().filter(line -> line.startsWith("stored ")).count();
  }

  @Test
  void whoMayWhatIsDecidedHereAndChangesAtOnce() throws Exception {
    var found = played("roles", cluster.portsFrom(0));
    assertThat(found.at("/reasons/0")).as("hidden is like missing").isEqualTo(found.at("/reasons/1"));
    assertThat(found.get("took").asInt()).isLessThan(1000);
    assertThat(found.get("stored").asText()).contains("von mir", "!").doesNotContain("heimlich");
  }

  @Test
  void aScriptWritesOverHttp() throws Exception {
    var found = played("script", cluster.portsFrom(0));
    assertThat(found.get("status").asInt()).isEqualTo(204);
    assertThat(found.get("broken").asInt()).isEqualTo(400);
  }

  /** A node that did not write a document finds it, and no longer when it is in the trash or gone. */
  @Test
  void whatOneNodeWritesAndThrowsAwayTheOtherFindsAndNoLonger() throws Exception {
    var here = new Session("t1@altwasser.example", cluster.portsFrom(0));
    var there = new Session("t1@altwasser.example", cluster.portsFrom(1));
    var made = here.post("/api/documents", "{\"title\":\"Merkblatt Trinkwasserbrunnen\"}");
    assertThat(made.statusCode()).isEqualTo(201);
    var path = "/api/documents/" + JSON.readTree(made.body()).get("id").asText();
    finds(there, true);
    finds(here, true);
    assertThat(here.post(path + "/trash", "{}").statusCode()).isEqualTo(204);
    assertThat(JSON.readTree(there.get(path).body()).at("/document/state").asText()).isEqualTo("trashed");
    finds(there, false);
    assertThat(there.post(path + "/untrash", "{}").statusCode()).isEqualTo(204);
    finds(here, true);
    assertThat(there.delete(path).statusCode()).isEqualTo(204);
    assertThat(here.get(path).statusCode()).isEqualTo(404);
    finds(here, false);
    finds(there, false);
  }

  private static void finds(Session session, boolean found) {
    await().atMost(Duration.ofSeconds(60)).until(() -> hits(session) == (found ? 1 : 0));
  }

  private static int hits(Session session) throws IOException {
    return JSON.readTree(session.get("/api/search/documents?q=Trinkwasserbrunnen").body()).get("hits").size();
  }
}
