package org.amtsrunde.documents.threads;

import static org.amtsrunde.documents.threads.Commented.words;
import static org.amtsrunde.support.RedisExtension.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.amtsrunde.documents.DocumentRole;
import org.amtsrunde.documents.DocumentState;
import org.amtsrunde.documents.Notice;
import org.amtsrunde.documents.threads.MentionPost.Mention;
import org.amtsrunde.kernel.Refusal;
import org.amtsrunde.support.RedisExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Threads in a real store: what is kept, what the log is told, what is refused, and that nothing is left. */
class StoredThreadsTest {
  @RegisterExtension static final RedisExtension REDIS = new RedisExtension();

  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-20T09:00:00Z"));
  private Commented at;

  @BeforeEach
  void document() {
    at = new Commented(REDIS, now::get);
  }

  private CommentThread open(String person, String cid, String text) {
    return await(at.one.open("d", words(person, cid, text), null, null));
  }

  private static void refused(Refusal.Kind kind, Future<?> change) {
    assertThatThrownBy(() -> await(change))
        .isInstanceOfSatisfying(Refusal.class, no -> assertThat(no.kind()).isEqualTo(kind));
  }

  private List<String> notices() {
    return await(at.documents.after("d", 0, 1000)).entries().stream()
        .map(Notice::of)
        .filter(java.util.Objects::nonNull)
        .map(Notice::words)
        .toList();
  }

  @Test
  void everyChangeIsOneNoticeThatNamesTheThreadAndWhatChangesNothingIsNone() {
    var thread = open("bela", "c1", "Geheimnis");
    open("bela", "c1", "Geheimnis");
    await(at.two.reply("d", thread.id(), words("anna", "c2", "ja")));
    await(at.one.reply("d", thread.id(), words("anna", "c2", "ja")));
    await(at.one.resolve("cem", "d", thread.id(), true));
    await(at.two.resolve("anna", "d", thread.id(), true));
    await(at.one.edit("bela", "d", thread.id(), thread.comments().getFirst().id(), "nein"));
    var notice = new String(Notice.ofThread(thread.id()), StandardCharsets.UTF_8);
    assertThat(notice).isEqualTo("{\"type\":\"thread\",\"id\":\"" + thread.id() + "\"}");
    assertThat(notices()).containsExactly(notice, notice, notice, notice);
    var kept = await(at.two.list("anna", "d"));
    assertThat(kept).hasSize(1);
    assertThat(kept.getFirst().resolvedById()).isEqualTo("cem");
    assertThat(kept.getFirst().comments()).extracting(Comment::text).containsExactly("nein", "ja");
  }

  @Test
  void whatWasDecidedOnAnOlderStateIsRefused() {
    var thread = open("bela", "c1", "eins");
    var before = await(at.threads.find("d", thread.id()));
    await(at.threads.keep("d", before, ThreadRules.resolved(before.thread(), true, "anna", "2026-11-20T10:00:00Z")));
    assertThatThrownBy(() -> await(at.threads.keep("d", before, before.thread())))
        .matches(ThreadStore::changedMeanwhile);
    assertThatThrownBy(() -> await(at.threads.keep("d", null, thread))).matches(ThreadStore::changedMeanwhile);
    assertThatThrownBy(() -> await(at.threads.remove("d", before))).matches(ThreadStore::changedMeanwhile);
    var after = await(at.threads.find("d", thread.id()));
    assertThat(after.thread().isResolved()).isTrue();
    await(at.threads.remove("d", after));
    refused(Refusal.Kind.NOT_FOUND, at.threads.keep("d", null, thread));
    assertThatThrownBy(() -> await(at.threads.keep("d", after, after.thread()))).matches(ThreadStore::changedMeanwhile);
  }

  @Test
  void theScriptLooksAtTheDocumentItself() {
    var thread =
        ThreadRules.opened("t", ThreadRules.comment("c", "anna", "x", "p", "2026-11-20T09:00:00Z"), null, null);
    await(at.documents.change("d", null, null, DocumentState.FROZEN));
    await(at.threads.keep("d", null, thread));
    await(at.documents.change("d", null, null, DocumentState.TRASHED));
    var kept = await(at.threads.find("d", "t"));
    refused(Refusal.Kind.DENIED, at.threads.keep("d", kept, thread));
    refused(Refusal.Kind.DENIED, at.threads.remove("d", kept));
    refused(Refusal.Kind.NOT_FOUND, at.threads.keep("none", null, thread));
    await(at.documents.erase("d"));
    refused(Refusal.Kind.NOT_FOUND, at.threads.keep("d", null, thread));
    assertThat(await(at.threads.all("d"))).isEmpty();
  }

  @Test
  void aDocumentHasAtMostFiveHundredThreads() {
    var made = IntStream.range(0, 500).mapToObj(i -> at.one.open("d", words("bela", "c" + i, "x"), null, null));
    await(Future.all(made.toList()));
    refused(Refusal.Kind.CONFLICT, at.one.open("d", words("bela", "c500", "x"), null, null));
    var first = open("bela", "c0", "x");
    await(at.one.reply("d", first.id(), words("bela", "more", "y")));
    first.comments().forEach(comment -> await(at.one.delete("bela", "d", first.id(), comment.id())));
    refused(Refusal.Kind.CONFLICT, at.one.open("d", words("bela", "c500", "x"), null, null));
    var second = open("bela", "c1", "x");
    await(at.one.delete("bela", "d", second.id(), second.comments().getFirst().id()));
    open("bela", "c500", "x");
  }

