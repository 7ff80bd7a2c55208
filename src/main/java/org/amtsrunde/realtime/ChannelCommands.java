package org.amtsrunde.realtime;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.amtsrunde.kernel.Fields;
import org.amtsrunde.realtime.protocol.Command;
import org.amtsrunde.realtime.protocol.DisconnectCode;
import org.amtsrunde.realtime.protocol.ErrorCode;
import org.amtsrunde.realtime.protocol.Replies;
import org.jspecify.annotations.Nullable;

/** What one connection does with channels: follow, leave, publish, read, see who is there. */
final class ChannelCommands {
  /** The most subscriptions that a client makes itself. */
  static final int MAX_CLIENT_SIDE = 128;

  private static final int MAX_RECOVERED = 300;
  private static final int MAX_RECOVERED_BYTES = 1 << 20;
  private static final int ENTRY_OVERHEAD = 40;
  private static final int MAX_HISTORY = 300;
  private static final Command.Since FRESH = new Command.Since(false, "", 0);

  private final Engine engine;
  private final Hub hub;
  private final Connection client;

  ChannelCommands(Engine engine, Hub hub, Connection client) {
    this.engine = engine;
    this.hub = hub;
    this.client = client;
  }

  /**
   * A subscription whose start is known and what the client is told of it; entries wait until {@link #begin}.
   *
   * @param followed offset from which the channel was followed, before the permission was checked
   */
  record Joined(Subscription subscription, Replies.Subscribed reply, long followed) {}

  /** What one connect command may recover in all, so that its answer fits into the outbox. */
  private static final class Budget {
    private int bytes = MAX_RECOVERED_BYTES;

    boolean take(List<LogEntry> entries) {
      int needed = entries.stream().mapToInt(entry -> entry.data().length + ENTRY_OVERHEAD).sum();
      if (needed > bytes) {
        return false;
      }
      bytes -= needed;
      return true;
    }
  }

  /**
   * Follows all channels of the person. One policy after the other, and each channel is checked after it is followed: whatever
   * changes meanwhile is either seen by the check or delivered afterwards, never lost in between.
   */
  Future<List<Joined>> followAll(Map<String, Command.Since> positions) {
    Future<List<Joined>> all = Future.succeededFuture(List.of());
    var budget = new Budget();
    for (var policy : client.caller().isGuest() ? List.<ChannelPolicy>of() : engine.policies()) {
      all =
          all.compose(before ->
              policy
                  .serverSide(client.caller())
                  .compose(channels -> followMany(policy, channels, positions, budget))
                  .map(more -> {
                    var joined = new ArrayList<>(before);
                    joined.addAll(more);
                    return joined;
                  }));
    }
    return all;
  }

  private Future<List<Joined>> followMany(
      ChannelPolicy policy, List<String> channels, Map<String, Command.Since> positions, Budget budget) {
    var futures = new ArrayList<Future<@Nullable Joined>>(channels.size());
    for (var channel : channels) {
      futures.add(follow(policy, channel, positions.getOrDefault(channel, FRESH), true, budget));
    }
    return Future.all(futures)
        .map(done -> {
          var joined = new ArrayList<Joined>();
          for (var future : futures) {
            var one = future.result();
            if (one != null) {
              joined.add(one);
            }
          }
          return joined;
        });
  }

  /** Null when the person may not read the channel. */
  private Future<@Nullable Joined> follow(
      ChannelPolicy policy, String channel, Command.Since since, boolean serverSide, Budget budget) {
    var subscription = new Subscription(client, channel, serverSide);
    client.subscriptions().put(channel, subscription);
    var from = since.recover() ? new Position(since.epoch(), since.offset()) : new Position("", 0);
    return hub.add(subscription, from)
        .compose(start ->
            policy
                .maySubscribe(client.caller(), channel)
                .compose(may -> {
                  if (!may || client.isClosed() || client.subscriptions().get(channel) != subscription) {
                    leave(subscription);
                    return Future.succeededFuture((Joined) null);
                  }
                  return recover(channel, since, start, budget)
                      .map(reply -> new Joined(subscription, reply, start.position().offset()));
                }))
        .onFailure(failure -> leave(subscription));
  }

