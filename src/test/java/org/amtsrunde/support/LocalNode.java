package org.amtsrunde.support;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import org.amtsrunde.Server;
import org.amtsrunde.config.SettingsException;
import org.amtsrunde.config.SettingsLoader;

/** A whole node with the demo content, on free ports, with an embedded store in a folder of its own. */
public final class LocalNode implements AutoCloseable {
  /** Pages of this origin are its own, whatever port it has. */
  public static final String ORIGIN = "http://127.0.0.1:8080";

  private final Path folder;
  private final Server server;

  private LocalNode(Path folder, Server server) {
    this.folder = folder;
    this.server = server;
  }

  /** @param more settings by the names of their environment variables */
  public static LocalNode start(Map<String, String> more) throws IOException, SettingsException {
    var folder = Files.createTempDirectory("amtsrunde-node");
    var settings =
        new HashMap<>(
            Map.of(
                "AMTSRUNDE_HTTP_PORT", "0",
                "AMTSRUNDE_METRICS_PORT", "0",
                "AMTSRUNDE_DATA_DIR", folder.toString(),
                "AMTSRUNDE_DRAIN_SECONDS", "1",
                "AMTSRUNDE_DEMO", "true"));
    settings.putAll(more);
    return new LocalNode(folder, Server.start(SettingsLoader.load(null, settings)));
  }

  public Server server() {
    return server;
  }

  public int port() {
    return server.port();
  }

  /**
   * Lets time pass for all keys whose names match: they expire now.
   *
   * @param pattern as the store's KEYS takes it, such as {@code token:*}
   */
  public void expire(String pattern) throws IOException {
    try (var store = SocketChannel.open(UnixDomainSocketAddress.of(folder.resolve("redis.sock")))) {
      var script = "for _, key in ipairs(redis.call('keys', '" + pattern + "')) do redis.call('pexpire', key, 0) end";
      store.write(ByteBuffer.wrap(("EVAL \"" + script + "\" 0\r\n").getBytes(StandardCharsets.UTF_8)));
      var answer = ByteBuffer.allocate(1000);
      store.read(answer);
      var said = new String(answer.array(), 0, answer.position(), StandardCharsets.UTF_8);
      if (!said.startsWith("$-1")) {
        throw new IOException(said);
      }
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
