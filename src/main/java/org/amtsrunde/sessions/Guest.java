package org.amtsrunde.sessions;

import java.time.Instant;

/**
 * Somebody from outside who takes part in one session and is gone with its end. No part of {@link Session}: they have no turn, no
 * vote and no attendance, and what is published and written down of a session names none of them.
 *
 * @param id told from the ids of people by how it begins
 * @param hash SHA-256 of the secret in their cookie
 * @param in whether somebody has let them in; until then they wait
 */
record Guest(String id, String name, String hash, boolean in, Instant since) {
  /** How the ids of all guests begin, and no other. */
  static final String PREFIX = "guest-";

  /** Keeps the hash out of logs. */
  @Override
  public String toString() {
    return "Guest[" + id + ", " + in + "]";
  }

  /**
   * A link that one guest can use once.
   *
   * @param by who made it
   */
  record Link(String id, String by, Instant at) {}
}
