package org.amtsrunde.realtime;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.redis.client.Command;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.amtsrunde.kernel.Ids;
import org.amtsrunde.redis.Keys;
import org.amtsrunde.redis.RedisStore;
import org.amtsrunde.redis.Script;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows, on one event loop, the channels whose home it is, and hands their entries in order to the hubs of the loops that have
 * subscribers. Audits the heads of all of them once a second, so that doorbells may be lost altogether.
 *
 * <p>All methods run on the home loop.
 */
final class Tails {
  private static final Logger LOG = LoggerFactory.getLogger(Tails.class);
  private static final Script FOLLOW = Script.load(Tails.class, "follow.lua");
  static final long LEASE_MILLIS = 30_000;
  private static final long RENEW_MILLIS = 10_000;
  private static final long LINGER_MILLIS = 15_000;
  private static final int AUDIT_BATCH = 500;
  private static final int READ_BATCH = 300;

  /** No log has this epoch. */
  private static final Position NOWHERE = new Position("", 0);

  /** A subscriber's start: where the tail stands, and what was missed if memory reaches back so far. */
  record Start(Position position, @Nullable List<LogEntry> missed) {}

  private static final class Followed {
    final Promise<ChannelTail> started = Promise.promise();
    final boolean[] loops;
    List<Follower> followers = List.of();
    @Nullable ChannelTail tail;
    boolean reading;
    long renewedAt;
    long idleSince;

    Followed(int loopCount) {
      loops = new boolean[loopCount];
    }

    boolean idle() {
      for (boolean loop : loops) {
        if (loop) {
          return false;
        }
      }
      return followers.isEmpty();
    }
  }

  private final Map<String, Followed> channels = new HashMap<>();
  private final Context home;
  private final List<Hub> hubs;
  private final RedisStore store;
  private final ChannelLog log;
  private final Ids ids;
  private final String nodeId;
  private final EngineMetrics metrics;
  private final SeenHeads seen;

  Tails(
      Context home,
      List<Hub> hubs,
      RedisStore store,
      ChannelLog log,
      Ids ids,
      String nodeId,
      EngineMetrics metrics,
      SeenHeads seen) {
    this.home = home;
    this.hubs = hubs;
    this.store = store;
    this.log = log;
    this.ids = ids;
    this.nodeId = nodeId;
    this.metrics = metrics;
    this.seen = seen;
  }

  Context home() {
    return home;
  }

  /**
   * A loop has a subscriber of the channel. From the moment the future completes, every entry after {@link Start#position} is
   * given to that loop's hub, after whatever completes the future has run there.
   *
   * @param from where the subscriber stands; an epoch that never was when it starts anew
   */
  Future<Start> follow(String channel, int loop, Position from) {
    var followed = followed(channel, from);
    followed.loops[loop] = true;
    return followed
        .started
        .future()
        .map(tail -> {
          var position = tail.position();
          return new Start(position, position.epoch().equals(from.epoch()) ? tail.missed(from.offset()) : null);
        });
  }

  private Followed followed(String channel, Position from) {
    var known = channels.get(channel);
    if (known != null) {
      return known;
    }
    var followed = new Followed(hubs.size());
    channels.put(channel, followed);
    start(channel, followed, from);
    return followed;
  }

  /** Every entry after the position is told to the follower, on this loop, until {@link #unfollow(String, Follower)}. */
  Future<Position> follow(String channel, Follower follower) {
    var followed = followed(channel, NOWHERE);
    // Nothing is told before the tail has its start, and that is the position.
    followed.followers = Stream.concat(followed.followers.stream(), Stream.of(follower)).toList();
    return followed.started.future().map(ChannelTail::position);
  }

  void unfollow(String channel, Follower follower) {
    var followed = channels.get(channel);
    if (followed != null) {
      followed.followers = followed.followers.stream().filter(one -> one != follower).toList();
      followed.idleSince = now();
    }
  }

  void unfollow(String channel, int loop) {
    var followed = channels.get(channel);
    if (followed != null) {
      followed.loops[loop] = false;
      followed.idleSince = now();
    }
  }

