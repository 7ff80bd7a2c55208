package org.amtsrunde.rounds.programme;

/** A file of a programme is not as it must be. The message is one sentence that names the file, the key and what is allowed. */
public final class ProgrammeException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  ProgrammeException(String sentence) {
    super(sentence);
  }
}
