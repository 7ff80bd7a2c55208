package org.amtsrunde.it.proof;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.amtsrunde.kernel.Fields;
import org.amtsrunde.support.BadNetwork;
import org.amtsrunde.support.Session;
import org.jspecify.annotations.Nullable;

/**
 * A client that writes down what it is told of rooms. It connects through a network of its own to one node after the other, and
 * comes back by itself until it is closed.
 */
abstract class Chat implements AutoCloseable {
  private static final String ROOM = "room:";

  final String name;
  final String person;
  final BadNetwork network;
  final Session session;
  private final Recorder recorder;
  private final Map<String, Place> places = new ConcurrentHashMap<>();

  Chat(String name, Session session, String person, BadNetwork network, Recorder recorder) {
    this.name = name;
    this.session = session;
    this.person = person;
    this.network = network;
    this.recorder = recorder;
  }

  /** Asks once; fails with {@link CallFailed}. */
  abstract CompletableFuture<Fields> call(String method, String params);

  /** Whether commands leave in the order in which they are given. */
  boolean keepsOrder() {
    return true;
  }

  /** Where it stands in a room; null before it was told of it. */
  final @Nullable Place place(String room) {
    return places.get(room);
  }

  final void began(String channel, Place at, boolean recovered) {
    if (channel.startsWith(ROOM)) {
      var room = channel.substring(ROOM.length());
      recorder.note(time -> new Event.Began(time, name, person, room, at, recovered));
      if (!recovered) {
        places.put(room, at);
      }
    }
  }

  final void heard(String channel, long offset, String data) {
    if (channel.startsWith(ROOM)) {
      var room = channel.substring(ROOM.length());
      var plain = Entry.plain(data);
      recorder.note(time -> new Event.Delivered(time, name, room, offset, plain));
      places.computeIfPresent(room, (any, before) -> new Place(before.epoch(), offset));
    }
  }

  final void ended(String channel) {
    if (channel.startsWith(ROOM)) {
      var room = channel.substring(ROOM.length());
      recorder.note(time -> new Event.Ended(time, name, room));
    }
  }

  @Override
  public abstract void close();
}
