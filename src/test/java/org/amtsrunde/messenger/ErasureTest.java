package org.amtsrunde.messenger;

import static org.amtsrunde.support.RedisExtension.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.redis.client.Command;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.amtsrunde.realtime.Directive;
import org.amtsrunde.redis.Keys;
import org.amtsrunde.support.RedisExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ErasureTest {
  @RegisterExtension static final RedisExtension REDIS = new RedisExtension();

  private Rooms rooms;
  private String room;
  private String channel;

  @BeforeEach
  void start() {
    rooms = new Rooms(REDIS);
    room = rooms.group("a", "b");
    channel = Keys.roomChannel(room);
  }

  @Test
  void nothingOfADeletedMessageIsLeftInTheStore() {
    var id = rooms.messageId("b", room, "c1", "tokfirstx [@a](person:a)");
    rooms.post("a", room, "c2", "tokotherx");
    rooms.call("a", "room.react", "roomId", room, "cid", "c3", "messageId", id, "reaction", "thanks", "on", true);
    rooms.call("b", "room.edit", "roomId", room, "cid", "c4", "messageId", id, "text", "toksecondx [@a](person:a)");
    assertThat(rooms.tokensInTheStore()).containsExactlyInAnyOrder("tokfirstx", "toksecondx", "tokotherx");
    rooms.call("a", "room.delete", "roomId", room, "cid", "c5", "messageId", id);
    assertThat(rooms.tokensInTheStore()).containsExactly("tokotherx");
    assertThat(await(REDIS.store().send(Command.SLOWLOG, "LEN")).toInteger()).isZero();
    assertThat(rooms.json("a", "room.open", "roomId", room)).contains("\"text\":\"\"", "\"deleted\":true");
    assertThat(rooms.summary("a", room).unread()).isZero();
    assertThat(rooms.summary("a", room).mentions()).isZero();
    var last = await(rooms.log.before(channel, Long.MAX_VALUE, 1)).entries().get(0);
    assertThat(last.directive()).isEqualTo(new Directive.Erase(List.of(3L, 6L)));
  }

  @Test
  void whoWasAwayRecoversAcrossErasedEntries() {
    long before = rooms.post("a", room, "c1", "eins");
    var ids = List.of(rooms.messageId("a", room, "c2", "zwei"), rooms.messageId("a", room, "c3", "drei"));
    rooms.post("a", room, "c4", "vier");
    ids.forEach(id -> rooms.call("a", "room.delete", "roomId", room, "cid", "d" + id, "messageId", id));
    var page = await(rooms.log.after(channel, before, 100));
    assertThat(page.complete()).isTrue();
    assertThat(page.entries().stream().map(entry -> new String(entry.data(), StandardCharsets.UTF_8)))
        .hasSize(5)
        .startsWith("{\"type\":\"erased\"}", "{\"type\":\"erased\"}");
    assertThat(page.entries().get(0).offset()).isEqualTo(before + 1);
  }

  @Test
  void whatWasTrimmedIsNotTakenForErased() {
    rooms.post("a", room, "c1", "eins");
    rooms.post("a", room, "c2", "zwei");
    rooms.post("a", room, "c3", "drei");
    await(REDIS.store().send(Command.XTRIM, Keys.log(channel), "MAXLEN", 1));
    assertThat(await(rooms.log.after(channel, 3, 100)).complete()).isFalse();
    assertThat(await(rooms.log.after(channel, 4, 100)).complete()).isTrue();
    assertThat(await(rooms.log.after(channel, 5, 100)).complete()).isTrue();
    await(REDIS.store().send(Command.DEL, Keys.log(channel)));
    assertThat(await(rooms.log.after(channel, 4, 100)).complete()).isFalse();
    assertThat(await(rooms.log.after(channel, 5, 100)).complete()).isTrue();
  }
}