  @Test
  void allCommentsOfADocumentHaveAtMostEightMebibytes() {
    var text = "ä".repeat(ThreadRules.LONGEST_TEXT);
    var when = now.get().toString();
    var comments =
        IntStream.range(0, 100).mapToObj(i -> ThreadRules.comment("c" + i, "bela", text, "p", when)).toList();
    var large =
        IntStream.range(0, 11)
            .mapToObj(i -> new CommentThread("t" + i, null, null, when, null, null, comments))
            .toList();
    large.subList(0, 10).forEach(thread -> await(at.threads.keep("d", null, thread)));
    refused(Refusal.Kind.CONFLICT, at.threads.keep("d", null, large.get(10)));
    await(at.one.delete("bela", "d", "t0", "c7"));
    assertThat(await(at.one.find("bela", "d", "t0")).comments()).hasSize(100);
    open("bela", "c1", "x");
  }

  @Test
  void whoIsMentionedIsToldBeforeTheAnswerAndAgainByARepetitionOnly() {
    var text = "[@Vera](person:vera) [@Nora](person:nora) [@Anna](person:anna) [@Bela](person:bela)";
    at.postFails = true;
    assertThatThrownBy(() -> open("bela", "c1", text)).hasMessage("the messenger is away");
    at.postFails = false;
    var thread = open("bela", "c1", text);
    var comment = thread.comments().getFirst();
    var told =
        new Mention(
            "anna",
            ThreadRules.mentionId(comment.id(), "anna"),
            "[Plan](/dokumente/d?thread=" + thread.id() + ")\n\n" + text);
    assertThat(at.told).as("who only views, has no access or wrote it is not told").containsExactly(told);
    open("bela", "c1", text);
    assertThat(at.told).as("the same, for the messenger to know").containsExactly(told, told);
    at.told.clear();
    await(at.one.reply("d", thread.id(), words("anna", "c2", "ja")));
    await(at.one.resolve("bela", "d", thread.id(), true));
    assertThat(at.told).isEmpty();
    now.updateAndGet(time -> time.plus(Duration.ofDays(2)));
    open("bela", "c1", text);
    assertThat(at.told).as("long ago").isEmpty();
    await(at.one.edit("bela", "d", thread.id(), comment.id(), text + " [@Cem](person:cem)"));
    assertThat(at.told).extracting(Mention::personId).containsExactly("cem");
  }

  @Test
  void nothingIsToldOfWhatTheCommentNoLongerSays() {
    var text = "falsch [@Anna](person:anna)";
    at.postFails = true;
    assertThatThrownBy(() -> open("bela", "c1", text)).hasMessage("the messenger is away");
    at.postFails = false;
    var thread = await(at.one.list("bela", "d")).getFirst();
    await(at.one.edit("bela", "d", thread.id(), thread.comments().getFirst().id(), "richtig"));
    open("bela", "c1", text);
    assertThat(at.told).isEmpty();
  }

  @Test
  void nothingIsLeftOfADeletedCommentNorOfAnErasedDocument() {
    var thread = open("bela", "c1", "Geheimnis [@Cem](person:cem)");
    var reply = await(at.one.reply("d", thread.id(), words("cem", "c2", "Verborgen"))).comments().getLast();
    var other = await(at.one.open("d", words("cem", "c3", "Andernorts"), null, "Zitat"));
    assertThat(everything()).contains("Geheimnis", "Verborgen", "Andernorts", "Zitat");
    await(at.one.delete("bela", "d", thread.id(), thread.comments().getFirst().id()));
    assertThat(everything()).doesNotContain("Geheimnis").contains("Verborgen");
    await(at.one.edit("cem", "d", thread.id(), reply.id(), "Neues"));
    assertThat(everything()).doesNotContain("Verborgen").contains("Neues");
    await(at.one.delete("anna", "d", other.id(), other.comments().getFirst().id()));
    assertThat(everything()).as("the last comment takes its thread").doesNotContain("Andernorts", "Zitat");
    await(at.documents.erase("d"));
    assertThat(everything()).doesNotContain("Neues", "threads:", thread.id(), other.id(), "cem");
  }

  @Test
  void whoeverMayNoLongerCommentChangesNothing() {
    var thread = open("bela", "c1", "eins");
    var comment = thread.comments().getFirst().id();
    await(at.documents.share("d", "bela", DocumentRole.VIEW));
    refused(Refusal.Kind.DENIED, at.one.list("bela", "d"));
    refused(Refusal.Kind.DENIED, at.one.find("bela", "d", thread.id()));
    refused(Refusal.Kind.DENIED, at.one.delete("bela", "d", thread.id(), comment));
    await(at.documents.share("d", "bela", null));
    refused(Refusal.Kind.NOT_FOUND, at.one.edit("bela", "d", thread.id(), comment, "zwei"));
    refused(Refusal.Kind.NOT_FOUND, at.one.list("bela", "d"));
  }

  /** Every byte of every key, uncompressed. */
  private static String everything() {
    await(REDIS.store().send(Command.CONFIG, "SET", "rdbcompression", "no"));
    var all = new StringBuilder();
    for (var key : await(REDIS.store().send(Command.KEYS, "*"))) {
      var dump = await(REDIS.store().send(Command.DUMP, key.toString()));
      all.append(key).append(' ').append(dump == null ? "" : new String(dump.toBytes(), StandardCharsets.ISO_8859_1));
    }
    return all.toString();
  }
}
