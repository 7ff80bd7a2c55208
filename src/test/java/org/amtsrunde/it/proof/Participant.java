package org.amtsrunde.it.proof;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.amtsrunde.kernel.Fields;
import org.jspecify.annotations.Nullable;

/**
 * Somebody at a client of a room: posts, edits, reads, and asks again until there is an answer. When the room has a new epoch they
 * look at what is left of it and send again, with the same cids, what was acknowledged and is gone.
 */
final class Participant {
  private static final int ANSWER_SECONDS = 5;
  private static final int SHORTEST_PAUSE = 100;
  private static final int PAUSES = 300;

  /** Past so many commands one is slow: a client that comes to a room can be given its newest 300 entries. */
  private static final int TIRED_AFTER = 55;

  private static final int TIRED_PAUSE = 1_500;
  private static final int AGAIN_MILLIS = 150;
  private static final int BURST = 3;
  private static final int PAGE = 100;

  /** Long enough for something to be said after the grace that a removal has. */
  private static final long OUT_NANOS = TimeUnit.SECONDS.toNanos(2);

  private static final int OLD_MARKS = 5;

  /** Something that is written and acknowledged. */
  private static final class Written {
    final Op op;
    final String text;
    final @Nullable Written post;
    String messageId = "";
    boolean edited;

    Written(Op op, String text, @Nullable Written post) {
      this.op = op;
      this.text = text;
      this.post = post;
    }

    String messageId() {
      return post == null ? messageId : post.messageId;
    }
  }

  private record Left(String messageId, String text) {}

  final Chat chat;
  private final String room;
  private final Recorder recorder;
  private final Random random;
  private final List<String> people;
  private final @Nullable String guest;
  private final Map<String, Written> written = new LinkedHashMap<>();
  private boolean guestIsOut;
  private long outSince;
  private int count;
  private volatile @Nullable String looked;
  private volatile boolean talking = true;
  private volatile boolean settled;
  private volatile boolean over;

  /**
   * @param people who may be mentioned
   * @param guest whom this participant, as the owner of the room, takes out and in again; null for the others
   */
  Participant(Chat chat, String room, List<String> people, @Nullable String guest, long seed, Recorder recorder) {
    this.chat = chat;
    this.room = room;
    this.people = people;
    this.guest = guest;
    this.random = new Random(seed);
    this.recorder = recorder;
  }

  void start() {
    Thread.ofVirtual().start(this::live);
  }

  /** Begins nothing new; what was begun is finished. */
  void stopTalking() {
    talking = false;
  }

  /** Whether it has an answer to everything, and has looked at the room as it is. */
  boolean isSettled() {
    var seen = looked;
    return settled && seen != null && seen.equals(epoch());
  }

  void end() {
    over = true;
  }

  private void live() {
    while (talking && !over) {
      pause(SHORTEST_PAUSE + random.nextInt(PAUSES) + (count > TIRED_AFTER ? TIRED_PAUSE : 0));
      settled = false;
      act();
      repair();
    }
    if (guestIsOut) {
      change(Op.Action.INVITE);
    }
    while (!over) {
      settled = repair();
      pause(AGAIN_MILLIS);
    }
  }

  private void act() {
    int dice = random.nextInt(20);
    var place = chat.place(room);
    if (place == null) {
      return;
    }
    if (dice < 8) {
      post(random.nextInt(10) == 0);
    } else if (dice < 11 && chat.keepsOrder()) {
      postSeveral();
    } else if (dice < 14) {
      edit();
    } else if (dice < 16 || guest == null) {
      read(place.offset());
      if (random.nextBoolean()) {
        // Somebody with two devices says on one of them what is old for the other.
        read(Math.max(0, place.offset() - 1 - random.nextInt(OLD_MARKS)));
      }
    } else if (!guestIsOut || System.nanoTime() - outSince > OUT_NANOS) {
      change(guestIsOut ? Op.Action.INVITE : Op.Action.REMOVE);
    }
  }

  private Written newPost() {
    var cid = chat.name + "-" + ++count;
    var mention = random.nextInt(4) == 0 ? "[@Wer](person:" + people.get(random.nextInt(people.size())) + ") " : "";
    return new Written(op(Op.Action.POST, cid), mention + "Beitrag " + cid, null);
  }

  private Op op(Op.Action action, String cid) {
    return Op.message(chat.name, chat.person, room, action, cid, epoch());
  }

  private @Nullable String epoch() {
    var place = chat.place(room);
    return place == null ? null : place.epoch();
  }

  private void post(boolean once) {
    var post = newPost();
    acknowledged(post, ask(post.op, "room.post", params(post), once, false, null));
  }

  /** Without waiting for answers. */
  private void postSeveral() {
    var posts = new ArrayList<Written>();
    var answers = new ArrayList<CompletableFuture<Fields>>();
    for (int i = 0; i < BURST; i++) {
      var post = newPost();
      posts.add(post);
      recorder.note(time -> new Event.Invoked(time, post.op, false));
      answers.add(chat.call("room.post", params(post)));
    }
    for (int i = 0; i < BURST; i++) {
      var post = posts.get(i);
      acknowledged(post, ask(post.op, "room.post", params(post), false, false, answers.get(i)));
    }
  }

  private void edit() {
    var mine = written.values().stream().filter(one -> one.post == null && !one.edited).toList();
    if (!mine.isEmpty()) {
      var post = mine.get(random.nextInt(mine.size()));
      var cid = chat.name + "-e" + ++count;
      var edit = new Written(op(Op.Action.EDIT, cid), "Geändert " + cid, post);
      post.edited = true;
      acknowledged(edit, ask(edit.op, "room.edit", params(edit), false, false, null));
    }
  }

