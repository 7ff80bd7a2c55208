package org.amtsrunde.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.amtsrunde.support.Session;
import org.amtsrunde.support.TestNode;

/** A whole node with its embedded store and the people of the demo, and documents in the room that they share. */
final class DocumentNode implements AutoCloseable {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]+)\"");
  private static final int AT_ONCE = 64;
  private static final long START_MILLIS = 60_000;

  final Child child;
  final int port;
  private final Session owner;
  private final Session other;
  private final String room;

  private DocumentNode(Child child, int port) {
    this.child = child;
    this.port = port;
    this.owner = new Session("t1@altwasser.example", List.of(port));
    this.other = new Session("t2@birkenried.example", List.of(port));
    this.room = owner.roundRoom();
  }

  static DocumentNode start(Folder folder, String name) throws IOException {
    int port = TestNode.freePort();
    var environment =
        Map.of(
            "AMTSRUNDE_HTTP_PORT",
            String.valueOf(port),
            "AMTSRUNDE_METRICS_PORT",
            "0",
            "AMTSRUNDE_DRAIN_SECONDS",
            "1",
            "AMTSRUNDE_DEMO",
            "true");
    var child =
        Child.start(Cpus.SERVER, folder.log(name), folder.with(environment, name), org.amtsrunde.Main.class).unheard();
    awaitReady(port);
    return new DocumentNode(child, port);
  }

  private static void awaitReady(int port) throws IOException {
    long end = System.nanoTime() + START_MILLIS * 1_000_000;
    var ready = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/health/ready")).build();
    while (System.nanoTime() < end) {
      try {
        if (HTTP.send(ready, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
          return;
        }
      } catch (IOException e) {
        // Not yet.
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
    throw new IOException("the node does not get ready");
  }

  /** Of two people who both may write. */
  String cookie(int number) {
    return number % 2 == 0 ? owner.cookie() : other.cookie();
  }

  /** Makes documents and answers their ids. */
  List<String> make(int count) {
    var ids = new ArrayList<String>();
    for (int done = 0; done < count; done += AT_ONCE) {
      var asked = new ArrayList<CompletableFuture<HttpResponse<String>>>();
      for (int i = done; i < Math.min(count, done + AT_ONCE); i++) {
        var request =
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/documents"))
                .header("Content-Type", "application/json")
                .header("Cookie", owner.cookie())
                .POST(HttpRequest.BodyPublishers.ofString("{\"title\":\"" + i + "\",\"roomId\":\"" + room + "\"}"))
                .build();
        asked.add(HTTP.sendAsync(request, HttpResponse.BodyHandlers.ofString()));
      }
      asked.forEach(answer -> ids.add(id(answer.join())));
    }
    return ids;
  }

  private static String id(HttpResponse<String> answer) {
    var found = ID.matcher(answer.body());
    if (answer.statusCode() != 201 || !found.find()) {
      throw new IllegalStateException("no document: " + answer.statusCode() + " " + answer.body());
    }
    return found.group(1);
  }

  @Override
  public void close() {
    child.close();
  }
}
