package org.amtsrunde.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import org.amtsrunde.documents.yjs.Delta;
import org.amtsrunde.documents.yjs.Doc;
import org.amtsrunde.documents.yjs.StateParts;
import org.amtsrunde.documents.yjs.StateVector;
import org.amtsrunde.documents.yjs.XmlNode;
import org.amtsrunde.redis.RedisProcess;

/**
 * Many people open the same large document at once, on three nodes that have not read it before: from the first of them beginning to
 * connect until each has been sent the end of what it asked for. The load reads all bytes and integrates none.
 */
final class Joiners {
  private static final int CLIENTS = 150;
  private static final int NODES = 3;
  private static final int STATE_BYTES = 20 << 20;
  private static final int UPLOAD_BYTES = 1 << 20;
  private static final int PART_BYTES = 256 * 1024;
  private static final int ROUNDS = 3;
  private static final byte[] STEP_1 = {0, 0, 1, 0};

  private Joiners() {}

  static void measure(Table table, Folder folder) throws IOException, InterruptedException {
    var state = state();
    try (var redis = RedisProcess.start(folder.path());
        var nodes = DocumentNodes.start(NODES, folder, redis.url());
        var peers = new Peers(folder)) {
      for (int i = 0; i < ROUNDS; i++) {
        var document = nodes.document(state);
        join(table, true, nodes::port, "/documents/" + document, nodes.cookie());
        join(table, false, peers::port, "/", "");
      }
      table.add("heap of a node, peak of all, before a collection", "MB", true, nodes.peakHeap());
    }
  }

  /** As many servers that send as much and do nothing else. */
  private static final class Peers implements AutoCloseable {
    private final List<Child> processes = new ArrayList<>();
    private final List<Integer> ports = new ArrayList<>();

    Peers(Folder folder) throws IOException {
      var parts = String.valueOf(STATE_BYTES / PART_BYTES + 1);
      for (int i = 0; i < NODES; i++) {
        var log = folder.log("joiners-bare-" + i);
        processes.add(Child.start(Cpus.ANY, log, Map.of(), BareSender.class, parts, String.valueOf(PART_BYTES)));
        ports.add(processes.getLast().port());
      }
    }

    int port(int number) {
      return ports.get(number);
    }

    @Override
    public void close() {
      processes.forEach(Child::close);
    }
  }

  /** Paragraphs of five writers, who take turns. */
  private static List<byte[]> state() {
    var doc = new Doc();
    int bytes = 0;
    for (int i = 0; bytes < STATE_BYTES; i++) {
      var page = new ArrayList<XmlNode>();
      for (int line = 0; line < 5000; line++) {
        var text = "Zeile %d, Absatz %d: ".formatted(line, i) + "Was Bürgerinnen und Bürger fragen. ".repeat(3);
        page.add(new XmlNode.Element("paragraph", Map.of(), List.of(new XmlNode.Text(List.of(Delta.text(text))))));
      }
      bytes += doc.edit(1_000_000_000L + i % 5, edit -> edit.insertXml("default", 0, page)).length;
    }
    return StateParts.of(doc, StateVector.EMPTY, UPLOAD_BYTES);
  }

  /** Counts bytes, and sees by the first two of a message whether it ends the answer. */
  private static final class Count implements Client.Sink {
    final long began = System.nanoTime();
    final int[] at = new int[CLIENTS];
    final boolean[] last = new boolean[CLIENTS];
    final double[] times;
    int synced;
    long bytes;

    Count(double[] times) {
      this.times = times;
    }

    @Override
    public void piece(Client client, byte[] piece, int from, int to, boolean ends) {
      int number = client.number;
      bytes += to - from;
      if (at[number] == 0) {
        last[number] = piece[from] == 0;
      }
      if (at[number] <= 1 && at[number] + to - from > 1) {
        last[number] &= piece[from + 1 - at[number]] == 1;
      }
      at[number] = ends ? 0 : at[number] + to - from;
      if (ends && last[number]) {
        times[number] = (System.nanoTime() - began) / 1e6;
        synced++;
      }
    }
  }

  private static void join(Table table, boolean ours, IntUnaryOperator ports, String path, String cookie)
      throws IOException {
    var times = new double[CLIENTS];
    var count = new Count(times);
    try (var clients = new Clients()) {
      clients.sink(count);
      for (int i = 0; i < CLIENTS; i++) {
        clients.add(ports.applyAsInt(i % NODES), path, "Cookie: " + cookie + "\r\n").send(STEP_1);
      }
      clients.pump(120_000, () -> count.synced == CLIENTS);
    }
    if (count.bytes < (long) CLIENTS * STATE_BYTES) {
      throw new IOException("only " + count.bytes + " bytes were sent");
    }
    Arrays.sort(times);
    var name = "%d join a document of %d MB on %d nodes: ".formatted(CLIENTS, STATE_BYTES >> 20, NODES);
    table.add(name + "connect to synced, median", "ms", ours, times[CLIENTS / 2]);
    table.add(name + "connect to synced, last", "ms", ours, times[CLIENTS - 1]);
    table.add(name + "sent to all", "MB", ours, count.bytes / 1e6);
    table.add(name + "load of the machine", "", ours, Cpus.load());
  }
}
