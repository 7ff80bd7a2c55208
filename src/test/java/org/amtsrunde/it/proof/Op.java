package org.amtsrunde.it.proof;

import org.jspecify.annotations.Nullable;

/**
 * Something a client wants, however often it asks for it.
 *
 * @param key its cid where it writes a message, the person where it changes who belongs to the room, any name of its own for a read
 *     mark
 * @param epoch in which the client saw the room when it first asked
 * @param offset the read mark
 */
record Op(String client, String person, String room, Action action, String key, @Nullable String epoch, long offset) {
  /** What it does. */
  enum Action {
    POST,
    EDIT,
    READ,
    INVITE,
    REMOVE
  }

  boolean writesMessage() {
    return action == Action.POST || action == Action.EDIT;
  }

  boolean changesMembers() {
    return action == Action.INVITE || action == Action.REMOVE;
  }

  static Op message(String client, String person, String room, Action action, String cid, @Nullable String epoch) {
    return new Op(client, person, room, action, cid, epoch, 0);
  }

  static Op read(String client, String person, String room, String number, @Nullable String epoch, long offset) {
    return new Op(client, person, room, Action.READ, number, epoch, offset);
  }

  static Op membership(String client, String person, String room, Action action, String whom, @Nullable String epoch) {
    return new Op(client, person, room, action, whom, epoch, 0);
  }
}
