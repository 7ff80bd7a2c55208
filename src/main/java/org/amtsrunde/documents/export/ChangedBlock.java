package org.amtsrunde.documents.export;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A paragraph, a heading, a line of a table or the like, as it stands between two moments of a document.
 *
 * @param type see {@link ChangedBlocks}
 * @param level of a heading; else null
 * @param checked of a task; else null
 */
public record ChangedBlock(
    String type, @Nullable Integer level, @Nullable Boolean checked, Kind change, List<Run> runs) {

  /** What has become of something. */
  public enum Kind {
    SAME("same"),
    INSERTED("inserted"),
    DELETED("deleted"),
    /** A block that was there before and after, but not as it was. */
    CHANGED("changed");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    /** The word on the wire. */
    public String word() {
      return word;
    }

    static Kind of(boolean before, boolean after) {
      return before ? after ? SAME : DELETED : INSERTED;
    }
  }

  /**
   * Letters that share a fate.
   *
   * @param by who inserted or deleted them; null where that is not known, and of the same
   */
  public record Run(String text, Kind change, @Nullable String by) {}
}
