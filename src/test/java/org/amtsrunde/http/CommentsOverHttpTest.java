package org.amtsrunde.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.amtsrunde.documents.yjs.RelativePosition;
import org.amtsrunde.support.HttpTestClient;
import org.amtsrunde.support.Talker;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Comments on a document over HTTP, done right and in each wrong way. */
class CommentsOverHttpTest {
  private static final String MISSING = "/api/documents/there-is-none";
  private static final byte[] NOTHING = {};

  @RegisterExtension static final Nodes NODE = new Nodes();
  private static HttpTestClient owner;
  private static HttpTestClient commenter;
  private static HttpTestClient viewer;
  private static HttpTestClient stranger;
  private static int cids;

  private String document;
  private String path;
  private String threads;

  @BeforeAll
  static void signIn() {
    owner = NODE.as("t3@donaulohe.example");
    commenter = NODE.as("t5@felsheim.example");
    viewer = NODE.as("m1@altwasser.example");
    stranger = NODE.as("m2@birkenried.example");
  }

  @AfterAll
  static void close() {
    List.of(owner, commenter, viewer, stranger).forEach(HttpTestClient::close);
  }

  @BeforeEach
  void document() {
    document = owner.post("/api/documents", "{\"title\":\"Plan [neu]\"}").json().get("id").asText();
    path = "/api/documents/" + document;
    threads = path + "/threads";
    share("demo-t5", "comment");
    share("demo-m1", "view");
  }

  private void share(String person, String role) {
    var body = ("{\"role\":\"" + role + "\"}").getBytes(StandardCharsets.UTF_8);
    assertThat(owner.request("PUT", path + "/shares/" + person, body).status()).isEqualTo(204);
  }

  private static String cid() {
    return "c-" + cids++;
  }

  private static String body(String cid, String text) {
    return "{\"cid\":\"" + cid + "\",\"text\":\"" + text + "\"}";
  }

  private JsonNode open(HttpTestClient who, String text) {
    var answer = who.post(threads, body(cid(), text));
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    return answer.json();
  }

  private String thread(JsonNode thread) {
    return threads + "/" + thread.get("id").asText();
  }

  private String comment(JsonNode thread, int number) {
    return thread(thread) + "/comments/" + thread.at("/comments/" + number + "/id").asText();
  }

