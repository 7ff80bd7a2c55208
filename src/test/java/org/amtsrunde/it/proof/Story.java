package org.amtsrunde.it.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A history told by hand: one room, people and clients of the same names, a ms from line to line. */
final class Story {
  static final String ROOM = "r";

  private final List<Event> events = new ArrayList<>();
  private final List<Entry> log = new ArrayList<>();
  private String epoch = "e1";
  private long millis;

  private long at() {
    return TimeUnit.MILLISECONDS.toNanos(++millis);
  }

  Story wait(int ms) {
    millis += ms;
    return this;
  }

  static Op post(String who, String cid) {
    return Op.message(who, who, ROOM, Op.Action.POST, cid, "e1");
  }

  static Op edit(String who, String cid) {
    return Op.message(who, who, ROOM, Op.Action.EDIT, cid, "e1");
  }

  static Op remove(String who, String whom) {
    return Op.membership(who, who, ROOM, Op.Action.REMOVE, whom, "e1");
  }

  static Op invite(String who, String whom) {
    return Op.membership(who, who, ROOM, Op.Action.INVITE, whom, "e1");
  }

  static Op read(String who, String number, long offset) {
    return Op.read(who, who, ROOM, number, "e1", offset);
  }

  Story asks(Op op) {
    events.add(new Event.Invoked(at(), op, false));
    return this;
  }

  Story asksAgain(Op op) {
    events.add(new Event.Invoked(at(), op, true));
    return this;
  }

  Story told(Op op, String inEpoch, long offset) {
    events.add(new Event.Acknowledged(at(), op, new Place(inEpoch, offset), -1));
    return this;
  }

  Story toldDone(Op op) {
    events.add(new Event.Acknowledged(at(), op, null, -1));
    return this;
  }

  Story toldRead(Op op, long mark) {
    events.add(new Event.Acknowledged(at(), op, null, mark));
    return this;
  }

  Story refused(Op op) {
    events.add(new Event.Refused(at(), op));
    return this;
  }

  Story givenUp(Op op) {
    events.add(new Event.GivenUp(at(), op));
    return this;
  }

  Story follows(String client, String inEpoch, long offset, boolean recovered) {
    events.add(new Event.Began(at(), client, client, ROOM, new Place(inEpoch, offset), recovered));
    return this;
  }

  Story hears(String client, long offset) {
    return hears(client, offset, log.get((int) offset - 1).data());
  }

  Story hears(String client, long offset, String data) {
    events.add(new Event.Delivered(at(), client, ROOM, offset, data));
    return this;
  }

  Story ends(String client) {
    events.add(new Event.Ended(at(), client, ROOM));
    return this;
  }

  Story healed() {
    events.add(new Event.Healed(at()));
    return this;
  }

  Story counts(String person, long mark, long unread, long mentions) {
    events.add(new Event.Counted(at(), person, ROOM, mark, unread, mentions));
    return this;
  }

  /** The log in the end is in another epoch. */
  Story endsIn(String lastEpoch) {
    epoch = lastEpoch;
    return this;
  }

  Story posted(String cid, String author, String... mentions) {
    return entry(Entry.Kind.POSTED, cid, "m-" + cid, author, List.of(mentions));
  }

  Story edited(String cid, String message, String author, String... mentions) {
    return entry(Entry.Kind.EDITED, cid, message, author, List.of(mentions));
  }

  Story joined(String person) {
    return entry(Entry.Kind.JOINED, person, "", "", List.of());
  }

  Story left(String person) {
    return entry(Entry.Kind.LEFT, person, "", "", List.of());
  }

  private Story entry(Entry.Kind kind, String key, String subject, String author, List<String> mentions) {
    long offset = log.size() + 1;
    log.add(new Entry(offset, kind, key, subject, author, mentions, kind + " " + key));
    return this;
  }

  List<Violation> judged() {
    return Checker.check(new History(events, Map.of(ROOM, new Log(ROOM, epoch, log))));
  }
}
