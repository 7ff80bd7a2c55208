package org.amtsrunde.sessions;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What people have brought about, as far as all may see it.
 *
 * @param boards the texts of each step of silent writing that has ended
 * @param carried commitments of the session before
 * @param commitments of this session, one for each person at most
 */
record Results(List<Board> boards, List<Carried> carried, List<Commitment> commitments) {
  /**
   * A text that all have seen.
   *
   * @param id from 1 within its board
   * @param author null where it was written anonymously
   * @param group of the texts with which it was put together; 0 for none
   * @param dots it was given; -1 before a vote
   */
  record Card(int id, @Nullable String author, String text, int group, int dots) {}

  /** @param step number of the step in which they were written */
  record Board(int step, List<Card> cards) {
    Board {
      cards = List.copyOf(cards);
    }
  }

  /** What somebody will do. */
  record Commitment(String person, String text) {}

  /** @param kept what the person says about it; null before they do */
  record Carried(String person, String text, @Nullable Kept kept) {}

  enum Kept {
    YES("yes"),
    PARTLY("partly"),
    NO("no");

    private final String word;

    Kept(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }

    static Kept of(String word) {
      for (var kept : values()) {
        if (kept.word.equals(word)) {
          return kept;
        }
      }
      throw org.amtsrunde.kernel.Refusal.invalid("kept must be yes, partly or no");
    }
  }

  Results {
    boards = List.copyOf(boards);
    carried = List.copyOf(carried);
    commitments = List.copyOf(commitments);
  }

  static Results carrying(List<Commitment> before) {
    return new Results(
        List.of(), before.stream().map(one -> new Carried(one.person, one.text, null)).toList(), List.of());
  }

  /** The texts that are on the table: those written last; null before any were. */
  @Nullable Board board() {
    return boards.isEmpty() ? null : boards.getLast();
  }

  Results with(Board added) {
    var all = new ArrayList<>(boards);
    all.removeIf(board -> board.step == added.step);
    all.add(added);
    return new Results(all, carried, commitments);
  }

  /** An empty text takes a commitment back. */
  Results with(Commitment said) {
    var all = new ArrayList<>(commitments);
    all.removeIf(one -> one.person.equals(said.person));
    if (!said.text.isEmpty()) {
      all.add(said);
    }
    return new Results(boards, carried, all);
  }

  Results with(String person, Kept kept) {
    var all = carried.stream().map(one -> one.person.equals(person) ? new Carried(person, one.text, kept) : one);
    return new Results(boards, all.toList(), commitments);
  }
}
