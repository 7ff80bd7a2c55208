package org.amtsrunde.messenger;

import static org.amtsrunde.support.RedisExtension.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.amtsrunde.support.RedisExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DemoRoomsTest {
  @RegisterExtension static final RedisExtension REDIS = new RedisExtension();

  private static final Map<String, String> ACCOUNTS =
      Map.of(
          "t1@altwasser.example", "p-t1",
          "t2@birkenried.example", "p-t2",
          "t3@donaulohe.example", "p-t3",
          "t4@eichbrunn.example", "p-t4",
          "t5@felsheim.example", "p-t5",
          "m1@altwasser.example", "p-m1",
          "m2@birkenried.example", "p-m2",
          "moderation@donaulohe.example", "p-moderation",
          "admin@amtsrunde.example", "p-admin");

  @Test
  void twoNodesFillTheDemoOnce() {
    var one = new Rooms(REDIS);
    var two = new Rooms(REDIS);
    await(Future.all(demo(one).fill(ACCOUNTS), demo(two).fill(ACCOUNTS)));
    var list = await(one.summaries.list("p-t1"));
    assertThat(list).hasSize(5);
    assertThat(list.stream().filter(room -> room.kind() == RoomKind.ROUND).map(RoomSummary::name))
        .containsExactly("Runde Donaulohe");
    var unread = new TreeMap<String, Long>();
    list.forEach(room -> unread.put(room.name(), room.unread()));
    assertThat(unread)
        .isEqualTo(
            Map.of(
                "Runde Donaulohe",
                2L,
                "Netzwerk Pressestellen",
                3L,
                "Wochenaufgabe 5",
                0L,
                "Name p-t3",
                0L,
                "Name p-m1",
                1L));
    assertThat(list.stream().mapToLong(RoomSummary::mentions).sum()).isEqualTo(1);
    assertThat(await(two.summaries.list("p-t5"))).hasSize(3).allMatch(room -> room.unread() == 0);
    assertThat(await(two.summaries.list("p-admin"))).isEmpty();

    var before = texts(one);
    assertThat(before).hasSize(26).noneMatch(text -> text.contains("{t"));
    var network = list.stream().filter(room -> room.name().equals("Netzwerk Pressestellen")).findFirst().orElseThrow();
    one.call("p-m2", "room.post", "roomId", network.id(), "cid", "mine", "text", "später");
    await(demo(two).fill(ACCOUNTS));
    assertThat(texts(one)).hasSize(27).containsAll(before);
    one.call("p-t5", "room.remove", "roomId", network.id(), "personId", "p-t5");
    await(demo(one).fill(ACCOUNTS));
    assertThat(await(two.summaries.list("p-t5"))).as("who left stays away").hasSize(2);
  }

  private static List<String> texts(Rooms rooms) {
    return await(rooms.summaries.list("p-t1")).stream()
        .flatMap(
            room -> await(rooms.store.history(room.id(), "p-t1", RoomPage.Part.NEWEST, 0, 100)).messages().stream())
        .map(view -> new String(view.message().json(), StandardCharsets.UTF_8))
        .toList();
  }

  private static DemoRooms demo(Rooms rooms) {
    return new DemoRooms(rooms.store, rooms.members, rooms.directory, () -> Instant.parse("2026-11-22T05:00:00Z"));
  }
}
