package org.amtsrunde;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.amtsrunde.documents.DocumentHandler;
import org.amtsrunde.documents.templates.NewDocuments;
import org.amtsrunde.identity.People;
import org.amtsrunde.messenger.RoomMembership;
import org.amtsrunde.rounds.RoundStore;
import org.amtsrunde.rounds.WeeklySeries;
import org.amtsrunde.sessions.Planned;
import org.amtsrunde.sessions.Plans;
import org.amtsrunde.sessions.RecapPost;
import org.amtsrunde.sessions.Sessions;
import org.amtsrunde.sessions.Step;
import org.amtsrunde.sessions.StepType;
import org.jspecify.annotations.Nullable;

/** The sessions of one node, wired to the dates of rounds, to documents and to people. */
final class RoundSessions {
  private RoundSessions() {}

  static Sessions of(Spine spine, RoomMembership rooms, RoundStore rounds, DocumentHandler documents, People people) {
    return new Sessions(
        spine.vertx(),
        spine.store(),
        spine.engine(),
        spine.bus().nodeId(),
        spine.lease(),
        rooms,
        new Dates(rounds),
        new Recaps(documents),
        ids -> names(people, ids));
  }

  private static Future<Map<String, String>> names(People people, Set<String> ids) {
    return people
        .cards(ids)
        .map(cards -> {
          var names = new HashMap<String, String>();
          cards.forEach((id, card) -> names.put(id, card.name()));
          return names;
        });
  }

  private record Dates(RoundStore rounds) implements Plans {
    @Override
    public Future<@Nullable Planned> next(String roomId, Instant now) {
      return rounds
          .series(roomId)
          .map(series -> {
            var next = series == null ? null : series.next(now);
            return next == null ? null : planned(next);
          });
    }

    private static Planned planned(WeeklySeries.Occurrence next) {
      return new Planned(next.number(), "Woche " + next.number(), next.startsAt(), next.endsAt(), AGENDA);
    }
  }

  private record Recaps(DocumentHandler documents) implements RecapPost {
    @Override
    public Future<Void> make(String id, String author, String roomId, String title, String markdown) {
      return documents.make(id, author, title, roomId, NewDocuments.update(markdown, Map.of())).mapEmpty();
    }
  }

  private static final List<Step> AGENDA =
      List.of(
          step(StepType.ARRIVE, "Ankommen", 5),
          step(StepType.ROUND, "Check-in", 10),
          step(StepType.REVIEW, "Rückblick", 20),
          step(StepType.IMPULSE, "Impuls", 5),
          step(StepType.WRITE, "Schreiben", 7),
          step(StepType.CLUSTER, "Ordnen", 5),
          step(StepType.VOTE, "Gewichten", 3),
          step(StepType.DISCUSS, "Austausch", 10),
          step(StepType.CASE, "Ein Fall", 10),
          step(StepType.BRIEF, "Wochenaufgabe", 8),
          step(StepType.COMMIT, "Zusagen", 4),
          step(StepType.ROUND, "Check-out", 3));

  private static Step step(StepType type, String title, int minutes) {
    return new Step(type, title, 60 * minutes, title, type == StepType.WRITE, 3);
  }
}
