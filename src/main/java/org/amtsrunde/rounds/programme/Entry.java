package org.amtsrunde.rounds.programme;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The keys of one place in a file, read with types and limits. Whatever is wrong is told with file and key. */
final class Entry {
  private final String file;
  private final String path;
  private final Map<?, ?> values;

  private Entry(String file, String path, Map<?, ?> values) {
    this.file = file;
    this.path = path;
    this.values = values;
  }

  /**
   * @param value what the YAML of the file is
   * @param allowed all keys that may be there
   */
  static Entry of(String file, @Nullable Object value, Set<String> allowed) {
    return of(file, "", value, allowed);
  }

  private static Entry of(String file, String path, @Nullable Object value, Set<String> allowed) {
    if (!(value instanceof Map<?, ?> map)) {
      throw new ProgrammeException(
          file + ": " + (path.isEmpty() ? "the head" : path) + " must have the keys " + listed(allowed));
    }
    for (var key : map.keySet()) {
      if (!(key instanceof String name) || !allowed.contains(name)) {
        throw new ProgrammeException(
            file + ": " + joined(path, String.valueOf(key)) + " is unknown; allowed are " + listed(allowed));
      }
    }
    return new Entry(file, path, map);
  }

  boolean has(String key) {
    return values.get(key) != null;
  }

  /** A text that stands in one line, at most so many UTF-16 units long. */
  String text(String key, int longest) {
    if (values.get(key) instanceof String text && !text.isBlank()) {
      var stripped = text.strip();
      if (stripped.length() <= longest && stripped.indexOf('\n') < 0) {
        return stripped;
      }
      throw bad(key, "has " + stripped.length() + " characters or several lines; allowed is one line of " + longest);
    }
    throw bad(key, "must be a text of at most " + longest + " characters");
  }

  int number(String key, int min, int max) {
    if (values.get(key) instanceof Integer number && number >= min && number <= max) {
      return number;
    }
    throw bad(key, "must be a whole number from " + min + " to " + max);
  }

  boolean flag(String key) {
    if (values.get(key) instanceof Boolean flag) {
      return flag;
    }
    throw bad(key, "must be true or false");
  }

  /** One of the constants, written in small letters. */
  <E extends Enum<E>> E oneOf(String key, E[] constants) {
    for (var constant : constants) {
      if (name(constant).equals(values.get(key))) {
        return constant;
      }
    }
    throw bad(key, "must be one of " + listed(Arrays.stream(constants).map(Entry::name).toList()));
  }

  Entry entry(String key, Set<String> allowed) {
    return of(file, joined(path, key), values.get(key), allowed);
  }

  List<Entry> entries(String key, int min, int max, Set<String> allowed) {
    if (!(values.get(key) instanceof List<?> list) || list.size() < min || list.size() > max) {
      throw bad(key, "must be a list of " + min + " to " + max);
    }
    var entries = new ArrayList<Entry>(list.size());
    for (var item : list) {
      entries.add(of(file, joined(path, key + "[" + (entries.size() + 1) + "]"), item, allowed));
    }
    return entries;
  }

  /** What is wrong with a key of this place. */
  ProgrammeException bad(String key, String what) {
    return new ProgrammeException(file + ": " + joined(path, key) + " " + what);
  }

  /** As it stands in the files. */
  static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static String joined(String path, String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  private static String listed(Iterable<String> names) {
    var sorted = new TreeSet<String>();
    names.forEach(sorted::add);
    return String.join(", ", sorted);
  }
}
