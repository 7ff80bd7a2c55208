package org.amtsrunde.sessions;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.amtsrunde.kernel.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * The time of a session. Guarantee: while it runs, everything that is to come fits before {@link #endsAt}; whatever is longer than
 * planned makes the rest shorter, in proportion.
 *
 * @param steps the agenda as planned, at least one
 * @param seconds how long each step is meant to take at the moment
 * @param current number of the step that goes on; -1 before the first
 * @param startsAt planned
 * @param endsAt when it is over at the latest
 * @param stepStart when the current step has begun; pauses are taken out of it
 * @param stepEnd when the current step ends
 * @param pausedAt null while time runs
 * @param prolonged whether all have agreed to go on after the planned end
 */
record Schedule(
    List<Step> steps,
    List<Integer> seconds,
    int current,
    Instant startsAt,
    Instant endsAt,
    Instant stepStart,
    Instant stepEnd,
    @Nullable Instant pausedAt,
    boolean prolonged) {

  /** By how much a step is made longer, in seconds. */
  static final int EXTENSION = 120;

  /** Nobody can do anything in less; an extension that would leave less to another step is refused. In seconds. */
  static final int SHORTEST = 30;

  /** By how much all can agree to go on after the end. */
  static final Duration OVERTIME = Duration.ofMinutes(10);

  Schedule {
    steps = List.copyOf(steps);
    seconds = List.copyOf(seconds);
  }

  static Schedule planned(List<Step> steps, Instant startsAt, Instant endsAt) {
    return new Schedule(
        steps, steps.stream().map(Step::seconds).toList(), -1, startsAt, endsAt, startsAt, startsAt, null, false);
  }

  Step step() {
    return steps.get(current);
  }

  boolean isLast() {
    return current == steps.size() - 1;
  }

  /** The next step, or the first, begins. What was planned for others stays theirs. */
  Schedule next(Instant at) {
    var fitting = current < 0 ? shrunk(seconds, seconds(at, endsAt)) : seconds;
    int number = current + 1;
    return new Schedule(
        steps,
        fitting,
        number,
        startsAt,
        endsAt,
        at,
        earlier(at.plusSeconds(fitting.get(number)), endsAt),
        null,
        prolonged);
  }

  /** Two minutes more for this step, taken from what is left over first and from the others then. */
  Schedule extended() {
    var end = stepEnd.plusSeconds(EXTENSION);
    var rest = seconds.subList(current + 1, seconds.size());
    var shorter = shrunk(rest, seconds(end, endsAt));
    for (int i = 0; i < rest.size(); i++) {
      if (shorter.get(i) < Math.min(SHORTEST, rest.get(i))) {
        throw Refusal.conflict("the other steps cannot become shorter");
      }
    }
    if (end.isAfter(endsAt)) {
      throw Refusal.conflict("the session ends before");
    }
    return with(length(seconds.get(current) + EXTENSION, shorter), stepStart, end, pausedAt);
  }

  Schedule longer() {
    return new Schedule(steps, seconds, current, startsAt, endsAt.plus(OVERTIME), stepStart, stepEnd, pausedAt, true);
  }

  Schedule paused(Instant at) {
    return with(seconds, stepStart, stepEnd, at);
  }

  /** Goes on where it stood; what the pause took is taken from everything that is to come. */
  Schedule resumed(Instant at) {
    var pause = Duration.between(pausedAt == null ? at : pausedAt, at);
    var left = new ArrayList<Integer>();
    // Rounded up, so that what is taken lets everything fit.
    left.add((int) Math.max(0, seconds(at, stepEnd.plus(pause).plusMillis(999))));
    left.addAll(seconds.subList(current + 1, seconds.size()));
    var shorter = shrunk(left, seconds(at, endsAt));
    int taken = left.getFirst() - shorter.getFirst();
    return with(
        length(Math.max(0, seconds.get(current) - taken), shorter.subList(1, shorter.size())),
        stepStart.plus(pause),
        earlier(stepEnd.plus(pause).minusSeconds(taken), endsAt),
        null);
  }

  private Schedule with(List<Integer> all, Instant start, Instant end, @Nullable Instant pause) {
    return new Schedule(steps, all, current, startsAt, endsAt, start, end, pause, prolonged);
  }

  /** The lengths with another one for the current step and others for those that follow. */
  private List<Integer> length(int length, List<Integer> following) {
    var all = new ArrayList<>(seconds.subList(0, current));
    all.add(length);
    all.addAll(following);
    return all;
  }

  /** The same lengths where they fit into so many seconds; else shorter in proportion, and together exactly as many. */
  static List<Integer> shrunk(List<Integer> lengths, long available) {
    long total = lengths.stream().mapToLong(Integer::longValue).sum();
    if (total <= available || total == 0) {
      return lengths;
    }
    long room = Math.max(0, available);
    var shorter = new ArrayList<Integer>(lengths.size());
    long before = 0;
    for (int length : lengths) {
      // Rounding the ends rather than the lengths lets nothing add up.
      long after = before + length;
      shorter.add((int) (after * room / total - before * room / total));
      before = after;
    }
    return shorter;
  }

  private static long seconds(Instant from, Instant to) {
    return Duration.between(from, to).toSeconds();
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
