package org.amtsrunde.realtime;

import io.vertx.core.Future;
import io.vertx.redis.client.Response;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.amtsrunde.kernel.Ids;
import org.amtsrunde.kernel.Refusal;
import org.amtsrunde.redis.Keys;
import org.amtsrunde.redis.RedisStore;
import org.amtsrunde.redis.Script;
import org.jspecify.annotations.Nullable;

/**
 * Where a message becomes durable: one append-only log per channel, a Redis stream whose entries are numbered densely.
 *
 * <p>Guarantees: an append that succeeds is on disk (with the recommended store), has the next offset, and was executed once
 * however often its {@link Once} is repeated within seven days. Appends to one channel are totally ordered. After an append
 * the nodes that serve the channel are told by a doorbell, which may be lost; they find the entry by themselves.
 *
 * <p>One round trip per append and per read.
 */
public final class ChannelLog {
  /** Told of each new entry together with the nodes that serve the channel, of which there may be none. */
  public interface Doorbell {
    void ring(String channel, String epoch, LogEntry entry, List<String> nodes);
  }

  private static final long CID_SECONDS = 7 * 24 * 3600;
  private static final LogScript APPEND = LogScript.load(ChannelLog.class, "append.lua");
  private static final Script READ = Script.load(ChannelLog.class, "read.lua");
  private static final byte[] ERASED = "{\"type\":\"erased\"}".getBytes(StandardCharsets.UTF_8);

  private final RedisStore store;
  private final Ids ids;
  private final Doorbell doorbell;

  public ChannelLog(RedisStore store, Ids ids, Doorbell doorbell) {
    this.store = store;
    this.ids = ids;
    this.doorbell = doorbell;
  }

  /** Appends a plain entry. */
  public Future<Appended> append(Append entry) {
    return append(entry, APPEND, List.of());
  }

  /**
   * Appends by a script of a capability that checks and changes more in the same step.
   *
   * @param keys the script's own keys, {@code KEYS[5]} onwards; all in the slot of the channel
   * @param args the script's own arguments, {@code ARGV[9]} onwards: texts, numbers or bytes
   * @return fails with the {@link Refusal} that the script returned
   */
  public Future<Appended> append(Append entry, LogScript script, List<String> keys, Object... args) {
    var channel = entry.channel();
    var once = entry.once();
    var allKeys = new ArrayList<String>(4 + keys.size());
    allKeys.add(Keys.head(channel));
    allKeys.add(Keys.log(channel));
    allKeys.add(Keys.interest(channel));
    allKeys.add(once == null ? Keys.head(channel) : Keys.cid(channel, once.author(), once.cid()));
    allKeys.addAll(keys);
    var info = entry.info();
    var directive = entry.directive();
    var allArgs = new Object[8 + args.length];
    allArgs[0] = ids.next();
    allArgs[1] = entry.keep();
    allArgs[2] = CID_SECONDS;
    allArgs[3] = once == null ? "" : once.fingerprint();
    allArgs[4] = entry.data();
    allArgs[5] = info == null ? "" : info;
    allArgs[6] = directive == null ? "" : directive.encode();
    allArgs[7] = entry.result();
    System.arraycopy(args, 0, allArgs, 8, args.length);
    return store.eval(script.script(), allKeys, allArgs).map(reply -> answered(entry, Objects.requireNonNull(reply)));
  }

  private Appended answered(Append entry, Response reply) {
    var kind = reply.get(0).toString();
    if (kind.equals("refused")) {
      throw refusal(reply.get(1).toString(), reply.get(2).toString());
    }
    var epoch = reply.get(1).toString();
    long offset = Long.parseLong(reply.get(2).toString());
    if (!kind.equals("known")) {
      boolean rewritten = kind.equals("rewritten");
      var data = rewritten ? reply.get(4).toBytes() : entry.data();
      var nodes = new ArrayList<String>(reply.size() - 4);
      for (int i = rewritten ? 5 : 4; i < reply.size(); i++) {
        nodes.add(reply.get(i).toString());
      }
      doorbell.ring(entry.channel(), epoch, new LogEntry(offset, data, entry.info(), entry.directive()), nodes);
    }
    return new Appended(kind.equals("known"), epoch, offset, reply.get(3).toString());
  }

  private static Refusal refusal(String slug, String sentence) {
    for (var kind : Refusal.Kind.values()) {
      if (kind.slug().equals(slug)) {
        return kind == Refusal.Kind.NOT_FOUND ? Refusal.notFound() : new Refusal(kind, sentence);
      }
    }
    throw new IllegalStateException("a script refused with the unknown kind " + slug);
  }

