package org.amtsrunde;

import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
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
 * A node that serves sessions and nothing else, with store, engine and edge as in production. The token is the name of the client:
 * {@code person-12} is the third of the five of {@code round-2}.
 */
public final class SessionNode {
  private static final int FIVE = 5;

  /** The order of a usual week. */
  private static final List<Step> STEPS =
      List.of(
          step(StepType.ARRIVE, 3),
          step(StepType.ROUND, 10),
          step(StepType.REVIEW, 15),
          step(StepType.IMPULSE, 7),
          step(StepType.WRITE, 6),
          step(StepType.CLUSTER, 6),
          step(StepType.VOTE, 3),
          step(StepType.DISCUSS, 20),
          step(StepType.PAIRS, 8),
          step(StepType.BRIEF, 4),
          step(StepType.COMMIT, 5),
          step(StepType.ROUND, 3));

  private SessionNode() {}

  public static void main(String[] args) throws Exception {
    var spine = Spine.open(SettingsLoader.load(null, System.getenv()));
    var sessions =
        new Sessions(
            spine.vertx(),
            spine.store(),
            spine.engine(),
            spine.bus().nodeId(),
            spine.lease(),
            new Rounds(),
            (roomId, now) -> Future.succeededFuture(planned(now)),
            (id, author, roomId, title, markdown) -> Future.succeededFuture(),
            ids -> Future.succeededFuture(names(ids)));
    spine.engine().policy(sessions.policy()).methods(sessions.methods()).listener(sessions.listener());
    sessions.start();
    spine.serve(new NameIsToken(), List.of(), List.of());
    Runtime.getRuntime().addShutdownHook(new Thread(spine::close));
    System.out.println("port " + spine.port());
    Thread.currentThread().join();
  }

  private static Step step(StepType type, int minutes) {
    return new Step(
        type, "Schritt", minutes * 60, "Worum es in diesem Schritt geht, in zwei Sätzen. ".repeat(4), false, 3);
  }

  /** Far away, so that people meet for one that was not planned. */
  private static Planned planned(Instant now) {
    var starts = now.plus(Duration.ofDays(7));
    return new Planned(1, "Woche 1", starts, starts.plus(Duration.ofMinutes(90)), STEPS);
  }

  private static Map<String, String> names(Set<String> ids) {
    var names = new HashMap<String, String>();
    ids.forEach(id -> names.put(id, id));
    return names;
  }

  private static final class Rounds implements RoomMembership {
    private static int number(String id) {
      return Integer.parseInt(id.substring(id.indexOf('-') + 1));
    }

    @Override
    public Future<Standing> standing(String roomId, String personId) {
      boolean belongs = number(personId) / FIVE == number(roomId);
      return Future.succeededFuture(belongs ? Standing.MEMBER : Standing.NONE);
    }

    @Override
    public Future<Boolean> isMember(String roomId, String personId) {
      return standing(roomId, personId).map(Standing.MEMBER::equals);
    }

    @Override
    public Future<Set<String>> members(String roomId) {
      var members = new HashSet<String>();
      for (int i = 0; i < FIVE; i++) {
        members.add("person-" + (number(roomId) * FIVE + i));
      }
      return Future.succeededFuture(members);
    }

    @Override
    public Future<Set<String>> companions(String personId) {
      return Future.succeededFuture(Set.of());
    }
  }

  private static final class NameIsToken implements Authenticator {
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