  private Future<Replies.Subscribed> recover(String channel, Command.Since since, Tails.Start start, Budget budget) {
    var at = start.position();
    var anew = new Replies.Subscribed(at.epoch(), at.offset(), since.recover(), false, List.of());
    if (!since.recover()) {
      return Future.succeededFuture(anew);
    }
    if (!since.epoch().equals(at.epoch())) {
      engine.metrics().recovered(false);
      return Future.succeededFuture(anew);
    }
    var missed = start.missed();
    if (missed != null && budget.take(missed)) {
      engine.metrics().recovered(true);
      return Future.succeededFuture(new Replies.Subscribed(at.epoch(), at.offset(), true, true, publications(missed)));
    }
    // Also where the client is ahead of us: it comes from a node that has heard of entries earlier than this one.
    return engine
        .log()
        .after(channel, since.offset(), MAX_RECOVERED)
        .map(page -> {
          var head = page.head();
          boolean whole =
              head != null
                  && head.epoch().equals(since.epoch())
                  && head.offset() >= since.offset()
                  && page.complete()
                  && budget.take(page.entries());
          engine.metrics().recovered(whole);
          return head != null && whole
              ? new Replies.Subscribed(head.epoch(), head.offset(), true, true, publications(page.entries()))
              : anew;
        });
  }

  /** The client has been told of the start; what came meanwhile follows. */
  void begin(Joined joined) {
    var subscription = joined.subscription();
    if (client.subscriptions().get(subscription.channel) != subscription) {
      return;
    }
    var waited = subscription.start(joined.reply().offset(), joined.followed());
    if (waited == null) {
      client.insufficient(subscription);
      return;
    }
    for (var push : waited) {
      client.obey(subscription, push.entry());
    }
    var policy = engine.policyOf(subscription.channel);
    if (policy != null && policy.options().presence()) {
      engine.clients().put(subscription.channel, client.clientId(), info()).onFailure(renewedInTime -> {});
    }
    if (policy != null && policy.options().joinLeave()) {
      engine.tellJoinLeave(subscription.channel, "join", info());
    }
  }

  Future<Runnable> subscribe(Command.Subscribe command) {
    var channel = command.channel();
    if (client.subscriptions().containsKey(channel)) {
      return error(ErrorCode.ALREADY_SUBSCRIBED);
    }
    long own = client.subscriptions().values().stream().filter(s -> !s.serverSide).count();
    if (own >= MAX_CLIENT_SIDE) {
      return error(ErrorCode.LIMIT_EXCEEDED);
    }
    var policy = policyOf(channel);
    if (policy == null) {
      return error(ErrorCode.UNKNOWN_CHANNEL);
    }
    // Asked before, so that nobody makes us follow what they may not see, and again after it is followed.
    return policy
        .maySubscribe(client.caller(), channel)
        .compose(may -> {
          if (!may) {
            return error(ErrorCode.UNKNOWN_CHANNEL);
          }
          return client.subscriptions().containsKey(channel)
              ? error(ErrorCode.ALREADY_SUBSCRIBED)
              : follow(policy, channel, command.since(), false, new Budget());
        })
        .map(joined -> {
          if (joined == null) {
            throw new CommandError(ErrorCode.UNKNOWN_CHANNEL);
          }
          return () -> {
            client.write(client.replies().subscribed(command.id(), joined.reply()));
            begin(joined);
          };
        });
  }

  Future<Runnable> unsubscribe(Command.Unsubscribe command) {
    var subscription = client.subscriptions().get(command.channel());
    if (subscription != null && !subscription.serverSide) {
      leave(subscription);
    }
    return Future.succeededFuture(() -> client.write(client.replies().empty(command.id(), "unsubscribe")));
  }

  Future<Runnable> publish(Command.Publish command) {
    return permitted(
        command.channel(),
        ChannelPolicy.Options::publish,
        () ->
            client.line(
                engine.log().append(Append.of(command.channel(), command.data()).info(info())),
                appended -> client.replies().empty(command.id(), "publish")));
  }

  Future<Runnable> history(Command.History command) {
    return permitted(
        command.channel(),
        ChannelPolicy.Options::history,
        () -> client.line(page(command), page -> historyReply(command, page)));
  }

  private Future<LogPage> page(Command.History command) {
    int limit = command.limit() < 0 ? MAX_HISTORY : (int) Math.min(MAX_HISTORY, command.limit());
    var since = command.since();
    if (command.reverse()) {
      return engine.log().before(command.channel(), since == null ? Long.MAX_VALUE : since.offset(), limit);
    }
    return engine.log().after(command.channel(), since == null ? 0 : since.offset(), limit);
  }

