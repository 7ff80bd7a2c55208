package org.amtsrunde.documents;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.amtsrunde.redis.Keys;
import org.amtsrunde.redis.RedisStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which documents there are and which have changed, for what is derived from them. A mark says only that something of a document is
 * about to change; whoever cares reads it a while later. Marks go before the change they speak of and are not waited for: a lost one
 * costs a search result that is old until the next change, never a change.
 */
public final class RedisDocumentChanges {
  private static final Logger LOG = LoggerFactory.getLogger(RedisDocumentChanges.class);
  private static final int KEPT = 10_000;

  /** Shorter than readers wait after a mark. */
  private static final long QUIET_NANOS = 4_000_000_000L;

  private static final int MOST_REMEMBERED = 10_000;

  /** A document that was marked. */
  public record Mark(String position, String id) {}

  /** Some of all documents. @param next where to go on; {@code 0} at the end */
  public record Page(List<String> ids, String next) {}

  private final RedisStore store;
  private final Map<String, Long> marked = new ConcurrentHashMap<>();

  public RedisDocumentChanges(RedisStore store) {
    this.store = store;
  }

  /** Marks a document. */
  void mark(String id) {
    marked.put(id, System.nanoTime());
    add(id)
        .onFailure(failure ->
            LOG.atWarn().addKeyValue("document", id).log("was not marked as changed: {}", failure.getMessage()));
  }

  /** Marks a document that is being written to, if its last mark is no longer young. */
  void markNowAndThen(String id) {
    var last = marked.get(id);
    if (last == null || System.nanoTime() - last >= QUIET_NANOS) {
      if (marked.size() >= MOST_REMEMBERED) {
        marked.clear();
      }
      mark(id);
    }
  }

  private Future<@Nullable Response> add(String id) {
    return store.send(Command.XADD, Keys.documentsChanged(), "MAXLEN", "~", KEPT, "*", "id", id);
  }

  /** Writes a document into the list of all, before it is made. */
  Future<Void> enlist(String id) {
    return store.send(Command.SADD, Keys.documents(), id).mapEmpty();
  }

  /** Takes it out, after it is erased. */
  Future<Void> delist(String id) {
    return store.send(Command.SREM, Keys.documents(), id).mapEmpty();
  }

  /** A position from which changes can be read on: now. */
  public Future<String> begin() {
    return add("").map(String::valueOf);
  }

  /** The mark at this position and those after it; without the first, some have been lost. */
  public Future<List<Mark>> since(String position, int most) {
    return store
        .send(Command.XRANGE, Keys.documentsChanged(), position, "+", "COUNT", most)
        .map(reply -> {
          var marks = new ArrayList<Mark>();
          if (reply != null) {
            reply.forEach(entry -> marks.add(new Mark(entry.get(0).toString(), entry.get(1).get(1).toString())));
          }
          return marks;
        });
  }

  /** All documents, page by page from the cursor {@code 0} on; perhaps one twice, and some that are gone. */
  public Future<Page> all(String cursor, int about) {
    return store
        .send(Command.SSCAN, Keys.documents(), cursor, "COUNT", about)
        .map(reply -> {
          var ids = new LinkedHashMap<String, Boolean>();
          if (reply == null) {
            return new Page(List.of(), "0");
          }
          reply.get(1).forEach(id -> ids.put(id.toString(), true));
          return new Page(List.copyOf(ids.keySet()), reply.get(0).toString());
        });
  }
}
