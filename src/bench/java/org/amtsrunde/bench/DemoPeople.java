package org.amtsrunde.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.amtsrunde.kernel.Fields;

/**
 * The five of the demo's round, signed in.
 *
 * @param cookies by their numbers, from 0
 * @param round the room of their round
 */
record DemoPeople(Map<Integer, String> cookies, String round) {
  private static final List<String> FIVE =
      List.of(
          "t1@altwasser.example",
          "t2@birkenried.example",
          "t3@donaulohe.example",
          "t4@eichbrunn.example",
          "t5@felsheim.example");

  static DemoPeople signIn(int port) throws IOException, InterruptedException {
    try (var http = HttpClient.newHttpClient()) {
      var cookies = new HashMap<Integer, String>();
      for (int i = 0; i < FIVE.size(); i++) {
        var proof = "{\"email\":\"" + FIVE.get(i) + "\",\"password\":\"amtsrunde-demo\"}";
        var answer =
            http.send(
                to(port, "/api/sign-in").POST(HttpRequest.BodyPublishers.ofString(proof)).build(),
                HttpResponse.BodyHandlers.discarding());
        cookies.put(i, answer.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0]);
      }
      var me =
          http.send(to(port, "/api/me").header("Cookie", cookies.get(0)).build(), HttpResponse.BodyHandlers.ofString());
      for (var room : Fields.parse(me.body().getBytes(StandardCharsets.UTF_8)).objects("rooms", 1000)) {
        if (room.text("kind", 1, 20).equals("round")) {
          return new DemoPeople(cookies, room.text("id", 1, 64));
        }
      }
      throw new IOException("the demo has no round");
    }
  }

  private static HttpRequest.Builder to(int port, String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
        .header("Content-Type", "application/json");
  }
}
