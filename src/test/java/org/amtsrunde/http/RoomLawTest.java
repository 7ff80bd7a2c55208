package org.amtsrunde.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.amtsrunde.support.Talker;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A snapshot plus the publications after its offset equals a fresh snapshot, whenever it was taken and whatever happens. */
class RoomLawTest {
  @RegisterExtension static final Nodes NODE = new Nodes();
  private final List<String> messages = new ArrayList<>();
  private String room;
  private int cids;

  @ParameterizedTest
  @ValueSource(longs = {1, 20261122})
  void everySnapshotGrowsIntoTheNewest(long seed) {
    var random = new SplittableRandom(seed);
    try (var jonas = Talker.of(NODE.as("t1@altwasser.example"));
        var katharina = Talker.of(NODE.as("t2@birkenried.example"));
        var watcher = Talker.of(NODE.as("t2@birkenried.example"))) {
      room =
          jonas
              .call(
                  "room.create",
                  "{\"cid\":\"law-%d\",\"name\":\"Haushalt\",\"personIds\":[\"demo-t2\"]}".formatted(seed))
              .get("roomId")
              .asText();
      watcher.awaitPush("\"channel\":\"room:" + room + "\",\"subscribe\"");
      var snapshots = new ArrayList<RoomView>();
      for (int step = 0; step < 40; step++) {
        if (step % 8 == 0) {
          snapshots.add(new RoomView("demo-t2", watcher.call("room.open", "{\"roomId\":\"" + room + "\"}")));
        }
        act(random, random.nextInt(3) == 0 ? katharina : jonas, jonas);
      }
      katharina.call("room.read", "{\"roomId\":\"" + room + "\",\"offset\":9}");
      var fresh = watcher.call("room.open", "{\"roomId\":\"" + room + "\"}");
      long head = fresh.at("/room/offset").asLong();
      Awaitility.await("all publications").until(() -> offsets(watcher).contains(head));
      for (var snapshot : snapshots) {
        watcher.published("room:" + room).forEach(snapshot::apply);
        snapshot.read(fresh.at("/room/readOffset").asLong());
        assertThat(snapshot.json()).isEqualTo(RoomView.normal(fresh));
      }
      assertThat(watcher.published("person:demo-t2"))
          .as("the read position was told on the person's own channel")
          .anyMatch(publication -> publication.at("/data/readOffset").equals(fresh.at("/room/readOffset")));
    }
  }

  private TreeSet<Long> offsets(Talker watcher) {
    var offsets = new TreeSet<Long>();
    watcher.published("room:" + room).forEach(publication -> offsets.add(publication.get("offset").asLong()));
    return offsets;
  }

  private void act(SplittableRandom random, Talker who, Talker owner) {
    var any = messages.isEmpty() ? "none" : messages.get(random.nextInt(messages.size()));
    switch (random.nextInt(10)) {
      case 0 ->
          who.answer(
              "room.edit", params("\"messageId\":\"" + any + "\",\"text\":\"Anders " + random.nextInt(9) + "\""));
      case 1 -> owner.answer("room.delete", params("\"messageId\":\"" + any + "\""));
      case 2, 3 ->
          who.answer(
              "room.react",
              params(
                  "\"messageId\":\""
                      + any
                      + "\",\"reaction\":\""
                      + (random.nextBoolean() ? "same" : "idea")
                      + "\",\"on\":"
                      + random.nextBoolean()));
      case 4 ->
          owner.call("room.rename", "{\"roomId\":\"" + room + "\",\"name\":\"Haushalt " + random.nextInt(99) + "\"}");
      case 5 -> owner.call("room.invite", "{\"roomId\":\"" + room + "\",\"personIds\":[\"demo-t3\"]}");
      case 6 -> owner.answer("room.remove", "{\"roomId\":\"" + room + "\",\"personId\":\"demo-t3\"}");
      case 7 ->
          who.call(
              "room.read", "{\"roomId\":\"" + room + "\",\"offset\":" + random.nextInt(5 + 2 * messages.size()) + "}");
      default -> {
        var mention = random.nextBoolean() ? "[@Katharina Voss](person:demo-t2) " : "";
        var reply = random.nextInt(3) == 0 && !messages.isEmpty() ? ",\"replyTo\":\"" + any + "\"" : "";
        messages.add(
            who.call("room.post", params("\"text\":\"" + mention + "Zeile " + random.nextInt(999) + "\"" + reply))
                .get("messageId")
                .asText());
      }
    }
  }

  private String params(String more) {
    return "{\"roomId\":\"" + room + "\",\"cid\":\"l-" + cids++ + "\"," + more + "}";
  }
}