  private static String position(String root) {
    var bytes = new RelativePosition(new RelativePosition.Root(root), 0).encode();
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static String anchored(String from, String to, String quote) {
    return "{\"cid\":\"%s\",\"text\":\"x\",\"anchor\":{\"from\":\"%s\",\"to\":\"%s\"},\"quote\":%s}"
        .formatted(cid(), from, to, quote);
  }

  @Test
  void aThreadIsOpenedAnsweredResolvedAndOpenAgain() {
    var first = commenter.post(threads, anchored(position("a"), position("b"), "\"Januar\"")).json();
    assertThat(first.at("/anchor/from").asText()).isEqualTo(position("a"));
    assertThat(first.at("/anchor/to").asText()).isEqualTo(position("b"));
    assertThat(first.get("quote").asText()).isEqualTo("Januar");
    assertThat(first.at("/comments/0/authorId").asText()).isEqualTo("demo-t5");
    assertThat(first.get("resolvedAt").isNull()).isTrue();
    var second = open(owner, "Zum Ganzen");
    assertThat(second.get("anchor").isNull()).isTrue();
    assertThat(second.get("quote").isNull()).isTrue();
    assertThat(commenter.get(threads).json().get("threads"))
        .extracting(one -> one.get("id").asText())
        .containsExactly(first.get("id").asText(), second.get("id").asText());

    var resolved = owner.post(thread(first), "{\"resolved\":true}").json();
    assertThat(resolved.get("resolvedById").asText()).isEqualTo("demo-t3");
    assertThat(commenter.post(thread(first), "{\"resolved\":true}").json()).as("already").isEqualTo(resolved);
    assertThat(commenter.get(threads).json().get("threads")).as("resolved ones too").hasSize(2);
    var replied = commenter.post(thread(first) + "/comments", body(cid(), "Doch nicht"));
    assertThat(replied.status()).isEqualTo(201);
    assertThat(replied.json().get("resolvedById").isNull()).isTrue();
    assertThat(replied.json().get("comments")).hasSize(2);
    assertThat(owner.get(thread(first)).json()).isEqualTo(replied.json());
    assertThat(owner.post(thread(first), "{\"resolved\":false}").json()).isEqualTo(replied.json());
  }

  @Test
  void aRepeatedCommandIsDoneOnceAndACidHasOneBody() {
    var cid = cid();
    var first = commenter.post(threads, body(cid, "eins"));
    var again = commenter.post(threads, body(cid, "eins"));
    assertThat(again.status()).isEqualTo(201);
    assertThat(again.json()).isEqualTo(first.json());
    assertThat(commenter.post(threads, body(cid, "zwei")).status()).isEqualTo(409);
    var replies = thread(first.json()) + "/comments";
    assertThat(commenter.post(replies, body(cid, "drei")).status()).as("that was said with it already").isEqualTo(409);
    var next = cid();
    var replied = commenter.post(replies, body(next, "drei")).json();
    assertThat(commenter.post(replies, body(next, "drei")).json()).isEqualTo(replied);
    assertThat(commenter.post(replies, body(next, "vier")).status()).isEqualTo(409);
    assertThat(owner.post(replies, body(next, "fünf")).json().get("comments")).as("of somebody else").hasSize(3);
    assertThat(owner.get(threads).json().get("threads")).hasSize(1);
  }

  @Test
  void anAuthorEditsAndAuthorOrOwnerDeletes() {
    var thread = open(commenter, "eins");
    owner.post(thread(thread) + "/comments", body(cid(), "zwei"));
    thread = owner.get(thread(thread)).json();
    assertThat(owner.post(comment(thread, 0), "{\"text\":\"fremd\"}").status()).isEqualTo(403);
    assertThat(commenter.request("DELETE", comment(thread, 1), NOTHING).status()).isEqualTo(403);
    var edited = commenter.post(comment(thread, 0), "{\"text\":\"neu\"}").json().at("/comments/0");
    assertThat(edited.get("text").asText()).isEqualTo("neu");
    assertThat(edited.get("editedAt").isNull()).isFalse();
    assertThat(commenter.post(comment(thread, 0) + "x", "{\"text\":\"neu\"}").status()).isEqualTo(404);

    assertThat(owner.request("DELETE", comment(thread, 0), NOTHING).status()).isEqualTo(204);
    assertThat(owner.request("DELETE", comment(thread, 0), NOTHING).status()).as("again").isEqualTo(204);
    var left = commenter.get(thread(thread)).json().at("/comments/0");
    assertThat(left.get("text").asText()).isEmpty();
    assertThat(left.get("deleted").asBoolean()).isTrue();
    assertThat(commenter.post(comment(thread, 0), "{\"text\":\"doch\"}").status()).isEqualTo(409);
    assertThat(owner.request("DELETE", comment(thread, 1), NOTHING).status()).isEqualTo(204);
    assertThat(owner.get(thread(thread)).status()).isEqualTo(404);
    assertThat(owner.get(threads).json().get("threads")).isEmpty();
    assertThat(owner.request("DELETE", comment(thread, 1), NOTHING).status()).isEqualTo(404);
    assertThat(owner.post(thread(thread), "{\"resolved\":true}").status()).isEqualTo(404);
    assertThat(owner.post(thread(thread) + "/comments", body(cid(), "x")).status()).isEqualTo(404);
  }

  @Test
  void aViewerSeesNoneAndForAStrangerThereIsNothing() {
    var thread = open(commenter, "unter uns");
    var comment = comment(thread, 0);
    for (var where : List.of(threads, thread(thread))) {
      assertThat(viewer.get(where).status()).isEqualTo(403);
      assertThat(viewer.get(where).text()).doesNotContain("unter uns");
      assertThat(stranger.get(where).text()).isEqualTo(stranger.get(MISSING + "/threads").text());
      assertThat(stranger.get(where).status()).isEqualTo(404);
    }
    for (var who : List.of(viewer, stranger)) {
      int status = who == viewer ? 403 : 404;
      assertThat(who.post(threads, body(cid(), "x")).status()).isEqualTo(status);
      assertThat(who.post(thread(thread) + "/comments", body(cid(), "x")).status()).isEqualTo(status);
      assertThat(who.post(thread(thread), "{\"resolved\":true}").status()).isEqualTo(status);
      assertThat(who.post(comment, "{\"text\":\"x\"}").status()).isEqualTo(status);
      assertThat(who.request("DELETE", comment, NOTHING).status()).isEqualTo(status);
    }
    try (var nobody = NODE.nobody()) {
      assertThat(nobody.get(threads).status()).isEqualTo(401);
      assertThat(nobody.post(threads, body(cid(), "x")).status()).isEqualTo(401);
    }
    commenter.origin("https://evil.example");
    assertThat(commenter.post(threads, body(cid(), "x")).status()).isEqualTo(403);
    commenter.origin(null);
    assertThat(owner.get(thread(thread)).json()).isEqualTo(thread);
  }

  @Test
  void aFrozenDocumentIsCommentedAndOneInTheTrashIsNotAndAnErasedOneIsGone() {
    var thread = open(commenter, "eins");
    owner.post(path, "{\"frozen\":true}");
    assertThat(commenter.post(thread(thread) + "/comments", body(cid(), "zwei")).status()).isEqualTo(201);
    assertThat(owner.post(path + "/trash", "{}").status()).isEqualTo(204);
    assertThat(owner.post(threads, body(cid(), "x")).status()).isEqualTo(403);
    assertThat(owner.post(thread(thread), "{\"resolved\":true}").status()).isEqualTo(403);
    assertThat(owner.request("DELETE", comment(thread, 0), NOTHING).status()).isEqualTo(403);
    assertThat(owner.get(threads).json().get("threads")).hasSize(1);
    assertThat(commenter.get(threads).status()).isEqualTo(404);
    owner.post(path + "/untrash", "{}");
    assertThat(commenter.get(thread(thread)).json().get("comments")).hasSize(2);
    assertThat(owner.request("DELETE", path, NOTHING).status()).isEqualTo(204);
    assertThat(owner.get(threads).status()).isEqualTo(404);
  }

  @Test
  void aSuggestionHasNoneOfItsOwn() {
    share("demo-t5", "suggest");
    var branch = "/api/documents/" + commenter.post(path + "/suggestions", "{}").json().get("id").asText();
    assertThat(commenter.get(branch + "/threads").json().get("threads")).isEmpty();
    assertThat(commenter.post(branch + "/threads", body(cid(), "x")).status()).isEqualTo(400);
    assertThat(owner.get(branch + "/threads").status()).as("they only view it").isEqualTo(403);
  }

  @Test
  void whatIsTooLongOrNoPlaceIsRefused() {
    var thread = open(commenter, "x".repeat(4_000));
    for (var replies : List.of(threads, thread(thread) + "/comments")) {
      assertThat(commenter.post(replies, body(cid(), "x".repeat(4_001))).status()).isEqualTo(413);
      assertThat(commenter.post(replies, body(cid(), " ")).status()).isEqualTo(400);
      assertThat(commenter.post(replies, body("", "x")).status()).isEqualTo(400);
      assertThat(commenter.post(replies, "{\"cid\":\"c\"}").status()).isEqualTo(400);
      assertThat(commenter.post(replies, body(cid(), mentions(21))).status()).isEqualTo(400);
    }
    assertThat(commenter.post(comment(thread, 0), "{\"text\":\"\"}").status()).isEqualTo(400);
    assertThat(commenter.post(thread(thread), "{}").status()).isEqualTo(400);
    var good = position("a");
    for (var wrong : List.of("", "%%", "AA", good + "AA==", "CQ==")) {
      assertThat(commenter.post(threads, anchored(wrong, good, "null")).status()).as(wrong).isEqualTo(400);
      assertThat(commenter.post(threads, anchored(good, wrong, "null")).status()).as(wrong).isEqualTo(400);
    }
    assertThat(commenter.post(threads, anchored(good, position("x".repeat(600)), "null")).status()).isEqualTo(413);
    var half = "{\"cid\":\"c\",\"text\":\"x\",\"anchor\":{\"from\":\"" + good + "\"}}";
    assertThat(commenter.post(threads, half).status()).isEqualTo(400);
    assertThat(commenter.post(threads, "{\"cid\":\"c\",\"text\":\"x\",\"anchor\":\"" + good + "\"}").status())
        .isEqualTo(400);
    assertThat(commenter.post(threads, anchored(good, good, "\"" + "ä".repeat(301) + "\"")).status()).isEqualTo(413);
    assertThat(commenter.post(threads, anchored(good, good, "\"" + "ä".repeat(300) + "\"")).status()).isEqualTo(201);
    assertThat(commenter.get(threads).json().get("threads")).hasSize(2);
  }

  private static String mentions(int count) {
    return IntStream.range(0, count).mapToObj(i -> mention("p" + i)).collect(Collectors.joining(" "));
  }

  private static String mention(String person) {
    return "[@Name](person:" + person + ")";
  }

  @Test
  void aMentionReachesTheDirectConversationOnceAndOnlyWhoMaySeeTheComment() {
    share("demo-t1", "comment");
    var text =
        "Bitte ansehen, " + mention("demo-t1") + mention("demo-m1") + mention("demo-m2") + mention("demo-t5") + ".";
    var cid = cid();
    try (var author = Talker.of(commenter)) {
      for (int i = 0; i < 3; i++) {
        assertThat(patiently(threads, body(cid, text))).isEqualTo(201);
      }
      var thread = commenter.get(threads).json().at("/threads/0");
      var link = "[Plan \\[neu\\]](/dokumente/" + document + "?thread=" + thread.get("id").asText() + ")";
      assertThat(told(author, "demo-t1")).containsExactly(link + "\n\n" + text);
      assertThat(told(author, "demo-m1")).as("views, and sees no comments").isEmpty();
      assertThat(told(author, "demo-m2")).as("has no access").isEmpty();

      assertThat(patiently(comment(thread, 0), "{\"text\":\"Anders " + mention("demo-t1") + "\"}")).isEqualTo(200);
      assertThat(told(author, "demo-t1")).as("was mentioned before").hasSize(1);
      for (int i = 0; i < 2; i++) {
        var edit = "{\"text\":\"Anders " + mention("demo-t3") + mention("demo-t1") + "\"}";
        assertThat(patiently(comment(thread, 0), edit)).isEqualTo(200);
      }
      assertThat(told(author, "demo-t1")).hasSize(1);
      assertThat(told(author, "demo-t3")).hasSize(1).first().asString().startsWith(link + "\n\nAnders ");
      assertThat(patiently(thread(thread) + "/comments", body(cid(), "Und " + mention("demo-t1")))).isEqualTo(201);
      assertThat(told(author, "demo-t1")).hasSize(2);
    }
  }

  @Test
  void aMentionInTheTextReachesWhoMayReadItOnceForEachPlace() {
    share("demo-t5", "edit");
    var where = path + "/mentions";
    try (var author = Talker.of(commenter)) {
      var cid = cid();
      for (int i = 0; i < 3; i++) {
        assertThat(patiently(where, mentioning(cid, "demo-m1", "Fragt @Mia [morgen]" + i))).isEqualTo(204);
      }
      var words = "[Plan \\[neu\\]](/dokumente/" + document + ")\n\n> Fragt @Mia \\[morgen\\]";
      assertThat(told(author, "demo-m1")).containsExactly(words + "0");
      assertThat(patiently(where, mentioning(cid(), "demo-m1", "Und @Mia"))).isEqualTo(204);
      assertThat(told(author, "demo-m1")).as("another place").hasSize(2);
      for (var person : List.of("demo-m2", "demo-t5", "nobody")) {
        assertThat(patiently(where, mentioning(cid(), person, "Hallo"))).as(person).isEqualTo(204);
      }
      assertThat(told(author, "demo-m2")).as("has no access").isEmpty();
    }
    assertThat(viewer.post(where, mentioning(cid(), "demo-t5", "Hallo")).status()).isEqualTo(403);
    assertThat(stranger.post(where, mentioning(cid(), "demo-t5", "Hallo")).status()).isEqualTo(404);
    assertThat(commenter.post(where, mentioning(cid(), "demo-m1", " ")).status()).isEqualTo(400);
    assertThat(commenter.post(where, mentioning(cid(), "demo-m1", "ä".repeat(301))).status()).isEqualTo(413);
    assertThat(owner.post(path, "{\"frozen\":true}").status()).isEqualTo(200);
    assertThat(commenter.post(where, mentioning(cid(), "demo-m1", "Hallo")).status()).isEqualTo(403);
  }

  private static String mentioning(String cid, String person, String quote) {
    return "{\"cid\":\"" + cid + "\",\"personId\":\"" + person + "\",\"quote\":\"" + quote + "\"}";
  }

  /** Whoever writes faster than the server allows waits like a person would, and repeats what they said. */
  private static int patiently(String where, String body) {
    return Awaitility.await(where)
        .pollInterval(Duration.ofMillis(100))
        .atMost(Duration.ofSeconds(30))
        .until(() -> commenter.post(where, body).status(), status -> status != 429);
  }

  /** All that the two have said to each other about this document. */
  private List<String> told(Talker author, String other) {
    var room = author.call("room.direct", "{\"personIds\":[\"" + other + "\"]}").get("roomId").asText();
    var messages = author.call("room.open", "{\"roomId\":\"" + room + "\"}").get("messages");
    return StreamSupport.stream(messages.spliterator(), false)
        .map(message -> message.get("text").asText())
        .filter(text -> text.contains(document))
        .toList();
  }
}
