package org.amtsrunde.documents;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.amtsrunde.kernel.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Erases what has lain in the trash for {@link #KEPT}. One node at a time looks, about once an hour. What somebody takes back in the
 * meantime stays: the script that erases looks at the document itself.
 */
public final class Trash {
  /** How long a document lies in the trash before it is erased. */
  public static final Duration KEPT = Duration.ofDays(30);

  private static final Logger LOG = LoggerFactory.getLogger(Trash.class);
  private static final long EVERY_MILLIS = Duration.ofHours(1).toMillis();

  /** Shorter than the time between two looks, so that clocks that differ leave none out. */
  private static final long LEASE_MILLIS = Duration.ofMinutes(50).toMillis();

  private static final int AT_ONCE = 100;

  private final DocumentStore store;
  private final String node;
  private final InstantSource clock;

  public Trash(DocumentStore store, String node, InstantSource clock) {
    this.store = store;
    this.node = node;
    this.clock = clock;
  }

  /** Looks from now on; ends with the Vert.x. */
  public void start(Vertx vertx) {
    vertx.setPeriodic(
        EVERY_MILLIS,
        EVERY_MILLIS,
        timer -> sweep().onFailure(failure -> LOG.warn("the trash was not emptied: {}", failure.getMessage())));
  }

  /** Answers how many documents were erased; none if another node looks after the trash. */
  public Future<Integer> sweep() {
    var before = clock.instant().minus(KEPT);
    return store.leaseTrash(node, LEASE_MILLIS).compose(held -> held ? sweep(before, 0) : Future.succeededFuture(0));
  }

  private Future<Integer> sweep(Instant before, int erased) {
    return store
        .trashedBefore(before, AT_ONCE)
        .compose(ids ->
            eraseAll(ids, before)
                .compose(count ->
                    ids.size() < AT_ONCE ? Future.succeededFuture(erased + count) : sweep(before, erased + count)));
  }

  private Future<Integer> eraseAll(List<String> ids, Instant before) {
    var all = new ArrayList<Future<Integer>>();
    ids.forEach(id -> all.add(erase(id, before)));
    return Future.all(all).map(done -> done.<Integer>list().stream().mapToInt(Integer::intValue).sum());
  }

  private Future<Integer> erase(String id, Instant before) {
    return store
        .find(id, "")
        .compose(found -> found == null ? Future.succeededFuture(0) : eraseWithParent(found.document(), before))
        .compose(count -> store.unlistTrashed(id, before).map(count));
  }

  /** A suggestion whose document is gone goes too: the node that erased it died in between. */
  private Future<Integer> eraseWithParent(Document document, Instant before) {
    var parentId = document.parentId();
    return parentId == null
        ? erase(document, before)
        : store
            .find(parentId, "")
            .compose(
                parent -> parent == null ? eraseSuggestion(document.id(), before).map(1) : erase(document, before));
  }

  private Future<Integer> erase(Document document, Instant before) {
    var id = document.id();
    return store
        .suggestions(id)
        // Listed too, so that they are found should this node die when the document is gone and they are not.
        .compose(suggestions ->
            Future.all(suggestions.values().stream().map(one -> store.listTrashed(one, before)).toList())
                .compose(listed -> store.eraseTrashed(id, before))
                .compose(erased ->
                    Future.all(suggestions.values().stream().map(one -> eraseSuggestion(one, before)).toList())))
        .compose(erased -> store.unindex(id, document.roomId(), document.ownerId()))
        .map(1)
        .recover(failure ->
            failure instanceof Refusal no && (no.kind() == Refusal.Kind.CONFLICT || no.kind() == Refusal.Kind.NOT_FOUND)
                ? Future.succeededFuture(0)
                : Future.failedFuture(failure));
  }

  private Future<Void> eraseSuggestion(String id, Instant before) {
    return store
        .erase(id)
        .recover(failure ->
            failure instanceof Refusal no && no.kind() == Refusal.Kind.NOT_FOUND
                ? Future.succeededFuture()
                : Future.failedFuture(failure))
        .compose(erased -> store.unlistTrashed(id, before));
  }
}
