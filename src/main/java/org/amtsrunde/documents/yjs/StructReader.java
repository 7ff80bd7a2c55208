package org.amtsrunde.documents.yjs;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Goes through the structs of one update (format V1) without making an object of any. After {@link #next} the fields say what
 * stands there; they hold until the next call and are only to be read. Places are places in {@link #bytes}, which is the update
 * itself and not copied.
 *
 * <p>Clients come in the order of the bytes; what Yjs writes has the greatest first and each once. Clocks within a group follow
 * one another without a gap, for a gap is a struct of its own: {@link #SKIP}. What was read is well-formed, down to UTF-8 and
 * JSON; anything else is a {@link MalformedUpdate}, also what Yjs would read but never write and then choke on: an empty
 * struct, one that names itself or a later one of its own client as neighbour or parent. Source: {@code src/structs} of Yjs 13.
 */
final class StructReader {
  /** Kinds of struct: the lower five bits of the first byte. */
  static final int GC = 0;

  static final int DELETED = 1;
  static final int JSON = 2;
  static final int BINARY = 3;
  static final int STRING = 4;
  static final int EMBED = 5;
  static final int FORMAT = 6;
  static final int TYPE = 7;
  static final int ANY = 8;
  static final int DOC = 9;
  static final int SKIP = 10;

  static final int HAS_ORIGIN = 0x80;
  static final int HAS_RIGHT = 0x40;
  static final int HAS_SUB = 0x20;

  /** The place of an id, a name or a key that is not there. */
  static final int NONE = -1;

  private static final int KIND = 0x1f;
  private static final int XML_ELEMENT = 3;
  private static final int XML_HOOK = 5;
  private static final int LAST_TYPE = 6;
  private static final byte[] UNDEFINED = {'u', 'n', 'd', 'e', 'f', 'i', 'n', 'e', 'd'};

  final byte[] bytes;
  private final Lib0Reader in;
  private int groups;
  private int structs;
  private int nextClock;
  private int units;

  /** Whether each client so far was less than the one before it. */
  boolean ordered = true;

  long client = Long.MAX_VALUE;
  int clock;

  /** In clocks, at least 1; of a text UTF-16 units. */
  int length;

  int kind;

  /** The first byte as it stands there. {@link #HAS_SUB} also stands where no key follows: behind an origin. */
  int info;

  /** {@link #NONE} if there is no origin; the same for the two that follow. */
  long originClient;

  int originClock;
  long rightClient;
  int rightClock;

  /** Parent that is an item. Neither it nor a root is there if an origin is, for then the parent is that of the origin. */
  long parentClient;

  int parentClock;

  /** The name of a root, UTF-8, without its length. */
  int rootAt;

  int rootLength;

  /** The key in a map, UTF-8, without its length. */
  int subAt;

  int subLength;

  /** The first byte of the client's group. */
  int groupAt;

  /** The struct from its first byte. */
  int structAt;

  /** The content as it is written, with whatever length stands before it, up to {@link #end}. */
  int contentAt;

  /** The text of a {@link #STRING}, of which {@link #end} is the end too; the elements of {@link #JSON} and {@link #ANY}. */
  int payloadAt;

  /** Of a {@link #TYPE}: 0 array, 1 map, 2 text, 3 XML element, 4 XML fragment, 5 XML hook, 6 XML text. */
  int typeRef;

  /** The first byte behind the struct. */
  int end;

  StructReader(byte[] update) {
    bytes = update;
    in = new Lib0Reader(update);
    groups = in.count();
  }

  /** Reads one group only, from its first byte, and nothing of what is deleted. */
  StructReader(byte[] update, int groupAt) {
    bytes = update;
    in = new Lib0Reader(update, groupAt, update.length - groupAt);
    groups = 1;
  }

  /** Goes to the next struct; false if there is none, and then the fields still tell of the last. */
  boolean next() {
    while (structs == 0) {
      if (groups == 0) {
        return false;
      }
      groups--;
      groupAt = in.at;
      structs = in.count();
      long before = client;
      client = in.varUint();
      ordered &= client < before;
      nextClock = in.varUint31();
    }
    structs--;
    clock = nextClock;
    read();
    if (length == 0) {
      throw new MalformedUpdate("a struct is empty");
    }
    if (clock > Integer.MAX_VALUE - length) {
      throw new MalformedUpdate("a clock is too great");
    }
    nextClock = clock + length;
    return true;
  }

  /** The clock behind the struct. */
  int clockEnd() {
    return nextClock;
  }

  /**
   * Reads what is deleted, which stands behind the structs; those that were not gone through are, so that they are checked.
   *
   * @throws MalformedUpdate also if something follows
   */
  DeleteSet deletes() {
    while (next()) {
      // Reading is checking.
    }
    var deletes = DeleteSet.read(in);
    if (in.hasMore()) {
      throw new MalformedUpdate("something follows the update");
    }
    return deletes;
  }

  @Nullable String rootName() {
    return rootLength == NONE ? null : new String(bytes, rootAt, rootLength, StandardCharsets.UTF_8);
  }

  @Nullable String subKey() {
    return subLength == NONE ? null : new String(bytes, subAt, subLength, StandardCharsets.UTF_8);
  }

  /** A reader of the content as it is written. */
  Lib0Reader content() {
    return new Lib0Reader(bytes, contentAt, end - contentAt);
  }

  private void read() {
    structAt = in.at;
    info = in.u8();
    kind = info & KIND;
    originClient = NONE;
    rightClient = NONE;
    parentClient = NONE;
    rootLength = NONE;
    subLength = NONE;
    if (kind == GC || kind == SKIP) {
      if (info != kind) {
        throw new MalformedUpdate("a struct is of no known kind");
      }
    } else {
      neighbours();
    }
    contentAt = in.at;
    payloadAt = contentAt;
    content(kind);
    end = in.at;
  }

  private void neighbours() {
    if ((info & HAS_ORIGIN) != 0) {
      originClient = in.varUint();
      originClock = earlier(originClient);
    }
    if ((info & HAS_RIGHT) != 0) {
      rightClient = in.varUint();
      rightClock = earlier(rightClient);
    }
    if ((info & (HAS_ORIGIN | HAS_RIGHT)) != 0) {
      return;
    }
    long isRoot = in.varUint();
    if (isRoot == 1) {
      rootLength = text();
      rootAt = in.at - rootLength;
    } else if (isRoot == 0) {
      parentClient = in.varUint();
      parentClock = earlier(parentClient);
    } else {
      throw new MalformedUpdate("a parent is of no known kind");
    }
    if ((info & HAS_SUB) != 0) {
      subLength = text();
      subAt = in.at - subLength;
    }
  }

  /** The clock of an id that must be there before this struct: Yjs waits for other clients but not for the same one. */
  private int earlier(long of) {
    int at = in.varUint31();
    if (of == client && at >= clock) {
      throw new MalformedUpdate("a struct refers to its own future");
    }
    return at;
  }

  private void content(int of) {
    length = 1;
    switch (of) {
      case GC, SKIP, DELETED -> length = in.varUint31();
      case JSON -> {
        length = in.count();
        payloadAt = in.at;
        for (int n = length; n > 0; n--) {
          jsonOrUndefined();
        }
      }
      case BINARY -> in.skip(in.count());
      case STRING -> {
        int size = text();
        payloadAt = in.at - size;
        length = units;
      }
      case EMBED -> json();
      case FORMAT -> {
        text();
        json();
      }
      case TYPE -> {
        typeRef = (int) Math.min(in.varUint(), LAST_TYPE + 1);
        if (typeRef > LAST_TYPE) {
          throw new MalformedUpdate("a type is of no known kind");
        }
        if (typeRef == XML_ELEMENT || typeRef == XML_HOOK) {
          text();
        }
      }
      case ANY -> {
        length = in.count();
        payloadAt = in.at;
        for (int n = length; n > 0; n--) {
          in.skipAny();
        }
      }
      case DOC -> {
        text();
        options();
      }
      default -> throw new MalformedUpdate("a struct is of no known kind");
    }
  }

  private void json() {
    int size = text();
    JsonSyntax.check(bytes, in.at - size, size);
  }

  /** The old kind of list had a word of its own for what JSON cannot say. */
  private void jsonOrUndefined() {
    int size = text();
    int from = in.at - size;
    if (!Arrays.equals(bytes, from, in.at, UNDEFINED, 0, UNDEFINED.length)) {
      JsonSyntax.check(bytes, from, size);
    }
  }

  /** Of a document within: Yjs takes them apart as an object, and stumbles over null. */
  private void options() {
    int from = in.at;
    in.skipAny();
    if (bytes[from] != Any.OBJECT) {
      throw new MalformedUpdate("a document within has no options");
    }
  }

  /** Steps over a text, which then ends at the reader's place, and returns how many bytes it has. */
  private int text() {
    int size = in.count();
    units = in.skipUtf8(size);
    return size;
  }
}
