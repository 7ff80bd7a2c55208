package org.amtsrunde.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code Bench [fan-out | fan-out-protobuf | durable | paced | node-kill | peers-killed | presence | idle | cold-start | yjs | writers | open-documents | document-kill | joiners | sessions]…}: measures these, or everything, prints one table and keeps it. */
public final class Bench {
  private static final long LONGEST_MILLIS = 60 * 60_000;

  private interface Figure {
    void measure(Table table, Folder folder) throws IOException, InterruptedException;
  }

  private record Kind(String cpus, Figure figure) {}

  private Bench() {}

  public static void main(String[] args) throws Exception {
    Map<String, Kind> kinds = new LinkedHashMap<>();
    kinds.put("fan-out", new Kind(Cpus.LOAD, FanOut::measure));
    kinds.put("fan-out-protobuf", new Kind(Cpus.LOAD, Encodings::measure));
    kinds.put("durable", new Kind(Cpus.ANY, Durable::measure));
    kinds.put("paced", new Kind(Cpus.ANY, Paced::measure));
    kinds.put("node-kill", new Kind(Cpus.ANY, NodeKill::measure));
    kinds.put("peers-killed", new Kind(Cpus.ANY, PeersKilled::measure));
    kinds.put("presence", new Kind(Cpus.LOAD, PresenceStorm::measure));
    kinds.put("idle", new Kind(Cpus.LOAD, Idle::measure));
    kinds.put("cold-start", new Kind(Cpus.ANY, ColdStart::measure));
    kinds.put("yjs", new Kind(Cpus.ANY, Yjs::measure));
    kinds.put("writers", new Kind(Cpus.LOAD, Writers::measure));
    kinds.put("open-documents", new Kind(Cpus.LOAD, OpenDocuments::measure));
    kinds.put("document-kill", new Kind(Cpus.ANY, DocumentKill::measure));
    kinds.put("joiners", new Kind(Cpus.ANY, Joiners::measure));
    kinds.put("sessions", new Kind(Cpus.LOAD, Agendas::measure));
    var wanted = new ArrayList<>(args.length == 0 ? kinds.keySet() : List.of(args));
    wanted.removeIf(String::isBlank);
    if (!kinds.keySet().containsAll(wanted)) {
      System.err.println("known are " + String.join(", ", kinds.keySet()));
      System.exit(2);
    }
    Thread.ofPlatform().daemon().start(Bench::giveUp);
    var folder = Folder.fresh();
    var table = new Table();
    for (var name : wanted.isEmpty() ? kinds.keySet() : wanted) {
      var kind = kinds.get(name);
      Cpus.pinSelf(kind.cpus);
      kind.figure.measure(table, folder);
    }
    var report = head() + "\n\n" + table;
    Files.writeString(folder.path().resolve("figures.md"), report);
    System.out.println(report);
    System.exit(0);
  }

  private static String head() {
    return "%s, %d processors, Java %s, %s; medians of the rounds shown, ours and bare in turn"
        .formatted(
            Instant.now().truncatedTo(ChronoUnit.SECONDS),
            Cpus.COUNT,
            Runtime.version(),
            Cpus.TWO ? "server and load pinned to a processor each where said" : "nothing pinned");
  }

  private static void giveUp() {
    try {
      Thread.sleep(LONGEST_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    System.err.println("the measurement took longer than " + LONGEST_MILLIS / 60_000 + " minutes and was given up");
    System.exit(1);
  }
}
