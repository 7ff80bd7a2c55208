package org.amtsrunde;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.amtsrunde.config.MachineCheck;
import org.amtsrunde.config.Settings;
import org.amtsrunde.config.SettingsException;
import org.amtsrunde.config.SettingsLoader;
import org.amtsrunde.ops.LogSetup;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/**
 * Starts a node: {@code java -jar amtsrunde.jar [--config FILE] [--check-config | --print-config | --version]}. Exit code 0, or 2
 * with one sentence for a bad setting, 1 when the node cannot start.
 */
public final class Main {
  private static final Path USUAL_FILE = Path.of("conf/amtsrunde.yaml");

  private Main() {}

  public static void main(String[] args) throws InterruptedException {
    long began = System.nanoTime();
    try {
      var words = List.of(args);
      if (words.contains("--version")) {
        System.out.println("amtsrunde " + version());
        return;
      }
      var file = file(words);
      if (words.contains("--print-config")) {
        System.out.print(SettingsLoader.print(file, System.getenv()));
        return;
      }
      var settings = SettingsLoader.load(file, System.getenv());
      if (words.contains("--check-config")) {
        System.out.println("the settings are good");
        return;
      }
      run(settings, began);
    } catch (SettingsException e) {
      System.err.println(e.getMessage());
      System.exit(2);
    } catch (IOException | RuntimeException e) {
      System.err.println("the node cannot start: " + reason(e));
      System.exit(1);
    }
  }

  private static void run(Settings settings, long began) throws IOException, InterruptedException, SettingsException {
    MachineCheck.check(settings);
    LogSetup.use(settings.nodeName(), settings.jsonLogs());
    // Netty's buffers tell the flight recorder of themselves; to load it for that would take 0.15 s of the start.
    System.getProperties().putIfAbsent("io.netty.jfr.enabled", "false");
    // Lucene writes to the log of the JDK.
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
    var server = Server.start(settings);
    var ended = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  server.close();
                  ended.countDown();
                },
                "shutdown"));
    LoggerFactory.getLogger(Main.class)
        .atInfo()
        .addKeyValue("url", settings.publicUrl())
        .addKeyValue("port", server.port())
        .addKeyValue("ms", (System.nanoTime() - began) / 1_000_000)
        .log("ready");
    if (settings.demo()) {
      greet(settings);
    }
    ended.await();
  }

  private static void greet(Settings settings) {
    System.out.println(
        """

        Amtsrunde is running: %s
        Sign in as one of these, with the password amtsrunde-demo:
          t1@altwasser.example  t2@birkenried.example  t3@donaulohe.example  t4@eichbrunn.example  t5@felsheim.example
              the five of a running round
          m1@altwasser.example  m2@birkenried.example  moderation@donaulohe.example
          programm@amtsrunde.example (programme owner)  admin@amtsrunde.example (administrator)
        Ctrl-C ends it.
        """
            .formatted(settings.publicUrl()));
  }

  private static @Nullable Path file(List<String> words) throws SettingsException {
    int at = words.indexOf("--config");
    for (int i = 0; i < words.size(); i++) {
      boolean known = List.of("--config", "--check-config", "--print-config", "--version").contains(words.get(i));
      if (!known && !(at >= 0 && i == at + 1)) {
        throw new SettingsException(
            "unknown word " + words.get(i) + "; known are --config FILE, --check-config, --print-config, --version");
      }
    }
    if (at >= 0) {
      if (at + 1 == words.size()) {
        throw new SettingsException("--config needs the name of a file");
      }
      return Path.of(words.get(at + 1));
    }
    return Files.isReadable(USUAL_FILE) ? USUAL_FILE : null;
  }

  private static String version() {
    var version = Main.class.getPackage().getImplementationVersion();
    return version == null ? "unpackaged" : version;
  }

  private static String reason(Throwable failure) {
    Throwable deepest = failure;
    while (deepest.getCause() != null) {
      deepest = deepest.getCause();
    }
    return deepest.getMessage() == null ? deepest.toString() : deepest.getMessage();
  }
}
