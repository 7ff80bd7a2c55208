package org.amtsrunde.documents.room;

import io.vertx.core.Future;
import java.util.function.Function;
import org.amtsrunde.documents.DocumentReader;
import org.amtsrunde.documents.DocumentStore;
import org.amtsrunde.documents.yjs.Doc;

/** Documents read from the store, whoever has them open. */
public final class StoredDocuments implements DocumentReader {
  private final DocumentStore store;
  private final Workers workers;

  public StoredDocuments(DocumentStore store, Workers workers) {
    this.store = store;
    this.workers = workers;
  }

  @Override
  public <T> Future<T> read(String id, Function<Doc, T> use) {
    return Loading.read(store, workers, id)
        .compose(read -> workers.run(read.stored().bytes(), () -> use.apply(read.doc())));
  }
}
