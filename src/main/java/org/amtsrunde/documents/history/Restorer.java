package org.amtsrunde.documents.history;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.function.Supplier;
import org.amtsrunde.documents.DocumentStore;
import org.amtsrunde.documents.history.Version.Kind;
import org.amtsrunde.documents.room.Loading;
import org.amtsrunde.documents.room.Workers;
import org.amtsrunde.documents.yjs.Doc;
import org.amtsrunde.kernel.Ids;
import org.amtsrunde.kernel.Refusal;

/**
 * Makes a document say again what a version says. One node at a time, by the lease of its compaction: of two who restore at once the
 * second finds nothing left to do, instead of writing everything twice.
 */
final class Restorer {
  private static final int MOST_TRIES = 20;
  private static final long PAUSE_MILLIS = 250;

  /** Digits of an id that make a client number of less than 53 bits. */
  private static final int DIGITS = 10;

  private record Made(byte[] before, byte[] edits) {}

  private final Vertx vertx;
  private final DocumentStore documents;
  private final VersionKeeper keeper;
  private final Workers workers;
  private final Ids ids;

  Restorer(Vertx vertx, DocumentStore documents, VersionKeeper keeper, Workers workers, Ids ids) {
    this.vertx = vertx;
    this.documents = documents;
    this.keeper = keeper;
    this.workers = workers;
    this.ids = ids;
  }

  /** Keeps the present as a version and writes the edits in the name of the person. */
  Future<Void> restore(String document, HistoryStore.Kept goal, String person) {
    return alone(
        document,
        MOST_TRIES,
        () ->
            Loading.read(documents, workers, document)
                .compose(read ->
                    workers
                        .run(Workers.SMALL + read.stored().bytes() + goal.version().bytes(), () -> make(read, goal))
                        .compose(made ->
                            keeper
                                .keep(read.stored(), made.before, Kind.BEFORE_RESTORE, null, person)
                                .compose(kept ->
                                    made.edits.length <= 2
                                        ? Future.<Void>succeededFuture()
                                        : documents
                                            .append(document, read.position().epoch(), made.edits, person, "restore")
                                            .mapEmpty()))));
  }

  private Made make(Loading.Read read, HistoryStore.Kept goal) {
    var before = read.doc().encode();
    var then = Doc.of(Packed.unpack(goal.state(), goal.version().bytes()));
    long client = Long.parseLong(ids.next().substring(0, DIGITS), Character.MAX_RADIX);
    return new Made(before, Restoring.edits(read.doc(), then, client));
  }

  private Future<Void> alone(String document, int tries, Supplier<Future<Void>> what) {
    var holder = ids.next();
    return documents
        .lease(document, holder)
        .compose(mine -> {
          if (mine) {
            return what.get().eventually(() -> documents.release(document, holder));
          }
          if (tries <= 1) {
            return Future.failedFuture(Refusal.unavailable());
          }
          return vertx.timer(PAUSE_MILLIS).compose(later -> alone(document, tries - 1, what));
        });
  }
}
