package org.amtsrunde.documents.room;

import io.vertx.core.Future;

/** What people are called. */
@FunctionalInterface
public interface Names {
  /** Fails with "not found" where there is no such person. One round trip. */
  Future<String> of(String personId);
}