  private byte[] historyReply(Command.History command, LogPage page) {
    var since = command.since();
    var head = page.head() == null ? new Position("", 0) : page.head();
    if (since != null && !since.epoch().equals(head.epoch())) {
      return client.replies().error(command.id(), ErrorCode.UNRECOVERABLE_POSITION);
    }
    return client.replies().history(command.id(), head.epoch(), head.offset(), publications(page.entries()));
  }

  Future<Runnable> presence(Command.Presence command) {
    return permitted(
        command.channel(),
        ChannelPolicy.Options::presence,
        () ->
            client.line(
                engine.clients().list(command.channel()), clients -> client.replies().presence(command.id(), clients)));
  }

  Future<Runnable> presenceStats(Command.PresenceStats command) {
    return permitted(
        command.channel(),
        ChannelPolicy.Options::presence,
        () ->
            client.line(
                engine.clients().list(command.channel()),
                clients -> {
                  long users =
                      clients.stream().map(c -> Fields.parse(c.getValue()).text("user", 0, 64)).distinct().count();
                  return client.replies().presenceStats(command.id(), clients.size(), (int) users);
                }));
  }

  /** For guests there are no channels. */
  private @Nullable ChannelPolicy policyOf(String channel) {
    return client.caller().isGuest() ? null : engine.policyOf(channel);
  }

  private interface Allowed {
    boolean in(ChannelPolicy.Options options);
  }

  private interface Action {
    Future<Runnable> run();
  }

  /** Runs the action if the namespace allows it and the person may read the channel. */
  private Future<Runnable> permitted(String channel, Allowed allowed, Action action) {
    var policy = policyOf(channel);
    if (policy == null) {
      return error(ErrorCode.UNKNOWN_CHANNEL);
    }
    return policy
        .maySubscribe(client.caller(), channel)
        .compose(may -> {
          if (!may) {
            return error(ErrorCode.UNKNOWN_CHANNEL);
          }
          return allowed.in(policy.options()) ? action.run() : error(ErrorCode.NOT_AVAILABLE);
        });
  }

  /** The server adds a channel to this connection; if that fails the client has to come anew. */
  void enter(String channel) {
    var policy = engine.policyOf(channel);
    if (policy == null || client.subscriptions().containsKey(channel)) {
      return;
    }
    follow(policy, channel, FRESH, true, new Budget())
        .onComplete(
            joined -> {
              if (joined != null) {
                client.write(client.replies().subscribePush(channel, joined.reply().epoch(), joined.reply().offset()));
                begin(joined);
              }
            },
            failure -> client.close(DisconnectCode.INSUFFICIENT_STATE));
  }

  /**
   * The server takes a channel from this connection. Whoever was let in again meanwhile comes back at once: what tells of it may
   * have overtaken what told of the end.
   */
  void expel(String channel) {
    var subscription = client.subscriptions().get(channel);
    if (subscription == null) {
      return;
    }
    leave(subscription);
    client.write(client.replies().unsubscribePush(channel, 2000, "server unsubscribe"));
    if (subscription.serverSide) {
      enter(channel);
    }
  }

  void leave(Subscription subscription) {
    var channel = subscription.channel;
    hub.remove(subscription);
    client.subscriptions().remove(channel, subscription);
    var policy = engine.policyOf(channel);
    if (!subscription.live() || policy == null) {
      return;
    }
    if (policy.options().presence()) {
      engine.clients().remove(channel, client.clientId()).onFailure(itsLeaseEnds -> {});
    }
    if (policy.options().joinLeave()) {
      engine.tellJoinLeave(channel, "leave", info());
    }
  }

  void leaveAll() {
    List.copyOf(client.subscriptions().values()).forEach(this::leave);
  }

  /** Renews what lives by a lease. */
  void renew() {
    for (var subscription : client.subscriptions().values()) {
      var policy = engine.policyOf(subscription.channel);
      if (policy != null && policy.options().presence() && subscription.live()) {
        engine.clients().put(subscription.channel, client.clientId(), info()).onFailure(renewedInTime -> {});
      }
    }
  }

  private byte[] info() {
    return Replies.clientInfo(client.caller().personId(), client.clientId());
  }

  private static List<Replies.Publication> publications(List<LogEntry> entries) {
    return entries.stream().map(Push::publication).toList();
  }

  private static <T> Future<T> error(ErrorCode code) {
    return Future.failedFuture(new CommandError(code));
  }
}
