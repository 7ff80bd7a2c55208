package org.amtsrunde.documents.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.amtsrunde.documents.yjs.Lib0Reader;
import org.amtsrunde.documents.yjs.Lib0Writer;
import org.jspecify.annotations.Nullable;

/** Who has to do with which clocks, as runs that do not overlap. What one has, nobody else gets. */
final class Runs {
  /** Stands for whoever it was: known to be there, but not by whom. */
  static final String NOBODY = "";

  /** @param minute since 1970; 0 where it is not known */
  record Run(int clock, int length, String person, long minute) {
    int end() {
      return clock + length;
    }

    private boolean goesOn(Run next) {
      return end() == next.clock && person.equals(next.person) && minute == next.minute;
    }
  }

  private final TreeMap<Long, TreeMap<Integer, Run>> byClient = new TreeMap<>();

  /** Gives what nobody has yet. */
  void add(long client, int clock, int end, String person, long minute) {
    var runs = byClient.computeIfAbsent(client, any -> new TreeMap<>());
    for (int from = clock; from < end; ) {
      var holder = runs.floorEntry(from);
      if (holder != null && holder.getValue().end() > from) {
        from = holder.getValue().end();
        continue;
      }
      var next = runs.higherKey(from);
      int to = next == null ? end : Math.min(end, next);
      put(runs, new Run(from, to - from, person, minute));
      from = to;
    }
  }

  private void put(TreeMap<Integer, Run> runs, Run run) {
    var left = runs.lowerEntry(run.clock);
    var whole = run;
    if (left != null && left.getValue().goesOn(run)) {
      whole = new Run(left.getKey(), left.getValue().length + run.length, run.person, run.minute);
    }
    var right = runs.get(whole.end());
    if (right != null && whole.goesOn(right)) {
      runs.remove(right.clock);
      whole = new Run(whole.clock, whole.length + right.length, whole.person, whole.minute);
    }
    runs.put(whole.clock, whole);
  }

  /** Null where nobody has it, or nobody knows who. */
  @Nullable String person(long client, int clock) {
    var runs = byClient.get(client);
    var run = runs == null ? null : runs.floorEntry(clock);
    return run == null || run.getValue().end() <= clock || run.getValue().person.equals(NOBODY)
        ? null
        : run.getValue().person;
  }

  /** How many runs there are of people. */
  int count() {
    return (int) people().values().stream().mapToLong(List::size).sum();
  }

  /** The runs of people. */
  private Map<Long, List<Run>> people() {
    var people = new TreeMap<Long, List<Run>>();
    byClient.forEach((client, runs) -> {
      var known = runs.values().stream().filter(run -> !run.person.equals(NOBODY)).toList();
      if (!known.isEmpty()) {
        people.put(client, known);
      }
    });
    return people;
  }

  Map<Long, List<Run>> all() {
    var all = new TreeMap<Long, List<Run>>();
    byClient.forEach((client, runs) -> all.put(client, List.copyOf(runs.values())));
    return all;
  }

  /** Forgets when it was within so many minutes, so that fewer runs say the rest; with 0 it forgets when, with −1 also who. */
  void coarsen(long minutes) {
    var before = all();
    byClient.clear();
    before.forEach((client, runs) -> {
      for (var run : runs) {
        var person = minutes < 0 ? NOBODY : run.person;
        add(client, run.clock, run.end(), person, minutes <= 0 ? 0 : run.minute - run.minute % minutes);
      }
    });
  }

  /** Writes the runs of people: what nobody has is known from the document itself. */
  void write(Lib0Writer out, Map<String, Integer> people) {
    var known = people();
    out.varUint(known.size());
    known.forEach((client, runs) -> {
      out.varUint(client).varUint(runs.size());
      int at = 0;
      long minute = 0;
      for (var run : runs) {
        out.varUint(run.clock - at).varUint(run.length).varUint(Objects.requireNonNull(people.get(run.person)));
        out.varInt(run.minute - minute);
        at = run.end();
        minute = run.minute;
      }
    });
  }

  void read(Lib0Reader in, List<String> people) {
    for (int clients = in.count(); clients > 0; clients--) {
      long client = in.varUint();
      int at = 0;
      long minute = 0;
      for (int n = in.count(); n > 0; n--) {
        int clock = at + in.varUint31();
        int length = in.varUint31();
        var person = people.get(in.varUint31());
        minute += in.varInt();
        add(client, clock, clock + length, person, minute);
        at = clock + length;
      }
    }
  }

  /** Numbers the people who occur, beginning with those that have a number. */
  void number(Map<String, Integer> people) {
    people().values().forEach(runs -> runs.forEach(run -> people.putIfAbsent(run.person, people.size())));
  }

  static List<String> inOrder(Map<String, Integer> people) {
    var names = new HashMap<Integer, String>();
    people.forEach((name, number) -> names.put(number, name));
    var list = new ArrayList<String>();
    for (int i = 0; i < names.size(); i++) {
      list.add(Objects.requireNonNull(names.get(i)));
    }
    return list;
  }
}