  private void start(String channel, Followed followed, Position from) {
    followed.renewedAt = now();
    lease(channel, from)
        .onComplete(
            page -> {
              var head = Objects.requireNonNull(page.head());
              followed.tail = new ChannelTail(head, page.complete() ? page.entries() : List.of());
              seen.follow(channel, head);
              followed.started.complete(followed.tail);
            },
            failure -> {
              channels.remove(channel, followed);
              followed.started.fail(failure);
            });
  }

  private Future<Position> renew(String channel) {
    return lease(channel, NOWHERE).map(page -> Objects.requireNonNull(page.head()));
  }

  /** The end of the log, and what follows the position if memory would keep that. */
  private Future<LogPage> lease(String channel, Position from) {
    int most = ChannelTail.RING_ENTRIES;
    return store
        .eval(
            FOLLOW,
            List.of(Keys.head(channel), Keys.interest(channel), Keys.log(channel)),
            nodeId,
            LEASE_MILLIS,
            ids.next(),
            from.epoch(),
            from.offset(),
            most)
        .map(reply -> ChannelLog.page(Objects.requireNonNull(reply), from.offset() + 1, most, false));
  }

  /** A doorbell rang, here or on another node. */
  void ring(String channel, String epoch, LogEntry entry) {
    var followed = channels.get(channel);
    if (followed == null || followed.tail == null) {
      return;
    }
    var at = followed.tail.position();
    if (epoch.equals(at.epoch()) && followed.tail.contradicts(entry)) {
      // Before a look at the head could tell: there may be as many again as were lost by then.
      rewound(channel, followed, at);
      return;
    }
    deliver(channel, followed, followed.tail.offer(epoch, entry));
    if (followed.tail.hasGap()) {
      fill(channel, followed);
    }
  }

  /** Once a second: renews leases, lets go of what nobody reads, and looks at the heads of everything. */
  void audit() {
    long now = now();
    var batch = new ArrayList<Asked>(AUDIT_BATCH);
    channels.entrySet().removeIf(entry -> isOver(entry.getKey(), entry.getValue(), now));
    for (var entry : channels.entrySet()) {
      var followed = entry.getValue();
      if (followed.tail == null) {
        continue;
      }
      if (followed.tail.doorbellLost()) {
        metrics.doorbellLost();
      }
      var asked = new Asked(entry.getKey(), followed.tail.position());
      if (now - followed.renewedAt > RENEW_MILLIS) {
        followed.renewedAt = now;
        renew(asked.channel).onSuccess(head -> look(asked, head)).onFailure(Tails::later);
      } else {
        batch.add(asked);
        if (batch.size() == AUDIT_BATCH) {
          lookAtHeads(List.copyOf(batch));
          batch.clear();
        }
      }
    }
    if (!batch.isEmpty()) {
      lookAtHeads(batch);
    }
  }

  private boolean isOver(String channel, Followed followed, long now) {
    boolean over = followed.idle() && now - followed.idleSince > LINGER_MILLIS;
    if (over) {
      seen.forget(channel);
    }
    return over;
  }

  /** A channel whose head is asked for, and where its tail stood then. */
  private record Asked(String channel, Position position) {}

  private void lookAtHeads(List<Asked> asked) {
    store
        .send(Command.MGET, asked.stream().map(one -> Keys.head(one.channel)).toArray())
        .onSuccess(reply -> {
          for (int i = 0; reply != null && i < asked.size(); i++) {
            var head = reply.get(i) == null ? null : ChannelLog.position(reply.get(i).toString());
            look(asked.get(i), head);
          }
        })
        .onFailure(Tails::later);
  }

  private static void later(Throwable failure) {
    LOG.debug("a head could not be read, the next audit asks again", failure);
  }

  /** Compares with the head of the log; null when the log is gone from the store. */
  private void look(Asked asked, @Nullable Position head) {
    var channel = asked.channel;
    var followed = channels.get(channel);
    if (followed == null || followed.tail == null) {
      return;
    }
    if (head == null) {
      renew(channel).onSuccess(fresh -> look(asked, fresh)).onFailure(Tails::later);
      return;
    }
    switch (followed.tail.head(asked.position, head)) {
      case CURRENT -> {}
      case BEHIND -> fill(channel, followed);
      case LOST -> rewound(channel, followed, head);
    }
  }

