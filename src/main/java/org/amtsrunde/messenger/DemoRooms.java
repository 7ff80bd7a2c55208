package org.amtsrunde.messenger;

import io.vertx.core.Future;
import java.time.DayOfWeek;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.amtsrunde.kernel.Mentions;
import org.amtsrunde.realtime.Once;

/**
 * Fills the rooms of the demo. Safe to repeat at every start and on several nodes at once: rooms have derived ids, each
 * message a fixed {@code cid}, and what is already there is left alone.
 */
public final class DemoRooms {
  private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
  private static final int PAGE = 100;

  private final RoomStore store;
  private final MemberHandler members;
  private final Directory directory;
  private final InstantSource clock;

  public DemoRooms(RoomStore store, MemberHandler members, Directory directory, InstantSource clock) {
    this.store = store;
    this.members = members;
    this.directory = directory;
    this.clock = clock;
  }

  /**
   * Founds and fills the rooms.
   *
   * @param byMail ids of the demo accounts by mail address; those of the contract must be among them
   */
  public Future<Void> fill(Map<String, String> byMail) {
    var ids = new HashMap<String, String>();
    byMail.forEach((mail, id) -> ids.put(mail.substring(0, mail.indexOf('@')), id));
    return directory
        .cards(ids.values())
        .compose(cards ->
            each(
                DemoContent.talks(),
                talk -> found(talk, ids, cards).compose(room -> new Filling(room, talk, ids, cards).missing())));
  }

  /** Id of the room of the running round. */
  public static String round() {
    return DemoContent.talks().stream()
        .filter(talk -> talk.kind() == RoomKind.ROUND)
        .map(talk -> room(talk.key()))
        .findFirst()
        .orElseThrow();
  }

  private static String room(String key) {
    return RoomRules.derivedId("demo", List.of(key));
  }

  private Future<String> found(DemoContent.Talk talk, Map<String, String> ids, Map<String, Directory.Card> cards) {
    var people = talk.people().stream().map(key -> id(ids, key)).toList();
    if (talk.kind() == RoomKind.DIRECT) {
      return members.direct(people.get(0), people.subList(1, people.size()));
    }
    var owner = talk.owner() == null ? "" : id(ids, talk.owner());
    var first =
        people.stream()
            .map(id -> Objects.requireNonNull(cards.get(id), id))
            .map(card -> new Member(card, card.id().equals(owner) ? MemberRole.OWNER : MemberRole.MEMBER))
            .toList();
    var room = room(talk.key());
    return members.found(
        new NewRoom(room, "demo", talk.kind(), talk.name(), first, people.get(0), clock.instant().toString()));
  }

  private static String id(Map<String, String> ids, String key) {
    return Objects.requireNonNull(ids.get(key), () -> "the demo account " + key + " is missing");
  }

  private static <T> Future<Void> each(List<T> items, Function<T, Future<Void>> step) {
    var done = Future.<Void>succeededFuture();
    for (var item : items) {
      done = done.compose(before -> step.apply(item));
    }
    return done;
  }

  /** One room being filled. */
  private final class Filling {
    private final String room;
    private final DemoContent.Talk talk;
    private final Map<String, String> ids;
    private final Map<String, Directory.Card> cards;
    private final Map<String, String> messageIds = new HashMap<>();

    Filling(String room, DemoContent.Talk talk, Map<String, String> ids, Map<String, Directory.Card> cards) {
      this.room = room;
      this.talk = talk;
      this.ids = ids;
      this.cards = cards;
    }

    /** Posts what is missing; the messages of the demo are the first of the room. A room that somebody left stays as it is. */
    Future<Void> missing() {
      return store
          .members(room)
          .compose(present ->
              present.containsAll(talk.people().stream().map(key -> id(ids, key)).toList())
                  ? page(RoomPage.Part.AFTER).compose(this::fill)
                  : Future.succeededFuture());
    }

    private Future<RoomPage> page(RoomPage.Part part) {
      return store.history(room, id(ids, talk.people().get(0)), part, 0, PAGE);
    }

    private Future<Void> fill(RoomPage page) {
      page.messages().forEach(view -> messageIds.put(view.message().cid(), view.message().id()));
      var numbers = IntStream.rangeClosed(1, talk.lines().size()).boxed().toList();
      if (messageIds.keySet().containsAll(numbers.stream().map(Filling::cid).toList())) {
        return Future.succeededFuture();
      }
      return each(numbers, this::post)
          .compose(posted -> each(numbers, this::react))
          .compose(cheered -> page(RoomPage.Part.NEWEST))
          .compose(this::read);
    }

    private Future<Void> post(int number) {
      var cid = cid(number);
      if (messageIds.containsKey(cid)) {
        return Future.succeededFuture();
      }
      var line = talk.lines().get(number - 1);
      var author = id(ids, line.author());
      var text = line.text();
      for (var key : talk.people()) {
        var card = Objects.requireNonNull(cards.get(id(ids, key)), key);
        text = text.replace("{" + key + "}", "[@" + card.name() + "](person:" + card.id() + ")");
      }
      var mentions = RoomRules.mentioned(Mentions.in(text), author, Map.copyOf(cards).keySet());
      var replyTo = line.replyTo() == 0 ? null : messageIds.get(cid(line.replyTo()));
      var id = RoomRules.derivedId("demo-message", List.of(room, cid));
      return store
          .post(
              new Message(id, room, author, cid, text, at(line), replyTo, mentions, null, false),
              Once.of(author, cid, "demo"))
          .map(appended -> {
            messageIds.put(cid, appended.result());
            return null;
          });
    }

    private Future<Void> react(int number) {
      var messageId = Objects.requireNonNull(messageIds.get(cid(number)));
      var reactions = List.copyOf(talk.lines().get(number - 1).reactions().entrySet());
      return each(
          reactions, entry -> each(entry.getValue(), key -> react(number, messageId, entry.getKey(), id(ids, key))));
    }

    private Future<Void> react(int number, String messageId, Reaction reaction, String person) {
      var once = Once.of(person, cid(number) + "-" + reaction.word(), "demo");
      return store.react(room, new RoomEvent.Reacted(messageId, reaction, person, true), once).mapEmpty();
    }

    private Future<Void> read(RoomPage page) {
      int seen = Math.max(0, page.messages().size() - talk.unread());
      long byFirst = seen == 0 ? 0 : page.messages().get(seen - 1).offset();
      return each(
          talk.people(),
          key -> store.moveRead(room, id(ids, key), key.equals("t1") ? byFirst : page.offset()).mapEmpty());
    }

    private String at(DemoContent.Line line) {
      var day = LocalDate.ofInstant(clock.instant(), ZONE);
      for (int left = line.daysAgo(); left > 0; ) {
        day = day.minusDays(1);
        if (day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY) {
          left--;
        }
      }
      return day.atTime(LocalTime.parse(line.time())).atZone(ZONE).toInstant().toString();
    }

    private static String cid(int number) {
      return "demo-" + number;
    }
  }
}
