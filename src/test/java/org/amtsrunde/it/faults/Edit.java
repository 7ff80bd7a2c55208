package org.amtsrunde.it.faults;

/** A change of one writer: a word that nobody else writes was put in, or taken out again; and what its writer was told about it. */
final class Edit {
  final String word;

  /** Of the struct that holds the word: its client in Yjs, and where it begins there. */
  final long client;

  final int clock;

  /** Whether it takes the word out. */
  final boolean deletes;

  private volatile boolean acknowledged;

  Edit(String word, long client, int clock, boolean deletes) {
    this.word = word;
    this.client = client;
    this.clock = clock;
    this.deletes = deletes;
  }

  void acknowledge() {
    acknowledged = true;
  }

  /** Whether its writer was told that it is stored. */
  boolean isAcknowledged() {
    return acknowledged;
  }

  @Override
  public String toString() {
    return (deletes ? "-" : "+") + word + "@" + client + ":" + clock;
  }
}
