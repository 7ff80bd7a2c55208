package org.amtsrunde.documents;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Response;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.amtsrunde.kernel.Refusal;
import org.amtsrunde.realtime.Append;
import org.amtsrunde.realtime.Appended;
import org.amtsrunde.realtime.ChannelLog;
import org.amtsrunde.realtime.LogPage;
import org.amtsrunde.realtime.LogScript;
import org.amtsrunde.realtime.Position;
import org.amtsrunde.redis.Keys;
import org.amtsrunde.redis.RedisStore;
import org.amtsrunde.redis.Script;
import org.jspecify.annotations.Nullable;

/** Documents in Redis: one script per change, everything of a document in the slot of its channel. */
public final class RedisDocumentStore implements DocumentStore {
  private static final LogScript CREATE = log("create.lua");
  private static final LogScript APPEND = log("append.lua");
  private static final LogScript CHANGE = log("change.lua");
  private static final LogScript SHARE = log("share.lua");
  private static final LogScript ERASE = log("erase.lua");
  private static final LogScript TELL = log("tell.lua");
  private static final Script FIND = Script.load(RedisDocumentStore.class, "document.lua", "find.lua");
  private static final Script LOAD = Script.load(RedisDocumentStore.class, "document.lua", "load.lua");

  private static final Script SUGGEST = Script.load(RedisDocumentStore.class, "suggest.lua");
  private static final Script UNSUGGEST = Script.load(RedisDocumentStore.class, "unsuggest.lua");
  private static final Script RELEASE = Script.load(RedisDocumentStore.class, "release.lua");
  private static final Script COMPACT = Script.load(RedisDocumentStore.class, "compact.lua");
  private static final Script TRASH_FORGET = Script.load(RedisDocumentStore.class, "trash-forget.lua");
  private static final Script QUARANTINE = Script.load(RedisDocumentStore.class, "quarantine.lua");
  private static final long COMPACTION_MILLIS = 30_000;
  private static final int QUARANTINED = 100;
  private static final long QUARANTINE_SECONDS = 30 * 24 * 3600L;

  /** Longer than any node follows a channel that it has no use for. */
  private static final long REST_MILLIS = 60_000;

  private final RedisStore store;
  private final ChannelLog log;
  private final InstantSource clock;
  private final RedisDocumentChanges changes;

  public RedisDocumentStore(RedisStore store, ChannelLog log, InstantSource clock) {
    this.store = store;
    this.log = log;
    this.clock = clock;
    this.changes = new RedisDocumentChanges(store);
  }

  private static LogScript log(String file) {
    return LogScript.load(RedisDocumentStore.class, file);
  }

  /** An entry in the log of a document, of which only compaction takes entries away. */
  private static Append entry(String id, byte[] update) {
    return Append.of(Keys.documentChannel(id), update).keep(Integer.MAX_VALUE);
  }

  /** One that says who wrote it, and when. */
  private Append entry(String id, byte[] update, String person, String connection) {
    long minute = clock.millis() / 60_000;
    return entry(id, update).info(new Writer(person, connection, minute).info());
  }

  @Override
  public Future<Appended> create(Document document, byte[] update) {
    var id = document.id();
    var room = document.roomId() == null ? "" : document.roomId();
    var parent = document.parentId() == null ? "" : document.parentId();
    // A suggestion begins with what others have written.
    var writer = document.parentId() == null ? document.ownerId() : Writer.NOBODY;
    changes.mark(id);
    return changes
        .enlist(id)
        .compose(enlisted ->
            log.append(
                entry(id, update, writer, Writer.FOUNDING),
                CREATE,
                List.of(Keys.document(id)),
                document.title(),
                document.ownerId(),
                room,
                document.createdAt(),
                parent));
  }

  @Override
  public Future<@Nullable Found> find(String id, String personId) {
    return store
        .eval(FIND, List.of(Keys.document(id), Keys.documentShares(id)), personId)
        .map(reply -> reply == null || reply.size() == 0 ? null : RedisDocumentReplies.found(id, reply));
  }

