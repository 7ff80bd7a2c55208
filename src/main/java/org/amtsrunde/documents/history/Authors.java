package org.amtsrunde.documents.history;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.amtsrunde.documents.DocumentStore;
import org.amtsrunde.documents.Writer;
import org.amtsrunde.documents.export.Authorship;
import org.amtsrunde.documents.yjs.DeleteSet;
import org.amtsrunde.documents.yjs.Lib0Reader;
import org.amtsrunde.documents.yjs.Lib0Writer;
import org.amtsrunde.documents.yjs.MalformedUpdate;
import org.amtsrunde.documents.yjs.Snapshot;
import org.amtsrunde.documents.yjs.StateVector;
import org.amtsrunde.documents.yjs.Updates;
import org.amtsrunde.kernel.Json;
import org.amtsrunde.realtime.LogEntry;
import org.jspecify.annotations.Nullable;

/**
 * Who has written and deleted what in a document, and in which minute: what the server saw when it stored it, however often clients
 * repeat it later. Bounded: past {@link #MOST_RUNS} it first forgets minutes, and in the end who has deleted what.
 */
public final class Authors implements Authorship {
  /** Runs of what was written, and as many of what was deleted. */
  static final int MOST_RUNS = 50_000;

  private static final long HOUR = 60;
  private static final long DAY = 24 * HOUR;
  private static final int FORMAT = 1;

  private final Runs written = new Runs();
  private final Runs deleted = new Runs();

  private Authors() {}

  /** Of a document as it is stored: what was put down at its last compaction, and what came after. */
  public static Authors of(DocumentStore.Loaded stored) {
    var authors = new Authors();
    authors.read(stored.authors());
    if (stored.snapshot().length > 0) {
      authors.known(Updates.stateVector(stored.snapshot()), Updates.deleteSet(stored.snapshot()));
    }
    stored.entries().forEach(authors::add);
    return authors;
  }

  /** What nobody has written down: it is there, so whoever repeats it is not its author. */
  private void known(StateVector states, DeleteSet gone) {
    states.toMap().forEach((client, clock) -> written.add(client, 0, clock, Runs.NOBODY, 0));
    gone.ranges()
        .forEach((client, ranges) ->
            ranges.forEach(range -> deleted.add(client, range.clock(), range.end(), Runs.NOBODY, 0)));
  }

  void add(LogEntry entry) {
    var info = entry.info();
    if (info == null) {
      return;
    }
    var writer = Writer.of(info);
    var person = writer.isPerson() ? writer.person() : Runs.NOBODY;
    try {
      var update = entry.data();
      take(written, Updates.written(update), person, writer.minute());
      take(deleted, Updates.deleteSet(update).ranges(), person, writer.minute());
    } catch (MalformedUpdate e) {
      // It was passed over when the document was read, and is passed over here.
      return;
    }
  }

  private static void take(Runs runs, Map<Long, List<DeleteSet.Range>> ranges, String person, long minute) {
    ranges.forEach(
        (client, list) -> list.forEach(range -> runs.add(client, range.clock(), range.end(), person, minute)));
  }

  @Override
  public @Nullable String writer(long client, int clock) {
    return written.person(client, clock);
  }

  @Override
  public @Nullable String deleter(long client, int clock) {
    return deleted.person(client, clock);
  }

  /** The runs of people, without what was only deleted. */
  byte[] json() {
    var runs = new ArrayList<Written>();
    written
        .all()
        .forEach((client, list) -> {
          for (var run : list) {
            if (!run.person().equals(Runs.NOBODY)) {
              runs.add(new Written(client, run));
            }
          }
        });
    return Json.object(out ->
        out.objects(
            "authors",
            runs,
            (each, one) ->
                each.put("clientId", one.client)
                    .put("clock", one.run.clock())
                    .put("length", one.run.length())
                    .put("personId", one.run.person())
                    .put(
                        "at", one.run.minute() == 0 ? null : Instant.ofEpochSecond(60 * one.run.minute()).toString())));
  }

  private record Written(long client, Runs.Run run) {}

  /** Everybody who has written or deleted something between two moments, in alphabetical order. */
  Set<String> between(Snapshot before, Snapshot after) {
    var people = new TreeSet<String>();
    written
        .all()
        .forEach((client, runs) -> {
          int from = before.stateVector().clock(client);
          int to = after.stateVector().clock(client);
          runs.stream().filter(run -> run.end() > from && run.clock() < to).forEach(run -> people.add(run.person()));
        });
    deleted
        .all()
        .forEach((client, runs) ->
            runs.stream()
                .filter(run ->
                    !before.deleteSet().contains(client, run.clock(), run.length())
                        && after.deleteSet().contains(client, run.clock(), run.length()))
                .forEach(run -> people.add(run.person())));
    people.remove(Runs.NOBODY);
    return people;
  }

  /** To be kept; within the bound. */
  byte[] encode() {
    within(written);
    within(deleted);
    var people = new LinkedHashMap<String, Integer>();
    written.number(people);
    deleted.number(people);
    var out = new Lib0Writer().varUint(FORMAT).varUint(people.size());
    Runs.inOrder(people).forEach(out::varString);
    written.write(out, people);
    deleted.write(out, people);
    return out.toBytes();
  }

  private static void within(Runs runs) {
    for (long minutes : new long[] {HOUR, DAY, 0, -1}) {
      if (runs.count() > MOST_RUNS) {
        runs.coarsen(minutes);
      }
    }
  }

  private void read(byte[] bytes) {
    if (bytes.length == 0) {
      return;
    }
    var in = new Lib0Reader(bytes);
    if (in.varUint() != FORMAT) {
      throw new IllegalStateException("authors of a format that is not known");
    }
    var people = new ArrayList<String>();
    for (int n = in.count(); n > 0; n--) {
      people.add(in.varString());
    }
    written.read(in, people);
    deleted.read(in, people);
  }
}
