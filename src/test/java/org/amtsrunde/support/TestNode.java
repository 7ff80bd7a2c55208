package org.amtsrunde.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/**
 * A node as a process of its own, on free ports of 127.0.0.1: the packaged jar where the system property {@code amtsrunde.jar}
 * names one, else the class path of the test. What it says stands in {@code target/nodes/<name>.log}.
 */
public final class TestNode implements AutoCloseable {
  private static final HttpClient HTTP = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int FIRST_PORT = 20_000;
  private static final int BLOCKS = 100;
  private static final int PORTS_OF_A_BLOCK = 120;
  private static final List<ServerSocket> CLAIMS = new ArrayList<>();
  private static int nextPort;
  private static int endOfBlock;

  private final Map<String, String> environment = new HashMap<>();
  private final List<String> words;
  private final Path log;
  private final int port;
  private final int managementPort;
  private Process process;

  /**
   * Does not start it yet.
   *
   * @param settings by the names of the environment, over ports of their own
   * @param words of the command line
   */
  public TestNode(String name, Map<String, String> settings, String... words) {
    this.words = List.of(words);
    this.log = Path.of("target", "nodes", name + ".log");
    environment.put("AMTSRUNDE_HTTP_PORT", String.valueOf(freePort()));
    environment.put("AMTSRUNDE_METRICS_PORT", String.valueOf(freePort()));
    environment.put("AMTSRUNDE_NODE_NAME", name);
    environment.put("AMTSRUNDE_DRAIN_SECONDS", "2");
    environment.put("AMTSRUNDE_PUBLIC_URL", "http://127.0.0.1:" + environment.get("AMTSRUNDE_HTTP_PORT"));
    environment.putAll(settings);
    port = Integer.parseInt(environment.get("AMTSRUNDE_HTTP_PORT"));
    managementPort = Integer.parseInt(environment.get("AMTSRUNDE_METRICS_PORT"));
  }

  /**
   * A port that nobody uses at this moment and that was not given before. Below those that the system hands out by itself (32,768
   * and up on Linux), else a connection that somebody opens meanwhile may take it before the node does. Tests that run beside this
   * process have blocks of their own.
   */
  public static synchronized int freePort() {
    while (true) {
      if (nextPort == endOfBlock) {
        nextPort = claimBlock();
        endOfBlock = nextPort + PORTS_OF_A_BLOCK - 1;
      }
      int candidate = nextPort++;
      try (var socket = listening(candidate)) {
        return socket.getLocalPort();
      } catch (IOException e) {
        // Somebody has it: the next one.
      }
    }
  }

  /** A block is ours as long as this process listens on its last port. */
  private static int claimBlock() {
    int first = ThreadLocalRandom.current().nextInt(BLOCKS);
    for (int i = 0; i < BLOCKS; i++) {
      int start = FIRST_PORT + (first + i) % BLOCKS * PORTS_OF_A_BLOCK;
      try {
        CLAIMS.add(listening(start + PORTS_OF_A_BLOCK - 1));
        return start;
      } catch (IOException e) {
        // Claimed by somebody else.
      }
    }
    throw new IllegalStateException("no port is free");
  }

  private static ServerSocket listening(int port) throws IOException {
    return new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
  }

  /** Starts the process and returns at once. */
  public TestNode start() {
    try {
      Files.createDirectories(log.getParent());
      var builder = new ProcessBuilder(command()).redirectErrorStream(true);
      builder.environment().keySet().removeIf(key -> key.startsWith("AMTSRUNDE_"));
      builder.environment().putAll(environment);
      builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
      var started = builder.start();
      Runtime.getRuntime().addShutdownHook(new Thread(started::destroyForcibly));
      process = started;
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> command() {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m", "-Dvertx.disableDnsResolver=true"));
    for (var flag : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
      if (flag.startsWith("--")) {
        command.add(flag);
      }
    }
    var jar = System.getProperty("amtsrunde.jar");
    if (jar != null && Files.exists(Path.of(jar))) {
      command.addAll(List.of("-jar", jar));
    } else {
      var classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
      command.addAll(List.of("-cp", classPath, "org.amtsrunde.Main"));
    }
    command.addAll(words);
    return command;
  }

  public int port() {
    return port;
  }

  /** What the node has said since the file was begun. */
  public String log() {
    try {
      return Files.exists(log) ? Files.readString(log) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Empties the log, so that only what is said from now on stands in it. */
  public TestNode freshLog() {
    try {
      Files.deleteIfExists(log);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The embedded store that this node has started. */
  public ProcessHandle store() {
    return process
        .descendants()
        .filter(child -> child.info().command().orElse("").matches(".*(redis|valkey)-server.*"))
        .findFirst()
        .orElseThrow();
  }

  /** Status of {@code /health/ready}; 0 if there is no answer. */
  public int ready() {
    return status(port, "/health/ready");
  }

  private static int status(int port, String path) {
    var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).timeout(Duration.ofSeconds(2));
    try {
      return HTTP.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      return 0;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The figures in Prometheus' text format. */
  public String figures() {
    try {
      var uri = URI.create("http://127.0.0.1:" + managementPort + "/metrics");
      return HTTP.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString()).body();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  public TestNode awaitReady() {
    Awaitility.await("ready: " + log)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> {
          if (!process.isAlive()) {
            throw new AssertionError("the node ended with " + process.exitValue() + ":\n" + log());
          }
          return ready() == 200;
        });
    return this;
  }

  /** Like {@link #awaitReady}; a node that has ended, because it found no store, is started again, as by its supervisor. */
  public TestNode awaitReadyAgain() {
    Awaitility.await("ready: " + log)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> {
          if (!process.isAlive()) {
            start();
          }
          return ready() == 200;
        });
    return this;
  }

  /** Waits for its end by itself and gives the exit code. */
  public int awaitEnd() {
    try {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError("the node does not end:\n" + log());
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** kill -9 */
  public void kill() {
    process.destroyForcibly();
    awaitEnd();
  }

  /** SIGTERM, and waits for the end. */
  public int stop() {
    process.destroy();
    return awaitEnd();
  }

  /** SIGSTOP: the process stands still, its sockets stay open. */
  public void pause() {
    signal(process.toHandle(), "STOP");
  }

  public void resume() {
    signal(process.toHandle(), "CONT");
  }

  /** Sends a signal to any process of ours, such as the store. */
  public static void signal(ProcessHandle target, String name) {
    try {
      int code = new ProcessBuilder("sh", "-c", "kill -" + name + " " + target.pid()).inheritIO().start().waitFor();
      if (code != 0) {
        throw new AssertionError("kill -" + name + " ended with " + code);
      }
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    if (process != null && process.isAlive()) {
      kill();
    }
  }
}
