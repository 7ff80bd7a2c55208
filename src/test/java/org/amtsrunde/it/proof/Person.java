package org.amtsrunde.it.proof;

import java.util.List;
import org.amtsrunde.support.Session;

/** Somebody who has signed in. */
record Person(String id, Session session) {
  static Person of(String email, List<Integer> ports) {
    var session = new Session(email, ports);
    return new Person(session.personId(), session);
  }
}
