package org.amtsrunde.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.amtsrunde.BenchNode;
import org.amtsrunde.kernel.Fields;

/**
 * Ten thousand people with twenty rooms each on one of two nodes, which is killed by -9 while somebody writes to their rooms; all come to
 * the other node with what they have. Ends when each has been told that all of its rooms go on where they were, and counts what is then
 * missing or came twice.
 */
final class NodeKill {
  private static final int PEOPLE = 10_000;
  private static final int GROUPS = 200;
  private static final int POSTS_PER_SECOND = 200;
  private static final int BEFORE_MILLIS = 3_000;
  private static final long LONGEST_MILLIS = 120_000;
  private static final String PATH = "/connection/websocket";

  private NodeKill() {}

  static void measure(Table table, Folder folder) throws IOException {
    for (int i = 0; i < Table.ROUNDS; i++) {
      try (var cluster = Cluster.start(2, folder, "node-kill-" + i)) {
        round(table, cluster);
      }
    }
  }

  private static void round(Table table, Cluster cluster) throws IOException {
    var people = new People();
    try (var after = new Clients()) {
      var writer = new Writer(after, cluster.port(1));
      var before = new Clients();
      before.sink(people);
      for (int i = 0; i < PEOPLE; i++) {
        before.come(cluster.port(0), PATH).send(hello(i, ""));
        int wanted = i - 15;
        before.pump(LONGEST_MILLIS, () -> people.answered >= wanted);
        if (i % 64 == 0) {
          // Pings are answered.
          after.idle(1);
        }
      }
      before.pump(LONGEST_MILLIS, () -> people.answered == PEOPLE);
      for (long end = System.nanoTime() + BEFORE_MILLIS * 1_000_000L; System.nanoTime() < end; ) {
        writer.write();
        before.idle(1);
        after.idle(1);
      }
      cluster.kill(0);
      long killed = System.nanoTime();
      before.close();
      people.answered = 0;
      var offset = writer.number() + 1;
      after.sink((client, bytes, from, to, ends) -> {
        if (client.number >= offset) {
          people.piece(client, client.number - offset, bytes, from, to, ends);
        } else {
          writer.piece(bytes, from, to);
        }
      });
      for (int i = 0; i < PEOPLE; i++) {
        after.come(cluster.port(1), PATH).send(hello(i, people.positions(i)));
        writer.write();
        int wanted = i - 63;
        after.pump(LONGEST_MILLIS, () -> people.answered >= wanted);
      }
      after.pump(LONGEST_MILLIS, () -> people.answered == PEOPLE);
      table.add("node with 10,000 people killed: all live again", "ms", true, (System.nanoTime() - killed) / 1e6);
      after.pump(LONGEST_MILLIS, () -> writer.unanswered() == 0 && people.missing(writer.heads) == 0);
      table.add("the same: rooms that had to be loaded anew", "", true, people.reloaded);
      table.add("the same: messages missing, doubled or out of order", "", true, people.wrong);
    }
  }

  private static String hello(int person, String subs) {
    return "{\"id\":1,\"connect\":{\"token\":\"idle-" + person + "\"" + subs + "}}";
  }

  /** Writes to rooms that many share, at a steady rate. */
  private static final class Writer {
    final Map<String, Long> heads = new HashMap<>();
    private final Client client;
    private final Random random = new Random(1);
    private final List<String> asked = new ArrayList<>();
    private int answered;
    private long due = System.nanoTime();

    Writer(Clients clients, int port) throws IOException {
      client = clients.open(1, port, PATH, i -> "{\"id\":1,\"connect\":{\"token\":\"sender-1\"}}").getFirst();
      clients.sink((from, bytes, start, end, ends) -> piece(bytes, start, end));
    }

    int number() {
      return client.number;
    }

    void write() throws IOException {
      for (; due <= System.nanoTime(); due += 1_000_000_000L / POSTS_PER_SECOND) {
        var channel = "bench:" + (1 + random.nextInt(BenchNode.ROOMS - 1)) + "-" + random.nextInt(GROUPS);
        asked.add(channel);
        heads.merge(channel, 1L, Long::sum);
        client.send("{\"id\":2,\"publish\":{\"channel\":\"" + channel + "\",\"data\":{\"t\":\"Hallo\"}}}");
      }
    }

