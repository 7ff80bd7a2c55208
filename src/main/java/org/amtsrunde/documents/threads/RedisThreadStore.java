package org.amtsrunde.documents.threads;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Response;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.amtsrunde.documents.Notice;
import org.amtsrunde.realtime.Append;
import org.amtsrunde.realtime.ChannelLog;
import org.amtsrunde.realtime.LogScript;
import org.amtsrunde.redis.Keys;
import org.amtsrunde.redis.RedisStore;
import org.jspecify.annotations.Nullable;

/**
 * Threads in Redis: one hash per document, in the slot of its channel. A thread is kept behind its revision, which is the number of the
 * notice that tells of it.
 */
public final class RedisThreadStore implements ThreadStore {
  private static final LogScript KEEP = LogScript.load(RedisThreadStore.class, "keep.lua");
  private static final byte[] NOTHING = {};

  /** As long as commands are known by their {@code cid}. */
  private static final long GONE_SECONDS = 7 * 24 * 3600L;

  private final RedisStore store;
  private final ChannelLog log;

  public RedisThreadStore(RedisStore store, ChannelLog log) {
    this.store = store;
    this.log = log;
  }

  @Override
  public Future<List<CommentThread>> all(String document) {
    return store
        .send(Command.HVALS, Keys.documentThreads(document))
        .map(reply -> {
          var threads = new ArrayList<CommentThread>();
          if (reply != null) {
            reply.forEach(kept -> threads.add(read(kept).thread()));
          }
          return threads;
        });
  }

  @Override
  public Future<@Nullable Kept> find(String document, String thread) {
    return store
        .send(Command.HGET, Keys.documentThreads(document), thread)
        .map(reply -> reply == null ? null : read(reply));
  }

  private static Kept read(Response kept) {
    var bytes = kept.toBytes();
    int space = 0;
    while (bytes[space] != ' ') {
      space++;
    }
    long revision = Long.parseLong(new String(bytes, 0, space, StandardCharsets.US_ASCII));
    return new Kept(ThreadJson.read(Arrays.copyOfRange(bytes, space + 1, bytes.length)), revision);
  }

  @Override
  public Future<Void> keep(String document, @Nullable Kept before, CommentThread after) {
    return write(document, after.id(), before == null ? 0 : before.revision(), ThreadJson.kept(after));
  }

  @Override
  public Future<Void> remove(String document, Kept before) {
    return write(document, before.thread().id(), before.revision(), NOTHING);
  }

  private Future<Void> write(String document, String thread, long revision, byte[] json) {
    return log.append(
            Append.of(Keys.documentChannel(document), Notice.ofThread(thread)).keep(Integer.MAX_VALUE),
            KEEP,
            List.of(Keys.document(document), Keys.documentThreads(document), Keys.documentThreadsGone(document)),
            thread,
            revision,
            json,
            CHANGED,
            ThreadRules.MOST_THREADS,
            ThreadRules.MOST_BYTES,
            GONE_SECONDS)
        .mapEmpty();
  }
}
