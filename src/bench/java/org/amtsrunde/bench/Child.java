package org.amtsrunde.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A process that is measured from outside: its processor time, its memory, what it prints. Ends with {@link #close}. */
final class Child implements AutoCloseable {
  /** As in {@code conf/container/jvm.options}; the same for ours and for every peer. */
  static final List<String> FLAGS =
      List.of(
          "-XX:+UseG1GC",
          "-XX:MaxGCPauseMillis=10",
          "-XX:+UseCompactObjectHeaders",
          "-Xmx1g",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow",
          "--add-opens=java.base/java.lang=ALL-UNNAMED");

  /** More of them where memory is measured: the heap follows what lives, at the price of more collections. */
  static final List<String> TIGHT = List.of("-Xms32m", "-XX:MinHeapFreeRatio=5", "-XX:MaxHeapFreeRatio=10");

  private final Process process;
  private final BufferedReader out;
  private final PrintStream in;

  private Child(Process process) {
    this.process = process;
    this.out = process.inputReader(StandardCharsets.UTF_8);
    this.in = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
  }

  /**
   * @param cpus the processors it may use, as {@code taskset} takes them
   */
  static Child start(String cpus, Path log, Map<String, String> environment, Class<?> main, String... args)
      throws IOException {
    var words = new ArrayList<>(Cpus.pinned(cpus));
    words.add(java());
    words.addAll(FLAGS);
    words.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    words.addAll(List.of(args));
    return start(words, log, environment);
  }

  /** A peer on Node, from the tests of the client; it says its port as ours do. */
  static Child node(String cpus, Path log, String script, String... args) throws IOException {
    var words = new ArrayList<>(Cpus.pinned(cpus));
    var tests = Path.of("target", "web-build", "test");
    // Collects garbage when it is told to.
    var tidy = tests.resolve("peers/tidy.mjs").toAbsolutePath().toUri().toString();
    words.addAll(List.of("node", "--expose-gc", "--import", tidy, tests.resolve(script).toString()));
    words.addAll(List.of(args));
    return start(words, log, Map.of("NODE_ENV", "production"));
  }

  /** A process that need not be Java's. */
  static Child start(List<String> words, Path log, Map<String, String> environment) throws IOException {
    return new Child(launch(words, log, environment));
  }

  static Process launch(List<String> words, Path log, Map<String, String> environment) throws IOException {
    var builder = new ProcessBuilder(words).redirectError(log.toFile());
    builder.environment().putAll(environment);
    var process = builder.start();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(process)));
    return process;
  }

  /** Ends a process in good order, so that it ends its store, and otherwise by force. */
  static void end(Process process) {
    process.destroy();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /** The next line that begins with the word, without it; other lines are logs. */
  String line(String word) throws IOException {
    for (var line = out.readLine(); line != null; line = out.readLine()) {
      if (line.startsWith(word + " ")) {
        return line.substring(word.length() + 1);
      }
    }
    throw new IOException("a process that is measured has ended; see its log");
  }

  int port() throws IOException {
    return Integer.parseInt(line("port"));
  }

  void say(String line) {
    in.println(line);
  }

  /** Processor time of the whole process until now, in microseconds; the kernel counts in steps of 10 ms. */
  long cpuMicros() throws IOException {
    return Cpus.micros(String.valueOf(process.pid()));
  }

  /** The same with all processes that it has started, such as its store. */
  long cpuMicrosWithChildren() throws IOException {
    long micros = cpuMicros();
    for (var child : process.descendants().toList()) {
      micros += Cpus.micros(String.valueOf(child.pid()));
    }
    return micros;
  }

  /** Takes what the process says from now on, which nobody wants to know. */
  Child unheard() {
    Thread.ofVirtual()
        .start(() -> {
          try {
            out.transferTo(Writer.nullWriter());
          } catch (IOException ended) {
            // With the process.
          }
        });
    return this;
  }

  /** Resident memory in bytes, after garbage was collected. */
  long residentBytes() throws IOException {
    for (var line : Files.readAllLines(Path.of("/proc", String.valueOf(process.pid()), "status"))) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
      }
    }
    throw new IOException("the kernel does not tell the memory of a process");
  }

  /** Has a peer on Node collect its garbage, and gives it the time to. */
  void tidy(int millis) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-USR2", String.valueOf(process.pid())).start().waitFor();
    Thread.sleep(millis);
  }

  /** Collects garbage and tells the bytes of all objects that live. */
  long liveBytes() throws IOException {
    var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    long bytes = -1;
    // Twice: what the first collection hands to cleaners and reference queues is free after the second.
    for (int i = 0; i < 2; i++) {
      var asked = new ProcessBuilder(jcmd, String.valueOf(process.pid()), "GC.class_histogram").start();
      for (var line : asked.inputReader().lines().toList()) {
        if (line.startsWith("Total")) {
          bytes = Long.parseLong(line.trim().split("\\s+")[2]);
        }
      }
    }
    return bytes;
  }

  /** As kill -9. */
  void kill() {
    process.destroyForcibly();
  }

  @Override
  public void close() {
    end(process);
  }
}
