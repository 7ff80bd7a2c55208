package org.amtsrunde.documents.yjs;

import static org.amtsrunde.documents.yjs.Structs.NONE;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads a type as it was at two moments. What is nested deeper than anybody could want is left out, as in {@link Reading}. */
final class Comparison {
  private static final int DEEPEST = 100;

  private final Store store;
  private final Structs structs;
  private final Reading reading;
  private final Snapshot before;
  private final Snapshot after;
  private int depth;

  Comparison(Store store, Snapshot before, Snapshot after) {
    this.store = store;
    this.structs = store.structs;
    this.reading = new Reading(store);
    this.before = before;
    this.after = after;
  }

  /** The nodes of an XML root; of a text one node. */
  List<Compared> of(YType root) {
    return switch (reading.kind(root)) {
      case XML -> children(root);
      case TEXT -> List.of(new Compared.Text(pieces(root)));
      case MAP, ARRAY -> List.of();
    };
  }

  private List<Compared> children(YType type) {
    var nodes = new ArrayList<Compared>();
    for (int s = type.start; s != NONE; s = structs.right(s)) {
      if (structs.kind(s) == Structs.STRING) {
        var pieces = new ArrayList<Compared.Piece>();
        letters(s, pieces, Map.of(), Map.of());
        if (!pieces.isEmpty()) {
          nodes.add(new Compared.Text(pieces));
        }
      } else if (structs.kind(s) == Structs.TYPE && depth < DEEPEST) {
        var place = place(s, structs.clock(s));
        if (place.before() || place.after()) {
          depth++;
          nodes.add(node(place, store.typeOf(s)));
          depth--;
        }
      }
    }
    return nodes;
  }

  private Compared node(Compared.Place place, YType type) {
    return switch (type.kind) {
      case YType.XML_TEXT, YType.TEXT -> new Compared.Text(pieces(type));
      default ->
          new Compared.Element(
              place,
              type.name == null ? "" : type.name,
              place.before() ? attributes(type, before) : Map.of(),
              place.after() ? attributes(type, after) : Map.of(),
              children(type));
    };
  }

  private Map<String, @Nullable Object> attributes(YType type, Snapshot moment) {
    var attributes = new TreeMap<String, @Nullable Object>();
    var entries = type.entries();
    for (int i = 0; entries != null && i < entries.size(); i++) {
      int s = entries.valueAt(i);
      while (s != NONE && !moment.sees(id(s), structs.clock(s))) {
        s = structs.left(s);
      }
      if (s != NONE) {
        attributes.put(store.keyName(entries.keyAt(i)), reading.elements(s).getLast());
      }
    }
    return attributes;
  }

  private List<Compared.Piece> pieces(YType type) {
    var pieces = new ArrayList<Compared.Piece>();
    var formatsBefore = new TreeMap<String, @Nullable Object>();
    var formatsAfter = new TreeMap<String, @Nullable Object>();
    for (int s = type.start; s != NONE; s = structs.right(s)) {
      switch (structs.kind(s)) {
        case Structs.STRING -> letters(s, pieces, new TreeMap<>(formatsBefore), new TreeMap<>(formatsAfter));
        case Structs.FORMAT -> {
          var place = place(s, structs.clock(s));
          if (place.before()) {
            reading.format(s, formatsBefore);
          }
          if (place.after()) {
            reading.format(s, formatsAfter);
          }
        }
        case Structs.EMBED, Structs.TYPE -> {
          var place = place(s, structs.clock(s));
          if (place.before() || place.after()) {
            pieces.add(
                new Compared.Piece(
                    place, reading.elements(s).getLast(), new TreeMap<>(formatsBefore), new TreeMap<>(formatsAfter)));
          }
        }
        default -> {}
      }
    }
    return pieces;
  }

  /** One piece for each stretch of letters that were there together. */
  private void letters(
      int s,
      List<Compared.Piece> pieces,
      Map<String, @Nullable Object> formatsBefore,
      Map<String, @Nullable Object> formatsAfter) {
    long client = id(s);
    var letters = reading.letters(s);
    int start = structs.clock(s);
    for (int clock = start; clock < structs.end(s); ) {
      int end = Math.min(structs.end(s), Math.min(before.until(client, clock), after.until(client, clock)));
      var place = place(s, clock);
      if (place.before() || place.after()) {
        var text = letters.substring(clock - start, end - start);
        pieces.add(new Compared.Piece(place, text, formatsBefore, formatsAfter));
      }
      clock = end;
    }
  }

  private Compared.Place place(int s, int clock) {
    long client = id(s);
    return new Compared.Place(client, clock, before.sees(client, clock), after.sees(client, clock));
  }

  private long id(int s) {
    return store.client(structs.client(s)).id;
  }
}
