package org.amtsrunde.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;

/** What {@code Dockerfile} and {@code conf/container/train.sh} do, with this JDK in place of the small one that they link. */
final class ContainerStart {
  private static final int PATIENCE_SECONDS = 120;
  private static final int REQUESTS = 10;

  private final Path jar;
  private final Folder folder;
  private final Path natives;
  private final Path cache;

  ContainerStart(Path jar, Folder folder) throws IOException {
    this.jar = jar.toAbsolutePath();
    this.folder = folder;
    this.natives = Files.createDirectories(folder.path().resolve("native"));
    this.cache = folder.path().resolve("amtsrunde.aot");
    try (var libraries =
        Files.newDirectoryStream(this.jar.resolveSibling("lib"), "netty-transport-native-epoll-*-linux-*.jar")) {
      for (var library : libraries) {
        unpack(library);
      }
    }
  }

  private void unpack(Path library) throws IOException {
    try (var packed = new JarFile(library.toFile())) {
      for (var entry : packed.stream().filter(one -> one.getName().endsWith(".so")).toList()) {
        try (var in = packed.getInputStream(entry)) {
          Files.copy(in, natives.resolve(Path.of(entry.getName()).getFileName().toString()));
        }
      }
    }
  }

  /** The command line. */
  List<String> words(boolean cached) {
    return words(cached ? List.of("-XX:AOTCache=" + cache) : List.of());
  }

  private List<String> words(List<String> more) {
    var words = new ArrayList<>(List.of(Child.java()));
    words.add("@" + Path.of("conf", "container", "jvm.options").toAbsolutePath());
    words.add("-Djava.library.path=" + natives);
    words.addAll(more);
    words.addAll(List.of("-jar", jar.toString()));
    return words;
  }

  /** Runs a node once, which writes the cache when it ends. */
  void train() throws IOException, InterruptedException {
    int port = ColdStart.freePort();
    var environment = new HashMap<>(ColdStart.environment(port, folder, "cold-train"));
    environment.put("AMTSRUNDE_DEMO", "true");
    var process = Child.launch(words(List.of("-XX:AOTCacheOutput=" + cache)), folder.log("cold-train"), environment);
    ColdStart.awaitReady(port, System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS));
    ask(port, DemoPeople.signIn(port).cookies().get(0));
    process.destroy();
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || !Files.isReadable(cache)) {
      throw new IOException("the cache was not written; see the log of the node");
    }
  }

  private static void ask(int port, String cookie) throws IOException, InterruptedException {
    try (var http = HttpClient.newHttpClient()) {
      for (int i = 0; i < REQUESTS; i++) {
        for (var path : List.of("/", "/api/me", "/api/realtime/token")) {
          var request =
              HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                  .header("Cookie", cookie)
                  .header("Content-Type", "application/json");
          if (path.endsWith("token")) {
            request.POST(HttpRequest.BodyPublishers.noBody());
          }
          http.send(request.build(), HttpResponse.BodyHandlers.discarding());
        }
      }
    }
  }
}
