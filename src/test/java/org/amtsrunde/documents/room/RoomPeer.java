package org.amtsrunde.documents.room;

import static org.awaitility.Awaitility.await;

import io.vertx.core.Context;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.amtsrunde.documents.yjs.Awareness;
import org.amtsrunde.documents.yjs.Doc;
import org.amtsrunde.documents.yjs.Lib0Reader;
import org.amtsrunde.documents.yjs.Lib0Writer;
import org.amtsrunde.documents.yjs.StateVector;
import org.amtsrunde.kernel.Caller;
import org.amtsrunde.support.RedisExtension;

/** Somebody who writes, with a document of their own, and does what a client of Yjs does. */
final class RoomPeer implements DocumentClient {
  private static final AtomicInteger NUMBERS = new AtomicInteger(1000);

  final long number = NUMBERS.incrementAndGet();
  private final Caller caller;
  private final Context loop;
  private final Doc doc = new Doc();
  private final Awareness awareness = new Awareness(1000, 4096);
  private final List<Boolean> answers = new ArrayList<>();
  private final List<String> notices = new CopyOnWriteArrayList<>();
  private Seat seat;
  private StateVector asked;
  private int clock;
  private boolean silent;
  private volatile DocumentEnd end;
  private volatile boolean writes;
  private volatile int told;
  private volatile int updates;

  RoomPeer(RoomNode node, String person, int loop) {
    this.caller = new Caller(person, "sign-in-" + person, Set.of(Caller.Role.MEMBER));
    this.loop = node.loops().get(loop);
  }

  /** Takes a seat and asks for everything. */
  RoomPeer join(RoomNode node, String document) {
    var taken = RedisExtension.await(node.rooms.join(document, this));
    return here(() -> {
      seat = taken;
      seat.asks(doc.stateVector());
      answer();
      return this;
    });
  }

  private <T> T here(Callable<T> action) {
    var done = Promise.<T>promise();
    loop.runOnContext(ignored -> {
      try {
        done.complete(action.call());
      } catch (Exception e) {
        done.fail(e);
      }
    });
    return RedisExtension.await(done.future());
  }

  RoomPeer write(String text) {
    return here(() -> {
      seat.wrote(doc.edit(number, edit -> edit.insertText("t", doc.text("t").length(), text)), false);
      return this;
    });
  }

  /** Says to the room what it likes. */
  RoomPeer says(byte[] update) {
    return here(() -> {
      seat.wrote(update, false);
      return this;
    });
  }

  /** Writes without telling anybody; answers what there is to tell. */
  byte[] writesAlone(String text) {
    return here(() -> doc.edit(number, edit -> edit.insertText("t", doc.text("t").length(), text)));
  }

  RoomPeer show(String state) {
    return showAs(number, ++clock, "{\"user\":{},\"at\":\"" + state + "\"}");
  }

  /** Says again what it said last, as a client does that comes back. */
  RoomPeer showAgain(RoomPeer before, String state) {
    return showAs(before.number, before.clock, "{\"user\":{},\"at\":\"" + state + "\"}");
  }

  RoomPeer showAs(long client, int atClock, String json) {
    var update = new Lib0Writer().varUint(1).varUint(client).varUint(atClock).varString(json).toBytes();
    return here(() -> {
      awareness.apply(update, 0);
      seat.announces(update);
      return this;
    });
  }

  void leave(boolean clean) {
    here(() -> {
      seat.leaves(clean);
      return this;
    });
  }

  String text() {
    return here(() -> doc.text("t"));
  }

  byte[] state() {
    return here(doc::encode);
  }

  Set<Long> sees() {
    return here(() -> Set.copyOf(awareness.clients()));
  }

  String seen(long client) {
    return here(() -> {
      var state = awareness.state(client);
      return state == null ? "" : new String(state, java.nio.charset.StandardCharsets.UTF_8);
    });
  }

  List<Boolean> answers() {
    return here(() -> List.copyOf(answers));
  }

  /** What it was told beside the document. */
  List<String> notices() {
    return notices;
  }

  DocumentEnd end() {
    return end;
  }

  boolean writes() {
    return writes;
  }

  /** How often it was told whether it may write. */
  int told() {
    return told;
  }

  int updates() {
    return updates;
  }

  RoomPeer awaitText(String text) {
    await(text).atMost(Duration.ofSeconds(10)).until(() -> text().equals(text));
    return this;
  }

  RoomPeer awaitAnswers(int count) {
    await("answers").atMost(Duration.ofSeconds(10)).until(() -> answers().size() >= count);
    return this;
  }

  @Override
  public String id() {
    return "peer-" + number;
  }

  @Override
  public Caller caller() {
    return caller;
  }

  @Override
  public Context loop() {
    return loop;
  }

  @Override
  public boolean wantsEcho() {
    return false;
  }

  @Override
  public boolean wantsNotices() {
    return true;
  }

  /** Answers nothing any more that it is asked, as one that is about to go away. */
  void isSilent(boolean silent) {
    here(() -> this.silent = silent);
  }

  /** What the room has asked for when there was no seat yet is told when there is one. */
  private void answer() {
    var known = asked;
    if (seat != null && known != null) {
      asked = null;
      seat.wrote(doc.encode(known), true);
    }
  }

  @Override
  public void send(Body body) {
    var in = new Lib0Reader(body.bytes());
    if (in.u8() == Body.AWARENESS) {
      awareness.apply(in.varBytes(), 0);
      return;
    }
    if (body.bytes()[0] == Body.STATELESS) {
      notices.add(in.varString());
      return;
    }
    int kind = in.u8();
    var content = in.varBytes();
    if (kind == Body.STEP_1) {
      var known = StateVector.decode(content);
      asked = known;
      if (!silent) {
        answer();
      }
    } else {
      updates += kind == Body.UPDATE ? 1 : 0;
      doc.apply(content);
    }
  }

  @Override
  public void answered(int count, boolean stored) {
    for (int i = 0; i < count; i++) {
      answers.add(stored);
    }
  }

  @Override
  public void mayWrite(boolean may) {
    writes = may;
    told++;
  }

  @Override
  public void ended(DocumentEnd why) {
    end = why;
  }
}
