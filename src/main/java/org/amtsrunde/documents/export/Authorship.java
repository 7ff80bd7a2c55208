package org.amtsrunde.documents.export;

import org.jspecify.annotations.Nullable;

/** Who has written what in a document. */
public interface Authorship {
  /** Nobody is known. */
  Authorship UNKNOWN =
      new Authorship() {
        @Override
        public @Nullable String writer(long client, int clock) {
          return null;
        }

        @Override
        public @Nullable String deleter(long client, int clock) {
          return null;
        }
      };

  /** The person who wrote what stands there; null if that is not known. */
  @Nullable String writer(long client, int clock);

  /** The person who deleted what stood there. */
  @Nullable String deleter(long client, int clock);
}
