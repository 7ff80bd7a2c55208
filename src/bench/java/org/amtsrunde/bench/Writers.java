package org.amtsrunde.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.amtsrunde.documents.room.Body;
import org.amtsrunde.documents.yjs.Updates;

/**
 * {@link #PEOPLE} people type in one document, {@link #PER_SECOND} edits a second each, at times that were fixed before: a server that
 * falls behind cannot slow them down, and what waits counts from when it should have been written. The peer is the server of
 * Hocuspocus as its manual starts it, which keeps everything in memory; ours is a whole node and its store, fsynced.
 */
final class Writers {
  static final int PEOPLE = 50;
  static final int PER_SECOND = 5;
  private static final int WARM_SECONDS = 60;
  private static final int SECONDS = 15;

  private record Server(Child child, int port, List<String> cookies) {}

  private Writers() {}

  static void measure(Table table, Folder folder) throws IOException {
    try (var node = DocumentNode.start(folder, "writers-node");
        var peer = Child.node(Cpus.SERVER, folder.log("writers-hocuspocus"), "documents/hocuspocus.mjs")) {
      var ours = new Server(node.child, node.port, List.of(node.cookie(0), node.cookie(1)));
      var theirs = new Server(peer, peer.port(), List.of(""));
      for (int i = 0; i <= Table.ROUNDS; i++) {
        // The first round of both warms up.
        int seconds = i == 0 ? WARM_SECONDS : SECONDS;
        var our = new Round(ours, node.make(1).getFirst()).run(seconds);
        var their = new Round(theirs, "round-" + i).run(seconds);
        if (i > 0) {
          our.add(table, true);
          their.add(table, false);
        }
      }
    }
  }

  /** One document, in which everybody types. */
  private static final class Round {
    private final Server server;
    private final String document;
    private final Histogram toAll = new Histogram(60_000_000_000L, 3);
    private final Histogram toEach = new Histogram(60_000_000_000L, 3);
    private final List<Pen> pens = new ArrayList<>();
    private long[][] writtenAt = {};
    private int[][] seen = {};

    /** By reader and writer: how much of the writer has come. */
    private final int[][] clocks = new int[PEOPLE][PEOPLE];

    private long delivered;
    private long complete;
    private int synced;
    private double cpu;
    private double cpuWithStore;
    private double load;

    Round(Server server, String document) {
      this.server = server;
      this.document = document;
    }

    Round run(int seconds) throws IOException {
      int edits = seconds * PER_SECOND;
      writtenAt = new long[PEOPLE][edits];
      seen = new int[PEOPLE][edits];
      try (var clients = new Clients()) {
        var readers = new ArrayList<Pen.Reader>();
        clients.sink(
            (client, bytes, from, to, ends) -> readers.get(client.number).piece(client, bytes, from, to, ends));
        for (int i = 0; i < PEOPLE; i++) {
          readers.add(new Pen.Reader(this::heard));
          var cookie = server.cookies.get(i % server.cookies.size());
          var pen = new Pen(clients.add(server.port, "/collaboration", "Cookie: " + cookie + "\r\n"), document, 1 + i);
          pen.begin();
          pens.add(pen);
          int wanted = i + 1;
          clients.pump(20_000, () -> synced >= wanted);
        }
        type(clients, edits);
      }
      return this;
    }

    private void type(Clients clients, int edits) throws IOException {
      long gap = 1_000_000_000L / (PER_SECOND * PEOPLE);
      long micros = server.child.cpuMicros();
      long all = server.child.cpuMicrosWithChildren();
      long mine = Cpus.micros("self");
      long began = System.nanoTime();
      for (int i = 0; i < edits * PEOPLE; i++) {
        long due = began + i * gap;
        clients.until(due);
        writtenAt[i % PEOPLE][i / PEOPLE] = due;
        pens.get(i % PEOPLE).type("x");
      }
      long wanted = (long) edits * PEOPLE;
      clients.pump(30_000, () -> complete >= wanted);
      cpu = (double) (server.child.cpuMicros() - micros) / delivered;
      cpuWithStore = (double) (server.child.cpuMicrosWithChildren() - all) / delivered;
      load = (Cpus.micros("self") - mine) / ((System.nanoTime() - began) / 1e3) * 100;
    }

    private void heard(Client client, int kind, byte[] content) {
      if (kind == Body.STEP_2) {
        synced++;
      }
      if (kind != Body.UPDATE) {
        return;
      }
      long now = System.nanoTime();
      Updates.meta(content)
          .to()
          .forEach((id, to) -> {
            int writer = (int) (id - 1);
            var known = clocks[client.number];
            // What comes back to its writer is no delivery.
            for (int clock = known[writer]; writer != client.number && clock < to; clock++) {
              arrived(writer, clock, now);
            }
            known[writer] = Math.max(known[writer], to);
          });
    }

    private void arrived(int writer, int clock, long now) {
      long took = now - writtenAt[writer][clock];
      delivered++;
      toEach.recordValue(took);
      if (++seen[writer][clock] == PEOPLE - 1) {
        complete++;
        toAll.recordValue(took);
      }
    }

    void add(Table table, boolean ours) throws IOException {
      var name = PEOPLE + " people, " + PER_SECOND + " edits/s each: ";
      table.add(name + "server CPU per delivered edit", "µs", ours, cpu);
      table.add(name + "the same with the store", "µs", ours, cpuWithStore);
      table.add(name + "written to seen by one, p99", "ms", ours, toEach.getValueAtPercentile(99) / 1e6);
      table.add(name + "written to seen by all, median", "ms", ours, toAll.getValueAtPercentile(50) / 1e6);
      table.add(name + "written to seen by all, p99", "ms", ours, toAll.getValueAtPercentile(99) / 1e6);
      table.add(name + "load on the generator's core", "%", ours, load);
      table.add(name + "load average of the machine", "", ours, Cpus.loadAverage());
    }
  }
}
