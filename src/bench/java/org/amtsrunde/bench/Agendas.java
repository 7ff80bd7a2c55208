package org.amtsrunde.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;

/**
 * What many sessions at once cost a node: five people each follow theirs, and in each session somebody does something every twenty
 * seconds. Pictures and sound do not come past the server.
 */
final class Agendas {
  private static final int SESSIONS = Integer.getInteger("sessions", 1_000);
  private static final int FIVE = 5;
  private static final int MEASURED_SECONDS = 60;
  private static final int ACTS_A_SECOND = SESSIONS / 20;
  private static final long PATIENCE = 60_000;
  private static final byte[] PONG = {'{', '}'};

  /** Enough of a line to know it by. */
  private static final int HEAD = 16;

  private final byte[][] heads = new byte[SESSIONS * FIVE][HEAD];
  private final int[] lengths = new int[SESSIONS * FIVE];

  /** Whose frame has come beyond its first line. */
  private final boolean[] later = new boolean[SESSIONS * FIVE];

  private int entered;
  private int done;
  private long told;

  private Agendas() {}

  static void measure(Table table, Folder folder) throws IOException {
    var environment = Map.of("AMTSRUNDE_HTTP_PORT", "0", "AMTSRUNDE_METRICS_PORT", "0", "AMTSRUNDE_DRAIN_SECONDS", "1");
    for (int i = 0; i < Table.ROUNDS; i++) {
      try (var node =
              Child.start(
                  Cpus.SERVER,
                  folder.log("sessions-" + i),
                  folder.with(environment, "sessions-" + i),
                  org.amtsrunde.SessionNode.class);
          var clients = new Clients()) {
        new Agendas().round(table, node, clients);
      }
    }
  }

  private void round(Table table, Child node, Clients clients) throws IOException {
    clients.sink(this::heard);
    var people = new Client[SESSIONS * FIVE];
    int port = node.port();
    for (int i = 0; i < people.length; i++) {
      people[i] = clients.add(port, "/connection/websocket", "");
      people[i].send(
          "{\"id\":1,\"connect\":{\"token\":\"person-%1$d\"}}\n{\"id\":2,\"subscribe\":{\"channel\":\"session:round-%2$d\"}}\n{\"id\":3,\"rpc\":{\"method\":\"session.meet\",\"data\":{\"roomId\":\"round-%2$d\"}}}"
              .formatted(i, i / FIVE));
      int wanted = i - 16;
      clients.pump(PATIENCE, () -> entered >= wanted);
    }
    clients.pump(PATIENCE, () -> entered == people.length);
    for (int i = 0; i < SESSIONS; i++) {
      act(people, i * FIVE, "begin", "");
      int wanted = i - 16;
      clients.pump(PATIENCE, () -> done >= wanted);
    }
    clients.pump(PATIENCE, () -> done == SESSIONS);
    clients.idle(10_000);
    int acts = done;
    long before = told;
    long cpu = node.cpuMicros();
    long all = node.cpuMicrosWithChildren();
    long began = System.nanoTime();
    var random = new Random(1);
    for (int i = 1; i <= MEASURED_SECONDS * ACTS_A_SECOND; i++) {
      act(people, random.nextInt(people.length), "hand", ",\"up\":" + random.nextBoolean());
      clients.until(began + i * 1_000_000_000L / ACTS_A_SECOND);
    }
    double micros = (System.nanoTime() - began) / 1_000.0;
    var name = SESSIONS + " sessions of five at once: ";
    table.add(name + "node, of one processor", "%", true, 100 * (node.cpuMicros() - cpu) / micros);
    table.add(
        name + "node and store, of one processor", "%", true, 100 * (node.cpuMicrosWithChildren() - all) / micros);
    table.add(name + "done by people, a second", "", true, (done - acts) * 1e6 / micros);
    table.add(name + "states told to people, a second", "", true, (told - before) * 1e6 / micros);
  }

  private static void act(Client[] people, int person, String method, String data) throws IOException {
    people[person].send(
        "{\"id\":4,\"rpc\":{\"method\":\"session.%s\",\"data\":{\"roomId\":\"round-%d\"%s}}}"
            .formatted(method, person / FIVE, data));
  }

  /** Line by line: frames carry several. */
  private void heard(Client client, byte[] bytes, int from, int to, boolean ends) throws IOException {
    int who = client.number;
    for (int at = from; at < to; at++) {
      if (bytes[at] == '\n') {
        line(client);
        later[who] = true;
      } else if (lengths[who]++ < HEAD) {
        heads[who][lengths[who] - 1] = bytes[at];
      }
    }
    if (ends) {
      line(client);
      later[who] = false;
    }
  }

  private void line(Client client) throws IOException {
    int who = client.number;
    var head = new String(heads[who], 0, Math.min(HEAD, lengths[who]), StandardCharsets.US_ASCII);
    lengths[who] = 0;
    // One at the beginning of a frame is answered by the client.
    if (head.equals("{}") && later[who]) {
      client.send(PONG);
    } else if (head.startsWith("{\"id\":3,\"rpc\"")) {
      entered++;
    } else if (head.startsWith("{\"id\":4,\"rpc\"")) {
      done++;
    } else if (head.startsWith("{\"push\"")) {
      told++;
    } else if (head.contains("\"error\"")) {
      throw new IOException("refused: " + head);
    }
  }
}
