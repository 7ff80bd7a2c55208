package org.amtsrunde.documents.framing;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.amtsrunde.documents.room.Body;
import org.amtsrunde.documents.room.Figures;
import org.amtsrunde.documents.room.Workers;
import org.amtsrunde.documents.yjs.Awareness;
import org.amtsrunde.documents.yjs.Doc;
import org.amtsrunde.documents.yjs.Lib0Reader;
import org.amtsrunde.documents.yjs.Lib0Writer;
import org.amtsrunde.realtime.Wire;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A peer that takes less than it is sent. */
class OutletTest {
  private final Vertx vertx = Vertx.vertx();
  private final Figures figures = new Figures();
  private final Peer peer = new Peer();
  private final Outlet outlet = new Outlet(peer, new Framing(), new Workers(vertx), figures);

  private static final class Peer implements Wire {
    final List<byte[]> sent = new ArrayList<>();
    boolean full;

    /** Takes one message, and is full again. */
    boolean once;

    Runnable drained;

    @Override
    public void send(List<byte[]> messages) {
      sent.addAll(messages);
      full = once;
    }

    @Override
    public boolean full() {
      return full;
    }

    @Override
    public void onDrain(Runnable action) {
      drained = action;
    }

    @Override
    public void reading(boolean on) {}

    @Override
    public void close(int code, String reason) {}

    void goesOn() {
      full = false;
      drained.run();
    }
  }

  @AfterEach
  void stop() throws Exception {
    vertx.close().await(20, TimeUnit.SECONDS);
  }

  private static byte[] states(long client, int clock) {
    return new Lib0Writer().varUint(1).varUint(client).varUint(clock).varString("{\"n\":" + clock + "}").toBytes();
  }

  private static byte[] content(byte[] message, boolean sync) {
    var in = new Lib0Reader(message);
    in.u8();
    if (sync) {
      in.u8();
    }
    return in.varBytes();
  }

  @Test
  void whatHasWaitedIsSentAsOneUpdateAndTheNewestStates() {
    var writer = new Doc();
    var reader = new Doc();
    peer.full = true;
    for (int i = 1; i <= 100; i++) {
      outlet.send("", Body.update(writer.edit(1, edit -> edit.insertText("t", 0, "x"))));
      outlet.send("", Body.awareness(states(i % 2, i)));
    }
    outlet.send(new byte[] {8});
    assertThat(peer.sent).isEmpty();
    peer.goesOn();
    assertThat(peer.sent).hasSize(3);
    reader.apply(content(peer.sent.get(0), true));
    assertThat(reader.encode()).isEqualTo(writer.encode());
    var newest = Awareness.entries(content(peer.sent.get(1), false));
    assertThat(newest.stream().map(Awareness.Entry::clock)).containsExactlyInAnyOrder(99, 100);
    assertThat(peer.sent.get(2)).containsExactly(8);
    assertThat(figures.of(Figures.Event.LAGGED)).isEqualTo(1);
    outlet.send("", Body.update(writer.edit(1, edit -> edit.insertText("t", 0, "y"))));
    assertThat(peer.sent).as("at once again").hasSize(4);
  }

  @Test
  void documentsOfOneSocketAreMergedEachForItself() {
    peer.full = true;
    for (var address : List.of("a", "b", "a", "b", "a")) {
      outlet.send(address, Body.update(new byte[] {0, 0}));
    }
    peer.goesOn();
    assertThat(peer.sent.stream().map(message -> new Lib0Reader(message).varString())).containsExactly("a", "b");
  }

  /** A hundred joiners wait for the same parts, and none of them for a copy. */
  @Test
  void partsWaitAsTheyAreAndGoOneByOne() {
    var parts = new ArrayList<Body>();
    for (int i = 0; i < 80; i++) {
      parts.add(Body.part(new byte[256 * 1024]));
    }
    peer.full = true;
    parts.forEach(part -> outlet.send("name", part));
    outlet.send("name", Body.update(new byte[] {0, 0}));
    assertThat(outlet.isTooSlow(Outlet.now())).isFalse();
    peer.once = true;
    for (int i = 0; i < 80; i++) {
      peer.goesOn();
      assertThat(peer.sent).as("the name, and the part itself").hasSize(2 * (i + 1));
      assertThat(peer.sent.getLast()).isSameAs(parts.get(i).bytes());
      assertThat(peer.sent.get(2 * i)).isSameAs(peer.sent.getFirst());
      assertThat(outlet.isTooSlow(Outlet.now() + Outlet.MOST_MILLIS + 10)).as("stuck").isTrue();
      assertThat(outlet.isTooSlow(Outlet.now() + Outlet.MOST_MILLIS - 1000)).as("slow").isFalse();
    }
    peer.goesOn();
    assertThat(peer.sent).hasSize(161);
  }

  @Test
  void whoIsTooFarBehindIsToBeClosed() {
    peer.full = true;
    long now = Outlet.now();
    var large = new byte[4 << 20];
    outlet.send("", Body.other(new byte[20 << 20]));
    assertThat(outlet.isTooSlow(now)).as("what was asked for does not count").isFalse();
    for (int i = 0; i < 4; i++) {
      outlet.send("", Body.update(large));
    }
    assertThat(outlet.isTooSlow(now)).isFalse();
    outlet.send("", Body.update(new byte[] {0, 0}));
    assertThat(outlet.isTooSlow(now)).isTrue();
  }

  @Test
  void whoTakesNothingForHalfAMinuteIsToBeClosed() {
    outlet.send(new byte[] {1});
    assertThat(outlet.isTooSlow(Outlet.now() + 60_000)).as("nothing waits").isFalse();
    peer.full = true;
    outlet.send(new byte[] {1});
    assertThat(outlet.isTooSlow(Outlet.now())).isFalse();
    assertThat(outlet.isTooSlow(Outlet.now() + Outlet.MOST_MILLIS + 1)).isTrue();
  }
}
