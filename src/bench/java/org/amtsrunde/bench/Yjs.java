package org.amtsrunde.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Our documents beside those of Yjs on Node: one author's text key by key, as 259,778 updates that Yjs has made. The same bytes
 * for both; one process each, warmed up, asked in turn.
 */
final class Yjs {
  private static final Path SCRIPT = Path.of("target", "web-build", "test", "yjs", "bench.mjs");

  private static final String TIMES = "times";

  /** What is asked, in this order, and what the table calls it. */
  private static final List<List<String>> TASKS =
      List.of(
          List.of("apply", "apply all updates, one by one", "ms"),
          List.of("parse", "load the whole document from one update", "ms"),
          List.of("encode", "encode the whole document", "ms"),
          List.of("diff", "encode for somebody who has half of it", "ms"),
          List.of("diff-update", "cut an update for somebody who has half of it", "ms"),
          List.of("heap", "heap of the loaded document / encoded", TIMES),
          List.of("heap-live", "heap of the document that got all updates / encoded", TIMES));

  private Yjs() {}

  static void measure(Table table, Folder folder) throws IOException, InterruptedException {
    if (!Files.isReadable(SCRIPT)) {
      throw new IOException(SCRIPT + " is missing: package first");
    }
    var file = folder.path().resolve("yjs.updates").toString();
    var making = new ArrayList<>(List.of("node", SCRIPT.toString(), "make", file));
    var trace = System.getProperty("yjs.trace", "");
    if (!trace.isBlank()) {
      making.add(trace);
    }
    try (var maker = Child.start(making, folder.log("yjs-make"), Map.of())) {
      System.err.println("yjs: " + maker.line("made"));
    }
    double encoded = Files.size(Path.of(file + ".state"));
    var working = List.of("node", "--expose-gc", SCRIPT.toString(), "work", file);
    try (var ours = Child.start(Cpus.ANY, folder.log("yjs-ours"), Map.of(), YjsWork.class, file);
        var bare = Child.start(working, folder.log("yjs-bare"), Map.of())) {
      for (var task : TASKS) {
        for (int i = -YjsWork.WARM_UPS; i < Table.ROUNDS; i++) {
          double unit = task.get(2).equals(TIMES) ? encoded : 1;
          double our = ask(ours, task.get(0)) / unit;
          double their = ask(bare, task.get(0)) / unit;
          if (i >= 0) {
            table.add("yjs: " + task.get(1), task.get(2), true, our);
            table.add("yjs: " + task.get(1), task.get(2), false, their);
          }
        }
      }
    }
  }

  private static double ask(Child child, String word) throws IOException {
    child.say(word);
    return Double.parseDouble(child.line(word));
  }
}
