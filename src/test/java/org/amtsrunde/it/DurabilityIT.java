package org.amtsrunde.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.amtsrunde.support.Member;
import org.amtsrunde.support.TestNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An answer of success means that the message is on disk: a node with the embedded store, both killed. */
class DurabilityIT {
  private static final String AUTHOR = "t1@altwasser.example";
  @TempDir Path folder;
  private TestNode node;

  @BeforeEach
  void start() {
    var settings = Map.of("AMTSRUNDE_DATA_DIR", folder.toString(), "AMTSRUNDE_DEMO", "true");
    node = new TestNode("durability", settings).freshLog().start().awaitReady();
  }

  @AfterEach
  void stop() {
    var store = node.store();
    node.stop();
    await("the store ends with its node").until(() -> !store.isAlive());
  }

  @Test
  void whatWasAcknowledgedIsThereAfterNodeAndStoreWereKilled() throws Exception {
    var room = "";
    var last = new Member.Stored("none", 0, false);
    try (var author = new Member(AUTHOR, List.of(node.port())).connect()) {
      room = author.session().roundRoom();
      for (int i = 0; i < 5; i++) {
        last = author.post(room, "kill-" + i, "Zusage " + i).get(10, TimeUnit.SECONDS);
      }
      var store = node.store();
      store.destroyForcibly();
      node.kill();
      await().until(() -> !store.isAlive());
    }
    node.start().awaitReady();
    assertStored(room, last);
  }

  @Test
  void aStoreThatOutlivedItsNodeIsAdopted() throws Exception {
    var room = "";
    Member.Stored stored;
    var store = node.store();
    try (var author = new Member(AUTHOR, List.of(node.port())).connect()) {
      room = author.session().roundRoom();
      stored = author.post(room, "adopted", "Zusage").get(10, TimeUnit.SECONDS);
      node.kill();
    }
    assertThat(store.isAlive()).isTrue();
    node.start().awaitReady();
    assertThat(store.isAlive()).isTrue();
    assertStored(room, stored);
    node.stop();
    await("an adopted store ends with its node").until(() -> !store.isAlive());
    node.start().awaitReady();
  }

  private void assertStored(String room, Member.Stored stored) throws Exception {
    try (var reader = new Member(AUTHOR, List.of(node.port())).connect()) {
      var page =
          reader
              .call("room.history", "{\"roomId\":\"" + room + "\",\"after\":" + (stored.offset() - 1) + ",\"limit\":1}")
              .get(10, TimeUnit.SECONDS);
      assertThat(page.objects("messages", 1))
          .singleElement()
          .satisfies(m -> assertThat(m.text("cid", 1, 64)).isEqualTo(stored.cid()));
      var text = page.objects("messages", 1).getFirst().text("text", 1, 100);
      var again = reader.post(room, stored.cid(), text).get(10, TimeUnit.SECONDS);
      assertThat(again).isEqualTo(new Member.Stored(stored.cid(), stored.offset(), true));
    }
  }
}
