package org.amtsrunde.messenger;

import io.vertx.core.Future;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Function;
import org.amtsrunde.kernel.Refusal;
import org.amtsrunde.realtime.Once;
import org.jspecify.annotations.Nullable;

/**
 * Who belongs to a room. Every command may be repeated: a repetition finishes what a node that died had begun and changes
 * nothing else. Open sockets of the people concerned follow at once.
 */
public final class MemberHandler {
  private final RoomStore store;
  private final RoomSummaries summaries;
  private final Directory directory;
  private final InstantSource clock;
  private final PostLimit limit;

  public MemberHandler(
      RoomStore store, RoomSummaries summaries, Directory directory, InstantSource clock, PostLimit limit) {
    this.store = store;
    this.summaries = summaries;
    this.directory = directory;
    this.clock = clock;
    this.limit = limit;
  }

  /** Founds a group room, owned by the person; the same {@code cid} founds the same room. Answers its id. */
  public Future<String> create(String person, String cid, String rawName, Collection<String> others) {
    limit.take(person);
    var name = RoomRules.name(rawName);
    var people = new LinkedHashSet<String>();
    people.add(person);
    people.addAll(others);
    var fingerprint = Once.of(person, cid, "create", name, String.join(" ", people)).fingerprint();
    var id = RoomRules.derivedId("group", List.of(person, cid));
    return known(people)
        .map(cards -> members(cards, person))
        .compose(members -> found(new NewRoom(id, fingerprint, RoomKind.GROUP, name, members, person, now())));
  }

  /** The one conversation of exactly these people; founded by whoever asks first. Answers its id. */
  public Future<String> direct(String person, Collection<String> others) {
    limit.take(person);
    var people = RoomRules.direct(person, others);
    var id = RoomRules.derivedId("direct", people);
    return known(people)
        .map(cards -> members(cards, ""))
        .compose(members -> found(new NewRoom(id, "direct", RoomKind.DIRECT, "", members, person, now())));
  }

  /** Founds a room with all its members, or finishes founding it. Answers its id. */
  public Future<String> found(NewRoom room) {
    RoomRules.mayFound(room);
    return forEach(room.members(), member -> store.index(member.id(), room.id()))
        .compose(indexed -> store.create(room))
        .compose(created -> forEach(room.members(), member -> summaries.announce(member.id(), room.id())))
        .map(room.id());
  }

  /** @param cid with it a repetition that comes late invites nobody who was taken out meanwhile */
  public Future<Void> invite(String person, String room, Collection<String> others, @Nullable String cid) {
    limit.take(person);
    return store
        .state(room, person, null)
        .compose(state -> {
          RoomRules.mayInvite(state.kind());
          return known(new LinkedHashSet<>(others));
        })
        .compose(cards -> forEach(cards, card -> join(room, new Member(card, MemberRole.MEMBER), person, cid)));
  }

  private Future<Void> join(String room, Member member, String by, @Nullable String cid) {
    // One command, and one entry for each of those who are invited.
    var once = cid == null ? null : Once.of(by, cid + "." + member.id(), "invite", member.id());
    return store
        .index(member.id(), room)
        .compose(indexed -> store.join(room, member, by, once))
        .compose(joined -> summaries.announce(member.id(), room));
  }

  /**
   * Takes a member out, or lets the person leave.
   *
   * @param cid with it a repetition that comes late takes nobody out who was invited again meanwhile
   */
  public Future<Void> remove(String person, String room, String target, @Nullable String cid) {
    limit.take(person);
    var once = cid == null ? null : Once.of(person, cid, "remove", target);
    return RoomHandler.again(() ->
            store
                .state(room, person, null)
                .compose(state -> {
                  RoomRules.mayRemove(state.kind(), state.role(), person, target);
                  return store.leave(room, target, person, state, once);
                }))
        .compose(left -> left.duplicate() ? Future.succeededFuture() : told(room, target));
  }

  /** Somebody may have been invited again before this is told; then the last word must be that they belong to the room. */
  private Future<Void> told(String room, String person) {
    return store
        .announceLeft(person, room)
        .compose(told -> summaries.one(person, room))
        .compose(summary -> summary == null ? Future.succeededFuture() : store.announceJoined(person, summary));
  }

  public Future<Void> rename(String person, String room, String rawName) {
    limit.take(person);
    var name = RoomRules.name(rawName);
    return RoomHandler.again(() ->
            store
                .state(room, person, null)
                .compose(state -> {
                  RoomRules.mayRename(state.kind(), state.role());
                  return store.rename(room, name, person, state);
                }))
        .mapEmpty();
  }

  /** The cards of all these people, in their order; "not found" if one of them does not exist. */
  private Future<List<Directory.Card>> known(Collection<String> people) {
    return directory
        .cards(people)
        .map(cards -> {
          var known = new ArrayList<Directory.Card>(people.size());
          for (var id : people) {
            var card = cards.get(id);
            if (card == null) {
              throw Refusal.notFound();
            }
            known.add(card);
          }
          return known;
        });
  }

  private static List<Member> members(List<Directory.Card> cards, String owner) {
    return cards.stream()
        .map(card -> new Member(card, card.id().equals(owner) ? MemberRole.OWNER : MemberRole.MEMBER))
        .toList();
  }

  private static <T> Future<Void> forEach(Collection<T> items, Function<T, Future<Void>> step) {
    return Future.all(items.stream().map(step).toList()).mapEmpty();
  }

  private String now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS).toString();
  }
}
