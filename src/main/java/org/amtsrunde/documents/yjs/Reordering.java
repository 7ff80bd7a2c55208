package org.amtsrunde.documents.yjs;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Brings an update that names its clients in another order than Yjs does, or one of them several times, into that order. */
final class Reordering {
  private static final int MOST_TIMES = 64;

  private record Group(long client, int clock, int at) {
    static final Comparator<Group> ORDER =
        Comparator.comparingLong(Group::client).reversed().thenComparingInt(Group::clock);
  }

  private Reordering() {}

  /**
   * The structs as updates in the order of Yjs, nothing deleted; more than one only if a client is named several times.
   *
   * @throws MalformedUpdate if a client is named more than 64 times, for each time costs a cursor
   */
  static List<byte[]> of(byte[] update) {
    var layers = new ArrayList<StructWriter>();
    int layer = 0;
    long client = StructReader.NONE;
    for (var group : groups(update)) {
      layer = group.client == client ? layer + 1 : 0;
      client = group.client;
      if (layer == MOST_TIMES) {
        throw new MalformedUpdate("a client is named too often");
      }
      if (layer == layers.size()) {
        layers.add(new StructWriter());
      }
      var in = new StructReader(update, group.at);
      while (in.next()) {
        layers.get(layer).copy(in, 0);
      }
    }
    return layers.stream().map(one -> one.finish(DeleteSet.EMPTY)).toList();
  }

  private static List<Group> groups(byte[] update) {
    var groups = new ArrayList<Group>();
    var in = new StructReader(update);
    int at = StructReader.NONE;
    while (in.next()) {
      if (in.groupAt != at) {
        at = in.groupAt;
        groups.add(new Group(in.client, in.clock, at));
      }
    }
    groups.sort(Group.ORDER);
    return groups;
  }
}
