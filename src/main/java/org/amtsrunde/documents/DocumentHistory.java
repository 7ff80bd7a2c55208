package org.amtsrunde.documents;

import io.vertx.core.Future;

/** What becomes of a document's past when its log is compacted. */
public interface DocumentHistory {
  /** Puts down who wrote what, for the entries will be gone. Called where it may take long. */
  byte[] authors(DocumentStore.Loaded stored);

  /**
   * Keeps a document that has come to rest as an automatic version, unless nothing has changed since the last one. Called by one node
   * at a time.
   *
   * @param state all of it, as an update
   * @return fails if that could not be found out
   */
  Future<Void> rests(DocumentStore.Loaded stored, byte[] state);
}
