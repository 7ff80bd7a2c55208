package org.amtsrunde.documents.yjs;

/**
 * A place that moves along with what stands there. Immutable. On the wire a tag and what it asks for, then the side.
 *
 * @param side on which side of the place it holds fast: from 0 on the right, below the left. Missing in old bytes, then 0
 */
public record RelativePosition(Target target, int side) {
  private static final int ITEM = 0;
  private static final int ROOT = 1;
  private static final int TYPE = 2;

  /** What it holds on to. */
  public sealed interface Target {}

  /** One clock in the history of a client. */
  public record Item(long client, int clock) implements Target {}

  /** The end of a root. */
  public record Root(String name) implements Target {}

  /** The end of a type that stands in an item. */
  public record Type(long client, int clock) implements Target {}

  /** @throws MalformedUpdate if these bytes are none, or more follows */
  public static RelativePosition decode(byte[] bytes) {
    var in = new Lib0Reader(bytes);
    int tag = in.u8();
    Target target =
        switch (tag) {
          case ITEM -> new Item(in.varUint(), in.varUint31());
          case ROOT -> new Root(in.varString());
          case TYPE -> new Type(in.varUint(), in.varUint31());
          default -> throw new MalformedUpdate("a position is of no known kind");
        };
    long side = in.hasMore() ? in.varInt() : 0;
    if (in.hasMore() || side != (int) side) {
      throw new MalformedUpdate("something else follows the position");
    }
    return new RelativePosition(target, (int) side);
  }

  public byte[] encode() {
    var out = new Lib0Writer();
    switch (target) {
      case Item(long client, int clock) -> out.u8(ITEM).varUint(client).varUint(clock);
      case Root(String name) -> out.u8(ROOT).varString(name);
      case Type(long client, int clock) -> out.u8(TYPE).varUint(client).varUint(clock);
    }
    return out.varInt(side).toBytes();
  }
}
