package org.amtsrunde.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.amtsrunde.kernel.Refusal;
import org.amtsrunde.sessions.Session.Phase;

/**
 * One random session: people who come and go, commands that are early, late, doubled, lost, or meant for what somebody saw long ago, nodes
 * that die, and looks at the clock at any time. After everything that happens it is asked what must always hold.
 */
final class SessionHistory {
  private static final Instant START = Instant.parse("2026-03-05T09:00:00Z");
  private static final List<String> MEMBERS = List.of("anna", "bea", "cem", "dora", "emil");
  private static final String HIDDEN = "geheim-";

  private final Random random;
  private final List<Command> sent = new ArrayList<>();
  private final Map<String, String> commitments = new HashMap<>();
  private final Map<Integer, Set<String>> written = new HashMap<>();
  private final Map<Integer, List<String>> turns = new HashMap<>();
  private Session session;
  private Held held = Held.NOTHING;
  private Instant now;
  private Session seen;
  private int texts;

  SessionHistory(long seed) {
    random = new Random(seed);
    var plan = new Planned(1 + random.nextInt(12), "Ziel", START, START.plus(Duration.ofMinutes(90)), agenda());
    now = START.minusSeconds(random.nextInt(900));
    session =
        Session.opened(
            "r",
            plan,
            Roster.of(MEMBERS, plan.number(), now),
            Results.carrying(List.of(new Results.Commitment("anna", "Rathaus zeigen"))));
    seen = session;
  }

  /** Steps of any type and length that make up 90 minutes. */
  private List<Step> agenda() {
    var steps = new ArrayList<Step>();
    int left = 90 * 60;
    while (left > 0) {
      var type = StepType.values()[random.nextInt(StepType.values().length)];
      int seconds = steps.size() == 15 ? left : Math.min(left, 60 + random.nextInt(1200));
      steps.add(new Step(type, "Schritt", seconds, "Text", random.nextBoolean(), 3));
      left -= seconds;
    }
    return steps;
  }

  void run(int events) {
    for (int i = 0; i < events && session.phase() != Phase.RECAPPED; i++) {
      switch (random.nextInt(10)) {
        case 0, 1 -> pass(Duration.ofMillis(random.nextInt(20_000)));
        case 2 -> pass(Duration.ofMillis(random.nextInt(600_000)));
        case 3 -> hold();
        // What somebody sees is what the last publication that reached them said.
        case 4 -> seen = session;
        case 5 -> sent.forEach(this::repeat);
        default -> send(command());
      }
    }
    pass(Duration.ofHours(3));
    assertThat(session.isOver()).as("it ends").isTrue();
    assertThat(session.endedAt()).isBeforeOrEqualTo(session.schedule().endsAt());
    var most = START.plus(Duration.ofMinutes(session.schedule().prolonged() ? 100 : 90));
    assertThat(session.schedule().endsAt()).isEqualTo(most);
    written.forEach((step, all) -> assertThat(texts(step)).containsAll(all));
  }

  private void repeat(Command command) {
    if (random.nextInt(sent.size()) < 2) {
      apply(command);
    }
  }

  private void send(Command command) {
    if (random.nextInt(20) == 0) {
      return;
    }
    apply(command);
    sent.add(command);
    if (random.nextInt(3) == 0) {
      // Twice at once from two nodes: the second decides anew from what the first has kept.
      var before = session;
      apply(command);
      onlyOnce(command, before);
    }
  }

  private void onlyOnce(Command command, Session before) {
    if (command instanceof Command.Next || command instanceof Command.EndTurn || command instanceof Command.Extend) {
      assertThat(session).as("%s twice", command).isEqualTo(before);
    }
  }

  private Command command() {
    var who = MEMBERS.get(random.nextInt(MEMBERS.size()));
    int step = Math.max(0, seen.schedule().current());
    int turn = seen.ring().number();
    return switch (random.nextInt(19)) {
      case 0, 1, 2 -> new Command.Join(who, "c" + random.nextInt(3) + who, "n" + random.nextInt(2));
      case 3 -> new Command.Leave(who, "c" + random.nextInt(3) + who);
      case 4 -> new Command.NodesAlive(Set.of("n" + random.nextInt(2)));
      case 5 -> random.nextInt(5) == 0 ? new Command.Remove(who) : new Command.Excuse(who, random.nextBoolean());
      case 6 -> new Command.Begin(who);
      case 7 -> new Command.Next(random.nextInt(3) > 0 ? seen.roster().facilitator() : who, step);
      case 8 -> new Command.EndTurn(speaker(who), step, turn);
      case 9 -> new Command.Pass(speaker(who), step, turn);
      case 10 -> new Command.Extend(who, step, seen.schedule().stepEnd());
      case 11 -> new Command.Overtime(who, random.nextInt(4) > 0);
      case 12 -> random.nextInt(4) == 0 ? new Command.Pause(who) : new Command.Resume(who);
      case 13 -> new Command.Hand(who, random.nextInt(3) > 0);
      case 14 -> new Command.Floor(who, step, turn);
      case 15 -> new Command.Give(who, random.nextBoolean());
      case 16 -> new Command.Group(who, 1 + random.nextInt(4), random.nextInt(3));
      case 17 -> new Command.Commit(who, random.nextInt(6) == 0 ? "" : "Zusage " + random.nextInt(100));
      default -> new Command.Keep(who, Results.Kept.values()[random.nextInt(3)]);
    };
  }

  private String speaker(String otherwise) {
    var speaker = seen.ring().speaker();
    return speaker == null || random.nextInt(4) == 0 ? otherwise : speaker;
  }

