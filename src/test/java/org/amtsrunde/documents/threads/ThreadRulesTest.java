package org.amtsrunde.documents.threads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.amtsrunde.documents.Access;
import org.amtsrunde.documents.Document;
import org.amtsrunde.documents.DocumentRole;
import org.amtsrunde.documents.DocumentState;
import org.amtsrunde.documents.yjs.RelativePosition;
import org.amtsrunde.kernel.Mentions;
import org.amtsrunde.kernel.Refusal;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ThreadRulesTest {
  private static final String AT = "2026-11-20T09:00:00Z";
  private static final String LATER = "2026-11-20T09:30:00Z";

  private static CommentThread thread(String text) {
    return ThreadRules.opened("t", comment("c0", "anna", text), null, null);
  }

  private static Comment comment(String id, String person, String text) {
    return ThreadRules.comment(id, person, text, "print-" + text, AT);
  }

  private static String at(Duration later) {
    return Instant.parse(AT).plus(later).toString();
  }

  private static String mention(String... people) {
    return Arrays.stream(people).map(id -> "[@" + id + "](person:" + id + ")").collect(Collectors.joining(" "));
  }

  private static void refused(Refusal.Kind kind, ThrowingCallable what) {
    assertThatThrownBy(what)
        .isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.kind()).isEqualTo(kind));
  }

  private static String position(String root) {
    return base64(new RelativePosition(new RelativePosition.Root(root), 0).encode());
  }

  private static String base64(byte... bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  @Test
  void aCommentIsATextWithinBounds() {
    assertThat(ThreadRules.text("  eins\n\tzwei ")).isEqualTo("eins\n\tzwei");
    assertThat(ThreadRules.text("😀".repeat(4_000))).hasSize(8_000);
    refused(Refusal.Kind.TOO_LARGE, () -> ThreadRules.text("x".repeat(4_001)));
    refused(Refusal.Kind.INVALID, () -> ThreadRules.text(" \u200b\n"));
    refused(Refusal.Kind.INVALID, () -> ThreadRules.text("a\u0000b"));
    refused(Refusal.Kind.INVALID, () -> ThreadRules.text("\ud800"));
    var twenty = mention(IntStream.range(0, 20).mapToObj(i -> "p" + i).toArray(String[]::new));
    assertThat(ThreadRules.text(twenty)).isEqualTo(twenty);
    refused(Refusal.Kind.INVALID, () -> ThreadRules.text(twenty + mention("p20")));
    assertThat(ThreadRules.quoteOrNull(null)).isNull();
    assertThat(ThreadRules.quote("ä".repeat(300))).hasSize(300);
    refused(Refusal.Kind.TOO_LARGE, () -> ThreadRules.quote("ä".repeat(301)));
  }

  @Test
  void anAnchorIsTwoRelativePositions() {
    var anchor = ThreadRules.anchor(position("a"), position("b"));
    assertThat(anchor).isEqualTo(new Anchor(position("a"), position("b")));
    assertThat(ThreadRules.anchor(position("x".repeat(507)), position("b"))).isNotNull();
    refused(Refusal.Kind.TOO_LARGE, () -> ThreadRules.anchor(position("x".repeat(600)), position("b")));
    for (var wrong : List.of("", "%%%", base64(), base64((byte) 9), position("a") + "AA==")) {
      refused(Refusal.Kind.INVALID, () -> ThreadRules.anchor(position("a"), wrong));
      refused(Refusal.Kind.INVALID, () -> ThreadRules.anchor(wrong, position("a")));
    }
    var more = new String(Base64.getDecoder().decode(position("a")), StandardCharsets.ISO_8859_1) + "\0\0";
    refused(
        Refusal.Kind.INVALID,
        () -> ThreadRules.anchor(base64(more.getBytes(StandardCharsets.ISO_8859_1)), position("a")));
  }

  @Test
  void itTakesTheRoleToCommentAndADocumentOutsideTheTrash() {
    for (var role : DocumentRole.values()) {
      for (var state : DocumentState.values()) {
        var access = access(role, state, null);
        if (role == DocumentRole.VIEW) {
          refused(Refusal.Kind.DENIED, () -> ThreadRules.mayRead(access));
          refused(Refusal.Kind.DENIED, () -> ThreadRules.mayComment(access));
        } else if (state == DocumentState.TRASHED) {
          ThreadRules.mayRead(access);
          refused(Refusal.Kind.DENIED, () -> ThreadRules.mayComment(access));
        } else {
          ThreadRules.mayComment(access);
        }
      }
    }
    refused(
        Refusal.Kind.INVALID, () -> ThreadRules.mayComment(access(DocumentRole.EDIT, DocumentState.OPEN, "parent")));
  }

  private static Access access(DocumentRole role, DocumentState state, String parent) {
    return new Access(new Document("d", "Plan", "anna", null, parent, state, AT, AT, 2, 0, 0, null), role);
  }

  @Test
  void idsFollowFromTheCommandAndFromNothingElse() {
    assertThat(ThreadRules.threadId("d", "anna", "c")).isEqualTo(ThreadRules.threadId("d", "anna", "c")).hasSize(32);
    assertThat(
            List.of(
                ThreadRules.threadId("d", "anna", "c"),
                ThreadRules.threadId("e", "anna", "c"),
                ThreadRules.threadId("d", "bela", "c"),
                ThreadRules.threadId("d", "anna", "d"),
                ThreadRules.commentId("d", "anna", "c"),
                ThreadRules.mentionId("d", "anna")))
        .doesNotHaveDuplicates();
    var place = new Anchor("x", "y");
    assertThat(
            List.of(
                ThreadRules.fingerprint("anna", "c", "eins", null, null),
                ThreadRules.fingerprint("anna", "c", "zwei", null, null),
                ThreadRules.fingerprint("anna", "c", "eins", place, null),
                ThreadRules.fingerprint("anna", "c", "eins", null, "x y"),
                ThreadRules.fingerprint("anna", "d", "eins", null, null)))
        .doesNotHaveDuplicates();
  }

  @Test
  void aRepetitionIsKnownAndAnotherBodyRefused() {
    var thread = thread("eins");
    assertThat(ThreadRules.isRepeated(thread, comment("c1", "bela", "zwei"))).isFalse();
    var replied = ThreadRules.replied(thread, comment("c1", "bela", "zwei"));
    assertThat(ThreadRules.isRepeated(replied, comment("c1", "bela", "zwei"))).isTrue();
    refused(Refusal.Kind.CONFLICT, () -> ThreadRules.isRepeated(replied, comment("c1", "bela", "drei")));
    var edited = ThreadRules.edited(replied, "c1", "bela", "drei", LATER);
    assertThat(ThreadRules.isRepeated(edited, comment("c1", "bela", "zwei"))).as("as it was first said").isTrue();
    var deleted = ThreadRules.deleted(edited, "c1", "bela", DocumentRole.COMMENT);
    assertThat(ThreadRules.isRepeated(deleted, comment("c1", "bela", "zwei"))).isTrue();
  }

  @Test
  void aThreadIsResolvedAndOpenedAgain() {
    var thread = thread("eins");
    assertThat(ThreadRules.resolved(thread, false, "bela", LATER)).isSameAs(thread);
    var resolved = ThreadRules.resolved(thread, true, "bela", LATER);
    assertThat(resolved.resolvedById()).isEqualTo("bela");
    assertThat(resolved.resolvedAt()).isEqualTo(LATER);
    assertThat(ThreadRules.resolved(resolved, true, "cem", LATER)).isSameAs(resolved);
    assertThat(ThreadRules.resolved(resolved, false, "cem", LATER)).isEqualTo(thread);
    var replied = ThreadRules.replied(resolved, comment("c1", "bela", "zwei"));
    assertThat(replied.resolvedById()).isNull();
    assertThat(replied.resolvedAt()).isNull();
    assertThat(replied.comments()).extracting(Comment::id).containsExactly("c0", "c1");
    assertThat(ThreadRules.edited(resolved, "c0", "anna", "neu", LATER).isResolved()).isTrue();
  }

  @Test
  void aThreadHasAtMostTwoHundredComments() {
    var thread = thread("eins");
    for (int i = 1; i < 200; i++) {
      thread = ThreadRules.replied(thread, comment("c" + i, "anna", "x"));
    }
    var full = ThreadRules.deleted(thread, "c7", "anna", DocumentRole.COMMENT);
    assertThat(full.comments()).hasSize(200);
    refused(Refusal.Kind.CONFLICT, () -> ThreadRules.replied(full, comment("c200", "anna", "x")));
  }

  @Test
  void onlyItsAuthorEditsAComment() {
    var thread = thread("eins");
    refused(Refusal.Kind.DENIED, () -> ThreadRules.edited(thread, "c0", "bela", "zwei", LATER));
    refused(Refusal.Kind.NOT_FOUND, () -> ThreadRules.edited(thread, "c9", "anna", "zwei", LATER));
    assertThat(ThreadRules.edited(thread, "c0", "anna", "eins", LATER)).as("nothing changes").isSameAs(thread);
    var edited = ThreadRules.edited(thread, "c0", "anna", "zwei", LATER).comment("c0");
    assertThat(edited.text()).isEqualTo("zwei");
    assertThat(edited.editedAt()).isEqualTo(LATER);
    assertThat(edited.createdAt()).isEqualTo(AT);
  }

  @Test
  void aDeletedCommentLeavesItsPlaceAndNoWordAndTheLastOneTakesTheThread() {
    var thread = ThreadRules.replied(thread("geheim"), comment("c1", "bela", mention("cem")));
    refused(Refusal.Kind.DENIED, () -> ThreadRules.deleted(thread, "c1", "anna", DocumentRole.EDIT));
    refused(Refusal.Kind.NOT_FOUND, () -> ThreadRules.deleted(thread, "c9", "anna", DocumentRole.OWN));
    var byOwner = ThreadRules.deleted(thread, "c1", "anna", DocumentRole.OWN);
    assertThat(byOwner.comment("c1").deleted()).isTrue();
    assertThat(byOwner.comment("c1").text()).isEmpty();
    assertThat(byOwner.comment("c1").named()).isEmpty();
    assertThat(ThreadRules.deleted(byOwner, "c1", "bela", DocumentRole.COMMENT)).as("again").isSameAs(byOwner);
    refused(Refusal.Kind.CONFLICT, () -> ThreadRules.edited(byOwner, "c1", "bela", "doch", LATER));
    assertThat(ThreadRules.deleted(byOwner, "c0", "anna", DocumentRole.COMMENT)).isNull();
  }

  @Test
  void whoeverIsNewlyMentionedIsToldForADay() {
    var first = comment("c0", "anna", mention("bela", "anna", "bela", "cem"));
    assertThat(ThreadRules.toTell(first, AT)).as("not oneself").containsExactly("bela", "cem");
    assertThat(ThreadRules.toTell(first, at(Duration.ofHours(23)))).containsExactly("bela", "cem");
    assertThat(ThreadRules.toTell(first, at(Duration.ofDays(1)))).isEmpty();
    var thread = ThreadRules.opened("t", first, null, null);
    var soon = at(Duration.ofHours(1));
    assertThat(ThreadRules.toTell(edited(thread, mention("cem", "dora"), soon), soon))
        .as("perhaps nobody was told of the first text")
        .containsExactly("cem", "dora");
    var late = at(Duration.ofDays(2));
    assertThat(ThreadRules.toTell(edited(thread, mention("cem", "dora"), late), late)).containsExactly("dora");
  }

  private static Comment edited(CommentThread thread, String text, String at) {
    return ThreadRules.edited(thread, "c0", "anna", text, at).comment("c0");
  }

  @Test
  void whatIsToldNamesThePlace() {
    var told = ThreadRules.told(comment("c0", "anna", "Siehe da"), "t1", "d1", "Plan [neu]_*`\\ (person:x)");
    assertThat(told).isEqualTo("[Plan \\[neu\\]\\_\\*\\`\\\\ (person:x)](/dokumente/d1?thread=t1)\n\nSiehe da");
    assertThat(Mentions.in(ThreadRules.told(comment("c0", "anna", "x"), "t", "d", "[@Bela](person:bela)"))).isEmpty();
  }

  @Test
  void aThreadIsReadAsItIsKept() {
    var anchor = ThreadRules.anchor(position("a"), position("b"));
    var thread = ThreadRules.opened("t", comment("c0", "anna", "Grüße 😀\n" + mention("bela")), anchor, "Januar");
    var more =
        ThreadRules.deleted(
            ThreadRules.replied(thread, comment("c1", "bela", "zwei")), "c1", "bela", DocumentRole.COMMENT);
    for (var one : List.of(thread, more, ThreadRules.resolved(more, true, "cem", LATER), thread("x"))) {
      assertThat(ThreadJson.read(ThreadJson.kept(one))).isEqualTo(one);
    }
    assertThat(new String(ThreadJson.shown(thread), StandardCharsets.UTF_8))
        .contains("\"resolvedById\":null", "\"editedAt\":null")
        .doesNotContain("fingerprint", "named");
  }
}
