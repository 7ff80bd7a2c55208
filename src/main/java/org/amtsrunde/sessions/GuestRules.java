package org.amtsrunde.sessions;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.amtsrunde.kernel.Refusal;
import org.amtsrunde.kernel.Texts;
import org.jspecify.annotations.Nullable;

/** What guests may see, and until when. Pure. */
final class GuestRules {
  /** Guests and open links of one session together. */
  static final int MOST = 6;

  /** Code points of a name. */
  static final int LONGEST_NAME = 60;

  /** After the planned end, should all have wanted to go on. */
  private static final Duration LONGEST_OVERTIME = Duration.ofMinutes(10);

  private static final Pattern LINK = Pattern.compile("([0-9A-Za-z_-]{1,64})\\.([0-9a-z]{20})\\.([0-9a-z]{52})");
  private static final Pattern COOKIE =
      Pattern.compile("([0-9A-Za-z_-]{1,64})\\.(" + Guest.PREFIX + "[0-9a-z]{20})\\.([0-9a-z]{52})");

  private GuestRules() {}

  /**
   * What stands in a link behind the {@code #}, and in the cookie of a guest.
   *
   * @param id of the link, or of the guest
   */
  record Key(String roomId, String id, String secret) {
    String text() {
      return roomId + "." + id + "." + secret;
    }

    /** Keeps the secret out of logs. */
    @Override
    public String toString() {
      return "Key[" + id + "]";
    }
  }

  /** Refuses as "not found" what no link of ours is, like one that was used. */
  static Key link(String text) {
    return key(LINK, text, Refusal.notFound());
  }

  /** Refuses as "unauthorized" what no cookie of ours is. */
  static Key cookie(@Nullable String text) {
    return key(COOKIE, text == null ? "" : text, Refusal.unauthorized());
  }

  private static Key key(Pattern form, String text, Refusal refusal) {
    var matcher = form.matcher(text);
    if (!matcher.matches()) {
      throw refusal;
    }
    return new Key(matcher.group(1), matcher.group(2), matcher.group(3));
  }

  static String name(String raw) {
    return Texts.checked("name", raw, LONGEST_NAME, "");
  }

  /** Whether guests may come to it and be in it. */
  static boolean isOpen(@Nullable Session session) {
    return session != null && !session.isOver();
  }

  /** When it is over, however long the others go on. */
  static Instant latestEnd(Session session) {
    var schedule = session.schedule();
    return schedule.prolonged() ? schedule.endsAt() : schedule.endsAt().plus(LONGEST_OVERTIME);
  }

  /**
   * The session as guests see it: agenda and time, who is here, whose turn it is, hands, and what has come to light. Not what people
   * have promised each other, who came late or was excused, and what becomes of it later.
   */
  static Session view(Session session) {
    var here =
        session.roster().here().stream()
            .map(one ->
                new Roster.Participant(one.id(), Roster.Attendance.PRESENT, one.connection(), one.node(), one.since()))
            .toList();
    var roster = new Roster(here, session.roster().facilitator(), session.roster().timekeeper());
    var ring = session.ring();
    var waiting = ring.waiting().stream().filter(roster::isHere).toList();
    var passed = ring.passed().stream().filter(roster::isHere).toList();
    var heard = ring.heard().stream().filter(roster::isHere).toList();
    var results = new Results(session.results().boards(), List.of(), List.of());
    return session
        .with(roster)
        .with(new Ring(ring.number(), ring.speaker(), ring.ends(), waiting, passed, heard))
        .with(results)
        .withAgreeing(List.of());
  }

  /** Everybody who stands in what guests see. */
  static Set<String> namedIn(Session view) {
    var named = new TreeSet<String>();
    view.roster().here().forEach(one -> named.add(one.id()));
    named.addAll(view.hands());
    for (var one : new @Nullable String[] {view.roster().facilitator(), view.ring().speaker(), view.giver()}) {
      if (one != null && !one.isEmpty()) {
        named.add(one);
      }
    }
    for (var board : view.results().boards()) {
      board.cards().stream().map(Results.Card::author).filter(Objects::nonNull).forEach(named::add);
    }
    view.pairs().forEach(named::addAll);
    return named;
  }
}
