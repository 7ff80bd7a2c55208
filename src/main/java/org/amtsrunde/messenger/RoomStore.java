package org.amtsrunde.messenger;

import io.vertx.core.Future;
import java.util.List;
import org.amtsrunde.kernel.Refusal;
import org.amtsrunde.realtime.Appended;
import org.amtsrunde.realtime.Once;
import org.jspecify.annotations.Nullable;

/**
 * Where rooms are kept. Every method but {@link #companions} is one round trip; every change is atomic, and durable when its
 * future succeeds. Changes and reads of a room fail with "not found" for whoever is no member at that very moment.
 */
public interface RoomStore extends RoomMembership {
  /** The sentence of the conflict that means: read again, decide again. */
  String CHANGED = "changed meanwhile";

  /** Whether a failed change should be decided again. */
  static boolean changedMeanwhile(Throwable failure) {
    return failure instanceof Refusal refusal
        && refusal.kind() == Refusal.Kind.CONFLICT
        && refusal.sentence().equals(CHANGED);
  }

  /** Founds a room with all its first members at once; a repetition is answered as duplicate. */
  Future<Appended> create(NewRoom room);

  /** Writes the room into the person's index; before the person becomes a member. */
  Future<Void> index(String personId, String roomId);

  /** Takes a room the person does not belong to out of the index, if nobody wrote it there within the last hour. */
  Future<Void> forget(String personId, String roomId);

  /** The person's index: all their rooms, and perhaps some they have left. */
  Future<List<String>> roomsOf(String personId);

  /**
   * Adds a member; a duplicate if the person is one already.
   *
   * @param once null where a repetition is another command
   */
  Future<Appended> join(String roomId, Member member, String by, @Nullable Once once);

  /**
   * Takes a member out; a duplicate if the person is none. The state is that of {@code by}.
   *
   * @param once null where a repetition is another command
   */
  Future<Appended> leave(String roomId, String personId, String by, RoomState state, @Nullable Once once);

  Future<Appended> rename(String roomId, String name, String by, RoomState state);

  /** Appends to the person's own channel that they joined, and remembers that they were told. */
  Future<Void> announceJoined(String personId, RoomSummary room);

  Future<Void> announceLeft(String personId, String roomId);

  Future<Void> announceRead(String personId, String roomId, long readOffset);

  /** What the rules must know; fails with "not found" for whoever is no member. */
  Future<RoomState> state(String roomId, String personId, @Nullable String messageId);

  /** Stores a new message; fails with {@link #CHANGED} if somebody it mentions is no member. */
  Future<Appended> post(Message message, Once once);

  Future<Appended> edit(RoomState.Known before, Message after, Once once);

  /** Leaves a placeholder; the text vanishes from everything that is stored. */
  Future<Appended> delete(RoomState state, String personId, Message placeholder, String at, Once once);

  Future<Appended> react(String roomId, RoomEvent.Reacted reacted, Once once);

  /** Moves the read position forward, at most to the end of the log. */
  Future<ReadState> moveRead(String roomId, String personId, long offset);

  /** Null for whoever is no member. A direct room has no name here. */
  Future<@Nullable RoomSummary> summary(String roomId, String personId);

  /** The room with its newest messages. */
  Future<OpenRoom> open(String roomId, String personId, int limit);

  Future<RoomPage> history(String roomId, String personId, RoomPage.Part part, long offset, int limit);
}
