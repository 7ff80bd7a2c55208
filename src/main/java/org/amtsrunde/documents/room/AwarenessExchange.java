package org.amtsrunde.documents.room;

import io.vertx.core.Handler;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.amtsrunde.cluster.Membership;
import org.amtsrunde.cluster.NodeBus;
import org.amtsrunde.documents.yjs.Lib0Reader;
import org.amtsrunde.documents.yjs.Lib0Writer;
import org.amtsrunde.documents.yjs.MalformedUpdate;
import org.jspecify.annotations.Nullable;

/**
 * Tells the other nodes who is in a document here. May lose anything: clients renew what they say, and what is not renewed goes by
 * itself.
 */
final class AwarenessExchange {
  private static final String TOPIC = "awareness";
  private static final int VERSION = 1;

  /**
   * One client as its node knows it.
   *
   * @param seat where it sits there
   * @param json its state; {@code null} in JSON when it has gone
   */
  record Line(long client, int clock, String seat, String person, byte[] json) {}

  /** Why a node tells something. The order is that of the wire. */
  enum Kind {
    /** It has just heard this from its clients. */
    NEWS,
    /** It wants to be told in turn. */
    ASKS,
    /** It was asked, and this is what it knew then: whoever knows better meanwhile is right. */
    ANSWERS
  }

  /** What one node tells of a document. */
  record Frame(String node, String document, Kind kind, List<Line> lines) {}

  private final NodeBus bus;
  private final Membership membership;

  AwarenessExchange(NodeBus bus, Membership membership) {
    this.bus = bus;
    this.membership = membership;
  }

  /** Registers the one receiver; before the bus starts to be used. It runs on an event loop. */
  void on(Handler<Frame> receiver) {
    bus.on(
        TOPIC,
        bytes -> {
          var frame = decode(bytes);
          if (frame != null) {
            receiver.handle(frame);
          }
        });
  }

  String nodeId() {
    return bus.nodeId();
  }

  Set<String> alive() {
    return membership.alive();
  }

  void ask(String document) {
    bus.tellAll(TOPIC, encode(new Frame(bus.nodeId(), document, Kind.ASKS, List.of())));
  }

  void tellAll(String document, List<Line> lines) {
    bus.tellAll(TOPIC, encode(new Frame(bus.nodeId(), document, Kind.NEWS, lines)));
  }

  void answer(String node, String document, List<Line> lines) {
    bus.tell(List.of(node), TOPIC, encode(new Frame(bus.nodeId(), document, Kind.ANSWERS, lines)));
  }

  static byte[] encode(Frame frame) {
    var out = new Lib0Writer(256).u8(VERSION).varString(frame.node).varString(frame.document);
    out.u8(frame.kind.ordinal()).varUint(frame.lines.size());
    for (var line : frame.lines) {
      out.varUint(line.client).varUint(line.clock).varString(line.seat).varString(line.person).varBytes(line.json);
    }
    return out.toBytes();
  }

  /** Null for what a newer node may have written. */
  static @Nullable Frame decode(byte[] bytes) {
    try {
      var in = new Lib0Reader(bytes);
      if (in.u8() != VERSION) {
        return null;
      }
      var node = in.varString();
      var document = in.varString();
      int kind = in.u8();
      if (kind >= Kind.values().length) {
        return null;
      }
      var lines = new ArrayList<Line>();
      for (int n = in.count(); n > 0; n--) {
        lines.add(new Line(in.varUint(), in.varUint31(), in.varString(), in.varString(), in.varBytes()));
      }
      return new Frame(node, document, Kind.values()[kind], lines);
    } catch (MalformedUpdate e) {
      return null;
    }
  }
}
