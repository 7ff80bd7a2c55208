package org.amtsrunde;

import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.List;
import org.amtsrunde.documents.DocumentAccess;
import org.amtsrunde.documents.DocumentHandler;
import org.amtsrunde.documents.DocumentRoutes;
import org.amtsrunde.documents.ExportHandler;
import org.amtsrunde.documents.ExportRoutes;
import org.amtsrunde.documents.RedisDocumentChanges;
import org.amtsrunde.documents.RedisDocumentStore;
import org.amtsrunde.documents.Trash;
import org.amtsrunde.documents.framing.DocumentSockets;
import org.amtsrunde.documents.framing.HocuspocusEndpoint;
import org.amtsrunde.documents.framing.YEndpoint;
import org.amtsrunde.documents.history.HistoryHandler;
import org.amtsrunde.documents.history.HistoryRoutes;
import org.amtsrunde.documents.history.RedisHistoryStore;
import org.amtsrunde.documents.history.VersionKeeper;
import org.amtsrunde.documents.room.DocumentRooms;
import org.amtsrunde.documents.room.Figures;
import org.amtsrunde.documents.room.Names;
import org.amtsrunde.documents.room.StoredDocuments;
import org.amtsrunde.documents.room.Workers;
import org.amtsrunde.documents.search.DocumentSearch;
import org.amtsrunde.documents.search.PersonRooms;
import org.amtsrunde.documents.suggestions.SuggestionHandler;
import org.amtsrunde.documents.suggestions.SuggestionRoutes;
import org.amtsrunde.documents.templates.NewDocumentRoutes;
import org.amtsrunde.documents.templates.NewDocuments;
import org.amtsrunde.documents.templates.Templates;
import org.amtsrunde.documents.threads.MentionHandler;
import org.amtsrunde.documents.threads.MentionPost;
import org.amtsrunde.documents.threads.MentionRoutes;
import org.amtsrunde.documents.threads.RedisThreadStore;
import org.amtsrunde.documents.threads.ThreadHandler;
import org.amtsrunde.documents.threads.ThreadRoutes;
import org.amtsrunde.http.Routes;
import org.amtsrunde.http.SocketEndpoint;
import org.amtsrunde.identity.People;
import org.amtsrunde.identity.SignInStore;
import org.amtsrunde.kernel.Refusal;
import org.amtsrunde.messenger.RoomMembership;
import org.amtsrunde.realtime.Authenticator;

/** The documents of one node, wired by hand. */
final class Documents {
  private final DocumentHandler handler;
  private final ExportHandler exports;
  private final HistoryHandler history;
  private final SuggestionHandler suggestions;
  private final ThreadHandler threads;
  private final MentionHandler mentioning;
  private final NewDocuments creation;
  private final DocumentSearch search;
  private final DocumentRooms rooms;
  private final DocumentSockets sockets;

  Documents(
      Spine spine,
      RoomMembership memberships,
      People people,
      SignInStore signIns,
      Authenticator authenticator,
      PersonRooms roomsOf,
      MentionPost mentions,
      InstantSource clock) {
    var engine = spine.engine();
    var store = new RedisDocumentStore(spine.store(), engine.log(), clock);
    var access = new DocumentAccess(store, memberships);
    var workers = new Workers(spine.vertx());
    var figures = new Figures();
    var versions = new RedisHistoryStore(spine.store(), engine.log());
    var keeper = new VersionKeeper(versions, workers, spine.ids(), clock);
    var reader = new StoredDocuments(store, workers);
    history = new HistoryHandler(spine.vertx(), store, versions, keeper, access, workers, spine.ids());
    suggestions = new SuggestionHandler(store, access, workers, spine.ids(), clock);
    threads = new ThreadHandler(new RedisThreadStore(spine.store(), engine.log()), access, mentions, clock);
    mentioning = new MentionHandler(access, mentions);
    handler = new DocumentHandler(store, access, reader, clock);
    exports = new ExportHandler(access, reader, spine.vertx(), clock);
    search = new DocumentSearch(spine.vertx(), new RedisDocumentChanges(spine.store()), store, reader, access, roomsOf);
    creation = new NewDocuments(handler, access, new Templates(), spine.ids(), clock);
    rooms =
        new DocumentRooms(
            spine.vertx(),
            engine,
            spine.bus(),
            spine.lease(),
            store,
            keeper,
            access,
            names(people),
            workers,
            spine.ids(),
            figures);
    sockets =
        new DocumentSockets(
            spine.vertx(), engine, authenticator, signIns, access, rooms, workers, spine.ids(), figures);
    new Trash(store, spine.ids().next(), clock).start(spine.vertx());
    var metrics = spine.metrics();
    metrics.gauge("amtsrunde_document_sockets", "sockets of documents open", sockets::open);
    metrics.gauge("amtsrunde_document_tasks", "tasks of documents that run or wait", workers::open);
    metrics.gauge("amtsrunde_search_documents", "documents in the search index", search::size);
    metrics.gauge("amtsrunde_search_bytes", "memory of the search index", search::bytes);
    figures.each((event, description) ->
        metrics.gauge("amtsrunde_documents_" + event.word(), description, () -> figures.of(event)));
  }

  private static Names names(People people) {
    return id ->
        people
            .cards(List.of(id))
            .map(cards -> {
              var card = cards.get(id);
              if (card == null) {
                throw Refusal.notFound();
              }
              return card.name();
            });
  }

  /** What goes on by itself begins; nobody who waits for the node to serve waits for it. */
  void start(Spine spine) {
    spine.loop().runOnContext(ignored -> search.start(spine.vertx()));
  }

  DocumentHandler handler() {
    return handler;
  }

  List<Routes> routes() {
    return List.of(
        new NewDocumentRoutes(creation),
        new DocumentRoutes(handler),
        new HistoryRoutes(history),
        new SuggestionRoutes(suggestions),
        new ThreadRoutes(threads),
        new MentionRoutes(mentioning),
        new ExportRoutes(exports),
        search.routes());
  }

  List<SocketEndpoint> endpoints() {
    return List.of(new YEndpoint(sockets), new HocuspocusEndpoint(sockets));
  }

  Future<Void> drain(int seconds) {
    return sockets.drain(seconds);
  }

  void stop() {
    sockets.stop();
    rooms.stop();
    search.stop();
  }
}
