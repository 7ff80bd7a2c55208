package org.amtsrunde;

import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.amtsrunde.config.SettingsLoader;
import org.amtsrunde.kernel.Caller;
import org.amtsrunde.kernel.Refusal;
import org.amtsrunde.messenger.RoomMembership;
import org.amtsrunde.realtime.Authenticator;
import org.amtsrunde.sessions.Planned;
import org.amtsrunde.sessions.Sessions;
import org.amtsrunde.sessions.Step;
import org.amtsrunde.sessions.StepType;

/**
 * A node with sessions and nothing else. Whoever is called {@code <round>-<number>} is a member of that round of five. Sessions begin
 * within half a minute after the node and go ten times as fast as on any day: nine minutes for ninety.
 */
public final class SessionNode {
  private static final int FIVE = 5;
  private static final int SPREAD_SECONDS = 30;

  private SessionNode() {}

  public static void main(String[] args) throws Exception {
    var spine = Spine.open(SettingsLoader.load(null, System.getenv()));
    var begin = Instant.now().plusSeconds(Integer.parseInt(args[0]));
    var sessions =
        new Sessions(
            spine.vertx(),
            spine.store(),
            spine.engine(),
            spine.bus().nodeId(),
            spine.lease(),
            new Fives(),
            (room, now) -> Future.succeededFuture(planned(room, begin)),
            (id, author, room, title, markdown) -> Future.succeededFuture(),
            people -> Future.succeededFuture(Map.of()));
    spine.engine().policy(sessions.policy()).methods(sessions.methods()).listener(sessions.listener());
    spine.serve(new NameIsToken(), List.of(), List.of());
    sessions.start();
    Runtime.getRuntime().addShutdownHook(new Thread(spine::close));
    System.out.println("port " + spine.port());
    Thread.currentThread().join();
  }

  private static Planned planned(String room, Instant begin) {
    var steps = new ArrayList<Step>();
    step(steps, StepType.ARRIVE, 5);
    step(steps, StepType.ROUND, 10);
    step(steps, StepType.REVIEW, 20);
    step(steps, StepType.IMPULSE, 5);
    step(steps, StepType.WRITE, 7);
    step(steps, StepType.CLUSTER, 5);
    step(steps, StepType.VOTE, 3);
    step(steps, StepType.DISCUSS, 10);
    step(steps, StepType.CASE, 10);
    step(steps, StepType.BRIEF, 8);
    step(steps, StepType.COMMIT, 4);
    step(steps, StepType.ROUND, 3);
    var start = begin.plusSeconds(Integer.parseInt(room) % SPREAD_SECONDS);
    return new Planned(1, "Woche 1", start, start.plus(Duration.ofMinutes(9)), steps);
  }

  private static void step(List<Step> steps, StepType type, int minutes) {
    var text = "Was hält Beiträge in deinem Haus auf? Schreib jede Bremse einzeln, auch die unbequemen. ".repeat(2);
    steps.add(new Step(type, "Ein Schritt der Sitzung", minutes * 6, text, true, 3));
  }

  private record Fives() implements RoomMembership {
    @Override
    public Future<Standing> standing(String roomId, String personId) {
      return isMember(roomId, personId).map(member -> member ? Standing.MEMBER : Standing.NONE);
    }

    @Override
    public Future<Boolean> isMember(String roomId, String personId) {
      return Future.succeededFuture(personId.startsWith(roomId + "-"));
    }

    @Override
    public Future<Set<String>> members(String roomId) {
      var five = new HashSet<String>();
      for (int i = 0; i < FIVE; i++) {
        five.add(roomId + "-" + i);
      }
      return Future.succeededFuture(five);
    }

    @Override
    public Future<Set<String>> companions(String personId) {
      return members(personId.substring(0, personId.indexOf('-')));
    }
  }

  private record NameIsToken() implements Authenticator {
    @Override
    public Future<Grant> byToken(String token) {
      return Future.succeededFuture(new Grant(new Caller(token, "s-" + token, Set.of(Caller.Role.MEMBER)), 0));
    }

    @Override
    public Future<Grant> bySignIn(String secret) {
      return Future.failedFuture(Refusal.unauthorized());
    }
  }
}