  /** Where the log ends; null if nothing was ever written to it. */
  public Future<@Nullable Position> head(String channel) {
    return read(channel, 0, 0, false).map(LogPage::head);
  }

  /**
   * Entries after an offset, oldest first.
   *
   * @param limit the most entries; {@link LogPage#complete} tells whether that was all up to the end
   */
  public Future<LogPage> after(String channel, long offset, int limit) {
    return read(channel, offset + 1, limit, false);
  }

  /** The newest entries before an offset, newest first; {@link Long#MAX_VALUE} for the end of the log. */
  public Future<LogPage> before(String channel, long offset, int limit) {
    return read(channel, offset, limit, true);
  }

  private Future<LogPage> read(String channel, long bound, int limit, boolean newestFirst) {
    var low = newestFirst ? "-" : bound + "-0";
    var high = newestFirst && bound != Long.MAX_VALUE ? (bound - 1) + "-0" : "+";
    int most = newestFirst && bound <= 1 ? 0 : limit;
    return store
        .eval(READ, List.of(Keys.head(channel), Keys.log(channel)), low, high, most, newestFirst ? "1" : "0")
        .map(reply -> page(Objects.requireNonNull(reply), bound, most, newestFirst));
  }

  /** Reads what read.lua answered. */
  static LogPage page(Response reply, long bound, int limit, boolean newestFirst) {
    var head = position(reply.get(0).toString());
    if (head == null) {
      return new LogPage(null, List.of(), true);
    }
    var kept = entries(reply.get(1));
    if (newestFirst) {
      return new LogPage(head, dense(kept, Math.min(bound - 1, head.offset()), -1), true);
    }
    // A log is trimmed from its beginning only: where an older entry is kept, a hole is an erased entry.
    var oldest = reply.get(2).toString();
    boolean trimmed = bound <= head.offset() && (oldest.isEmpty() || offset(oldest) > bound);
    if (trimmed || limit == 0) {
      return new LogPage(head, kept, bound > head.offset());
    }
    var entries = dense(kept, bound, 1);
    long next = bound + entries.size();
    while (kept.size() < limit && next <= head.offset()) {
      entries.add(new LogEntry(next++, ERASED, null, null));
    }
    return new LogPage(head, entries, next > head.offset());
  }

  /** Puts an "erased" entry into each hole between entries that are kept. */
  private static List<LogEntry> dense(List<LogEntry> kept, long from, int step) {
    var entries = new ArrayList<LogEntry>(kept.size());
    long next = from;
    for (var entry : kept) {
      while (next != entry.offset()) {
        entries.add(new LogEntry(next, ERASED, null, null));
        next += step;
      }
      entries.add(entry);
      next += step;
    }
    return entries;
  }

  static boolean isErased(LogEntry entry) {
    return Arrays.equals(entry.data(), ERASED);
  }

  /** The same entry without its content, as it is read after an erasure. */
  static LogEntry erased(LogEntry entry) {
    return new LogEntry(entry.offset(), ERASED, null, null);
  }

  /** Reads what XRANGE answered: the entries that are kept, as they stand there. */
  public static List<LogEntry> entries(Response range) {
    var kept = new ArrayList<LogEntry>(range.size());
    for (var item : range) {
      kept.add(entry(item));
    }
    return kept;
  }

  private static LogEntry entry(Response item) {
    var id = item.get(0).toString();
    byte[] data = ERASED;
    byte[] info = null;
    Directive directive = null;
    var fields = item.get(1);
    for (int i = 0; i + 1 < fields.size(); i += 2) {
      switch (fields.get(i).toString()) {
        case "d" -> data = fields.get(i + 1).toBytes();
        case "i" -> info = fields.get(i + 1).toBytes();
        case "x" -> directive = Directive.decode(fields.get(i + 1).toString());
        default -> {}
      }
    }
    return new LogEntry(offset(id), data, info, directive);
  }

  private static long offset(String id) {
    return Long.parseLong(id, 0, id.indexOf('-'), 10);
  }

  /** Reads {@code <epoch> <offset>}; null for an empty text. */
  public static @Nullable Position position(String text) {
    int space = text.indexOf(' ');
    return space < 0
        ? null
        : new Position(text.substring(0, space), Long.parseLong(text, space + 1, text.length(), 10));
  }
}