  @Override
  public Future<Loaded> load(String id) {
    var channel = Keys.documentChannel(id);
    var keys =
        List.of(
            Keys.document(id),
            Keys.documentShares(id),
            Keys.head(channel),
            Keys.log(channel),
            Keys.documentSnapshot(id),
            Keys.documentAuthors(id));
    return store
        .eval(LOAD, keys, "", LOAD_ENTRIES)
        .map(reply -> {
          if (reply == null || reply.size() == 0) {
            throw Refusal.notFound();
          }
          return RedisDocumentReplies.loaded(id, reply);
        });
  }

  @Override
  public Future<LogPage> after(String id, long offset, int limit) {
    return log.after(Keys.documentChannel(id), offset, limit);
  }

  @Override
  public Future<Appended> append(String id, String epoch, byte[] update, String person, String connection) {
    changes.markNowAndThen(id);
    return log.append(
            entry(id, update, person, connection),
            APPEND,
            List.of(Keys.document(id)),
            epoch,
            DocumentRules.LARGEST_DOCUMENT,
            now())
        // The store may have taken long, and its mark been read meanwhile.
        .onSuccess(appended -> changes.markNowAndThen(id));
  }

  @Override
  public Future<Void> change(
      String id, @Nullable String title, @Nullable DocumentState before, @Nullable DocumentState after) {
    changes.mark(id);
    return log.append(
            entry(id, Notice.OF_ROLES),
            CHANGE,
            List.of(Keys.document(id)),
            now(),
            title == null ? "" : title,
            before == null ? "" : before.word(),
            after == null ? "" : after.word())
        .mapEmpty();
  }

  @Override
  public Future<Void> share(String id, String personId, @Nullable DocumentRole role) {
    changes.mark(id);
    return log.append(
            entry(id, Notice.OF_ROLES),
            SHARE,
            List.of(Keys.document(id), Keys.documentShares(id)),
            personId,
            role == null ? "" : role.word(),
            DocumentRules.MOST_SHARES)
        .mapEmpty();
  }

  @Override
  public Future<Map<String, DocumentRole>> shares(String id) {
    return store
        .send(Command.HGETALL, Keys.documentShares(id))
        .map(reply -> {
          var shares = new LinkedHashMap<String, DocumentRole>();
          if (reply != null) {
            reply.getKeys().forEach(person -> shares.put(person, DocumentRole.of(reply.get(person).toString())));
          }
          return shares;
        });
  }

  @Override
  public Future<Void> erase(String id) {
    return erase(id, "");
  }

  @Override
  public Future<Void> eraseTrashed(String id, Instant before) {
    return erase(id, before.truncatedTo(ChronoUnit.MILLIS).toString());
  }

  private Future<Void> erase(String id, String trashedBefore) {
    changes.mark(id);
    var keys =
        List.of(
            Keys.document(id),
            Keys.documentShares(id),
            Keys.documentSnapshot(id),
            Keys.documentCompaction(id),
            Keys.documentQuarantine(id),
            Keys.documentAuthors(id),
            Keys.documentVersions(id),
            Keys.documentVersionStates(id),
            Keys.documentSuggestions(id),
            Keys.documentThreads(id),
            Keys.documentThreadsGone(id));
    return log.append(entry(id, Notice.OF_ROLES), ERASE, keys, REST_MILLIS, trashedBefore)
        .compose(erased -> changes.delist(id));
  }

  @Override
  public Future<String> suggest(String parent, String person, String id, String stale) {
    var keys = List.of(Keys.document(parent), Keys.documentSuggestions(parent));
    return store
        .eval(SUGGEST, keys, person, id, stale, DocumentRules.MOST_SUGGESTIONS)
        .map(reply -> {
          var known = reply == null ? "" : reply.toString();
          if (known.isEmpty()) {
            throw Refusal.notFound();
          }
          if (known.equals("full")) {
            throw Refusal.conflict("the document has " + DocumentRules.MOST_SUGGESTIONS + " suggestions, the most");
          }
          return known;
        });
  }

  @Override
  public Future<Void> unsuggest(String parent, String person, String id) {
    return store.eval(UNSUGGEST, List.of(Keys.documentSuggestions(parent)), person, id).mapEmpty();
  }

