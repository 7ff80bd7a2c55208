package org.amtsrunde.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.amtsrunde.support.TestCluster;
import org.junit.jupiter.api.Test;

/**
 * Real browsers on two nodes of one cluster: {@code web/test/live}. They chat across the nodes, go offline, write, close the laptop,
 * come back; axe looks at every page in both themes.
 */
class BrowserIT {
  private static final Path CLIENT = Path.of("target", "web-build");
  private static final Path LOG = Path.of("target", "browsers.log");

  @Test
  void twoBrowsersOnTwoNodes() throws Exception {
    assertThat(CLIENT.resolve("node_modules")).as("the client is built before").isDirectory();
    try (var cluster = new TestCluster("browsers", 2, Map.of())) {
      var nodes = "http://127.0.0.1:" + cluster.node(0).port() + ",http://127.0.0.1:" + cluster.node(1).port();
      var builder =
          new ProcessBuilder("node", "node_modules/vitest/vitest.mjs", "run", "--config", "vitest.live.config.ts")
              .directory(CLIENT.toFile())
              .redirectErrorStream(true)
              .redirectOutput(LOG.toFile());
      builder.environment().putAll(Map.of("NODES", nodes, "NO_COLOR", "1"));
      var chromium = System.getProperty("amtsrunde.chromium");
      if (chromium != null) {
        builder.environment().put("AMTSRUNDE_CHROMIUM", chromium);
      }
      var browsers = builder.start();
      try {
        boolean ended = browsers.waitFor(5, TimeUnit.MINUTES);
        assertThat(ended && browsers.exitValue() == 0).as("%s", Files.readString(LOG)).isTrue();
      } finally {
        browsers.descendants().forEach(ProcessHandle::destroyForcibly);
        browsers.destroyForcibly();
      }
    }
  }
}
