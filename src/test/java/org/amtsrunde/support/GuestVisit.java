package org.amtsrunde.support;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The five of the demo in a session of their round, and guests who come to it. */
public final class GuestVisit implements AutoCloseable {
  private static final List<String> FIVE =
      List.of(
          "t1@altwasser.example",
          "t2@birkenried.example",
          "t3@donaulohe.example",
          "t4@eichbrunn.example",
          "t5@felsheim.example");

  private final int port;
  private final Map<String, Talker> people = new HashMap<>();
  public final String room;
  public final Talker anna;

  /** All five are in the lobby. @param port of a node with the demo content */
  public GuestVisit(int port) {
    this.port = port;
    this.room = new Session(FIVE.getFirst(), List.of(port)).roundRoom();
    for (int i = 1; i <= FIVE.size(); i++) {
      var person = Talker.of(HttpTestClient.of(port, FIVE.get(i - 1)));
      people.put("demo-t" + i, person);
      person.call("session.meet", in(""));
    }
    this.anna = person(1);
  }

  public Talker person(int number) {
    return people.get("demo-t" + number);
  }

  public String in(String more) {
    return "{\"roomId\":\"" + room + "\"" + (more.isEmpty() ? "" : "," + more) + "}";
  }

  public JsonNode session() {
    return anna.call("session.look", in("")).get("session");
  }

  public void begin() {
    anna.call("session.begin", in(""));
  }

  public void next() {
    var session = session();
    people.get(session.get("facilitator").asText()).call("session.next", in("\"step\":" + session.get("step")));
  }

  /** Begins, if nobody has, and goes through all steps that are left. */
  public void end() {
    if (session().get("phase").asText().equals("lobby")) {
      begin();
    }
    while (List.of("running", "paused").contains(session().get("phase").asText())) {
      next();
    }
  }

  /** What stands behind the # of a new link. */
  public String invite() {
    var link = anna.call("session.invite", in("")).get("link").asText();
    return link.substring(link.indexOf('#') + 1);
  }

  public JsonNode guests() {
    return anna.call("session.guests", in(""));
  }

  /** A browser that has used a link up. */
  public final class Guest implements AutoCloseable {
    public final HttpTestClient browser = new HttpTestClient(port);
    public final String id;
    private final List<Talker> sockets = new ArrayList<>();

    public Guest(String link, String name) {
      var answer = browser.post("/api/guest", "{\"link\":\"" + link + "\",\"name\":\"" + name + "\"}");
      if (answer.status() != 201) {
        throw new AssertionError(answer.status() + " " + answer.text());
      }
      id = answer.json().get("guestId").asText();
    }

    public String token() {
      return browser.post("/api/guest/token", "{}").json().get("token").asText();
    }

    public Talker connect() {
      return connect(port);
    }

    /** @param to port of any node of the cluster */
    public Talker connect(int to) {
      var socket = Talker.of(to, token());
      sockets.add(socket);
      return socket;
    }

    public Guest letIn() {
      person(2).call("session.letIn", in("\"guestId\":\"" + id + "\""));
      return this;
    }

    public void sendOut() {
      person(3).call("session.sendOut", in("\"guestId\":\"" + id + "\""));
    }

    @Override
    public void close() {
      sockets.forEach(Talker::close);
      browser.close();
    }
  }

  public Guest guest(String name) {
    return new Guest(invite(), name);
  }

  public static JsonNode view(Talker guest, String... parts) {
    var all = new ArrayList<>(List.of(parts));
    all.addFirst("\"guest.view\"");
    return guest.awaitPush(all.toArray(String[]::new)).at("/message/data");
  }

  @Override
  public void close() {
    people.values().forEach(Talker::close);
  }
}
