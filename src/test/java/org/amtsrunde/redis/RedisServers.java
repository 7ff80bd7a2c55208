package org.amtsrunde.redis;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Several servers of the store's kind on ports of 127.0.0.1, each with a folder of its own. */
final class RedisServers implements AutoCloseable {
  /** What a server needs so that an acknowledgement means that it is on disk. */
  static final String DURABLE = "--appendonly yes --appendfsync always --stream-node-max-entries 1 --save ''";

  private static final int ANSWER_MILLIS = 1_000;

  private final Map<String, Process> running = new HashMap<>();
  private final Path folder;
  private final String binary;

  RedisServers(Path folder) throws IOException {
    this.folder = folder;
    this.binary = RedisBinary.find(folder.resolve("bin")).path().toString();
  }

  /** Starts one, again if it has ended, and waits until it answers. */
  void start(String name, int port, String words) throws IOException {
    var home = Files.createDirectories(folder.resolve(name));
    var command = "exec " + binary + " " + words;
    var started =
        new ProcessBuilder("sh", "-c", command)
            .directory(home.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(home.resolve("log").toFile()))
            .start();
    running.put(name, started);
    await(name + " answers").atMost(20, TimeUnit.SECONDS).until(() -> ask(port, "PING").contains("PONG"));
  }

  /** kill -9 */
  void kill(String name) {
    running.get(name).destroyForcibly();
  }

  /** What a server says to a command; empty if it does not. */
  String ask(int port, String words) {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(ANSWER_MILLIS);
      socket.getOutputStream().write((words + "\r\n").getBytes(StandardCharsets.UTF_8));
      var answer = new byte[8192];
      int read = socket.getInputStream().read(answer);
      return new String(answer, 0, Math.max(0, read), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "";
    }
  }

  @Override
  public void close() {
    running.values().forEach(Process::destroyForcibly);
  }
}
