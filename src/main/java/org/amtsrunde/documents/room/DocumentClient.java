package org.amtsrunde.documents.room;

import io.vertx.core.Context;
import org.amtsrunde.kernel.Caller;

/** Somebody who has a document open, whatever language they speak. All but the first five are called on {@link #loop()}. */
public interface DocumentClient {
  /** Different for every document of every connection of every node. */
  String id();

  Caller caller();

  Context loop();

  /** Whether it wants its own updates told when they are stored. */
  boolean wantsEcho();

  /** Whether it can be told of what is beside the document, such as comments. */
  boolean wantsNotices();

  void send(Body body);

  /**
   * Answers updates, in their order.
   *
   * @param count how many messages of the client this answers
   * @param stored true when they are durable; false when they were refused
   */
  void answered(int count, boolean stored);

  /** What the client may do has changed. */
  void mayWrite(boolean writes);

  /** Nothing more comes from the room. */
  void ended(DocumentEnd why);
}
