package org.amtsrunde.documents.yjs;

import org.jspecify.annotations.Nullable;

/** Something that holds items: a list with a beginning, a map of keys to their newest item, or both. */
final class YType {
  // What kind of type, as the wire numbers them.
  static final int ARRAY = 0;
  static final int MAP = 1;
  static final int TEXT = 2;
  static final int XML_ELEMENT = 3;
  static final int XML_FRAGMENT = 4;
  static final int XML_HOOK = 5;
  static final int XML_TEXT = 6;

  /** A root says nowhere what it is. */
  static final int ROOT = -1;

  final int number;
  final int kind;

  /** Name of a root, of an element, of a hook; else null. */
  final @Nullable String name;

  /** The item that holds it; NONE for a root. */
  final int item;

  int start = Structs.NONE;

  /** Countable, living elements of the list. */
  int length;

  private @Nullable IntMap entries;

  YType(int number, int kind, @Nullable String name, int item) {
    this.number = number;
    this.kind = kind;
    this.name = name;
    this.item = item;
  }

  /** The newest item of a key, living or not; NONE for none. */
  int entry(int key) {
    return entries == null ? Structs.NONE : entries.get(key);
  }

  void entry(int key, int struct) {
    if (entries == null) {
      entries = new IntMap();
    }
    entries.put(key, struct);
  }

  /** Keys and newest items; null for none. */
  @Nullable IntMap entries() {
    return entries;
  }

  void clear() {
    start = Structs.NONE;
    entries = null;
  }

  long heapBytes() {
    return 48 + (entries == null ? 0 : entries.heapBytes());
  }
}
