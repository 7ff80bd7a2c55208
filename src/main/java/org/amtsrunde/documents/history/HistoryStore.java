package org.amtsrunde.documents.history;

import io.vertx.core.Future;
import java.util.List;

/** Where versions are kept, in the slot of their document. What does not exist is "not found". Every method is one round trip. */
public interface HistoryStore {
  /** All versions of a document, in no particular order. */
  Future<List<Version>> versions(String document);

  /** A version with what stood in it, as it was {@link #keep kept}. */
  Future<Kept> find(String document, String version);

  /** @param state as it was given */
  record Kept(Version version, byte[] state) {}

  /**
   * Keeps a version.
   *
   * @param superfluous versions that go with it; one that was named meanwhile stays
   * @return fails as a conflict if there would be too many, or too much
   */
  Future<Void> keep(String document, Version version, byte[] state, List<Version> superfluous);

  /** Writes anew what is known of a version. */
  Future<Void> rename(String document, Version version);

  Future<Void> remove(String document, String version);
}
