package org.amtsrunde.sessions;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.amtsrunde.kernel.Refusal;
import org.amtsrunde.sessions.Roster.Attendance;
import org.amtsrunde.sessions.Roster.Participant;
import org.amtsrunde.sessions.Session.Phase;

/**
 * What a command changes. Pure: every "no" is a {@link Refusal}. A command that comes twice, or too late for what it was about, changes
 * nothing or is refused as a conflict; it never does to one step what was meant for another.
 */
final class SessionRules {
  /** Code points of a commitment. */
  static final int LONGEST_COMMITMENT = 300;

  /** People in one session. */
  static final int MOST_PEOPLE = 12;

  private SessionRules() {}

  /** @param session as it is now ({@link ProgressRules#at}) */
  static Session decide(Session session, Command command, Instant now, Held held) {
    return switch (command) {
      case Command.Join join -> join(session, join, now);
      case Command.Leave leave -> {
        var person = session.roster().find(leave.person());
        yield person != null && leave.connection().equals(person.connection())
            ? ProgressRules.left(session, person, now)
            : session;
      }
      case Command.NodesAlive alive -> {
        var next = session;
        for (var person : session.roster().here()) {
          next = alive.nodes().contains(person.node()) ? next : ProgressRules.left(next, person, now);
        }
        yield next;
      }
      case Command.Remove remove -> removed(session, remove.person(), now, held);
      case Command.Excuse excuse -> excused(session, excuse, now);
      case Command.Begin begin -> begun(session, begin.person(), now);
      case Command.Next next -> {
        needsHere(session, next.person());
        sameStep(session, next.step());
        leads(session, next.person());
        yield ProgressRules.stepOver(session, now, held);
      }
      case Command.EndTurn end -> {
        sameTurn(session, end.step(), end.turn());
        speaksOrLeads(session, end.person());
        yield session.ring().ends() == null
            ? session.with(session.ring().free())
            : ProgressRules.turnOver(session, now, held);
      }
      case Command.Pass pass -> {
        sameTurn(session, pass.step(), pass.turn());
        speaksOrLeads(session, pass.person());
        if (session.ring().ends() == null || session.ring().passed().contains(session.ring().speaker())) {
          throw Refusal.conflict("a turn can be put off once");
        }
        yield ProgressRules.turnPassed(session, now, held);
      }
      case Command.Extend extend -> {
        needsHere(session, extend.person());
        sameStep(session, extend.step());
        if (!extend.stepEnd().equals(session.schedule().stepEnd())) {
          throw Refusal.conflict("the step has another end by now");
        }
        yield session.with(session.schedule().extended());
      }
      case Command.Overtime overtime -> overtime(session, overtime);
      case Command.Pause pause -> {
        needsHere(session, pause.person());
        yield session.phase() == Phase.RUNNING
            ? session.with(Phase.PAUSED).with(session.schedule().paused(now))
            : needsGoingOn(session);
      }
      case Command.Resume resume -> {
        needsHere(session, resume.person());
        yield session.phase() == Phase.PAUSED ? ProgressRules.resumed(session, now) : needsGoingOn(session);
      }
      case Command.Hand hand -> hand(session, hand);
      case Command.Floor floor -> floor(session, floor);
      case Command.Give give -> give(session, give);
      case Command.Group group -> {
        needsHere(session, group.person());
        if (!session.isIn(StepType.CLUSTER) && !session.isIn(StepType.DISCUSS)) {
          throw Refusal.conflict("nothing can be grouped in this step");
        }
        yield session.with(RevealRules.grouped(session.results(), group.card(), group.group()));
      }
      case Command.Commit commit -> {
        needsIn(session, commit.person());
        needsGoingOn(session);
        yield session.with(session.results().with(new Results.Commitment(commit.person(), commit.text())));
      }
      case Command.Keep keep -> {
        needsIn(session, keep.person());
        needsGoingOn(session);
        yield session.with(session.results().with(keep.person(), keep.kept()));
      }
      case Command.Recapped recapped ->
          session.phase() == Phase.ENDED ? session.recapped(recapped.documentId()) : session;
    };
  }

  private static Session join(Session session, Command.Join join, Instant now) {
    if (session.isOver()) {
      return session;
    }
    if (session.roster().find(join.person()) == null && session.roster().people().size() >= MOST_PEOPLE) {
      throw Refusal.conflict("a session has at most " + MOST_PEOPLE + " people");
    }
    return ProgressRules.joined(session, join.person(), join.connection(), join.node(), now);
  }

  private static Session removed(Session session, String person, Instant now, Held held) {
    boolean spoke = person.equals(session.ring().speaker());
    boolean turn = spoke && session.ring().ends() != null && session.phase() == Phase.RUNNING;
    var next = session.with(session.roster().without(person)).with(session.ring().without(person));
    next = next.withHands(without(next.hands(), person)).withAgreeing(without(next.agreeing(), person));
    next = next.withPairs(next.pairs().stream().map(pair -> without(pair, person)).toList());
    return turn ? ProgressRules.turnOver(next, now, held) : next;
  }

