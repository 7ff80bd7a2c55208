package org.amtsrunde.documents;

import io.vertx.core.Future;
import java.util.function.Function;
import org.amtsrunde.documents.yjs.Doc;

/** Reads a document as it is stored now. */
public interface DocumentReader {
  /**
   * @param use makes something of the document; called once, where it may take long, and must not keep the document
   * @return fails with "not found", or as "unavailable"; never with a part of the document
   */
  <T> Future<T> read(String id, Function<Doc, T> use);
}
