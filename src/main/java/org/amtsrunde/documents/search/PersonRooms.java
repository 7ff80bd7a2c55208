package org.amtsrunde.documents.search;

import io.vertx.core.Future;
import java.util.List;

/** The rooms of a person, and perhaps some that they have left: each hit is checked once more. */
@FunctionalInterface
public interface PersonRooms {
  Future<List<String>> of(String personId);
}
