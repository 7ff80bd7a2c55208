package org.amtsrunde.documents.search;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.amtsrunde.documents.DocumentReader;
import org.amtsrunde.documents.DocumentState;
import org.amtsrunde.documents.DocumentStore;
import org.amtsrunde.documents.RedisDocumentChanges;
import org.amtsrunde.documents.export.PlainText;
import org.amtsrunde.documents.yjs.Doc;
import org.amtsrunde.kernel.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the index of this node like the store: everything once at the start, then what is marked as changed, a while after its mark,
 * when the change that was marked is certainly stored. A node that has fallen behind the list of marks begins anew. One step at a
 * time, on the loop that started it.
 */
public final class SearchFeed {
  private static final Logger LOG = LoggerFactory.getLogger(SearchFeed.class);
  private static final long EVERY_MILLIS = 1_000;
  private static final int PAGE = 200;
  private static final int AT_ONCE = 4;
  private static final int MOST_WAITING = 20_000;

  /** How long after its mark a document is read; longer than writers may be silent about what they append. */
  public static final long REST_MILLIS = 5_000;

  private record Waiting(String id, long due) {}

  private final RedisDocumentChanges changes;
  private final DocumentStore store;
  private final DocumentReader reader;
  private final SearchIndex index;
  private final SearchWorkers workers;
  private final LongSupplier millis;
  private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
  private String position = "";
  private volatile boolean complete;
  private volatile boolean stopped;
  private boolean busy;

  SearchFeed(
      RedisDocumentChanges changes,
      DocumentStore store,
      DocumentReader reader,
      SearchIndex index,
      SearchWorkers workers,
      LongSupplier millis) {
    this.changes = changes;
    this.store = store;
    this.reader = reader;
    this.index = index;
    this.workers = workers;
    this.millis = millis;
  }

  /** Works from now on; ends with the Vert.x. Call it on a loop. */
  public void start(Vertx vertx) {
    vertx.setPeriodic(
        1,
        EVERY_MILLIS,
        timer -> {
          if (!busy && !stopped) {
            busy = true;
            step()
                .onComplete(
                    done -> busy = false,
                    failure -> {
                      busy = false;
                      if (!stopped) {
                        LOG.warn("the search index waits: {}", failure.getMessage());
                      }
                    });
          }
        });
  }

  void stop() {
    stopped = true;
  }

  /** Whether everything has been read once. */
  boolean complete() {
    return complete;
  }

  /** One look at what is to be done. */
  Future<Void> step() {
    return position.isEmpty() ? build() : look().compose(looked -> readDue());
  }

  private Future<Void> build() {
    complete = false;
    waiting.clear();
    return changes
        .begin()
        .compose(from ->
            workers
                .run(() -> {
                  index.clear();
                  return from;
                })
                .compose(cleared -> buildPage("0").compose(built -> refresh()))
                .map(built -> {
                  position = from;
                  complete = true;
                  return null;
                }));
  }

  private Future<Void> buildPage(String cursor) {
    return changes
        .all(cursor, PAGE)
        .compose(page ->
            readAll(page.ids(), 0)
                .compose(read -> page.next().equals("0") ? Future.succeededFuture() : buildPage(page.next())));
  }

  private Future<Void> look() {
    return changes
        .since(position, PAGE)
        .compose(marks -> {
          if (marks.isEmpty() || !marks.getFirst().position().equals(position) || waiting.size() > MOST_WAITING) {
            LOG.info("the search index begins anew: the list of changes does not go back far enough");
            position = "";
            return Future.succeededFuture();
          }
          long due = millis.getAsLong() + REST_MILLIS;
          marks.stream()
              .skip(1)
              .filter(mark -> !mark.id().isEmpty())
              .forEach(mark -> waiting.add(new Waiting(mark.id(), due)));
          position = marks.getLast().position();
          return marks.size() > 1 ? look() : Future.succeededFuture();
        });
  }

  private Future<Void> readDue() {
    var ids = new TreeSet<String>();
    long now = millis.getAsLong();
    while (!waiting.isEmpty() && waiting.getFirst().due() <= now) {
      ids.add(waiting.removeFirst().id());
    }
    return ids.isEmpty() ? Future.succeededFuture() : readAll(List.copyOf(ids), 0).compose(read -> refresh());
  }

  private Future<Void> refresh() {
    return workers.run(() -> {
      index.refresh();
      return null;
    });
  }

  private Future<Void> readAll(List<String> ids, int from) {
    if (from >= ids.size()) {
      return Future.succeededFuture();
    }
    var some = new ArrayList<Future<Void>>();
    ids.subList(from, Math.min(ids.size(), from + AT_ONCE)).forEach(id -> some.add(readAgain(id)));
    return Future.all(some).compose(read -> readAll(ids, from + AT_ONCE));
  }

  private Future<Void> readAgain(String id) {
    return read(id)
        .recover(failure -> {
          if (failure instanceof Refusal no && no.kind() == Refusal.Kind.NOT_FOUND) {
            return remove(id);
          }
          LOG.atWarn().addKeyValue("document", id).log("cannot be read for the search: {}", failure.getMessage());
          waiting.add(new Waiting(id, millis.getAsLong() + REST_MILLIS));
          return Future.succeededFuture();
        });
  }

  private Future<Void> read(String id) {
    return store
        .find(id, "")
        .compose(found -> {
          // A suggestion is found by its document.
          if (found == null
              || found.document().state() == DocumentState.TRASHED
              || found.document().parentId() != null) {
            return remove(id);
          }
          var document = found.document();
          return store
              .shares(id)
              .compose(shares -> {
                var people = new TreeSet<>(shares.keySet());
                if (document.roomId() == null) {
                  people.add(document.ownerId());
                }
                return reader
                    .read(id, SearchFeed::text)
                    .compose(text ->
                        workers.run(() -> {
                          index.put(new Indexed(id, document.title(), document.roomId(), people, text));
                          return null;
                        }));
              });
        });
  }

  private Future<Void> remove(String id) {
    return workers.run(() -> {
      index.remove(id);
      return null;
    });
  }

  /** What stands in a document, in one line. */
  private static String text(Doc doc) {
    var text =
        new TreeSet<>(doc.roots())
            .stream()
                .map(root ->
                    switch (doc.kind(root)) {
                      case XML -> PlainText.of(doc.xml(root));
                      case TEXT -> doc.text(root);
                      case MAP, ARRAY -> "";
                    })
                .collect(Collectors.joining(" "))
                .replaceAll("\\s+", " ")
                .strip();
    return text.length() <= SearchIndex.LONGEST_TEXT ? text : text.substring(0, SearchIndex.LONGEST_TEXT);
  }
}
