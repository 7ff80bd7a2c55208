package org.amtsrunde.documents.threads;

import static org.amtsrunde.support.RedisExtension.await;

import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.amtsrunde.documents.Document;
import org.amtsrunde.documents.DocumentAccess;
import org.amtsrunde.documents.DocumentRole;
import org.amtsrunde.documents.DocumentState;
import org.amtsrunde.documents.RedisDocumentStore;
import org.amtsrunde.documents.threads.MentionPost.Mention;
import org.amtsrunde.kernel.Ids;
import org.amtsrunde.messenger.RoomMembership;
import org.amtsrunde.realtime.ChannelLog;
import org.amtsrunde.support.RedisExtension;

/** The document {@code d} of anna, with two handlers as on two nodes; bela and cem may comment, vera views. */
final class Commented {
  final RedisDocumentStore documents;
  final RedisThreadStore threads;
  final ThreadHandler one;
  final ThreadHandler two;
  final Queue<Mention> told = new ConcurrentLinkedQueue<>();
  volatile boolean postFails;

  Commented(RedisExtension redis, InstantSource clock) {
    var log = new ChannelLog(redis.store(), new Ids(new Random()), (channel, epoch, entry, nodes) -> {});
    documents = new RedisDocumentStore(redis.store(), log, clock);
    threads = new RedisThreadStore(redis.store(), log);
    var access = new DocumentAccess(documents, new NoRooms());
    one = new ThreadHandler(threads, access, this::post, clock);
    two = new ThreadHandler(threads, access, this::post, clock);
    var at = "2026-11-20T09:00:00Z";
    await(
        documents.create(
            new Document("d", "Plan", "anna", null, null, DocumentState.OPEN, at, at, 2, 0, 0, null),
            new byte[] {0, 0}));
    await(documents.share("d", "bela", DocumentRole.COMMENT));
    await(documents.share("d", "cem", DocumentRole.COMMENT));
    await(documents.share("d", "vera", DocumentRole.VIEW));
  }

  private Future<Void> post(String author, List<Mention> mentions) {
    if (postFails) {
      return Future.failedFuture("the messenger is away");
    }
    told.addAll(mentions);
    return Future.succeededFuture();
  }

  static ThreadHandler.Words words(String person, String cid, String text) {
    return new ThreadHandler.Words(person, cid, text);
  }

  private static final class NoRooms implements RoomMembership {
    @Override
    public Future<Standing> standing(String roomId, String personId) {
      return Future.succeededFuture(Standing.NONE);
    }

    @Override
    public Future<Boolean> isMember(String roomId, String personId) {
      return Future.succeededFuture(false);
    }

    @Override
    public Future<Set<String>> members(String roomId) {
      return Future.succeededFuture(Set.of());
    }

    @Override
    public Future<Set<String>> companions(String personId) {
      return Future.succeededFuture(Set.of());
    }
  }
}
