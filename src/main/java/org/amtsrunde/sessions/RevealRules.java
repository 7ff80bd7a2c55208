package org.amtsrunde.sessions;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.amtsrunde.kernel.Refusal;
import org.amtsrunde.sessions.Results.Board;
import org.amtsrunde.sessions.Results.Card;

/** What may be written and voted while nobody sees it, and how it comes to light. */
final class RevealRules {
  /** Code points of a text. */
  static final int LONGEST_TEXT = 500;

  /** Texts of one step, of all people together. */
  static final int MOST_TEXTS = 200;

  private RevealRules() {}

  /** What can be seen when the current step has ended. */
  static Results revealed(Session session, Held held) {
    var step = session.schedule().step();
    return switch (step.type()) {
      case WRITE -> session.results().with(written(session, held));
      case VOTE -> voted(session.results(), held);
      default -> session.results();
    };
  }

  /** By author in the order of turns; anonymous ones by what they say, which tells nothing of when and by whom. */
  private static Board written(Session session, Held held) {
    var order = session.roster().people().stream().map(Roster.Participant::id).toList();
    var texts = new ArrayList<>(held.texts());
    texts.sort(
        Comparator.comparingInt((Held.Text one) -> one.author() == null ? -1 : order.indexOf(one.author()))
            .thenComparing(Held.Text::text)
            .thenComparing(Held.Text::id));
    var cards = new ArrayList<Card>();
    for (var text : texts) {
      cards.add(new Card(cards.size() + 1, text.author(), text.text(), 0, -1));
    }
    return new Board(session.schedule().current(), cards);
  }

  private static Results voted(Results results, Held held) {
    var board = results.board();
    if (board == null) {
      return results;
    }
    var dots =
        held.votes().values().stream()
            .flatMap(one -> one.entrySet().stream())
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, Integer::sum));
    var cards =
        board.cards().stream()
            .map(card -> new Card(card.id(), card.author(), card.text(), card.group(), dots.getOrDefault(card.id(), 0)))
            .toList();
    return results.with(new Board(board.step(), cards));
  }

  /** Refuses where nothing can be written. */
  static void mayWrite(Session session, int step) {
    if (!session.isIn(StepType.WRITE) || session.schedule().current() != step) {
      throw Refusal.conflict("nothing can be written in this step");
    }
  }

  /** All dots of somebody in the step that goes on. */
  static Map<Integer, Integer> votes(Session session, int step, Map<Integer, Integer> dots) {
    if (!session.isIn(StepType.VOTE) || session.schedule().current() != step) {
      throw Refusal.conflict("nothing can be voted in this step");
    }
    var board = session.results().board();
    List<Integer> cards = board == null ? List.of() : board.cards().stream().map(Card::id).toList();
    if (!cards.containsAll(dots.keySet())) {
      throw Refusal.invalid("there is no such text");
    }
    int most = session.schedule().step().dots();
    if (dots.values().stream().anyMatch(count -> count < 0)
        || dots.values().stream().mapToInt(Integer::intValue).sum() > most) {
      throw Refusal.invalid("everybody has " + most + " dots");
    }
    return dots;
  }

  /** Puts a text into a group of the board that is on the table. */
  static Results grouped(Results results, int card, int group) {
    var board = results.board();
    if (board == null || board.cards().stream().noneMatch(one -> one.id() == card)) {
      throw Refusal.invalid("there is no such text");
    }
    var cards =
        Objects.requireNonNull(board).cards().stream()
            .map(one -> one.id() == card ? new Card(one.id(), one.author(), one.text(), group, one.dots()) : one)
            .toList();
    return results.with(new Board(board.step(), cards));
  }
}
