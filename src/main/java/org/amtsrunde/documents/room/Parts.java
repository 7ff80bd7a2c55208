package org.amtsrunde.documents.room;

import io.vertx.core.Vertx;
import org.amtsrunde.documents.DocumentAccess;
import org.amtsrunde.documents.DocumentStore;
import org.amtsrunde.realtime.Engine;

/** What all rooms of a node share. */
final class Parts {
  final Vertx vertx;
  final Engine engine;
  final DocumentStore store;
  final DocumentAccess access;
  final Names names;
  final Workers workers;
  final Figures figures;
  final AwarenessExchange exchange;
  final Compaction compaction;

  Parts(
      Vertx vertx,
      Engine engine,
      DocumentStore store,
      DocumentAccess access,
      Names names,
      Workers workers,
      Figures figures,
      AwarenessExchange exchange,
      Compaction compaction) {
    this.vertx = vertx;
    this.engine = engine;
    this.store = store;
    this.access = access;
    this.names = names;
    this.workers = workers;
    this.figures = figures;
    this.exchange = exchange;
    this.compaction = compaction;
  }
}
