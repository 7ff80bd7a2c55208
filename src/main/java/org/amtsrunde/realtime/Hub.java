package org.amtsrunde.realtime;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.internal.ContextInternal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.amtsrunde.realtime.protocol.Codec;
import org.amtsrunde.realtime.protocol.DisconnectCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connections and subscriptions of one event loop. Everything here runs on that loop; other loops hand over by its context.
 */
final class Hub {
  private static final Logger LOG = LoggerFactory.getLogger(Hub.class);
  private final int index;
  private final Context context;
  private final EngineMetrics metrics;
  private final Map<String, Subscribers> channels = new HashMap<>();
  private final Set<Connection> connections = new LinkedHashSet<>();
  private List<Connection> toFlush = new ArrayList<>();
  private List<Connection> flushed = new ArrayList<>();
  private List<Tails> homes = List.of();
  private boolean flushing;
  private volatile long waiting;

  Hub(int index, Context context, EngineMetrics metrics) {
    this.index = index;
    this.context = context;
    this.metrics = metrics;
  }

  /** The tails of all loops; set once before the first connection. */
  void homes(List<Tails> all) {
    homes = all;
  }

  Context context() {
    return context;
  }

  EngineMetrics metrics() {
    return metrics;
  }

  /** Bytes that wait to be written to all clients of this loop, as of the last second. Read from any thread. */
  long waiting() {
    return waiting;
  }

  void waiting(long bytes) {
    waiting = bytes;
  }

  Set<Connection> connections() {
    return connections;
  }

  private Tails home(String channel) {
    return homes.get(Math.floorMod(channel.hashCode(), homes.size()));
  }

  /** Registers the subscription and finds its start. Entries wait in it from now on. */
  Future<Tails.Start> add(Subscription subscription, Position from) {
    var channel = subscription.channel;
    channels.computeIfAbsent(channel, name -> new Subscribers()).add(subscription);
    var home = home(channel);
    var start = Promise.<Tails.Start>promise();
    on(
        home.home(),
        () ->
            home.follow(channel, index, from)
                .onComplete(
                    found -> on(context, () -> start.complete(found)),
                    failure -> on(context, () -> start.fail(failure))));
    return start.future();
  }

  void remove(Subscription subscription) {
    var channel = subscription.channel;
    var subscribers = channels.get(channel);
    if (subscribers != null && subscribers.remove(subscription) && subscribers.isEmpty()) {
      channels.remove(channel);
      var home = home(channel);
      home.home().runOnContext(ignored -> home.unfollow(channel, index));
    }
  }

  /** Entries of a channel in order: to every subscriber, then what they ask of the engine. */
  void deliver(String channel, List<Push> pushes) {
    for (var push : pushes) {
      var subscribers = channels.get(channel);
      if (subscribers == null) {
        return;
      }
      metrics.delivered(subscribers.offer(push));
      if (push.entry().directive() != null) {
        for (var subscription : subscribers.snapshot()) {
          if (subscription.live()) {
            subscription.connection.obey(subscription, push.entry());
          }
        }
      }
    }
  }

  /** The log of a channel has begun anew: its subscribers have to start again. */
  void insufficient(String channel) {
    each(channel, subscription -> subscription.connection.insufficient(subscription));
  }

  /** Writes a push outside the logs to the subscribers of a channel. */
  void broadcast(String channel, Map<Codec, byte[]> push) {
    each(
        channel,
        subscription -> {
          if (subscription.live()) {
            subscription.connection.write(Objects.requireNonNull(push.get(subscription.connection.codec())));
          }
        });
  }

  private void each(String channel, Consumer<Subscription> action) {
    var subscribers = channels.get(channel);
    if (subscribers != null) {
      subscribers.snapshot().forEach(action);
    }
  }

  /** Flushes the connection at the end of this turn of the loop, together with all others that asked for it. */
  void flushSoon(Connection connection) {
    toFlush.add(connection);
    if (!flushing) {
      flushing = true;
      context.runOnContext(ignored -> {
        flushing = false;
        var all = toFlush;
        toFlush = flushed;
        flushed = all;
        all.forEach(Hub::flush);
        all.clear();
      });
    }
  }

  /** Runs on this loop: now if that is where we are, else soon. */
  void here(Runnable action) {
    if (((ContextInternal) context).inThread()) {
      action.run();
    } else {
      on(context, action);
    }
  }

  /** What goes wrong with one connection ends that one alone. */
  private static void flush(Connection connection) {
    try {
      connection.flush();
    } catch (RuntimeException e) {
      LOG.error("a connection cannot be written to", e);
      connection.close(DisconnectCode.INTERNAL);
    }
  }

  private static void on(Context context, Runnable action) {
    context.runOnContext(ignored -> action.run());
  }
}
