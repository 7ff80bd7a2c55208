package org.amtsrunde.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.amtsrunde.documents.yjs.Doc;
import org.amtsrunde.documents.yjs.StateVector;
import org.amtsrunde.documents.yjs.Updates;

/** Our side of {@link Yjs}: does what {@code bench.mjs} does, in the same words. */
public final class YjsWork {
  /** How often everything is asked before it counts. */
  static final int WARM_UPS = 2;

  private static final int TIMES = 41;

  private final List<byte[]> updates = new ArrayList<>();
  private final byte[] state;
  private final Doc loaded;
  private final StateVector half;

  /** What was made, so that it is made. */
  private Object made = "";

  private YjsWork(Path file) throws IOException {
    var in = ByteBuffer.wrap(Files.readAllBytes(file));
    for (int n = in.getInt(); n > 0; n--) {
      var update = new byte[in.getInt()];
      in.get(update);
      updates.add(update);
    }
    state = Files.readAllBytes(Path.of(file + ".state"));
    loaded = Doc.of(state);
    if (!Arrays.equals(loaded.encode(), state)) {
      throw new IllegalStateException("not the same document");
    }
    var clocks = new TreeMap<>(loaded.stateVector().toMap());
    clocks.replaceAll((client, clock) -> clock / 2);
    half = StateVector.of(clocks);
  }

  public static void main(String[] args) throws IOException {
    var work = new YjsWork(Path.of(args[0]));
    var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (var word = in.readLine(); word != null; word = in.readLine()) {
      System.out.println(word + " " + work.answer(word));
    }
  }

  private double answer(String word) {
    return switch (word) {
      case "apply" -> time(1, () -> made = applied());
      case "parse" -> time(TIMES, () -> made = Doc.of(state));
      case "encode" -> time(TIMES, () -> made = loaded.encode());
      case "diff" -> time(TIMES, () -> made = loaded.encode(half));
      case "diff-update" -> time(TIMES, () -> made = Updates.diff(state, half));
      case "heap" -> heap(20, () -> Doc.of(state));
      case "heap-live" -> heap(4, this::applied);
      default -> throw new IllegalArgumentException(word);
    };
  }

  private Doc applied() {
    var doc = new Doc();
    updates.forEach(doc::apply);
    return doc;
  }

  /** The median of so many times, in milliseconds. */
  private static double time(int times, Runnable what) {
    var taken = new long[times];
    for (int i = 0; i < times; i++) {
      long began = System.nanoTime();
      what.run();
      taken[i] = System.nanoTime() - began;
    }
    Arrays.sort(taken);
    return taken[times / 2] / 1e6;
  }

  /** Bytes of one document, from many of them. */
  private double heap(int count, Supplier<Doc> make) {
    made = "";
    long before = used();
    var docs = new Doc[count];
    Arrays.setAll(docs, i -> make.get());
    made = docs;
    return (used() - before) / (double) count;
  }

  private static long used() {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 3; i++) {
      System.gc();
      least = Math.min(least, ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
    }
    return least;
  }
}
