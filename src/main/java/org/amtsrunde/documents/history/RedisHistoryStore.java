package org.amtsrunde.documents.history;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Response;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.amtsrunde.documents.Notice;
import org.amtsrunde.documents.history.Version.Kind;
import org.amtsrunde.kernel.Fields;
import org.amtsrunde.kernel.Json;
import org.amtsrunde.kernel.Refusal;
import org.amtsrunde.realtime.Append;
import org.amtsrunde.realtime.ChannelLog;
import org.amtsrunde.realtime.LogScript;
import org.amtsrunde.redis.Keys;
import org.amtsrunde.redis.RedisStore;
import org.amtsrunde.redis.Script;

/** Versions in Redis: a hash of what is known of them, and one of what stood in them. */
public final class RedisHistoryStore implements HistoryStore {
  private static final Script FIND = Script.load(RedisHistoryStore.class, "find.lua");
  private static final LogScript KEEP = LogScript.load(RedisHistoryStore.class, "keep.lua");
  private static final LogScript RENAME = LogScript.load(RedisHistoryStore.class, "rename.lua");
  private static final LogScript REMOVE = LogScript.load(RedisHistoryStore.class, "remove.lua");

  private static final int LONGEST = 1_000;

  private static final String FULL =
      "the document keeps as many versions as it can, delete some of those that have a name";

  private final RedisStore store;
  private final ChannelLog log;

  public RedisHistoryStore(RedisStore store, ChannelLog log) {
    this.store = store;
    this.log = log;
  }

  private static List<String> keys(String document) {
    return List.of(Keys.document(document), Keys.documentVersions(document), Keys.documentVersionStates(document));
  }

  @Override
  public Future<List<Version>> versions(String document) {
    return store
        .send(Command.HGETALL, Keys.documentVersions(document))
        .map(reply -> {
          var versions = new ArrayList<Version>();
          if (reply != null) {
            reply.getKeys().forEach(id -> versions.add(version(id, Objects.requireNonNull(reply.get(id)))));
          }
          return versions;
        });
  }

  @Override
  public Future<Kept> find(String document, String version) {
    return store
        .eval(FIND, keys(document), version)
        .map(reply -> {
          if (reply == null || reply.size() == 0) {
            throw Refusal.notFound();
          }
          return new Kept(version(version, reply.get(0)), reply.get(1).toBytes());
        });
  }

  @Override
  public Future<Void> keep(String document, Version version, byte[] state, List<Version> superfluous) {
    var args = new ArrayList<Object>();
    args.add(version.id());
    args.add(json(version));
    args.add(state);
    args.add(HistoryRules.MOST_VERSIONS);
    args.add(HistoryRules.MOST_BYTES);
    args.add(Kind.NAMED.word());
    args.add(FULL);
    superfluous.forEach(one -> args.add(one.id()));
    return told(document, KEEP, args.toArray());
  }

  @Override
  public Future<Void> rename(String document, Version version) {
    return told(document, RENAME, version.id(), json(version));
  }

  @Override
  public Future<Void> remove(String document, String version) {
    return told(document, REMOVE, version);
  }

  private Future<Void> told(String document, LogScript change, Object... args) {
    var notice = Append.of(Keys.documentChannel(document), Notice.ofVersions()).keep(Integer.MAX_VALUE);
    return log.append(notice, change, keys(document), args).mapEmpty();
  }

  private static byte[] json(Version version) {
    return Json.object(out -> {
      version.write(out);
      out.put("kept", version.kept());
    });
  }

  private static Version version(String id, Response json) {
    var fields = Fields.parse(json.toString().getBytes(StandardCharsets.UTF_8));
    return new Version(
        id,
        fields.text("at", 1, LONGEST),
        Kind.of(fields.text("kind", 1, LONGEST)),
        fields.textOrNull("label", LONGEST),
        fields.textOrNull("byId", LONGEST),
        fields.texts("writers", HistoryRules.MOST_WRITERS, LONGEST),
        fields.number("bytes", 0, Long.MAX_VALUE),
        fields.number("kept", 0, Long.MAX_VALUE));
  }
}