  private String params(Written one) {
    var message = one.post == null ? "" : "\"messageId\":\"" + one.messageId() + "\",";
    return "{\"roomId\":\"%s\",\"cid\":\"%s\",%s\"text\":\"%s\"}".formatted(room, one.op.key(), message, one.text);
  }

  private void acknowledged(Written one, @Nullable Fields answer) {
    if (answer != null) {
      if (one.post == null) {
        one.messageId = answer.text("messageId", 1, 64);
      }
      written.put(one.op.key(), one);
      if (!answer.text("epoch", 1, 64).equals(epoch())) {
        looked = "";
      }
    }
  }

  private void read(long offset) {
    var op = Op.read(chat.name, chat.person, room, String.valueOf(++count), epoch(), offset);
    ask(op, "room.read", "{\"roomId\":\"" + room + "\",\"offset\":" + offset + "}", random.nextBoolean(), false, null);
  }

  private void change(Op.Action action) {
    var op = Op.membership(chat.name, chat.person, room, action, guest, epoch());
    boolean invites = action == Op.Action.INVITE;
    var whom = invites ? "\"personIds\":[\"" + guest + "\"]" : "\"personId\":\"" + guest + "\"";
    var method = invites ? "room.invite" : "room.remove";
    var params = "{\"roomId\":\"%s\",\"cid\":\"%s-m%d\",%s}".formatted(room, chat.name, ++count, whom);
    guestIsOut = true;
    if (ask(op, method, params, false, false, null) != null) {
      guestIsOut = !invites;
      outSince = System.nanoTime();
    }
  }

  /**
   * Asks until there is an answer, or once.
   *
   * @param asked the answer to a first time that is already written down
   * @return null if it was refused or given up
   */
  private @Nullable Fields ask(
      Op op, String method, String params, boolean once, boolean again, @Nullable CompletableFuture<Fields> asked) {
    boolean maybeDone = false;
    for (var answer = asked; ; answer = null) {
      if (answer == null) {
        recorder.note(time -> new Event.Invoked(time, op, again));
        answer = chat.call(method, params);
      }
      try {
        var fields = answer.get(ANSWER_SECONDS, TimeUnit.SECONDS);
        acknowledge(op, fields);
        return fields;
      } catch (TimeoutException e) {
        maybeDone = true;
      } catch (ExecutionException e) {
        var failed = failure(e.getCause());
        maybeDone |= failed.maybeDone();
        if (!failed.worthAnotherTry()) {
          giveUp(op, maybeDone);
          return null;
        }
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      if (over || once && maybeDone) {
        giveUp(op, maybeDone);
        return null;
      }
      pause(AGAIN_MILLIS);
    }
  }

  private static CallFailed failure(Throwable cause) {
    var deepest = cause instanceof CompletionException ? cause.getCause() : cause;
    return deepest instanceof CallFailed failed ? failed : CallFailed.unknown(String.valueOf(deepest));
  }

  private void giveUp(Op op, boolean maybeDone) {
    recorder.note(time -> maybeDone ? new Event.GivenUp(time, op) : new Event.Refused(time, op));
  }

  private void acknowledge(Op op, Fields answer) {
    var place =
        answer.has("epoch") ? new Place(answer.text("epoch", 1, 64), answer.number("offset", 1, Long.MAX_VALUE)) : null;
    long read = answer.has("readOffset") ? answer.number("readOffset", 0, Long.MAX_VALUE) : -1;
    recorder.note(time -> new Event.Acknowledged(time, op, place, read));
  }

  /** Sends again what the store has lost; whether that is done for the present epoch. */
  private boolean repair() {
    var epoch = epoch();
    if (epoch == null || epoch.equals(looked)) {
      return epoch != null;
    }
    if (looked != null) {
      var left = look(epoch);
      if (left == null) {
        return false;
      }
      // Whoever is out of the room at this moment does it when they are in again.
      boolean all = true;
      for (var one : written.values()) {
        all &= sendAgain(one, left);
      }
      if (!all) {
        return false;
      }
      if (guest != null) {
        // Who belongs to the room may be lost, too.
        change(guestIsOut ? Op.Action.REMOVE : Op.Action.INVITE);
      }
    }
    looked = epoch;
    return true;
  }

  /** Whether it is there now. */
  private boolean sendAgain(Written one, Map<String, Left> left) {
    if (one.post == null) {
      if (left.containsKey(one.op.key())) {
        return true;
      }
      var answer = ask(one.op, "room.post", params(one), false, true, null);
      if (answer != null) {
        one.messageId = answer.text("messageId", 1, 64);
      }
      return answer != null;
    }
    var there = left.get(one.post.op.key());
    return there != null && there.text.endsWith(" " + one.op.key())
        || ask(one.op, "room.edit", params(one), false, true, null) != null;
  }

  /** The messages of the room by their cids; null when they cannot be read, or are of another epoch. */
  private @Nullable Map<String, Left> look(String epoch) {
    var left = new HashMap<String, Left>();
    for (long after = 0; ; ) {
      var params = "{\"roomId\":\"" + room + "\",\"after\":" + after + ",\"limit\":" + PAGE + "}";
      try {
        var page = chat.call("room.history", params).get(ANSWER_SECONDS, TimeUnit.SECONDS);
        var messages = page.objects("messages", PAGE);
        if (!page.text("epoch", 1, 64).equals(epoch)) {
          return null;
        }
        if (messages.isEmpty()) {
          return left;
        }
        for (var message : messages) {
          var text = message.text("text", 0, 10_000);
          left.put(message.text("cid", 1, 64), new Left(message.text("id", 1, 64), text));
          after = message.number("offset", 1, Long.MAX_VALUE);
        }
      } catch (ExecutionException | TimeoutException e) {
        return null;
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static void pause(int millis) {
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
  }
}
