package org.amtsrunde.documents.yjs;

import static org.amtsrunde.documents.yjs.Structs.NONE;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Changes that a server makes itself, within {@link Doc#edit}: templates, restored versions, edits of scripts. Positions count
 * living elements; a text counts UTF-16 units.
 */
public final class Edit {
  private final Store store;
  private final Structs structs;
  private final Change change;
  private final Integrator integrator;
  private final Client client;

  Edit(Store store, Change change, Integrator integrator, long clientId) {
    this.store = store;
    this.structs = store.structs;
    this.change = change;
    this.integrator = integrator;
    this.client = store.client(clientId);
  }

  /** Puts text into a text. Formats that begin or end at the place stay as they are. */
  public void insertText(String root, int index, String text) {
    if (!text.isEmpty()) {
      var type = store.root(root);
      addText(type, at(type, index), text);
    }
  }

  /** How many living elements there are in a text, a list or an XML fragment. */
  public int length(String root) {
    return store.root(root).length;
  }

  /** Takes living elements out of a text, a list or an XML fragment. */
  public void delete(String root, int index, int length) {
    var type = store.root(root);
    if (length < 0 || index < 0 || index + length > type.length) {
      throw new IndexOutOfBoundsException(index + " and " + length + " of " + type.length);
    }
    int left = length;
    int before = at(type, index);
    int s = before == NONE ? type.start : structs.right(before);
    while (left > 0) {
      if (!structs.isGone(s) && structs.isCountable(s)) {
        if (left < structs.length(s)) {
          change.cleanStart(structs.client(s), structs.clock(s) + left);
        }
        left -= structs.length(s);
        change.delete(s);
      }
      s = structs.right(s);
    }
  }

  /** Puts these pieces in the place of everything that stands in a text. */
  public void replaceText(String root, List<Delta> pieces) {
    var type = store.root(root);
    for (int s = type.start; s != NONE; s = structs.right(s)) {
      if (!structs.isGone(s)) {
        change.delete(s);
      }
    }
    addDelta(type, pieces);
  }

  /** Puts values of {@link Any} into a list. */
  public void insertValues(String root, int index, List<? extends @Nullable Object> values) {
    if (!values.isEmpty()) {
      var type = store.root(root);
      var out = new Lib0Writer();
      values.forEach(value -> Any.write(out, value));
      add(Structs.ANY, values.size(), out.toBytes(), type, at(type, index), NONE);
    }
  }

  /** Sets a key of a map to a value of {@link Any}. */
  public void set(String root, String key, @Nullable Object value) {
    set(store.root(root), key, value);
  }

  /** Takes a key out of a map, if it is there. */
  public void remove(String root, String key) {
    int s = store.root(root).entry(store.knownKey(key));
    if (s != NONE) {
      change.delete(s);
    }
  }

  /** Puts trees into an XML fragment, one behind the other. */
  public void insertXml(String root, int index, List<XmlNode> nodes) {
    var type = store.root(root);
    addNodes(type, at(type, index), nodes);
  }

  private void addNodes(YType parent, int before, List<XmlNode> nodes) {
    int left = before;
    for (var node : nodes) {
      left = addNode(parent, left, node);
    }
  }

  private int addNode(YType parent, int left, XmlNode node) {
    switch (node) {
      case XmlNode.Element element -> {
        var wire = new Lib0Writer().varUint(YType.XML_ELEMENT).varString(element.name()).toBytes();
        int s = add(Structs.TYPE, 1, wire, parent, left, NONE);
        var type = store.typeOf(s);
        element.attributes().forEach((key, value) -> set(type, key, value));
        addNodes(type, NONE, element.children());
        return s;
      }
      case XmlNode.Text text -> {
        int s = add(Structs.TYPE, 1, new byte[] {YType.XML_TEXT}, parent, left, NONE);
        addDelta(store.typeOf(s), text.delta());
        return s;
      }
    }
  }

  /** Fills an empty text: formats are switched on and off between the pieces, and all off at the end. */
  private void addDelta(YType type, List<Delta> delta) {
    int left = NONE;
    var current = new TreeMap<String, @Nullable Object>();
    for (var piece : delta) {
      left = switchFormats(type, left, current, piece.attributes());
      left =
          piece.insert() instanceof String text
              ? addText(type, left, text)
              : add(Structs.EMBED, 1, string(JsonValues.write(piece.insert())), type, left, NONE);
    }
    switchFormats(type, left, current, Map.of());
  }

  private int switchFormats(
      YType type, int before, Map<String, @Nullable Object> current, Map<String, @Nullable Object> wanted) {
    int left = before;
    for (var key : new ArrayList<>(current.keySet())) {
      if (!wanted.containsKey(key)) {
        left = addFormat(type, left, key, null);
        current.remove(key);
      }
    }
    for (var entry : wanted.entrySet()) {
      if (entry.getValue() != null && !Objects.equals(current.get(entry.getKey()), entry.getValue())) {
        left = addFormat(type, left, entry.getKey(), entry.getValue());
        current.put(entry.getKey(), entry.getValue());
      }
    }
    return left;
  }

  private int addFormat(YType type, int left, String key, @Nullable Object value) {
    var wire = new Lib0Writer().varString(key).varString(JsonValues.write(value)).toBytes();
    return add(Structs.FORMAT, 1, wire, type, left, NONE);
  }

  private int addText(YType type, int left, String text) {
    return text.isEmpty() ? left : add(Structs.STRING, text.length(), Utf8.encode(text), type, left, NONE);
  }

  private void set(YType type, String key, @Nullable Object value) {
    int number = store.key(key);
    var out = new Lib0Writer();
    Any.write(out, value);
    add(Structs.ANY, 1, out.toBytes(), type, type.entry(number), number);
  }

  private static byte[] string(String text) {
    return new Lib0Writer().varString(text).toBytes();
  }

  /** The item after which the element of this position stands; NONE for the beginning. Splits where it is in the middle. */
  private int at(YType type, int index) {
    if (index < 0 || index > type.length) {
      throw new IndexOutOfBoundsException(index + " of " + type.length);
    }
    int left = NONE;
    int rest = index;
    for (int s = type.start; rest > 0; s = structs.right(s)) {
      if (!structs.isGone(s) && structs.isCountable(s)) {
        if (rest < structs.length(s)) {
          change.cleanStart(structs.client(s), structs.clock(s) + rest);
        }
        rest -= structs.length(s);
      }
      left = s;
    }
    return left;
  }

  private int add(int kind, int length, byte[] content, YType parent, int left, int key) {
    int clock = client.state();
    if (clock > Integer.MAX_VALUE - length) {
      throw new IllegalStateException("the clock of this client is at its end");
    }
    int s = structs.add(kind, client.number, clock, length);
    int right = key != NONE ? NONE : left == NONE ? parent.start : structs.right(left);
    if (left != NONE) {
      structs.origin(s, structs.client(left), structs.end(left) - 1);
    }
    if (right != NONE) {
      structs.rightOrigin(s, structs.client(right), structs.clock(right));
    }
    structs.parent(s, parent.number);
    structs.key(s, key);
    structs.content(s, store.arena.add(content, 0, content.length), content.length);
    structs.left(s, left);
    structs.right(s, right);
    integrator.insert(s);
    return s;
  }
}