  private static Session excused(Session session, Command.Excuse excuse, Instant now) {
    var person = needsIn(session, excuse.person());
    boolean open = person.attendance() == Attendance.EXPECTED || person.attendance() == Attendance.EXCUSED;
    if (!open || session.isOver()) {
      throw Refusal.conflict("whoever has been here cannot be excused");
    }
    var attendance = excuse.excused() ? Attendance.EXCUSED : Attendance.EXPECTED;
    return session.with(session.roster().with(new Participant(person.id(), attendance, null, null, now)));
  }

  private static Session begun(Session session, String person, Instant now) {
    needsHere(session, person);
    if (session.phase() != Phase.LOBBY) {
      return needsGoingOn(session);
    }
    if (!session.roster().isComplete() || session.roster().here().size() < ProgressRules.QUORUM) {
      throw Refusal.conflict("it begins at its time, or earlier when all are here");
    }
    return ProgressRules.begun(session, now);
  }

  private static Session overtime(Session session, Command.Overtime overtime) {
    needsHere(session, overtime.person());
    needsGoingOn(session);
    if (session.schedule().prolonged()) {
      return session;
    }
    var agreeing = new ArrayList<>(without(session.agreeing(), overtime.person()));
    if (overtime.agrees()) {
      agreeing.add(overtime.person());
    }
    boolean all = session.roster().here().stream().map(Participant::id).allMatch(agreeing::contains);
    return all ? session.withAgreeing(List.of()).with(session.schedule().longer()) : session.withAgreeing(agreeing);
  }

  private static Session hand(Session session, Command.Hand hand) {
    needsHere(session, hand.person());
    needsGoingOn(session);
    if (hand.up() == session.hands().contains(hand.person())) {
      return session;
    }
    var hands = new ArrayList<>(without(session.hands(), hand.person()));
    if (hand.up()) {
      // Who has not had the word in this step comes before those who have; else it is first come, first served.
      var heard = session.ring().heard();
      long unheard = hands.stream().filter(one -> !heard.contains(one)).count();
      hands.add(heard.contains(hand.person()) ? hands.size() : (int) unheard, hand.person());
    }
    return session.withHands(hands);
  }

  private static Session floor(Session session, Command.Floor floor) {
    sameTurn(session, floor.step(), floor.turn());
    if (session.ring().ends() != null) {
      throw Refusal.conflict("everybody has a turn of their own in this step");
    }
    needsHere(session, floor.person());
    if (session.ring().speaker() != null) {
      speaksOrLeads(session, floor.person());
    }
    if (session.hands().isEmpty()) {
      throw Refusal.conflict("nobody has a hand up");
    }
    var next = session.hands().getFirst();
    return session.withHands(without(session.hands(), next)).with(session.ring().floor(next));
  }

  private static Session give(Session session, Command.Give give) {
    needsHere(session, give.person());
    if (!session.isIn(StepType.CASE)) {
      throw Refusal.conflict("this step is about no case");
    }
    if (give.gives() && session.giver() == null) {
      return session.withGiver(give.person());
    }
    if (!give.gives() && give.person().equals(session.giver())) {
      return session.withGiver(null);
    }
    return session;
  }

  // What has to be true

  private static Participant needsIn(Session session, String person) {
    var found = session.roster().find(person);
    if (found == null) {
      throw Refusal.notFound();
    }
    return found;
  }

  private static void needsHere(Session session, String person) {
    if (!needsIn(session, person).isHere()) {
      throw Refusal.conflict("join the session first");
    }
  }

  private static Session needsGoingOn(Session session) {
    if (!session.isGoingOn()) {
      throw Refusal.conflict("the session does not go on at the moment");
    }
    return session;
  }

  private static void needsRunning(Session session) {
    if (session.phase() != Phase.RUNNING) {
      throw Refusal.conflict("the session does not go on at the moment");
    }
  }

  private static void sameStep(Session session, int step) {
    needsRunning(session);
    if (session.schedule().current() != step) {
      throw Refusal.conflict("another step goes on by now");
    }
  }

  private static void sameTurn(Session session, int step, int turn) {
    sameStep(session, step);
    if (session.ring().number() != turn) {
      throw Refusal.conflict("somebody else has the word by now");
    }
  }

  private static void leads(Session session, String person) {
    if (!person.equals(session.roster().facilitator())) {
      throw Refusal.denied("only who leads the session may do that");
    }
  }

  private static void speaksOrLeads(Session session, String person) {
    needsHere(session, person);
    if (!person.equals(session.ring().speaker()) && !person.equals(session.roster().facilitator())) {
      throw Refusal.denied("only who speaks or leads the session may do that");
    }
    if (session.ring().speaker() == null) {
      throw Refusal.conflict("nobody has the word");
    }
  }

  private static List<String> without(List<String> all, String one) {
    return all.stream().filter(each -> !each.equals(one)).toList();
  }
}
