package org.amtsrunde.it.faults;

import java.util.Objects;
import org.amtsrunde.documents.yjs.DeleteSet;
import org.amtsrunde.documents.yjs.Doc;
import org.amtsrunde.documents.yjs.StateVector;

/** What somebody has of a document. */
record Replica(String of, StateVector vector, DeleteSet deleted, String json, boolean waits) {
  static Replica of(String name, Doc doc) {
    var json = doc.json(Writer.ROOT, Doc.Kind.TEXT);
    return new Replica(name, doc.stateVector(), doc.deleteSet(), json, doc.hasPending());
  }

  boolean isSame(Replica other) {
    return Objects.equals(vector, other.vector) && deleted.equals(other.deleted) && json.equals(other.json);
  }

  /** What differs, for whoever has to find out why. */
  String difference(Replica other) {
    return "%s and %s differ in%s%s%s"
        .formatted(
            of,
            other.of,
            vector.equals(other.vector) ? "" : " state vector " + vector + " / " + other.vector,
            deleted.equals(other.deleted) ? "" : " deletions " + deleted + " / " + other.deleted,
            json.equals(other.json) ? "" : " text");
  }
}
