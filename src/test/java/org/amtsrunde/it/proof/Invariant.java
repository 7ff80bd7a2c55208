package org.amtsrunde.it.proof;

/** What holds of every history, whatever went wrong meanwhile. */
enum Invariant {
  /** What was acknowledged is in the log once, and where the answer said. */
  I1,
  /** No command is in the log twice, however often it was sent. */
  I2,
  /** A client is told the entries of a room one after the other, without a hole or a repetition, over all its connections. */
  I3,
  /** One place in one epoch of a room has the same content for everybody. */
  I4,
  /** What was begun after the answer to something else stands behind it. */
  I5,
  /** What one client sent once each stands in the order in which it was sent. */
  I6,
  /** Unread messages and mentions are those behind the read mark, and a read mark that was acknowledged never moves back. */
  I7,
  /** Whoever was removed is told nothing that came afterwards, a second being granted. */
  I8,
  /** When everything works again everybody is told everything within five seconds. */
  I9,
  /** What nobody answered is in the log once or not at all; what was refused is not in it. */
  I10,
  /** A store that lost what it had acknowledged goes on in a new epoch, and what is sent again in it is there. */
  I11
}
