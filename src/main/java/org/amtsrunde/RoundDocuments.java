package org.amtsrunde;

import io.vertx.core.Future;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.amtsrunde.documents.DocumentHandler;
import org.amtsrunde.documents.DocumentRules;
import org.amtsrunde.documents.templates.NewDocuments;
import org.amtsrunde.rounds.ProgrammeName;
import org.amtsrunde.rounds.RoundMembership;
import org.amtsrunde.rounds.RoundPapers;
import org.amtsrunde.rounds.RoundStore;
import org.amtsrunde.rounds.programme.Programme;
import org.amtsrunde.rounds.programme.Programmes;
import org.amtsrunde.rounds.programme.Week;

/**
 * Notes and poster of a round as documents of its room, with the headings of its programme.
 *
 * @param newest of a round that has not begun
 */
record RoundDocuments(
    RoundMembership members, RoundStore rounds, Programmes programmes, ProgrammeName newest, DocumentHandler documents)
    implements RoundPapers {

  @Override
  public Future<String> open(String person, String roomId, Paper paper) {
    var id = DocumentRules.hashed(roomId + " " + paper.word());
    return members
        .members(roomId, person)
        .compose(known -> rounds.find(roomId))
        .compose(kept -> {
          var programme = programmes.require(Objects.requireNonNullElse(kept.schedule().programme(), newest));
          var title = paper == Paper.NOTES ? "Notizen der Runde" : "Plakat der Runde";
          var page = paper == Paper.NOTES ? notes(programme) : poster(programme);
          return documents.make(id, person, title, roomId, NewDocuments.update(page, Map.of()));
        })
        .map(id);
  }

  private static String notes(Programme programme) {
    return programme.weeks().stream()
        .map(week -> "## Woche " + week.number() + ": " + week.title())
        .collect(Collectors.joining("\n\n"));
  }

  private static String poster(Programme programme) {
    return programme.weeks().stream()
        .map(Week::poster)
        .flatMap(fields -> fields.stream())
        .map(field -> "## " + field.title() + "\n\n*" + field.hint() + "*")
        .collect(Collectors.joining("\n\n"));
  }
}
