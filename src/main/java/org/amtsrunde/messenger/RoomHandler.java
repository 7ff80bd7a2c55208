package org.amtsrunde.messenger;

import io.vertx.core.Future;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.function.Supplier;
import org.amtsrunde.kernel.Ids;
import org.amtsrunde.kernel.Mentions;
import org.amtsrunde.kernel.Refusal;
import org.amtsrunde.realtime.Appended;
import org.amtsrunde.realtime.Once;
import org.jspecify.annotations.Nullable;

/**
 * What people do with messages. Every change is safe to repeat with the same {@code cid} and counts against the person's
 * {@link PostLimit}; to whoever is no member the room does not exist.
 */
public final class RoomHandler {
  private static final int TRIES = 4;

  private final RoomStore store;
  private final Ids ids;
  private final InstantSource clock;
  private final PostLimit limit;

  public RoomHandler(RoomStore store, Ids ids, InstantSource clock, PostLimit limit) {
    this.store = store;
    this.ids = ids;
    this.clock = clock;
    this.limit = limit;
  }

  /** Posts; {@link Appended#result} is the id of the message. */
  public Future<Appended> post(String person, String room, String cid, String raw, @Nullable String replyTo) {
    limit.take(person);
    var text = RoomRules.text(raw);
    var named = named(text);
    var once = Once.of(person, cid, "post", text, replyTo == null ? "" : replyTo);
    var id = ids.next();
    // The script leaves out whoever is named and is no member. So a post is one round trip, and the posts of one
    // connection are stored in the order in which they came.
    var mentions = RoomRules.mentioned(named, person, named);
    return store.post(new Message(id, room, person, cid, text, now(), replyTo, mentions, null, false), once);
  }

  public Future<Appended> edit(String person, String room, String cid, String messageId, String raw) {
    limit.take(person);
    var text = RoomRules.text(raw);
    var named = named(text);
    var once = Once.of(person, cid, "edit", messageId, text);
    return again(() ->
        Future.all(store.state(room, person, messageId), members(room, named))
            .compose(read -> {
              var before = known(read.resultAt(0));
              var message = before.view().message();
              RoomRules.mayEdit(message, person);
              var mentions = RoomRules.mentioned(named, person, read.resultAt(1));
              return store.edit(before, message.edited(text, mentions, now()), once);
            }));
  }

  public Future<Appended> delete(String person, String room, String cid, String messageId) {
    limit.take(person);
    var once = Once.of(person, cid, "delete", messageId);
    return again(() ->
        store
            .state(room, person, messageId)
            .compose(state -> {
              var message = known(state).view().message();
              RoomRules.mayDelete(message, person, state.role());
              return store.delete(state, person, message.placeholder(), now(), once);
            }));
  }

  public Future<Appended> react(
      String person, String room, String cid, String messageId, Reaction reaction, boolean on) {
    limit.take(person);
    var once = Once.of(person, cid, "react", messageId, reaction.word(), String.valueOf(on));
    return store.react(room, new RoomEvent.Reacted(messageId, reaction, person, on), once);
  }

  /** Moves the read position; the person's other devices are told when it moved. */
  public Future<ReadState> read(String person, String room, long offset) {
    return store
        .moveRead(room, person, offset)
        .compose(state ->
            state.moved()
                ? store.announceRead(person, room, state.readOffset()).map(state)
                : Future.succeededFuture(state));
  }

  public Future<RoomPage> history(String person, String room, RoomPage.Part part, long offset, int count) {
    return store.history(room, person, part, offset, count);
  }

  /** Decides and stores again, three times at most, while others change what was decided on. */
  static <T> Future<T> again(Supplier<Future<T>> attempt) {
    return again(attempt, TRIES);
  }

  private static <T> Future<T> again(Supplier<Future<T>> attempt, int left) {
    return attempt
        .get()
        .recover(failure ->
            left > 1 && RoomStore.changedMeanwhile(failure) ? again(attempt, left - 1) : Future.failedFuture(failure));
  }

  private static Set<String> named(String text) {
    var named = Mentions.in(text);
    if (named.size() > RoomRules.MOST_MENTIONS) {
      throw Refusal.invalid("text must not mention more than " + RoomRules.MOST_MENTIONS + " people");
    }
    return named;
  }

  private Future<Set<String>> members(String room, Set<String> named) {
    return named.isEmpty() ? Future.succeededFuture(Set.of()) : store.members(room);
  }

  private static RoomState.Known known(RoomState state) {
    var message = state.message();
    if (message == null) {
      throw Refusal.notFound();
    }
    return message;
  }

  private String now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS).toString();
  }
}