    int unanswered() {
      return asked.size() - answered;
    }

    void piece(byte[] bytes, int from, int to) {
      for (int i = from; i < to; i++) {
        // Each answer has one, that of its "publish".
        answered += bytes[i] == 'p' ? 1 : 0;
      }
    }
  }

  /** What each person has of each of their rooms. */
  private static final class People implements Client.Sink {
    private final List<Map<String, Long>> offsets = new ArrayList<>();
    private final Map<String, String> epochs = new HashMap<>();
    private final Map<Integer, ByteArrayOutputStream> torn = new HashMap<>();
    int answered;
    int reloaded;
    int wrong;

    People() {
      for (int i = 0; i < PEOPLE; i++) {
        offsets.add(HashMap.newHashMap(BenchNode.ROOMS));
      }
    }

    /** As the command of a client that comes back. */
    String positions(int person) {
      var text = new StringBuilder(",\"subs\":{");
      offsets
          .get(person)
          .forEach((channel, offset) ->
              text.append(
                  "%s\"%s\":{\"recover\":true,\"epoch\":\"%s\",\"offset\":%d}"
                      .formatted(text.length() > 9 ? "," : "", channel, epochs.get(channel), offset)));
      return text.append('}').toString();
    }

    @Override
    public void piece(Client client, byte[] bytes, int from, int to, boolean ends) throws IOException {
      piece(client, client.number, bytes, from, to, ends);
    }

    void piece(Client client, int person, byte[] bytes, int from, int to, boolean ends) throws IOException {
      var before = torn.get(person);
      if (!ends || before != null) {
        before = torn.computeIfAbsent(person, ignored -> new ByteArrayOutputStream());
        before.write(bytes, from, to - from);
      }
      if (ends) {
        torn.remove(person);
        var text =
            before == null
                ? new String(bytes, from, to - from, StandardCharsets.UTF_8)
                : before.toString(StandardCharsets.UTF_8);
        if (text.contains("\n{}\n") || before != null && text.endsWith("\n{}")) {
          // A ping that left among messages, where the client does not look for it.
          client.send(Client.PONG);
        }
        text.lines().filter(line -> line.length() > 2).forEach(line -> said(person, line));
      }
    }

    private void said(int person, String line) {
      var fields = Fields.parse(line.getBytes(StandardCharsets.UTF_8));
      var connect = fields.objectOrNull("connect");
      var push = fields.objectOrNull("push");
      if (connect != null) {
        answered++;
        var subs = connect.objectOrNull("subs");
        for (var channel : subs == null ? List.<String>of() : List.copyOf(subs.names())) {
          subscribed(person, channel, subs.objectOrNull(channel));
        }
      } else if (push != null && push.objectOrNull("pub") != null) {
        published(person, push.text("channel", 1, 100), List.of(push.objectOrNull("pub")));
      }
    }

    private void subscribed(int person, String channel, Fields state) {
      epochs.put(channel, state.text("epoch", 1, 100));
      long head = state.numberOrEmpty("offset", 0, Long.MAX_VALUE).orElse(0);
      var known = offsets.get(person).get(channel);
      if (known == null) {
        offsets.get(person).put(channel, head);
      } else if (!state.has("recovered") || !state.flag("recovered")) {
        reloaded++;
        offsets.get(person).put(channel, head);
      } else {
        published(person, channel, state.objects("publications", 1_000));
        wrong += offsets.get(person).get(channel) == head ? 0 : 1;
      }
    }

    private void published(int person, String channel, Collection<Fields> publications) {
      for (var publication : publications) {
        long offset = publication.number("offset", 1, Long.MAX_VALUE);
        Long before = offsets.get(person).put(channel, offset);
        wrong += before != null && before == offset - 1 ? 0 : 1;
      }
    }

    /** How many rooms are behind what was written. */
    long missing(Map<String, Long> heads) {
      return offsets.stream()
          .flatMap(rooms -> rooms.entrySet().stream())
          .filter(room -> room.getValue() < heads.getOrDefault(room.getKey(), 0L))
          .count();
    }
  }
}
