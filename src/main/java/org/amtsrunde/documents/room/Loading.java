package org.amtsrunde.documents.room;

import io.vertx.core.Future;
import java.util.ArrayList;
import org.amtsrunde.documents.Document;
import org.amtsrunde.documents.DocumentStore;
import org.amtsrunde.documents.Notice;
import org.amtsrunde.documents.yjs.Doc;
import org.amtsrunde.documents.yjs.MalformedUpdate;
import org.amtsrunde.kernel.Refusal;
import org.amtsrunde.realtime.LogEntry;
import org.amtsrunde.realtime.Position;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a document from the store and integrates it. */
public final class Loading {
  private static final Logger LOG = LoggerFactory.getLogger(Loading.class);
  private static final int MOST_TRIES = 3;

  /**
   * A document as it stood at one position of its log.
   *
   * @param stored what was read, with all entries
   */
  public record Read(DocumentStore.Loaded stored, Position position, Doc doc) {
    public Document document() {
      return stored.document();
    }
  }

  private Loading() {}

  /** Fails with "not found", or as "unavailable" when it cannot be read at the moment; never with a part of the document. */
  public static Future<Read> read(DocumentStore store, Workers workers, String id) {
    return read(store, workers, id, MOST_TRIES);
  }

  private static Future<Read> read(DocumentStore store, Workers workers, String id, int tries) {
    return store
        .load(id)
        .compose(loaded -> {
          var entries = new ArrayList<>(loaded.entries());
          return rest(store, loaded, entries)
              .compose(complete -> {
                if (complete) {
                  return integrate(
                      workers,
                      new DocumentStore.Loaded(
                          loaded.document(), loaded.head(), loaded.snapshot(), entries, loaded.authors()));
                }
                // A compaction came in between.
                return tries > 1 ? read(store, workers, id, tries - 1) : Future.failedFuture(Refusal.unavailable());
              });
        });
  }

  /** Reads on up to the end that was seen; answers false if entries in between are no longer kept. */
  private static Future<Boolean> rest(DocumentStore store, DocumentStore.Loaded loaded, ArrayList<LogEntry> entries) {
    long last = entries.isEmpty() ? loaded.document().upto() : entries.getLast().offset();
    if (last >= loaded.head().offset()) {
      return Future.succeededFuture(true);
    }
    if (entries.size() < DocumentStore.LOAD_ENTRIES) {
      return Future.failedFuture(new IllegalStateException("the log of a document ends before its head"));
    }
    return store
        .after(loaded.document().id(), last, DocumentStore.LOAD_ENTRIES)
        .compose(page -> {
          if (page.entries().isEmpty() || page.entries().getFirst().offset() != last + 1) {
            return Future.succeededFuture(false);
          }
          entries.addAll(page.entries());
          return rest(store, loaded, entries);
        });
  }

  private static Future<Read> integrate(Workers workers, DocumentStore.Loaded loaded) {
    var entries = loaded.entries();
    long offset = entries.isEmpty() ? loaded.document().upto() : entries.getLast().offset();
    var position = new Position(loaded.head().epoch(), Math.max(offset, loaded.head().offset()));
    return workers.run(
        loaded.bytes(),
        () -> {
          var doc = new Doc();
          if (loaded.snapshotBytes() > 0) {
            doc.apply(loaded.snapshot());
          }
          entries.forEach(entry -> apply(doc, loaded.document().id(), entry));
          return new Read(loaded, position, doc);
        });
  }

  /** One entry that nobody can read must not keep the others from being read. */
  static void apply(Doc doc, String id, LogEntry entry) {
    try {
      if (Notice.isUpdate(entry)) {
        doc.apply(entry.data());
      }
    } catch (MalformedUpdate e) {
      LOG.atError()
          .addKeyValue("document", id)
          .addKeyValue("offset", entry.offset())
          .log("an entry is no update and is passed over: {}", e.getMessage());
    }
  }
}
