package org.amtsrunde.messenger;

import static org.amtsrunde.support.RedisExtension.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.amtsrunde.kernel.Fields;
import org.amtsrunde.kernel.Refusal;
import org.amtsrunde.support.RedisExtension;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A store that is killed in the middle of writing: what was answered is there, what is sent again is there once. */
class StoreLossTest {
  @RegisterExtension static final RedisExtension REDIS = new RedisExtension();

  private static final int POSTS = 400;

  @Test
  void eachPostIsThereOnceAndWhereItsAnswerSaid() {
    var rooms = new Rooms(REDIS);
    var room = rooms.group("a", "b");
    var answers = new HashMap<String, Long>();
    var unanswered = send(rooms, room, numbers(), answers, POSTS / 2);
    assertThat(answers).as("answered before the store was killed").isNotEmpty();
    assertThat(unanswered).as("interrupted").isNotEmpty();
    while (!unanswered.isEmpty()) {
      Awaitility.await().until(() -> REDIS.store().isUp());
      unanswered = send(rooms, room, unanswered, answers, -1);
    }
    var stored = new HashMap<String, Long>();
    for (long from = 0; ; ) {
      var page = rooms.call("a", "room.history", "roomId", room, "after", from, "limit", 100).objects("messages", 100);
      if (page.isEmpty()) {
        break;
      }
      for (var message : page) {
        from = message.number("offset", from + 1, Long.MAX_VALUE);
        assertThat(stored.put(message.id("cid"), from)).as("stored twice").isNull();
      }
    }
    assertThat(stored).isEqualTo(answers).hasSize(POSTS);
    assertThat(new HashSet<>(stored.values())).hasSize(POSTS);
    assertThat(rooms.summary("b", room).unread()).isEqualTo(POSTS);
  }

  private static List<String> numbers() {
    var cids = new ArrayList<String>();
    for (int i = 0; i < POSTS; i++) {
      cids.add("c" + i);
    }
    return cids;
  }

  /** Posts under these cids at once and answers those that failed; kills the store while it is busy with the given one. */
  private static List<String> send(Rooms rooms, String room, List<String> cids, Map<String, Long> answers, int killAt) {
    var sent = new ArrayList<Future<byte[]>>();
    for (var cid : cids) {
      sent.add(rooms.send("a", "room.post", "roomId", room, "cid", cid, "text", "Nachricht " + cid));
      if (sent.size() == killAt) {
        await(sent.get(killAt / 2));
        REDIS.process().handle().destroyForcibly();
      }
    }
    await(Future.join(sent).otherwiseEmpty());
    var failed = new ArrayList<String>();
    for (int i = 0; i < cids.size(); i++) {
      var answer = sent.get(i);
      if (answer.succeeded()) {
        answers.put(cids.get(i), Fields.parse(answer.result()).number("offset", 1, Long.MAX_VALUE));
      } else {
        assertThat(((Refusal) answer.cause()).kind()).isEqualTo(Refusal.Kind.UNAVAILABLE);
        failed.add(cids.get(i));
      }
    }
    return failed;
  }
}
