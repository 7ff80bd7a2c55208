package org.amtsrunde.documents.threads;

import static org.amtsrunde.documents.threads.Commented.words;
import static org.amtsrunde.support.RedisExtension.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.amtsrunde.kernel.Refusal;
import org.amtsrunde.support.RedisExtension;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Random histories of comments on two nodes, held to a model that knows nothing of stores. */
class ThreadModelTest {
  @RegisterExtension static final RedisExtension REDIS = new RedisExtension();
  private static final List<String> PEOPLE = List.of("anna", "bela", "cem");
  private static final int STEPS = 300;

  private Commented at;

  /** What a comment should say; null once it is deleted. */
  private static final class Said {
    final String id;
    final String author;
    @Nullable String text;

    Said(String id, String author, String text) {
      this.id = id;
      this.author = author;
      this.text = text;
    }
  }

  private static final class Talk {
    final List<Said> said = new ArrayList<>();
    boolean resolved;
  }

  private final Map<String, Talk> model = new LinkedHashMap<>();

  /** Person, place and cid → the text with which it was used first. */
  private final Map<String, String> used = new HashMap<>();

  @BeforeEach
  void document() {
    at = new Commented(REDIS, InstantSource.system());
  }

  @RepeatedTest(3)
  void whateverIsDoneOneAfterTheOtherIsWhatTheModelSays() {
    long seed = new Random().nextLong();
    System.out.println("ThreadModelTest one after the other, seed " + seed);
    var random = new Random(seed);
    for (int step = 0; step < STEPS; step++) {
      step(random);
      if (step % 20 == 0) {
        check(seed);
      }
    }
    check(seed);
  }

  private void step(Random random) {
    var handler = random.nextBoolean() ? at.one : at.two;
    var person = pick(random, PEOPLE);
    var cid = "c" + random.nextInt(24);
    var text = "t" + random.nextInt(3);
    var id = model.isEmpty() || random.nextInt(10) == 0 ? "none" : pick(random, List.copyOf(model.keySet()));
    var talk = model.get(id);
    var comment = talk == null ? null : pick(random, talk.said);
    switch (random.nextInt(6)) {
      case 0 -> open(handler, person, cid, text);
      case 1, 2 -> reply(handler, person, cid, text, id, talk);
      case 3 -> {
        boolean resolved = random.nextBoolean();
        var kind = kind(() -> handler.resolve(person, "d", id, resolved));
        assertThat(kind).isEqualTo(talk == null ? Refusal.Kind.NOT_FOUND : null);
        if (talk != null) {
          talk.resolved = resolved;
        }
      }
      case 4 -> edit(handler, person, text, id, comment);
      default -> delete(handler, person, id, talk, comment);
    }
  }

  private void open(ThreadHandler handler, String person, String cid, String text) {
    var id = ThreadRules.threadId("d", person, cid);
    var known = used.get(id);
    var kind = kind(() -> handler.open("d", words(person, cid, text), null, null));
    if (known != null && !model.containsKey(id)) {
      assertThat(kind)
          .as("gone, and a command that comes late does not bring it back")
          .isEqualTo(Refusal.Kind.NOT_FOUND);
      return;
    }
    assertThat(kind).isEqualTo(known == null || known.equals(text) ? null : Refusal.Kind.CONFLICT);
    if (known == null) {
      used.put(id, text);
      var comment = ThreadRules.commentId(id, person, cid);
      used.put(id + " " + comment, text);
      var talk = new Talk();
      talk.said.add(new Said(comment, person, text));
      model.put(id, talk);
    }
  }

  private void reply(ThreadHandler handler, String person, String cid, String text, String id, @Nullable Talk talk) {
    var kind = kind(() -> handler.reply("d", id, words(person, cid, text)));
    if (talk == null) {
      assertThat(kind).isEqualTo(Refusal.Kind.NOT_FOUND);
      return;
    }
    var comment = ThreadRules.commentId(id, person, cid);
    var known = used.putIfAbsent(id + " " + comment, text);
    assertThat(kind).isEqualTo(known == null || known.equals(text) ? null : Refusal.Kind.CONFLICT);
    if (known == null) {
      talk.said.add(new Said(comment, person, text));
      talk.resolved = false;
    }
  }

  private void edit(ThreadHandler handler, String person, String text, String id, @Nullable Said said) {
    var kind = kind(() -> handler.edit(person, "d", id, said == null ? "none" : said.id, text));
    if (said == null) {
      assertThat(kind).isEqualTo(Refusal.Kind.NOT_FOUND);
    } else if (!said.author.equals(person)) {
      assertThat(kind).isEqualTo(Refusal.Kind.DENIED);
    } else {
      assertThat(kind).isEqualTo(said.text == null ? Refusal.Kind.CONFLICT : null);
      said.text = said.text == null ? null : text;
    }
  }

  private void delete(ThreadHandler handler, String person, String id, @Nullable Talk talk, @Nullable Said said) {
    var kind = kind(() -> handler.delete(person, "d", id, said == null ? "none" : said.id));
    if (said == null) {
      assertThat(kind).isEqualTo(Refusal.Kind.NOT_FOUND);
    } else if (!said.author.equals(person) && !person.equals("anna")) {
      assertThat(kind).isEqualTo(Refusal.Kind.DENIED);
    } else {
      assertThat(kind).isNull();
      said.text = null;
      if (talk.said.stream().allMatch(one -> one.text == null)) {
        model.remove(id);
      }
    }
  }