  @Override
  public Future<Void> tell(String id, byte[] notice) {
    return log.append(entry(id, notice), TELL, List.of(Keys.document(id))).mapEmpty();
  }

  @Override
  public Future<Map<String, String>> suggestions(String parent) {
    return store
        .send(Command.HGETALL, Keys.documentSuggestions(parent))
        .map(reply -> {
          var suggestions = new LinkedHashMap<String, String>();
          if (reply != null) {
            reply.getKeys().forEach(person -> suggestions.put(person, String.valueOf(reply.get(person))));
          }
          return suggestions;
        });
  }

  @Override
  public Future<Void> listTrashed(String id, Instant at) {
    return store.send(Command.ZADD, Keys.documentTrash(), at.toEpochMilli(), id).mapEmpty();
  }

  @Override
  public Future<List<String>> trashedBefore(Instant time, int limit) {
    return store
        .send(Command.ZRANGEBYSCORE, Keys.documentTrash(), "-inf", time.toEpochMilli(), "LIMIT", 0, limit)
        .map(RedisDocumentStore::texts);
  }

  @Override
  public Future<Void> unlistTrashed(String id, Instant before) {
    return store.eval(TRASH_FORGET, List.of(Keys.documentTrash()), id, before.toEpochMilli()).mapEmpty();
  }

  @Override
  public Future<Boolean> leaseTrash(String holder, long millis) {
    return store.send(Command.SET, Keys.documentTrashSweep(), holder, "NX", "PX", millis).map(reply -> reply != null);
  }

  @Override
  public Future<Boolean> lease(String id, String holder) {
    return store
        .send(Command.SET, Keys.documentCompaction(id), holder, "NX", "PX", COMPACTION_MILLIS)
        .map(reply -> reply != null);
  }

  @Override
  public Future<Void> release(String id, String holder) {
    return store.eval(RELEASE, List.of(Keys.documentCompaction(id)), holder).mapEmpty();
  }

  @Override
  public Future<Boolean> compact(
      Document made, Position at, byte[] snapshot, byte[] authors, long replaced, String holder) {
    var id = made.id();
    var channel = Keys.documentChannel(id);
    var keys =
        List.of(
            Keys.document(id),
            Keys.documentSnapshot(id),
            Keys.log(channel),
            Keys.documentCompaction(id),
            Keys.head(channel),
            Keys.documentAuthors(id));
    return store
        .eval(COMPACT, keys, holder, made.generation(), at.epoch(), at.offset(), snapshot, replaced, authors)
        .map(reply -> reply != null && reply.toInteger() == 1);
  }

  @Override
  public Future<Void> quarantine(String id, byte[] update) {
    var keys = List.of(Keys.document(id), Keys.documentQuarantine(id));
    return store.eval(QUARANTINE, keys, update, QUARANTINED, QUARANTINE_SECONDS).mapEmpty();
  }

  @Override
  public Future<Void> index(String id, @Nullable String roomId, String personId) {
    return store.send(Command.SADD, indexOf(roomId, personId), id).mapEmpty();
  }

  @Override
  public Future<Void> unindex(String id, @Nullable String roomId, String personId) {
    return store.send(Command.SREM, indexOf(roomId, personId), id).mapEmpty();
  }

  private static String indexOf(@Nullable String roomId, String personId) {
    return roomId == null ? Keys.documentsOfPerson(personId) : Keys.documentsOfRoom(roomId);
  }

  @Override
  public Future<List<String>> ofRoom(String roomId) {
    return store.send(Command.SMEMBERS, Keys.documentsOfRoom(roomId)).map(RedisDocumentStore::texts);
  }

  @Override
  public Future<List<String>> ofPerson(String personId) {
    return store.send(Command.SMEMBERS, Keys.documentsOfPerson(personId)).map(RedisDocumentStore::texts);
  }

  private static List<String> texts(@Nullable Response reply) {
    var texts = new ArrayList<String>();
    if (reply != null) {
      reply.forEach(item -> texts.add(item.toString()));
    }
    return texts;
  }

  private String now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS).toString();
  }
}
