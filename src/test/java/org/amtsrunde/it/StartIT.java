package org.amtsrunde.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.amtsrunde.redis.RedisProcess;
import org.amtsrunde.support.HttpTestClient;
import org.amtsrunde.support.TestNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command line: exit codes and one clear sentence for everything that stops a start. */
class StartIT {
  private record Ended(int code, String said) {}

  private static Ended run(Map<String, String> settings, String... words) {
    try (var node = new TestNode("start", settings, words).freshLog().start()) {
      int code = node.awaitEnd();
      return new Ended(code, node.log());
    }
  }

  private static void assertRefused(Ended ended, int code, String... parts) {
    assertThat(ended.said()).contains(parts).doesNotContain("\tat ");
    assertThat(ended.said().lines().filter(line -> !line.isBlank())).as(ended.said()).hasSize(1);
    assertThat(ended.code()).isEqualTo(code);
  }

  @Test
  void tellsItsVersionAndItsSettings() {
    var version = run(Map.of(), "--version");
    assertThat(version.code()).isZero();
    assertThat(version.said()).startsWith("amtsrunde ");
    var settings = run(Map.of("AMTSRUNDE_REDIS_URL", "redis://anna:geheim@store.example:6379"), "--print-config");
    assertThat(settings.code()).isZero();
    assertThat(settings.said()).contains("redis.url: redis://***@store.example:6379", "drain.seconds: 2");
    assertThat(settings.said()).doesNotContain("geheim");
    assertThat(run(Map.of(), "--check-config")).isEqualTo(new Ended(0, "the settings are good\n"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "AMTSRUNDE_HTTP_PORT | 70000 | http.port",
        "AMTSRUNDE_HTTP_PROT | environment | AMTSRUNDE_HTTP_PROT",
        "AMTSRUNDE_CLUSTER_ENABLED | true | redis.url",
        "AMTSRUNDE_CLUSTER_HOST | 192.0.2.1 | cluster.tls"
      })
  void aBadSettingIsNamedInOneSentence(String variable, String value, String named) {
    var settings = new HashMap<String, String>();
    if (variable.equals("AMTSRUNDE_CLUSTER_HOST")) {
      settings.put("AMTSRUNDE_CLUSTER_ENABLED", "true");
      settings.put("AMTSRUNDE_REDIS_URL", "unix:///tmp/none.sock");
    }
    settings.put(variable, value);
    assertRefused(run(settings), 2, named, value);
  }

  @Test
  void aFolderForDataThatIsNoneIsRefused(@TempDir Path folder) throws Exception {
    var file = Files.writeString(folder.resolve("data"), "").toString();
    assertRefused(run(Map.of("AMTSRUNDE_DATA_DIR", file)), 2, "data.dir", file);
  }

  @Test
  void theNameOfANodeStandsInLogsAndFigures(@TempDir Path folder) throws Exception {
    var settings = Map.of("AMTSRUNDE_LOG_FORMAT", "json", "AMTSRUNDE_DATA_DIR", folder.toString());
    try (var node = new TestNode("rathaus", settings).freshLog().start().awaitReady()) {
      assertThat(node.figures()).contains("amtsrunde_nodes{node=\"rathaus\"} 1.0");
      await("says so").atMost(Duration.ofSeconds(10)).until(() -> node.log().contains("\"ready\""));
      assertThat(node.log().lines())
          .isNotEmpty()
          .allSatisfy(
              line -> assertThat(new ObjectMapper().readTree(line).at("/context/name").asText()).isEqualTo("rathaus"));
    }
  }

  @Test
  void aMissingFileIsNamed() {
    assertRefused(run(Map.of(), "--config", "missing.yaml", "--check-config"), 2, "missing.yaml");
  }

  @Test
  void aTakenPortIsNamed(@TempDir Path folder) throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var port = String.valueOf(taken.getLocalPort());
      var settings = Map.of("AMTSRUNDE_HTTP_PORT", port, "AMTSRUNDE_DATA_DIR", folder.toString());
      var ended = run(settings);
      assertThat(ended.said()).contains("http.port is " + port).doesNotContain("\tat ");
      assertThat(ended.code()).isEqualTo(1);
    }
  }

  @Test
  void aStoreThatThrowsMessagesAwayIsRefused(@TempDir Path folder) throws Exception {
    try (var redis = RedisProcess.start(folder)) {
      command(folder, "CONFIG SET maxmemory-policy allkeys-lru");
      assertRefused(run(Map.of("AMTSRUNDE_REDIS_URL", redis.url())), 1, "maxmemory-policy allkeys-lru", "noeviction");
    }
  }

  @Test
  void aStoreThatIsNotThereIsNamed() {
    var ended = run(Map.of("AMTSRUNDE_REDIS_URL", "unix:///tmp/there-is-no-store.sock?password=geheim"));
    assertThat(ended.said())
        .contains("redis.url is unix:///tmp/there-is-no-store.sock?***, but no store answers there")
        .doesNotContain("\tat ", "geheim");
    assertThat(ended.code()).isEqualTo(1);
  }

  private static void command(Path folder, String command) throws IOException {
    var socket = folder.resolve("redis.sock");
    assertThat(Files.exists(socket)).isTrue();
    try (var channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.connect(UnixDomainSocketAddress.of(socket));
      channel.write(ByteBuffer.wrap((command + "\r\n").getBytes(StandardCharsets.US_ASCII)));
      var answer = ByteBuffer.allocate(64);
      channel.read(answer);
      assertThat(new String(answer.array(), 0, answer.position(), StandardCharsets.US_ASCII)).isEqualTo("+OK\r\n");
    }
  }

  /** As the build made them: the first load is a quarter on the wire, and what has its hash in the name is never asked for again. */
  @Test
  void theClientIsServedCompressedAndItsPartsAreKept(@TempDir Path folder) {
    try (var node = new TestNode("assets", Map.of("AMTSRUNDE_DATA_DIR", folder.toString())).start();
        var client = new HttpTestClient(node.awaitReady().port())) {
      var page = client.header("Accept-Encoding", "identity").get("/");
      assertThat(page.header("Cache-Control")).isEqualTo("no-cache");
      assertThat(page.header("Content-Encoding")).isEmpty();
      var found = Pattern.compile("/assets/[\\w.-]+\\.js").matcher(page.text());
      assertThat(found.find()).as(page.text()).isTrue();
      var plain = client.get(found.group());
      for (var encoding : new String[] {"br", "gzip"}) {
        var packed = client.header("Accept-Encoding", encoding).get(found.group());
        assertThat(packed.header("Content-Encoding")).isEqualTo(encoding);
        assertThat(packed.header("Vary")).isEqualTo("Accept-Encoding");
        assertThat(packed.header("Cache-Control")).isEqualTo("public, max-age=31536000, immutable");
        assertThat(packed.header("Content-Type")).isEqualTo(plain.header("Content-Type")).startsWith("text/javascript");
        assertThat(packed.body().length).isLessThan(plain.body().length / 2);
      }
    }
  }
}