  private void check(long seed) {
    var kept = await(at.two.list("anna", "d"));
    assertThat(kept)
        .as("seed %d", seed)
        .extracting(CommentThread::id)
        .containsExactlyInAnyOrderElementsOf(model.keySet());
    for (var thread : kept) {
      var talk = model.get(thread.id());
      assertThat(thread.isResolved()).as("seed %d", seed).isEqualTo(talk.resolved);
      assertThat(thread.comments().stream().map(ThreadModelTest::said).toList())
          .as("seed %d", seed)
          .containsExactlyElementsOf(talk.said.stream().map(one -> one.id + one.author + one.text).toList());
    }
  }

  private static String said(Comment comment) {
    return comment.id() + comment.authorId() + (comment.deleted() ? null : comment.text());
  }

  /** What it was refused with; null if it was done. */
  private static Refusal.@Nullable Kind kind(Supplier<Future<?>> change) {
    try {
      await(change.get());
      return null;
    } catch (Refusal refusal) {
      return refusal.kind();
    }
  }

  private static <T> T pick(Random random, List<T> from) {
    return from.get(random.nextInt(from.size()));
  }

  /** What was answered as done is there once; what was refused as a conflict is not there at all. */
  @RepeatedTest(3)
  void whateverIsDoneAtTheSameTimeOnTwoNodesIsDoneOnceOrRefused() {
    long seed = new Random().nextLong();
    System.out.println("ThreadModelTest at the same time, seed " + seed);
    var random = new Random(seed);
    var thread = await(at.one.open("d", words("anna", "first", "Anfang"), null, null));
    var done = new TreeSet<String>();
    var refused = new TreeSet<String>();
    for (int round = 0; round < 40; round++) {
      var changes = new ArrayList<Future<?>>();
      for (int i = 0; i < 2 + random.nextInt(5); i++) {
        var handler = random.nextBoolean() ? at.one : at.two;
        var person = pick(random, PEOPLE);
        var cid = "c" + round + "-" + random.nextInt(3);
        changes.add(
            random.nextInt(5) == 0
                ? handler.resolve(person, "d", thread.id(), random.nextBoolean()).otherwiseEmpty()
                : reply(handler, thread.id(), person, cid, done, refused));
      }
      await(Future.join(changes));
    }
    var kept = await(at.one.find("anna", "d", thread.id()));
    assertThat(kept.comments().stream().skip(1).map(Comment::text))
        .as("seed %d", seed)
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(done);
    refused.removeAll(done);
    assertThat(kept.comments()).as("seed %d", seed).noneMatch(comment -> refused.contains(comment.text()));
    assertThat(done.size()).as("seed %d", seed).isGreaterThan(refused.size());
  }

  private static Future<?> reply(
      ThreadHandler handler, String thread, String person, String cid, TreeSet<String> done, TreeSet<String> refused) {
    var text = person + " " + cid;
    return handler
        .reply("d", thread, words(person, cid, text))
        .map(stored -> stored(text, done))
        .recover(failure -> {
          assertThat(failure).matches(ThreadStore::changedMeanwhile);
          stored(text, refused);
          return Future.succeededFuture();
        });
  }

  private static boolean stored(String text, TreeSet<String> where) {
    synchronized (where) {
      return where.add(text);
    }
  }

  @RepeatedTest(2)
  void onlyOneOfSeveralWithTheSameCidAndAnotherTextIsDone() {
    var all = new ArrayList<Future<CommentThread>>();
    for (int i = 0; i < 6; i++) {
      all.add((i % 2 == 0 ? at.one : at.two).open("d", words("bela", "c", "Text " + i / 2), null, null));
    }
    await(Future.join(all).otherwiseEmpty());
    var kept = await(at.one.list("bela", "d"));
    assertThat(kept).hasSize(1);
    var text = kept.getFirst().comments().getFirst().text();
    for (int i = 0; i < 6; i++) {
      assertThat(all.get(i).succeeded()).isEqualTo(text.equals("Text " + i / 2));
    }
  }

  @RepeatedTest(2)
  void deletingTheLastAndReplyingAtTheSameTimeIsOneOrTheOther() {
    var thread = await(at.one.open("d", words("bela", "c", "eins"), null, null));
    var deleted = at.one.delete("bela", "d", thread.id(), thread.comments().getFirst().id());
    var replied = at.two.reply("d", thread.id(), words("cem", "c", "zwei"));
    await(Future.join(deleted, replied).otherwiseEmpty());
    assertThat(deleted.succeeded()).isTrue();
    var kept = await(at.one.list("bela", "d"));
    assertThat(kept).hasSize(replied.succeeded() ? 1 : 0);
    if (replied.succeeded()) {
      assertThat(kept.getFirst().comments()).extracting(Comment::text).containsExactly("", "zwei");
    } else {
      assertThat(kind(() -> replied)).isEqualTo(Refusal.Kind.NOT_FOUND);
    }
  }
}
