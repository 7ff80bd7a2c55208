package org.amtsrunde.sessions;

import io.vertx.core.Future;

/** Where the recap of a session goes. */
public interface RecapPost {
  /**
   * Makes a document of the round, which its members may edit; makes it once, however often it is asked for.
   *
   * @param id of the document
   * @param author a member of the round
   */
  Future<Void> make(String id, String author, String roomId, String title, String markdown);
}
