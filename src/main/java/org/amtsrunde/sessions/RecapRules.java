package org.amtsrunde.sessions;

import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.amtsrunde.sessions.Results.Board;
import org.amtsrunde.sessions.Results.Card;
import org.amtsrunde.sessions.Roster.Attendance;
import org.amtsrunde.sessions.Roster.Participant;

/** The recap as Markdown: everything that came of a session, what was voted for first. The same session gives the same text. */
final class RecapRules {
  private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
  private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("d. MMMM yyyy", Locale.GERMANY);
  private static final Pattern SPECIAL = Pattern.compile("[\\\\`*_{}\\[\\]()#+\\-.!|<>~&:]");
  private static final Comparator<Card> BEST_FIRST =
      Comparator.comparingInt(Card::dots).reversed().thenComparingInt(Card::group).thenComparingInt(Card::id);

  private RecapRules() {}

  static boolean wasThere(Participant person) {
    return person.attendance() == Attendance.PRESENT || person.attendance() == Attendance.LATE;
  }

  /** The same for the same session. */
  static String documentId(Session session) {
    var name = session.roomId() + " " + session.schedule().startsAt();
    return "recap-" + UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
  }

  static String title(Session session) {
    return "Rückblick: " + session.title() + ", " + DATE.format(session.schedule().startsAt().atZone(ZONE));
  }

  /** @param names of all people; whoever has none any more is "Jemand" */
  static String markdown(Session session, Map<String, String> names) {
    var out = new ArrayList<String>();
    out.add("# " + escaped(title(session)));
    people(out, session, names);
    carried(out, session, names);
    session.results().boards().forEach(board -> board(out, session, board, names));
    session.schedule().steps().stream()
        .filter(step -> step.type() == StepType.BRIEF)
        .forEach(step -> {
          out.add("## " + escaped(step.title()));
          out.add(escaped(step.text()));
        });
    commitments(out, session, names);
    return String.join("\n\n", out) + "\n";
  }

  private static void people(List<String> out, Session session, Map<String, String> names) {
    out.add("## Wer dabei war");
    var lines = new ArrayList<String>();
    for (var person : session.roster().people()) {
      var how =
          switch (person.attendance()) {
            case PRESENT -> "";
            case LATE -> ", später dazugekommen";
            case EXCUSED -> ", entschuldigt";
            case EXPECTED -> ", nicht da";
          };
      lines.add("- " + name(person.id(), names) + how);
    }
    out.add(String.join("\n", lines));
  }

  private static void carried(List<String> out, Session session, Map<String, String> names) {
    if (session.results().carried().isEmpty()) {
      return;
    }
    out.add("## Was aus den Zusagen wurde");
    var lines = new ArrayList<String>();
    for (var one : session.results().carried()) {
      var kept = one.kept();
      var how =
          kept == null
              ? ""
              : switch (kept) {
                case YES -> " (geschafft)";
                case PARTLY -> " (zum Teil)";
                case NO -> " (noch nicht)";
              };
      lines.add("- " + name(one.person(), names) + ": " + escaped(one.text()) + how);
    }
    out.add(String.join("\n", lines));
  }

  private static void board(List<String> out, Session session, Board board, Map<String, String> names) {
    if (board.cards().isEmpty()) {
      return;
    }
    out.add("## " + escaped(session.schedule().steps().get(board.step()).title()));
    var lines = new ArrayList<String>();
    board.cards().stream()
        .sorted(BEST_FIRST)
        .forEach(card -> {
          var author = card.author() == null ? "" : name(card.author(), names) + ": ";
          var dots = card.dots() < 1 ? "" : card.dots() == 1 ? " (1 Punkt)" : " (" + card.dots() + " Punkte)";
          lines.add("- " + author + escaped(card.text()) + dots);
        });
    out.add(String.join("\n", lines));
  }

  private static void commitments(List<String> out, Session session, Map<String, String> names) {
    if (session.results().commitments().isEmpty()) {
      return;
    }
    out.add("## Unsere Zusagen");
    var lines = new ArrayList<String>();
    session
        .results()
        .commitments()
        .forEach(one -> lines.add("- [ ] " + name(one.person(), names) + ": " + escaped(one.text())));
    out.add(String.join("\n", lines));
  }

  private static String name(String person, Map<String, String> names) {
    return escaped(names.getOrDefault(person, "Jemand"));
  }

  /** What people have written stays text. */
  private static String escaped(String text) {
    return SPECIAL.matcher(text.replaceAll("\\s+", " ")).replaceAll("\\\\$0");
  }
}
