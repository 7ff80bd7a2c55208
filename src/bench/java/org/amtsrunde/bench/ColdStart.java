package org.amtsrunde.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * From the command line to the first 200 of {@code /health/ready}: the packaged jar, its embedded store, an empty data folder. Then the
 * same as the container starts it, by its options and with the cache that a run before has written, beside without that cache.
 */
final class ColdStart {
  private static final int TIMES = 5;
  private static final int PATIENCE_SECONDS = 60;

  private ColdStart() {}

  static void measure(Table table, Folder folder) throws IOException, InterruptedException {
    var jar = Path.of(System.getProperty("amtsrunde.jar", "target/amtsrunde.jar"));
    if (!Files.isReadable(jar)) {
      throw new IOException(jar + " is missing: package first");
    }
    for (int i = 0; i < TIMES; i++) {
      var words = List.of(Child.java(), "-XX:+UseCompactObjectHeaders", "-jar", jar.toString());
      table.add("cold start of the jar, command to ready", "ms", true, once(words, folder, "cold-" + i));
    }
    var container = new ContainerStart(jar, folder);
    container.train();
    for (int i = 0; i < TIMES; i++) {
      var name = "cold start as in the container, with its cache beside without";
      table.add(name, "ms", true, once(container.words(true), folder, "cold-cache-" + i));
      table.add(name, "ms", false, once(container.words(false), folder, "cold-none-" + i));
    }
  }

  private static double once(List<String> words, Folder folder, String name) throws IOException, InterruptedException {
    int port = freePort();
    var environment = environment(port, folder, name);
    long began = System.nanoTime();
    var process = Child.launch(words, folder.log(name), environment);
    try {
      awaitReady(port, began + PATIENCE_SECONDS * 1_000_000_000L);
      return (System.nanoTime() - began) / 1e6;
    } finally {
      Child.end(process);
    }
  }

  /** Of a node alone with a data folder of its own. */
  static Map<String, String> environment(int port, Folder folder, String name) {
    return folder.with(
        Map.of(
            "AMTSRUNDE_HTTP_PORT",
            String.valueOf(port),
            "AMTSRUNDE_METRICS_PORT",
            "0",
            "AMTSRUNDE_DRAIN_SECONDS",
            "1",
            "AMTSRUNDE_PUBLIC_URL",
            "http://127.0.0.1:" + port),
        name);
  }

  static void awaitReady(int port, long deadline) throws IOException, InterruptedException {
    await(port, "/health/ready", deadline);
  }

  /** Asks by a plain socket: a client that has to be loaded itself takes the processor from the node that starts. */
  static void await(int port, String path, long deadline) throws IOException, InterruptedException {
    var request = ("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n").getBytes(US_ASCII);
    while (System.nanoTime() < deadline) {
      try (var socket = new Socket("127.0.0.1", port)) {
        socket.setSoTimeout(5_000);
        socket.getOutputStream().write(request);
        if (new String(socket.getInputStream().readNBytes(12), US_ASCII).endsWith(" 200")) {
          return;
        }
      } catch (IOException notYet) {
        // Nothing listens yet.
      }
      Thread.sleep(5);
    }
    throw new IOException("not ready within " + PATIENCE_SECONDS + " s");
  }

  static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
