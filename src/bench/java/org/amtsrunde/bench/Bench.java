package org.amtsrunde.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code Bench [fan-out | fan-out-protobuf | durable | paced | node-kill | peers-killed | presence | idle | cold-start | yjs | writers | open-documents | document-kill | joiners | sessions]…}: measures these, or everything, prints one table and keeps it. */
public final class Bench {
  private static final long LONGEST_MILLIS = 90 * 60_000;

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
    var names = wanted.isEmpty() ? List.copyOf(kinds.keySet()) : wanted;
    var rows = names.size() == 1 ? measured(kinds.get(names.getFirst()), folder) : oneByOne(names);
    var report = head() + "\n\n" + Table.HEAD + rows;
    Files.writeString(folder.path().resolve("figures.md"), report);
    System.out.println(report);
    System.exit(0);
  }

  private static String measured(Kind kind, Folder folder) throws IOException, InterruptedException {
    var table = new Table();
    Cpus.pinSelf(kind.cpus);
    kind.figure.measure(table, folder);
    return table.rows();
  }

  /** Each in a process of its own: what one load has left behind in the heap would be in the times of the next. */
  private static String oneByOne(List<String> names) throws IOException, InterruptedException {
    var rows = new StringBuilder();
    for (var name : names) {
      var words = new ArrayList<>(List.of(Child.java()));
      words.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
      words.addAll(List.of("-cp", System.getProperty("java.class.path"), Bench.class.getName(), name));
      var process = new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.INHERIT).start();
      var hook = new Thread(() -> Child.end(process));
      Runtime.getRuntime().addShutdownHook(hook);
      try (var lines = process.inputReader(StandardCharsets.UTF_8)) {
        lines.lines().filter(Table::isRow).forEach(row -> rows.append(row).append('\n'));
      }
      if (process.waitFor() != 0) {
        throw new IOException(name + " could not be measured");
      }
      Runtime.getRuntime().removeShutdownHook(hook);
    }
    return rows.toString();
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
