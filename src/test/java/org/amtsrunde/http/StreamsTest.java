package org.amtsrunde.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.amtsrunde.OpenEngine;
import org.amtsrunde.support.StreamClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The transports for networks without WebSockets. */
class StreamsTest {
  @TempDir static Path folder;
  static OpenEngine engine;

  @BeforeAll
  static void start() throws Exception {
    engine = OpenEngine.start(folder);
  }

  @AfterAll
  static void stop() {
    engine.close();
  }

  private static StreamClient connected(StreamClient.Kind kind, String name) {
    return new StreamClient(engine.port(), kind, List.of(), "{\"id\":1,\"connect\":{\"token\":\"" + name + "\"}}")
        .connected();
  }

  @ParameterizedTest
  @EnumSource
  void aSessionOverAStreamIsLikeAnyOther(StreamClient.Kind kind) {
    try (var a = connected(kind, "a");
        var b = connected(kind, "b")) {
      assertThat(a.session()).hasSize(52).isNotEqualTo(b.session());
      var channel = "test:" + kind;
      b.send("{\"id\":2,\"subscribe\":{\"channel\":\"" + channel + "\"}}").awaitLine("{\"id\":2,");
      a.send("{\"id\":2,\"publish\":{\"channel\":\"" + channel + "\",\"data\":\"grün\\n\"}}").awaitLine("{\"id\":2,");
      b.awaitLine("\"pub\"", "\"grün\\n\"");
      a.send("{\"id\":3,\"rpc\":{\"method\":\"echo\",\"data\":{\"text\":\"x\"}}}");
      a.awaitLine("{\"id\":3,", "{\"echo\":");
    }
  }
}
