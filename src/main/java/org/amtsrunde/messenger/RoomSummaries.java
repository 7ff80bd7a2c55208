package org.amtsrunde.messenger;

import io.vertx.core.Future;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.amtsrunde.kernel.Caller;
import org.amtsrunde.kernel.Json;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A person's rooms, those with the newest messages first. One script call per room, all of them in one pipeline.
 *
 * <p>Reading the list repairs what a node left undone when it died: rooms that were left vanish from the index, and rooms that
 * nobody told the person of are announced on their channel.
 */
public final class RoomSummaries {
  private static final Logger LOG = LoggerFactory.getLogger(RoomSummaries.class);
  private static final Comparator<RoomSummary> NEWEST_FIRST =
      Comparator.comparing((RoomSummary room) -> Objects.requireNonNullElse(room.lastAt(), ""))
          .reversed()
          .thenComparing(RoomSummary::name)
          .thenComparing(RoomSummary::id);

  private final RoomStore store;
  private final Directory directory;

  public RoomSummaries(RoomStore store, Directory directory) {
    this.store = store;
    this.directory = directory;
  }

  public Future<List<RoomSummary>> list(String person) {
    return store.roomsOf(person).compose(rooms -> summaries(person, rooms));
  }

  /** The rooms as a JSON array, UTF-8. */
  public Future<byte[]> roomsJson(Caller caller) {
    return list(caller.personId()).map(rooms -> Json.array(rooms, (out, room) -> room.write(out)));
  }

  /** Null for whoever is no member. */
  Future<@Nullable RoomSummary> one(String person, String room) {
    return store
        .summary(room, person)
        .compose(summary -> summary == null ? Future.succeededFuture() : named(person, summary));
  }

  /** Tells the person on their own channel that they belong to the room, if nobody has yet. */
  Future<Void> announce(String person, String room) {
    return one(person, room)
        .compose(summary ->
            summary == null || summary.announced() ? Future.succeededFuture() : store.announceJoined(person, summary));
  }

  /** With the name on the screen: that of a direct conversation are the names of the others. */
  Future<RoomSummary> named(String person, RoomSummary summary) {
    return summary.kind() != RoomKind.DIRECT
        ? Future.succeededFuture(summary)
        : directory.cards(summary.memberIds()).map(cards -> named(person, summary, cards));
  }

  private Future<List<RoomSummary>> summaries(String person, List<String> rooms) {
    return Future.all(rooms.stream().map(room -> store.summary(room, person)).toList())
        .compose(answers -> {
          var mine = answers.<@Nullable RoomSummary>list().stream().filter(Objects::nonNull).toList();
          if (mine.size() < rooms.size()) {
            forget(person, rooms, mine);
          }
          return namedAll(person, mine);
        })
        .onSuccess(all -> all.stream().filter(room -> !room.announced()).forEach(room -> announce(person, room)));
  }

  private Future<List<RoomSummary>> namedAll(String person, List<RoomSummary> rooms) {
    var people = new LinkedHashSet<String>();
    rooms.forEach(room -> people.addAll(room.memberIds()));
    var cards = people.isEmpty() ? Future.succeededFuture(Map.<String, Directory.Card>of()) : directory.cards(people);
    return cards.map(known -> rooms.stream().map(room -> named(person, room, known)).sorted(NEWEST_FIRST).toList());
  }

  private static RoomSummary named(String person, RoomSummary room, Map<String, Directory.Card> cards) {
    if (room.kind() != RoomKind.DIRECT) {
      return room;
    }
    return room.named(
        room.memberIds().stream()
            .filter(id -> !id.equals(person))
            .map(cards::get)
            .filter(Objects::nonNull)
            .map(Directory.Card::name)
            .sorted()
            .collect(Collectors.joining(", ")));
  }

  private void announce(String person, RoomSummary room) {
    store
        .announceJoined(person, room)
        .onFailure(failure -> LOG.warn("a room was not announced, the next list tries again", failure));
  }

  private void forget(String person, List<String> rooms, List<RoomSummary> mine) {
    var kept = mine.stream().map(RoomSummary::id).collect(Collectors.toSet());
    for (var room : rooms) {
      if (!kept.contains(room)) {
        store.forget(person, room).onFailure(failure -> LOG.debug("a stale room stays in the index for now", failure));
      }
    }
  }
}
