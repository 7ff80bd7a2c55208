package org.amtsrunde;

import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.amtsrunde.calls.CallHandler;
import org.amtsrunde.documents.DocumentHandler;
import org.amtsrunde.documents.templates.NewDocuments;
import org.amtsrunde.identity.Guesses;
import org.amtsrunde.identity.People;
import org.amtsrunde.identity.TokenStore;
import org.amtsrunde.messenger.RoomMembership;
import org.amtsrunde.rounds.RoundStore;
import org.amtsrunde.rounds.WeeklySeries;
import org.amtsrunde.rounds.programme.Programme;
import org.amtsrunde.rounds.programme.Programmes;
import org.amtsrunde.rounds.programme.Task;
import org.amtsrunde.sessions.GuestCalls;
import org.amtsrunde.sessions.Planned;
import org.amtsrunde.sessions.Plans;
import org.amtsrunde.sessions.RecapPost;
import org.amtsrunde.sessions.SessionGuests;
import org.amtsrunde.sessions.Sessions;
import org.amtsrunde.sessions.Step;
import org.amtsrunde.sessions.StepType;
import org.jspecify.annotations.Nullable;

/** The sessions of one node, wired to the dates of rounds, to documents and to people. */
final class RoundSessions {
  private RoundSessions() {}

  static Sessions of(
      Spine spine,
      RoomMembership rooms,
      RoundStore rounds,
      Programmes programmes,
      DocumentHandler documents,
      People people) {
    return new Sessions(
        spine.vertx(),
        spine.store(),
        spine.engine(),
        spine.bus().nodeId(),
        spine.lease(),
        rooms,
        new Dates(rounds, programmes),
        new Recaps(documents),
        ids -> names(people, ids));
  }

  /** Guests of sessions may take part in the call of the room. */
  static SessionGuests guests(
      Spine spine,
      Sessions sessions,
      CallHandler calls,
      People people,
      TokenStore tokens,
      Guesses guesses,
      InstantSource clock) {
    var settings = spine.settings();
    return new SessionGuests(
        spine.vertx(),
        spine.store(),
        spine.engine(),
        spine.ids(),
        sessions,
        ids -> names(people, ids),
        new Calls(calls),
        new SessionGuests.Door(
            tokens, guesses, clock, settings.publicUrl().toString(), settings.secure(), settings.http().trustProxy()));
  }

  private record Calls(CallHandler calls) implements GuestCalls {
    @Override
    public Future<Void> letIn(String roomId, String guestId, Instant until) {
      return calls.letIn(roomId, guestId, until);
    }

    @Override
    public Future<Void> sendOut(String roomId, String guestId) {
      return calls.sendOut(roomId, guestId);
    }
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

  /** The dates of a round with the scripts of its programme. */
  private record Dates(RoundStore rounds, Programmes programmes) implements Plans {
    @Override
    public Future<@Nullable Planned> next(String roomId, Instant now) {
      return rounds
          .find(roomId)
          .map(kept -> {
            var series = kept.schedule().series();
            var programme = kept.schedule().programme();
            var next = series == null ? null : series.next(now);
            return next == null || programme == null ? null : planned(next, programmes.require(programme));
          });
    }

    private static Planned planned(WeeklySeries.Occurrence next, Programme programme) {
      // A round that meets more often than its programme has weeks goes through the last one again.
      var week = programme.week(Math.min(next.number(), programme.weeks().size()));
      var steps = week.steps().stream().map(step -> step(step, week.task())).toList();
      return new Planned(next.number(), week.title(), next.startsAt(), next.endsAt(), steps);
    }

    private static Step step(org.amtsrunde.rounds.programme.Step step, @Nullable Task task) {
      var type = StepType.valueOf(step.type().name());
      var text = type == StepType.BRIEF && task != null ? step.text() + "\n\n" + task.text() : step.text();
      int seconds = (int) Duration.ofMinutes(step.minutes()).toSeconds();
      return new Step(type, step.title(), seconds, text, step.anonymous(), step.votes());
    }
  }

  private record Recaps(DocumentHandler documents) implements RecapPost {
    @Override
    public Future<Void> make(String id, String author, String roomId, String title, String markdown) {
      return documents.make(id, author, title, roomId, NewDocuments.update(markdown, Map.of())).mapEmpty();
    }
  }
}
