package org.amtsrunde.bench;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.amtsrunde.Main;
import org.amtsrunde.bench.Returning.Dialect;
import org.amtsrunde.redis.RedisProcess;

/**
 * {@link #READERS} readers and five writers of one room, each of whom writes four times a second and again what was not acknowledged. The
 * serving process is killed by -9 and started again at once, its store stays; everybody comes back by themselves within a second after
 * they could. Counted is what was acknowledged to its writer and never came to a reader, and what came twice.
 */
final class PeersKilled {
  static final int READERS = 100;
  private static final int BEFORE_MILLIS = 4_000;
  private static final int AFTER_MILLIS = 4_000;
  private static final int PATIENCE_SECONDS = 60;

  /** How a server is started; tells its port when it serves. */
  private interface Start {
    Serving serve(int round) throws IOException, InterruptedException;
  }

  private record Serving(Child child, int port) {}

  private PeersKilled() {}

  static void measure(Table table, Folder folder) throws IOException, InterruptedException {
    var name = "serving process killed, 20 posts a second to " + READERS + " readers";
    try (var store = RedisProcess.start(folder.path().resolve("peers-killed"));
        var other = RedisProcess.start(folder.path().resolve("peers-killed-socketio"))) {
      var path = other.url().substring("unix://".length());
      Start ours = round -> ours(folder, store.url(), round);
      Start socketIo = round -> node(folder, "socketio", round, path, "recovery");
      Start ws = round -> node(folder, "ws", round);
      Start cometd = round -> cometd(folder, round);
      for (int i = 0; i < Table.ROUNDS; i++) {
        var our = round(ours, new OurRoom(), i);
        var theirs = round(socketIo, new Peers.SocketIo(), i);
        var bare = round(ws, new Peers.Ws(), i);
        var java = round(cometd, new Peers.Cometd(), i);
        add(table, name + ", beside socket.io with Redis", our, theirs);
        add(table, name + ", beside ws on Node", our, bare);
        add(table, name + ", beside CometD", our, java);
      }
    }
  }

  private static void add(Table table, String name, Returning.Count our, Returning.Count peer) {
    for (boolean ours : new boolean[] {true, false}) {
      var count = ours ? our : peer;
      table.add(name + ": acknowledged and never seen, per reader", "", ours, count.lost());
      table.add(name + ": the same, the reader with the most", "", ours, count.mostLost());
      table.add(name + ": seen twice, per reader", "", ours, count.doubled());
      table.add(name + ": acknowledged", "", ours, count.acknowledged());
      table.add(name + ": until everybody is back", "ms", ours, count.backMillis());
    }
  }

  private static Returning.Count round(Start start, Dialect dialect, int round)
      throws IOException, InterruptedException {
    var serving = start.serve(round);
    try (var people = new Returning(dialect, serving.port, READERS)) {
      people.come(PATIENCE_SECONDS);
      people.write(BEFORE_MILLIS);
      serving.child.kill();
      long killed = System.nanoTime();
      people.go(PATIENCE_SECONDS);
      serving = start.serve(round);
      people.port(serving.port);
      people.come(PATIENCE_SECONDS);
      long back = (System.nanoTime() - killed) / 1_000_000;
      people.write(AFTER_MILLIS);
      return people.count(back);
    } finally {
      serving.child.close();
    }
  }

  private static Serving ours(Folder folder, String redis, int round) throws IOException, InterruptedException {
    int port = ColdStart.freePort();
    var environment = new HashMap<String, String>();
    environment.put("AMTSRUNDE_HTTP_PORT", String.valueOf(port));
    environment.put("AMTSRUNDE_METRICS_PORT", "0");
    environment.put("AMTSRUNDE_PUBLIC_URL", "http://127.0.0.1:" + port);
    environment.put("AMTSRUNDE_REDIS_URL", redis);
    environment.put("AMTSRUNDE_DEMO", "true");
    environment.put("AMTSRUNDE_DRAIN_SECONDS", "1");
    var child = Child.start(Cpus.ANY, folder.log("peers-killed-node-" + round), environment, Main.class).unheard();
    ColdStart.awaitReady(port, System.nanoTime() + PATIENCE_SECONDS * 1_000_000_000L);
    return new Serving(child, port);
  }

  private static Serving cometd(Folder folder, int round) throws IOException {
    var child = Child.start(Cpus.ANY, folder.log("peers-killed-cometd-" + round), Map.of(), CometdBroadcaster.class);
    return new Serving(child, child.port());
  }

  private static Serving node(Folder folder, String peer, int round, String... arguments) throws IOException {
    var log = folder.log("peers-killed-" + peer + "-" + round);
    var child = Child.node(Cpus.ANY, log, "peers/" + peer + ".mjs", arguments);
    return new Serving(child, child.port());
  }

  /** Our room: by the cookie of one of the five, with the position that a client keeps. */
  private static final class OurRoom implements Dialect {
    private final String run = Long.toString(System.nanoTime(), Character.MAX_RADIX);
    private Map<Integer, String> cookies = Map.of();
    private String room = "";

    @Override
    public void before(int port) throws IOException, InterruptedException {
      var people = DemoPeople.signIn(port);
      cookies = people.cookies();
      room = people.round();
    }

    @Override
    public String path(boolean reads) {
      return "/connection/websocket";
    }

    @Override
    public Map<String, String> headers(int number, int port) {
      return Map.of("Cookie", cookies.getOrDefault(number % cookies.size(), ""), "Origin", "http://127.0.0.1:" + port);
    }

    @Override
    public String hello(Returning.Member member) {
      var since =
          member.offset.isEmpty()
              ? ""
              : "\"subs\":{\"room:%s\":{\"recover\":true,\"epoch\":\"%s\",\"offset\":%s}}"
                  .formatted(room, member.session, member.offset);
      return "{\"id\":1,\"connect\":{" + since + "}}";
    }

    @Override
    public String post(Returning.Member member, int id, String text) {
      return "{\"id\":%d,\"rpc\":{\"method\":\"room.post\",\"data\":{\"roomId\":\"%s\",\"cid\":\"%s\",\"text\":\"%s\"}}}"
          .formatted(id + 10, room, run + "-" + id, text);
    }

    @Override
    public boolean heard(Returning.Member member, String frame) {
      boolean greeted = false;
      for (var line : frame.split("\n")) {
        if (line.equals("{}")) {
          member.say("{}");
        } else if (line.startsWith("{\"id\":1,\"connect\"")) {
          member.session = Peers.after(line.substring(line.indexOf("room:" + room)), "\"epoch\":\"([^\"]+)\"");
          member.offset = Peers.after(line.substring(line.indexOf("room:" + room)), "\"offset\":(\\d+)[,}]");
          greeted = true;
        } else if (line.contains("\"room:" + room + "\"")) {
          member.offset = Peers.after(line, "\"offset\":(\\d+)[,}]");
        }
      }
      return greeted;
    }

    @Override
    public String acknowledged() {
      return "\\{\"id\":(\\d+),\"rpc\"";
    }

    @Override
    public int number(String found) {
      return Integer.parseInt(found) - 10;
    }
  }
}
