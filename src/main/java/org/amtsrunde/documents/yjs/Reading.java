package org.amtsrunde.documents.yjs;

import static org.amtsrunde.documents.yjs.Structs.NONE;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a document says, without what is deleted. What is nested deeper than anybody could want is left out. */
final class Reading {
  private static final int DEEPEST = 100;

  private final Store store;
  private final Structs structs;
  private int depth;

  Reading(Store store) {
    this.store = store;
    this.structs = store.structs;
  }

  Doc.Kind kind(YType type) {
    for (int s = type.start; s != NONE; s = structs.right(s)) {
      switch (structs.kind(s)) {
        case Structs.STRING, Structs.FORMAT, Structs.EMBED -> {
          return Doc.Kind.TEXT;
        }
        case Structs.TYPE -> {
          return store.typeOf(s).kind >= YType.XML_ELEMENT ? Doc.Kind.XML : Doc.Kind.ARRAY;
        }
        case Structs.ANY, Structs.JSON, Structs.BINARY, Structs.DOC -> {
          return Doc.Kind.ARRAY;
        }
        default -> {}
      }
    }
    return type.entries() == null ? Doc.Kind.TEXT : Doc.Kind.MAP;
  }

  /** The letters of a text, without formats and what is embedded. */
  String text(YType type) {
    var text = new StringBuilder();
    for (int s = type.start; s != NONE; s = structs.right(s)) {
      if (structs.kind(s) == Structs.STRING && !structs.isGone(s)) {
        text.append(letters(s));
      }
    }
    return text.toString();
  }

  String letters(int s) {
    return new String(store.arena.bytes, structs.content(s), structs.bytes(s), StandardCharsets.UTF_8);
  }

  /** A text in pieces, a new one wherever a format begins or ends. */
  List<Delta> delta(YType type) {
    var delta = new ArrayList<Delta>();
    var formats = new TreeMap<String, @Nullable Object>();
    var text = new StringBuilder();
    for (int s = type.start; s != NONE; s = structs.right(s)) {
      if (structs.isGone(s)) {
        continue;
      }
      switch (structs.kind(s)) {
        case Structs.STRING -> text.append(letters(s));
        case Structs.FORMAT -> {
          flush(delta, text, formats);
          format(s, formats);
        }
        default -> {
          flush(delta, text, formats);
          elements(s).forEach(element -> delta.add(new Delta(element, new TreeMap<>(formats))));
        }
      }
    }
    flush(delta, text, formats);
    return delta;
  }

  private static void flush(List<Delta> delta, StringBuilder text, Map<String, @Nullable Object> formats) {
    if (!text.isEmpty()) {
      delta.add(new Delta(text.toString(), new TreeMap<>(formats)));
      text.setLength(0);
    }
  }

  void format(int s, Map<String, @Nullable Object> formats) {
    var in = content(s);
    var key = in.varString();
    var value = JsonValues.parse(in.varString());
    if (value == null) {
      formats.remove(key);
    } else {
      formats.put(key, value);
    }
  }

  private Lib0Reader content(int s) {
    return new Lib0Reader(store.arena.bytes, structs.content(s), structs.bytes(s));
  }

  /** A list, with what is nested as lists, maps and texts. */
  List<@Nullable Object> list(YType type) {
    var list = new ArrayList<@Nullable Object>();
    for (int s = type.start; s != NONE; s = structs.right(s)) {
      if (!structs.isGone(s) && structs.isCountable(s)) {
        list.addAll(elements(s));
      }
    }
    return list;
  }

  /** A map, in alphabetical order: in which order the keys came is another one on each replica. */
  Map<String, @Nullable Object> map(YType type) {
    var map = new TreeMap<String, @Nullable Object>();
    var entries = type.entries();
    for (int i = 0; entries != null && i < entries.size(); i++) {
      int s = entries.valueAt(i);
      if (!structs.isGone(s)) {
        map.put(store.keyName(entries.keyAt(i)), elements(s).getLast());
      }
    }
    return map;
  }

  List<@Nullable Object> elements(int s) {
    var list = new ArrayList<@Nullable Object>(structs.length(s));
    var in = structs.kind(s) == Structs.TYPE ? null : content(s);
    switch (structs.kind(s)) {
      case Structs.STRING -> letters(s).chars().forEach(c -> list.add(String.valueOf((char) c)));
      case Structs.ANY -> {
        while (in != null && in.hasMore()) {
          list.add(Any.read(in));
        }
      }
      case Structs.JSON -> {
        while (in != null && in.hasMore()) {
          var json = in.varString();
          list.add(json.equals("undefined") ? Any.undefined() : JsonValues.parse(json));
        }
      }
      case Structs.BINARY -> list.add(in == null ? null : in.varBytes());
      case Structs.EMBED -> list.add(in == null ? null : JsonValues.parse(in.varString()));
      case Structs.TYPE -> {
        if (depth < DEEPEST) {
          depth++;
          list.add(value(store.typeOf(s)));
          depth--;
        } else {
          list.add(null);
        }
      }
      // Another document stands here; its content is its own.
      default -> list.add(Map.of());
    }
    return list;
  }

  /** What a nested type says, in the form that fits it. */
  private @Nullable Object value(YType type) {
    return switch (type.kind) {
      case YType.ARRAY -> list(type);
      case YType.MAP, YType.XML_HOOK -> map(type);
      case YType.TEXT -> text(type);
      case YType.XML_ELEMENT, YType.XML_TEXT -> json(node(type));
      default -> Map.of("children", json(children(type)));
    };
  }

  /** The nodes of an XML fragment or element. */
  List<XmlNode> children(YType type) {
    var nodes = new ArrayList<XmlNode>();
    for (int s = type.start; s != NONE; s = structs.right(s)) {
      if (structs.isGone(s)) {
        continue;
      }
      if (structs.kind(s) == Structs.TYPE && depth < DEEPEST) {
        depth++;
        nodes.add(node(store.typeOf(s)));
        depth--;
      } else if (structs.kind(s) == Structs.STRING) {
        // Yjs 14 puts text directly into elements.
        nodes.add(new XmlNode.Text(List.of(Delta.text(letters(s)))));
      }
    }
    return nodes;
  }

  private XmlNode node(YType type) {
    return switch (type.kind) {
      case YType.XML_TEXT, YType.TEXT -> new XmlNode.Text(delta(type));
      default -> new XmlNode.Element(type.name == null ? "" : type.name, map(type), children(type));
    };
  }

  static List<Object> json(List<XmlNode> nodes) {
    return nodes.stream().map(Reading::json).toList();
  }

  private static Object json(XmlNode node) {
    var json = new LinkedHashMap<String, Object>();
    switch (node) {
      case XmlNode.Element element -> {
        json.put("name", element.name());
        json.put("attributes", element.attributes());
        json.put("children", json(element.children()));
      }
      case XmlNode.Text text -> json.put("delta", deltaJson(text.delta()));
    }
    return json;
  }

  static List<Object> deltaJson(List<Delta> delta) {
    var list = new ArrayList<Object>();
    for (var piece : delta) {
      var json = new LinkedHashMap<String, @Nullable Object>();
      json.put("insert", piece.insert());
      if (!piece.attributes().isEmpty()) {
        json.put("attributes", piece.attributes());
      }
      list.add(json);
    }
    return list;
  }
}
