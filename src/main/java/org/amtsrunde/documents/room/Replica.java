package org.amtsrunde.documents.room;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.amtsrunde.documents.yjs.DeleteSet;
import org.amtsrunde.documents.yjs.Doc;
import org.amtsrunde.documents.yjs.StateParts;
import org.amtsrunde.documents.yjs.StateVector;
import org.amtsrunde.documents.yjs.Updates;
import org.amtsrunde.kernel.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * What stands in a document, integrated. Asked on one event loop; what is small is answered at once, what is large by a worker, and
 * everything in the order in which it was asked.
 *
 * <p>The whole state is encoded, cut and framed once for all who ask, so a hundred people who join together cost one encoding and
 * share its bytes. What has changed since is told behind it, up to {@link #MOST_SINCE}.
 */
final class Replica {
  /** Bytes that may wait for something that has not come; what leaves another gap then is refused. */
  private static final int MOST_PENDING = 1 << 20;

  /** About how many bytes a part of a state has. */
  static final int PART = 256 * 1024;

  private static final int MOST_SINCE = 1 << 20;
  private static final byte[] NOTHING = {0, 0};

  /**
   * What somebody tells.
   *
   * @param known whether nothing in it is new
   * @param whole whether nothing of it would have to wait for something that has not come, or its writer has nothing more
   * @param coming client → clock up to which its changes are on their way, this one included
   */
  record News(byte[] update, boolean known, boolean whole, Map<Long, Integer> coming) {}

  private record Task<T>(ToLongFunction<Replica> bytes, Function<Doc, T> work, Promise<T> done) {}

  private final Doc doc;
  private final Workers workers;
  private final ArrayDeque<Task<?>> waiting = new ArrayDeque<>();
  private boolean busy;
  private boolean running;
  private long size;
  private @Nullable List<Body> whole;
  private final List<byte[]> since = new ArrayList<>();
  private int sinceBytes;
  private @Nullable DeleteSet deleted;

  /** @param size about how many bytes the document takes, encoded */
  Replica(Doc doc, long size, Workers workers) {
    this.doc = doc;
    this.size = size;
    this.workers = workers;
  }

  /** Integrates an update. Answers whether something waits for updates that have not come. */
  Future<Boolean> apply(byte[] update) {
    return ask(
        // What waits is read again with everything that comes.
        all -> update.length + (all.doc.hasPending() ? all.doc.pendingBytes() : 0),
        known -> {
          if (known.apply(update) || known.hasPending()) {
            changed(update);
            size += update.length;
          }
          return known.hasPending();
        });
  }

  Future<StateVector> stateVector() {
    return ask(all -> 0, Doc::stateVector);
  }

  private void changed(byte[] update) {
    deleted = null;
    since.add(update);
    sinceBytes += update.length;
    // A state of one part is encoded in no time.
    if (whole == null || whole.size() == 1 || sinceBytes > MOST_SINCE) {
      forget();
    }
  }

  private void forget() {
    whole = null;
    since.clear();
    sinceBytes = 0;
  }

  /** What somebody lacks who knows so much: parts that leave nothing pending, of which the last one answers the question. */
  Future<List<Body>> missing(StateVector known) {
    return ask(
        all -> known.size() > 0 || all.whole == null ? all.size : all.sinceBytes,
        all -> {
          if (known.size() == 0) {
            return whole();
          }
          var parts = StateParts.of(all, known, PART);
          return framed(parts.subList(0, parts.size() - 1), parts.getLast());
        });
  }

  /** The same as updates that answer no question. */
  Future<List<Body>> since(StateVector known) {
    return ask(all -> all.size, all -> StateParts.of(all, known, PART).stream().map(Body::part).toList());
  }

  /** The same as one update. */
  Future<byte[]> beyond(StateVector known) {
    return ask(all -> all.size, all -> all.encode(known));
  }

  private List<Body> whole() {
    var encoded = whole;
    if (encoded == null) {
      var parts = StateParts.of(doc, StateVector.EMPTY, PART);
      size = parts.stream().mapToLong(part -> part.length).sum();
      encoded = parts.size() == 1 ? List.of(Body.step2(parts.getFirst())) : parts.stream().map(Body::part).toList();
      whole = encoded;
    }
    if (encoded.size() == 1) {
      return encoded;
    }
    var all = new ArrayList<>(encoded);
    all.add(Body.step2(since.isEmpty() ? NOTHING : Updates.merge(since)));
    return all;
  }

  private static List<Body> framed(List<byte[]> parts, byte[] last) {
    var all = new ArrayList<Body>();
    parts.forEach(part -> all.add(Body.part(part)));
    all.add(Body.step2(last));
    return all;
  }

  /**
   * Puts the updates of one client together.
   *
   * @param complete whether deletions are compared as well, which takes a look at the whole document: of use where a client tells
   *     everything it has, as it does each time it connects
   * @param coming client → clock up to which its changes are on their way here
   * @return fails as "too many" if too much waits already, with {@link org.amtsrunde.documents.yjs.MalformedUpdate} if one of them is none
   */
  Future<News> news(List<byte[]> updates, boolean complete, Map<Long, Integer> coming) {
    long bytes = updates.stream().mapToLong(update -> update.length).sum();
    return ask(
        all -> complete ? Math.max(bytes, all.deleted == null ? all.size : 0) : bytes,
        all -> {
          updates.forEach(Updates::check);
          var merged = Updates.merge(updates);
          if (all.hasPending() && all.pendingBytes() > MOST_PENDING && leavesGap(merged)) {
            throw Refusal.tooMany(0);
          }
          return isKnown(merged, complete) ? new News(merged, true, true, coming) : news(merged, complete, coming);
        });
  }

  private News news(byte[] update, boolean complete, Map<Long, Integer> coming) {
    var vector = doc.stateVector();
    var ahead = new HashMap<>(coming);
    ahead.entrySet().removeIf(one -> one.getValue() <= vector.clock(one.getKey()));
    boolean whole =
        complete || Updates.isWhole(update, client -> Math.max(vector.clock(client), ahead.getOrDefault(client, 0)));
    Updates.meta(update).to().forEach((client, to) -> ahead.merge(client, to, Math::max));
    return new News(update, false, whole, ahead);
  }

  /** Whether an update goes on where its client has never been. */
  private boolean leavesGap(byte[] update) {
    var vector = doc.stateVector();
    return Updates.meta(update).from().entrySet().stream().anyMatch(one -> one.getValue() > vector.clock(one.getKey()));
  }

  private boolean isKnown(byte[] update, boolean complete) {
    var vector = doc.stateVector();
    boolean nothingDeleted = Updates.isKnown(update, vector, DeleteSet.EMPTY);
    if (nothingDeleted || !complete) {
      return nothingDeleted;
    }
    if (deleted == null) {
      deleted = doc.deleteSet();
    }
    return Updates.isKnown(update, vector, deleted);
  }

  private <T> Future<T> ask(ToLongFunction<Replica> bytes, Function<Doc, T> work) {
    var task = new Task<T>(bytes, work, Promise.promise());
    waiting.add(task);
    next();
    return task.done.future();
  }

  private void next() {
    if (running) {
      return;
    }
    running = true;
    while (!busy && !waiting.isEmpty()) {
      busy = true;
      run(waiting.removeFirst());
    }
    running = false;
  }

  private <T> void run(Task<T> task) {
    workers
        .run(task.bytes.applyAsLong(this), () -> task.work.apply(doc))
        .onComplete(result -> {
          busy = false;
          task.done.handle(result);
          next();
        });
  }
}
