package org.amtsrunde.documents.room;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.amtsrunde.documents.Document;
import org.amtsrunde.documents.Notice;
import org.amtsrunde.realtime.Directive;
import org.amtsrunde.realtime.Follower;
import org.amtsrunde.realtime.LogEntry;
import org.amtsrunde.redis.Keys;
import org.jspecify.annotations.Nullable;

/**
 * Follows the channels that tell that somebody's role in a document may have ended: that of the room to which it belongs, and that of
 * the document of which it is a suggestion. Used on the loop of the document.
 */
final class AccessWatch {
  private final Parts parts;
  private final Context loop;
  private final Consumer<@Nullable String> changed;
  private final Map<String, Follower> followed = new HashMap<>();

  /** @param changed called with the person whose role may be another now; with null for everybody */
  AccessWatch(Parts parts, Context loop, Consumer<@Nullable String> changed) {
    this.parts = parts;
    this.loop = loop;
    this.changed = changed;
  }

  /** Begins to follow, where that has not begun yet. */
  Future<Void> of(Document document) {
    var room = document.roomId();
    var parent = document.parentId();
    return follow(room == null ? null : Keys.roomChannel(room), new Members())
        .compose(done -> follow(parent == null ? null : Keys.documentChannel(parent), new Notices()));
  }

  private Future<Void> follow(@Nullable String channel, Follower follower) {
    if (channel == null || followed.putIfAbsent(channel, follower) != null) {
      return Future.succeededFuture();
    }
    var done = Promise.<Void>promise();
    parts
        .engine
        .follow(channel, follower)
        .onComplete(position ->
            loop.runOnContext(ignored -> {
              if (position.succeeded()) {
                done.complete();
              } else {
                followed.remove(channel);
                done.fail(position.cause());
              }
            }));
    return done.future();
  }

  void end() {
    followed.forEach(parts.engine::unfollow);
    followed.clear();
  }

  private void tell(@Nullable String person) {
    // These channels are at home on any loop.
    loop.runOnContext(ignored -> changed.accept(person));
  }

  private final class Members implements Follower {
    @Override
    public void entry(LogEntry entry) {
      if (entry.directive() instanceof Directive.Revoke(var person)) {
        tell(person);
      }
    }

    @Override
    public void lost() {
      tell(null);
    }
  }

  private final class Notices implements Follower {
    @Override
    public void entry(LogEntry entry) {
      if (!Notice.isUpdate(entry) && Notice.of(entry) == null) {
        tell(null);
      }
    }

    @Override
    public void lost() {
      tell(null);
    }
  }
}
