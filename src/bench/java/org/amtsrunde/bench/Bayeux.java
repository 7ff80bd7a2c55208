package org.amtsrunde.bench;

import java.io.IOException;
import java.util.List;

/** The protocol of CometD, as far as it is spoken here: every frame is a list of messages. */
final class Bayeux {
  static final String PATH = "/cometd";
  private static final String HANDSHAKE =
      "[{\"id\":\"1\",\"channel\":\"/meta/handshake\",\"version\":\"1.0\",\"supportedConnectionTypes\":[\"websocket\"]}]";

  private Bayeux() {}

  /**
   * Opens one client and follows channels.
   *
   * @return by which name the server knows the client, which stands in whatever it says
   */
  static String open(Clients clients, Client client, List<String> channels) throws IOException {
    var session = Peers.after(clients.ask(client, HANDSHAKE), "\"clientId\":\"([^\"]+)\"");
    var answer = clients.ask(client, "[" + connect(session) + subscribe(session, channels) + "]");
    if (session.isEmpty() || answer.contains("\"successful\":false")) {
      throw new IOException("not connected: " + answer);
    }
    // The first is answered at once, the second when its time is over: after 20 s, and the session ends 10 s later. What
    // is measured takes less, so that nobody needs to ask again.
    client.send("[" + connect(session) + "]");
    return session;
  }

  private static String connect(String session) {
    return "{\"id\":\"2\",\"channel\":\"/meta/connect\",\"connectionType\":\"websocket\",\"clientId\":\"%s\"}"
        .formatted(session);
  }

  private static String subscribe(String session, List<String> channels) {
    return channels.isEmpty()
        ? ""
        : ",{\"id\":\"3\",\"channel\":\"/meta/subscribe\",\"subscription\":[\"%s\"],\"clientId\":\"%s\"}"
            .formatted(String.join("\",\"", channels), session);
  }
}
