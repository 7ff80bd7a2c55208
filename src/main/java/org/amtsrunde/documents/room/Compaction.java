package org.amtsrunde.documents.room;

import io.vertx.core.Future;
import org.amtsrunde.documents.DocumentHistory;
import org.amtsrunde.documents.DocumentStore;
import org.amtsrunde.documents.yjs.Doc;
import org.amtsrunde.kernel.Ids;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes one snapshot of a document and its log. One node at a time, by a lease; who has lost it changes nothing. The snapshot is
 * made from the store, never from memory, and takes the place of the log only after it was read again and found to be the same
 * document.
 */
public final class Compaction {
  private static final Logger LOG = LoggerFactory.getLogger(Compaction.class);

  /** @param bytes of the snapshot; 0 where another node was faster */
  public record Done(long bytes) {}

  private record Made(Loading.Read read, byte[] snapshot, byte[] authors) {}

  private final DocumentStore store;
  private final DocumentHistory history;
  private final Workers workers;
  private final Ids ids;
  private final Figures figures;

  public Compaction(DocumentStore store, DocumentHistory history, Workers workers, Ids ids, Figures figures) {
    this.store = store;
    this.history = history;
    this.workers = workers;
    this.ids = ids;
    this.figures = figures;
  }

  /**
   * Compacts now, unless somebody else does.
   *
   * @param rests whether the document has come to rest, and a version of it is to be kept
   */
  public Future<Done> of(String id, boolean rests) {
    var holder = ids.next();
    return store
        .lease(id, holder)
        .compose(mine -> mine ? make(id, rests, holder) : Future.succeededFuture(new Done(0)))
        .onFailure(failure ->
            LOG.atWarn().addKeyValue("document", id).log("a document was not compacted: {}", failure.getMessage()));
  }

  private Future<Done> make(String id, boolean rests, String holder) {
    return Loading.read(store, workers, id)
        .compose(read ->
            workers.run(
                // Always large enough for a worker: it encodes and reads everything twice.
                Workers.SMALL + read.stored().bytes() + 1, () -> checked(read)))
        .compose(
            made -> rests ? history.rests(made.read.stored(), made.snapshot).map(made) : Future.succeededFuture(made))
        .compose(made ->
            store
                .compact(
                    made.read.document(),
                    made.read.position(),
                    made.snapshot,
                    made.authors,
                    made.read.stored().bytes(),
                    holder)
                .map(stored -> {
                  if (stored) {
                    figures.count(Figures.Event.COMPACTED);
                  }
                  return new Done(stored ? made.snapshot.length : 0);
                }));
  }

  private Made checked(Loading.Read read) {
    var doc = read.doc();
    var snapshot = doc.encode();
    var again = Doc.of(snapshot);
    boolean same =
        again.stateVector().equals(doc.stateVector())
            && again.deleteSet().equals(doc.deleteSet())
            && again.pendingBytes() == doc.pendingBytes();
    if (!same) {
      throw new IllegalStateException("a snapshot would not be the same document");
    }
    return new Made(read, snapshot, history.authors(read.stored()));
  }
}
