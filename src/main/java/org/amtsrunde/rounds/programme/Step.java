package org.amtsrunde.rounds.programme;

/**
 * One part of a session.
 *
 * @param text what happens and what is asked, for all to read
 * @param anonymous of {@link Type#WRITE}: nobody learns who wrote what; false otherwise
 * @param votes of {@link Type#VOTE}: how many dots each person has; 0 otherwise
 */
public record Step(Type type, String title, int minutes, String text, boolean anonymous, int votes) {
  /** What kind of part it is. */
  public enum Type {
    /** People settle. */
    ARRIVE,
    /** Everybody gets a turn. */
    ROUND,
    /** Everybody gets a turn on the task of last week. */
    REVIEW,
    /** A short text that everyone reads. */
    IMPULSE,
    /** Everybody writes, and nobody reads until the step ends. */
    WRITE,
    /** What was written is put together by what belongs together. */
    CLUSTER,
    /** Dots on what was written. */
    VOTE,
    /** Open talk; hands are queued. */
    DISCUSS,
    /** The case of one person, on which the others advise. */
    CASE,
    /** Two here and three there. */
    PAIRS,
    /** The next task is explained. */
    BRIEF,
    /** Everybody says what they will do. */
    COMMIT
  }
}
