package org.amtsrunde.documents.search;

import static org.amtsrunde.support.RedisExtension.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.redis.client.Command;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.amtsrunde.documents.Document;
import org.amtsrunde.documents.DocumentRole;
import org.amtsrunde.documents.DocumentState;
import org.amtsrunde.documents.RedisDocumentChanges;
import org.amtsrunde.documents.RedisDocumentStore;
import org.amtsrunde.documents.room.StoredDocuments;
import org.amtsrunde.documents.room.Workers;
import org.amtsrunde.documents.templates.NewDocuments;
import org.amtsrunde.documents.yjs.Doc;
import org.amtsrunde.kernel.Ids;
import org.amtsrunde.realtime.ChannelLog;
import org.amtsrunde.redis.Keys;
import org.amtsrunde.support.RedisExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** However documents change, the index of a node that followed equals that of one that begins now. */
class SearchFeedTest {
  @RegisterExtension static final RedisExtension REDIS = new RedisExtension();
  private static final List<String> WORDS = List.of("Hochwasser", "Bürger", "Straße", "Plan", "Sitzung", "Aushang");

  private final AtomicLong now = new AtomicLong();
  private RedisDocumentStore store;

  /** A node: its index and what feeds it. */
  private record Node(SearchIndex index, SearchFeed feed) {
    List<String> everything() throws IOException {
      return index.everything();
    }
  }

  @BeforeEach
  void store() {
    var log = new ChannelLog(REDIS.store(), new Ids(new Random()), (channel, epoch, entry, nodes) -> {});
    store = new RedisDocumentStore(REDIS.store(), log, InstantSource.system());
  }

  private Node node() {
    var index = new SearchIndex();
    var reader = new StoredDocuments(store, new Workers(REDIS.vertx()));
    var changes = new RedisDocumentChanges(REDIS.store());
    var feed = new SearchFeed(changes, store, reader, index, new SearchWorkers(REDIS.vertx()), now::get);
    await(feed.step());
    return new Node(index, feed);
  }

  /** Lets a node see the marks, and what they speak of once it has rested. */
  private void follow(Node node) {
    await(node.feed.step());
    now.addAndGet(SearchFeed.REST_MILLIS);
    await(node.feed.step());
  }

  private void make(String id, String room, String text) {
    var at = "2026-11-20T09:00:00Z";
    await(
        store.create(
            new Document(id, "Titel " + id, "anna", room, null, DocumentState.OPEN, at, at, 2, 0, 0, null),
            NewDocuments.update(text, Map.of())));
  }

  @Test
  void theIndexEqualsAFreshOneAfterAnyChanges() throws IOException {
    long seed = System.nanoTime();
    System.out.println("SearchFeedTest seed " + seed);
    var random = new Random(seed);
    var followed = node();
    var alive = new ArrayList<String>();
    int client = 100;
    for (int i = 0; i < 150; i++) {
      var word = WORDS.get(random.nextInt(WORDS.size())) + i;
      var id = alive.isEmpty() ? "" : alive.get(random.nextInt(alive.size()));
      int dice = alive.isEmpty() ? 0 : random.nextInt(8);
      switch (dice) {
        case 0, 1 -> {
          alive.add("d" + i);
          make("d" + i, random.nextBoolean() ? "r" : null, word);
        }
        case 2 -> await(store.change(id, "Neu " + word, null, null));
        case 3 -> await(store.change(id, null, null, DocumentState.TRASHED));
        case 4 -> await(store.change(id, null, null, DocumentState.OPEN));
        case 5 -> await(store.share(id, "bela" + random.nextInt(3), random.nextBoolean() ? DocumentRole.VIEW : null));
        case 6 -> {
          alive.remove(id);
          await(store.erase(id));
        }
        default -> {
          var update = new Doc().edit(client++, edit -> edit.insertText("t", 0, word + " "));
          await(store.append(id, "", update, "anna", "c1").otherwiseEmpty());
        }
      }
      if (random.nextInt(10) == 0) {
        follow(followed);
      }
    }
    // Marks of one document come at most every few seconds: the last ones speak of everything that was still to be
    // seen.
    alive.forEach(id -> await(store.change(id, null, null, null)));
    follow(followed);
    var fresh = node();
    assertThat(followed.everything()).as("seed %d", seed).isEqualTo(fresh.everything()).isNotEmpty();
  }

  @Test
  void aMarkIsFollowedAfterItsRestAndNotBefore() throws IOException {
    var node = node();
    assertThat(node.feed.complete()).isTrue();
    make("d", null, "Hochwasser");
    await(node.feed.step());
    assertThat(node.everything()).isEmpty();
    now.addAndGet(SearchFeed.REST_MILLIS - 1);
    await(node.feed.step());
    assertThat(node.everything()).isEmpty();
    now.incrementAndGet();
    await(node.feed.step());
    assertThat(node.everything()).singleElement().asString().contains("Hochwasser");
  }

  @Test
  void whoHasFallenBehindBeginsAnew() throws IOException {
    var node = node();
    make("d", null, "Hochwasser");
    await(REDIS.store().send(Command.DEL, Keys.documentsChanged()));
    await(node.feed.step());
    await(node.feed.step());
    assertThat(node.everything()).singleElement().asString().contains("Hochwasser");
  }
}