  private void apply(Command command) {
    var current = ProgressRules.at(session, now, held);
    try {
      var next = ProgressRules.at(SessionRules.decide(current, command, now, held), now, held);
      if (command instanceof Command.Commit(String who, String text)) {
        commitments.put(who, text);
      }
      become(next);
    } catch (Refusal refused) {
      // Somebody is told so, and nothing has changed.
    }
  }

  /** Somebody writes or votes; nothing of it may be seen yet. */
  private void hold() {
    var current = ProgressRules.at(session, now, held);
    if (current.isIn(StepType.WRITE) || current.isIn(StepType.VOTE)) {
      become(current);
      int step = session.schedule().current();
      var known = held.of(step);
      var texts = new ArrayList<>(known.texts());
      var votes = new HashMap<>(known.votes());
      var who = MEMBERS.get(random.nextInt(MEMBERS.size()));
      if (session.isIn(StepType.WRITE)) {
        RevealRules.mayWrite(session, step);
        var text = HIDDEN + this.texts++;
        texts.add(new Held.Text("t" + text, session.schedule().step().anonymous() ? null : who, text));
        written.computeIfAbsent(step, any -> new HashSet<>()).add(text);
      } else if (session.results().board() != null && !session.results().board().cards().isEmpty()) {
        votes.put(who, RevealRules.votes(session, step, Map.of(1, 1 + random.nextInt(3))));
      }
      held = new Held(step, known.writes() + 1, texts, votes);
      check();
    }
  }

  /** Time passes; how often somebody looks meanwhile makes no difference. */
  private void pass(Duration time) {
    var later = now.plus(time);
    var at = now.plus(Duration.ofMillis(random.nextLong(time.toMillis() + 1)));
    var twice = ProgressRules.at(ProgressRules.at(session, at, held), later, held);
    assertThat(twice).as("looked at in between").isEqualTo(ProgressRules.at(session, later, held));
    now = later;
    become(twice);
  }

  private void become(Session next) {
    assertThat(next.phase().ordinal() >= session.phase().ordinal() || session.phase() == Phase.PAUSED)
        .as("%s after %s", next.phase(), session.phase())
        .isTrue();
    assertThat(next.schedule().current()).isGreaterThanOrEqualTo(session.schedule().current());
    turn(next);
    session = next;
    check();
  }

  /** Nobody has two turns in one step, unless they have come anew or put off the first. */
  private void turn(Session next) {
    boolean same = next.schedule().current() == session.schedule().current();
    boolean another = next.ring().number() != session.ring().number();
    if (next.ring().ends() != null && (!same || another)) {
      turns.computeIfAbsent(next.schedule().current(), any -> new ArrayList<>()).add(next.ring().speaker());
    }
  }

  private void check() {
    var schedule = session.schedule();
    var ring = session.ring();
    if (session.isGoingOn()) {
      assertThat(schedule.stepEnd()).isBeforeOrEqualTo(schedule.endsAt());
      if (session.phase() == Phase.RUNNING) {
        long rest =
            schedule.seconds().subList(schedule.current() + 1, schedule.seconds().size()).stream()
                .mapToInt(Integer::intValue)
                .sum();
        assertThat(schedule.stepEnd().plusSeconds(rest)).as("the rest fits").isBeforeOrEqualTo(schedule.endsAt());
        assertThat(schedule.stepEnd()).as("not over yet").isAfterOrEqualTo(now);
      }
      assertThat(now).as("not over yet").isBeforeOrEqualTo(schedule.endsAt());
    }
    assertThat(schedule.seconds()).allMatch(length -> length >= 0);
    assertThat(ring.waiting()).doesNotHaveDuplicates();
    if (ring.speaker() != null) {
      assertThat(ring.waiting()).doesNotContain(ring.speaker());
    }
    assertThat(session.hands()).doesNotHaveDuplicates();
    assertThat(session.hands().stream().map(ring.heard()::contains)).as("who was not heard is first").isSorted();
    var grouped = session.pairs().stream().flatMap(List::stream).toList();
    assertThat(grouped).doesNotHaveDuplicates();
    if (session.isIn(StepType.PAIRS)) {
      session.roster().here().forEach(person -> assertThat(grouped).as("nobody is left out").contains(person.id()));
    }
    hidden();
    session.results().commitments().forEach(one -> assertThat(commitments).containsEntry(one.person(), one.text()));
    commitments.forEach((who, text) ->
        assertThat(text.isEmpty() || session.results().commitments().contains(new Results.Commitment(who, text)))
            .as("the commitment of %s", who)
            .isTrue());
  }

  /** While a step of writing goes on, nothing that shows the session shows a word of it; nor a dot while they vote. */
  private void hidden() {
    int step = session.schedule().current();
    if (session.isIn(StepType.WRITE) && !held.of(step).texts().isEmpty()) {
      var shown = new String(SessionJson.changed(1, session), StandardCharsets.UTF_8);
      assertThat(held.of(step).texts()).noneMatch(text -> shown.contains("\"" + text.text() + "\""));
    }
    if (session.isIn(StepType.VOTE) && session.results().board() != null) {
      boolean before = session.schedule().steps().subList(0, step).stream().anyMatch(s -> s.type() == StepType.VOTE);
      assertThat(session.results().board().cards()).allMatch(card -> before || card.dots() == -1);
    }
  }

  private List<String> texts(int step) {
    return session.results().boards().stream()
        .filter(board -> board.step() == step)
        .flatMap(board -> board.cards().stream())
        .map(Results.Card::text)
        .toList();
  }

  Session session() {
    return session;
  }
}
