package org.amtsrunde.bench;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.amtsrunde.Main;

/** Whole nodes with the demo's people, over one store. */
final class DocumentNodes implements AutoCloseable {
  private static final Pattern BEFORE = Pattern.compile("(\\d+)M->");
  private static final String SIGN_IN = "{\"email\":\"t1@altwasser.example\",\"password\":\"amtsrunde-demo\"}";

  private final List<Process> processes = new ArrayList<>();
  private final List<Integer> ports = new ArrayList<>();
  private final List<Path> collections = new ArrayList<>();
  private final HttpClient http = HttpClient.newHttpClient();
  private String cookie = "";

  private DocumentNodes() {}

  static DocumentNodes start(int count, Folder folder, String redis) throws IOException, InterruptedException {
    var nodes = new DocumentNodes();
    var members = new ArrayList<String>();
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(300);
    for (int i = 0; i < count; i++) {
      members.add("127.0.0.1:" + ColdStart.freePort());
    }
    for (int i = 0; i < count; i++) {
      int port = ColdStart.freePort();
      var environment = new HashMap<String, String>();
      environment.put("AMTSRUNDE_HTTP_PORT", String.valueOf(port));
      environment.put("AMTSRUNDE_METRICS_PORT", "0");
      environment.put("AMTSRUNDE_PUBLIC_URL", "http://127.0.0.1:" + port);
      environment.put("AMTSRUNDE_REDIS_URL", redis);
      environment.put("AMTSRUNDE_CLUSTER_ENABLED", "true");
      environment.put("AMTSRUNDE_CLUSTER_PORT", members.get(i).substring(members.get(i).indexOf(':') + 1));
      environment.put("AMTSRUNDE_CLUSTER_BUS_PORT", String.valueOf(ColdStart.freePort()));
      environment.put("AMTSRUNDE_CLUSTER_MEMBERS", String.join(",", members));
      environment.put("AMTSRUNDE_CLUSTER_NAME", "joiners-" + members.getFirst().replace(':', '-'));
      environment.put("AMTSRUNDE_NODE_NAME", "joiners-" + i);
      environment.put("AMTSRUNDE_DEMO", "true");
      environment.put("AMTSRUNDE_DRAIN_SECONDS", "1");
      nodes.ports.add(port);
      var collections = folder.log("joiners-collections-" + i);
      nodes.collections.add(collections);
      var words = new ArrayList<>(List.of(Child.java()));
      words.addAll(Child.FLAGS);
      words.addAll(Child.TIGHT);
      words.addAll(List.of("-Xlog:gc:file=" + collections, "-cp", System.getProperty("java.class.path")));
      words.add(Main.class.getName());
      var process = Child.launch(words, folder.log("joiners-" + i), environment);
      var said = folder.log("joiners-said-" + i);
      Thread.ofPlatform().daemon().start(() -> keep(process.getInputStream(), said));
      nodes.processes.add(process);
      // One after the other: starting together they would be slower than the deadlines of the store.
      ColdStart.await(port, "/health/live", deadline);
    }
    for (int port : nodes.ports) {
      ColdStart.awaitReady(port, deadline);
    }
    var signedIn = nodes.post("/api/sign-in", "application/json", SIGN_IN.getBytes(StandardCharsets.UTF_8));
    nodes.cookie = signedIn.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
    return nodes;
  }

  /** A process whose words nobody takes stands still when it has said much. */
  private static void keep(InputStream words, Path log) {
    try {
      Files.copy(words, log);
    } catch (IOException e) {
      System.err.println(log + ": " + e.getMessage());
    }
  }

  int port(int node) {
    return ports.get(node);
  }

  String cookie() {
    return cookie;
  }

  /** A new document that holds these updates; answers its id. */
  String document(List<byte[]> updates) throws IOException, InterruptedException {
    var made = post("/api/documents", "application/json", "{\"title\":\"Groß\"}".getBytes(StandardCharsets.UTF_8));
    var id = made.body().replaceAll("(?s).*?\"id\":\"([^\"]+)\".*", "$1");
    for (var update : updates) {
      post("/api/documents/" + id + "/updates", "application/octet-stream", update);
    }
    return id;
  }

  private HttpResponse<String> post(String path, String type, byte[] body) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + ports.getFirst() + path))
            .header("Content-Type", type)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    if (!cookie.isEmpty()) {
      request.header("Cookie", cookie);
    }
    var answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() >= 300) {
      throw new IOException(path + ": " + answer.body());
    }
    return answer;
  }

  /** The most heap that any node has had in use when it began to collect, in MB. */
  double peakHeap() throws IOException {
    long most = 0;
    for (var log : collections) {
      var found = BEFORE.matcher(Files.readString(log));
      while (found.find()) {
        most = Math.max(most, Long.parseLong(found.group(1)));
      }
    }
    return most;
  }

  @Override
  public void close() {
    processes.forEach(Child::end);
    http.close();
  }
}
