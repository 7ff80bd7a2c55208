package org.amtsrunde.documents.search;

import io.vertx.core.Vertx;
import java.io.UncheckedIOException;
import org.amtsrunde.documents.DocumentAccess;
import org.amtsrunde.documents.DocumentReader;
import org.amtsrunde.documents.DocumentStore;
import org.amtsrunde.documents.RedisDocumentChanges;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The search of one node: its index, what keeps it fresh, and what answers from it. */
public final class DocumentSearch {
  private static final Logger LOG = LoggerFactory.getLogger(DocumentSearch.class);

  private final SearchIndex index = new SearchIndex();
  private final SearchFeed feed;
  private final SearchHandler handler;

  public DocumentSearch(
      Vertx vertx,
      RedisDocumentChanges changes,
      DocumentStore store,
      DocumentReader reader,
      DocumentAccess access,
      PersonRooms rooms) {
    var workers = new SearchWorkers(vertx);
    feed = new SearchFeed(changes, store, reader, index, workers, () -> System.nanoTime() / 1_000_000);
    handler = new SearchHandler(index, feed, workers, access, rooms);
  }

  /** Begins to read; call it on a loop. */
  public void start(Vertx vertx) {
    feed.start(vertx);
  }

  public SearchRoutes routes() {
    return new SearchRoutes(handler);
  }

  /** Documents in the index. */
  public int size() {
    return index.size();
  }

  /** Bytes of memory that the index takes, about. */
  public long bytes() {
    return index.bytes();
  }

  /** Gives the memory back; after the last search. */
  public void stop() {
    feed.stop();
    try {
      index.close();
    } catch (UncheckedIOException e) {
      LOG.warn("the search index did not close: {}", e.getMessage());
    }
  }
}
