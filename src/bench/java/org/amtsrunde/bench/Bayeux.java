package org.amtsrunde.bench;

import java.io.IOException;
import java.util.List;

/** The protocol of CometD, as far as it is spoken here: every frame is a list of messages. */
final class Bayeux {
  static final String PATH = "/cometd";
  static final String HANDSHAKE =
      "[{\"id\":\"1\",\"channel\":\"/meta/handshake\",\"version\":\"1.0\",\"supportedConnectionTypes\":[\"websocket\"]}]";

  private static final int TIMEOUT_MILLIS = 300_000;

  private Bayeux() {}

  /**
   * Opens one client and follows channels.
   *
   * @return by which name the server knows the client, which stands in whatever it says
   */
  static String open(Clients clients, Client client, List<String> channels) throws IOException {
    var session = Peers.after(clients.ask(client, HANDSHAKE), "\"clientId\":\"([^\"]+)\"");
    var answer = clients.ask(client, follow(session, channels));
    if (session.isEmpty() || answer.contains("\"successful\":false")) {
      throw new IOException("not connected: " + answer);
    }
    client.send(stay(session));
    return session;
  }

  /** The first "connect", which is answered at once, and what is followed. */
  static String follow(String session, List<String> channels) {
    return "[" + connect(session, "") + subscribe(session, channels) + "]";
  }

  /**
   * The next one asks to wait longer for its answer than anything here takes, and not the 20 s after which a client would have to ask
   * again or lose its session 10 s later.
   */
  static String stay(String session) {
    return "[" + connect(session, ",\"advice\":{\"timeout\":%d}".formatted(TIMEOUT_MILLIS)) + "]";
  }

  private static String connect(String session, String more) {
    return "{\"id\":\"2\",\"channel\":\"/meta/connect\",\"connectionType\":\"websocket\",\"clientId\":\"%s\"%s}"
        .formatted(session, more);
  }

  private static String subscribe(String session, List<String> channels) {
    return channels.isEmpty()
        ? ""
        : ",{\"id\":\"3\",\"channel\":\"/meta/subscribe\",\"subscription\":[\"%s\"],\"clientId\":\"%s\"}"
            .formatted(String.join("\",\"", channels), session);
  }
}