  /**
   * The store has lost entries that were delivered. If the log goes on in the same epoch, or in one that had ended, it gets a new one
   * first: the numbers that were lost will be given again, and whoever has seen them must not take the new entries for the old ones.
   */
  private void rewound(String channel, Followed followed, Position head) {
    var tail = Objects.requireNonNull(followed.tail);
    var epoch = tail.position().epoch();
    if (!head.epoch().equals(epoch) && !seen.hasEnded(channel, head.epoch())) {
      lost(channel, followed, head);
      return;
    }
    store
        .eval(SeenHeads.NEW_EPOCH, List.of(Keys.head(channel)), head.epoch(), ids.next())
        .map(reply -> Objects.requireNonNull(ChannelLog.position(String.valueOf(reply))))
        .onSuccess(renewed -> {
          // Several entries may have told of the same loss.
          if (tail.position().epoch().equals(epoch)) {
            lost(channel, followed, renewed);
          }
        })
        .onFailure(Tails::later);
  }

  private void lost(String channel, Followed followed, Position head) {
    LOG.atWarn().addKeyValue("channel", channel).log("the log of a channel has begun anew");
    Objects.requireNonNull(followed.tail).restart(head);
    seen.saw(channel, head.epoch(), head.offset());
    for (int i = 0; i < followed.loops.length; i++) {
      if (followed.loops[i]) {
        var hub = hubs.get(i);
        hub.context().runOnContext(ignored -> hub.insufficient(channel));
      }
    }
    followed.followers.forEach(follower -> told(channel, follower::lost));
  }

  private void fill(String channel, Followed followed) {
    var tail = Objects.requireNonNull(followed.tail);
    if (followed.reading) {
      return;
    }
    followed.reading = true;
    metrics.refilled();
    var from = tail.position();
    // One entry more than is missing, where it is known: a store that has lost it and numbered another the same shows
    // itself.
    boolean check = tail.newest() != null;
    log.after(channel, check ? from.offset() - 1 : from.offset(), READ_BATCH)
        .onComplete(
            page -> {
              followed.reading = false;
              filled(channel, followed, from, page);
            },
            failure -> followed.reading = false);
  }

  private void filled(String channel, Followed followed, Position from, LogPage page) {
    var tail = Objects.requireNonNull(followed.tail);
    var head = page.head();
    if (head == null || !head.epoch().equals(from.epoch()) || !tail.position().epoch().equals(from.epoch())) {
      return;
    }
    var entries = page.entries();
    boolean trimmed = entries.isEmpty() ? !page.complete() : entries.get(0).offset() > from.offset() + 1;
    if (trimmed) {
      lost(channel, followed, head);
      return;
    }
    if (!entries.isEmpty() && tail.contradicts(entries.get(0))) {
      rewound(channel, followed, head);
      return;
    }
    deliver(channel, followed, tail.filled(entries));
    if (!page.complete() || tail.hasGap()) {
      fill(channel, followed);
    }
  }

  private void deliver(String channel, Followed followed, List<LogEntry> entries) {
    if (entries.isEmpty()) {
      return;
    }
    var at = Objects.requireNonNull(followed.tail).position();
    seen.saw(channel, at.epoch(), at.offset());
    // Encoded for clients only where there are any: what only the node itself reads need not be JSON.
    List<Push> pushes = null;
    for (int i = 0; i < followed.loops.length; i++) {
      if (followed.loops[i]) {
        var encoded = pushes == null ? entries.stream().map(entry -> new Push(channel, entry)).toList() : pushes;
        pushes = encoded;
        var hub = hubs.get(i);
        hub.context().runOnContext(ignored -> hub.deliver(channel, encoded));
      }
    }
    for (var follower : followed.followers) {
      told(channel, () -> entries.forEach(follower::entry));
    }
  }

  /** A follower that fails must not keep an entry from the others. */
  private static void told(String channel, Runnable telling) {
    try {
      telling.run();
    } catch (RuntimeException e) {
      LOG.atError().setCause(e).addKeyValue("channel", channel).log("a follower failed");
    }
  }

  private static long now() {
    return System.nanoTime() / 1_000_000;
  }
}
