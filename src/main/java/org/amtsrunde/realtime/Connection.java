package org.amtsrunde.realtime;

import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.amtsrunde.kernel.Caller;
import org.amtsrunde.kernel.Refusal;
import org.amtsrunde.realtime.protocol.Codec;
import org.amtsrunde.realtime.protocol.Command;
import org.amtsrunde.realtime.protocol.DisconnectCode;
import org.amtsrunde.realtime.protocol.ErrorCode;
import org.amtsrunde.realtime.protocol.MalformedFrame;
import org.amtsrunde.realtime.protocol.Replies;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client: its state, its commands in the order they came, its outbox. Everything runs on the event loop of the connection.
 * A connect command is finished before the next command starts; after that at most {@link #MAX_IN_FLIGHT} commands run at a
 * time, and while more wait the socket is not read.
 */
public final class Connection implements ClientHandle, WireListener {
  private static final Logger LOG = LoggerFactory.getLogger(Connection.class);
  private static final int MAX_IN_FLIGHT = 64;
  private static final int STALE_SECONDS = 5;
  private static final int CONNECTING_SECONDS = 30;
  private static final int PONG_SECONDS = 10;
  private static final int EXPIRY_GRACE_SECONDS = 10;

  private enum State {
    NEW,
    CONNECTING,
    LIVE,
    CLOSED
  }

  private final Engine engine;
  private final Hub hub;
  private final Wire wire;
  private final Codec codec;
  final Outbox outbox;
  private final @Nullable String signIn;
  private final String clientId;
  private final ArrayDeque<Command> queue = new ArrayDeque<>(2);
  private final Map<String, Subscription> subscriptions = new HashMap<>();
  private final ChannelCommands channelCommands;
  private State state = State.NEW;
  private @Nullable Caller caller;
  private int inFlight;
  private boolean flushAsked;
  private boolean slow;
  private long age;
  private long expiresAt;
  private int pongMissing;

  Connection(Engine engine, Hub hub, Wire wire, Codec codec, @Nullable String signIn) {
    this.engine = engine;
    this.hub = hub;
    this.wire = wire;
    this.codec = codec;
    this.outbox = new Outbox(wire);
    this.signIn = signIn;
    this.clientId = engine.ids().next();
    this.channelCommands = new ChannelCommands(engine, hub, this);
    hub.connections().add(this);
    wire.onDrain(this::flush);
  }

  @Override
  public String clientId() {
    return clientId;
  }

  @Override
  public Caller caller() {
    return Objects.requireNonNull(caller, "not connected yet");
  }

  Map<String, Subscription> subscriptions() {
    return subscriptions;
  }

  Codec codec() {
    return codec;
  }

  Replies replies() {
    return codec.replies();
  }

  @Override
  public void receive(byte[] frame) {
    if (state == State.CLOSED) {
      return;
    }
    try {
      queue.addAll(codec.read(frame));
    } catch (MalformedFrame e) {
      LOG.debug("malformed frame: {}", e.getMessage());
      close(DisconnectCode.BAD_REQUEST);
      return;
    }
    work();
  }

  private void work() {
    while (!queue.isEmpty() && state != State.CONNECTING && state != State.CLOSED && inFlight < MAX_IN_FLIGHT) {
      handle(queue.removeFirst());
    }
    if (state != State.CLOSED) {
      wire.reading(queue.isEmpty());
    }
  }

  private void handle(Command command) {
    if (command instanceof Command.Connect connect) {
      connect(connect);
      return;
    }
    if (state != State.LIVE) {
      close(DisconnectCode.BAD_REQUEST);
      return;
    }
    switch (command) {
      case Command.Connect known -> throw new IllegalStateException("handled above: " + known);
      case Command.Pong pong -> pongMissing = 0;
      case Command.Ping ping -> write(replies().empty(ping.id(), "ping"));
      case Command.Subscribe c -> answer(c, channelCommands.subscribe(c));
      case Command.Unsubscribe c -> answer(c, channelCommands.unsubscribe(c));
      case Command.Publish c -> answer(c, channelCommands.publish(c));
      case Command.History c -> answer(c, channelCommands.history(c));
      case Command.Presence c -> answer(c, channelCommands.presence(c));
      case Command.PresenceStats c -> answer(c, channelCommands.presenceStats(c));
      case Command.Rpc c -> answer(c, RpcDispatch.call(engine, this, c));
      case Command.Send c -> RpcDispatch.send(engine, this, c);
      case Command.Refresh c -> answer(c, refresh(c));
      case Command.SubRefresh c -> answer(c, Future.failedFuture(new CommandError(ErrorCode.NOT_AVAILABLE)));
    }
  }

  /** Writes the answer of a command when it is there; every failure becomes an error reply. */
  private void answer(Command command, Future<Runnable> future) {
    inFlight++;
    long began = System.nanoTime();
    future.onComplete(
        written ->
            hub.here(() -> {
              finished(command, began, true);
              written.run();
              work();
            }),
        failure ->
            hub.here(() -> {
              finished(command, began, false);
              write(CommandError.reply(replies(), command, failure));
              work();
            }));
  }

  private void finished(Command command, long began, boolean ok) {
    inFlight--;
    engine.metrics().command(command.getClass().getSimpleName(), System.nanoTime() - began, ok);
  }

  private void connect(Command.Connect command) {
    if (state != State.NEW) {
      close(DisconnectCode.BAD_REQUEST);
      return;
    }
    state = State.CONNECTING;
    long began = System.nanoTime();
    authenticate(command)
        .compose(grant -> {
          caller = grant.caller();
          expiresAt = grant.secondsToLive() == 0 ? 0 : age + grant.secondsToLive();
          return channelCommands
              .followAll(command.subs())
              .map(joined -> (Runnable) () -> connected(command, grant.secondsToLive(), joined));
        })
        .onComplete(
            done ->
                hub.here(() -> {
                  if (state != State.CLOSED) {
                    engine.metrics().command("Connect", System.nanoTime() - began, true);
                    state = State.LIVE;
                    done.run();
                    work();
                  }
                }),
            failure -> hub.here(() -> connectFailed(command, failure)));
  }

  private Future<Authenticator.Grant> authenticate(Command.Connect command) {
    var token = command.token();
    if (token != null) {
      return engine.authenticator().byToken(token);
    }
    return signIn == null ? Future.failedFuture(Refusal.unauthorized()) : engine.authenticator().bySignIn(signIn);
  }

  private void connected(Command.Connect command, int ttl, List<ChannelCommands.Joined> joined) {
    var subs = joined.stream().map(j -> new Replies.ChannelSubscribed(j.subscription().channel, j.reply())).toList();
    write(
        replies()
            .connected(
                command.id(),
                new Replies.Connected(clientId, wire.session(), engine.nodeId(), ttl, Heartbeat.PING_SECONDS, subs)));
    engine.metrics().connected();
    engine.listeners(caller()).forEach(listener -> listener.connected(this));
    joined.forEach(channelCommands::begin);
  }

  private void connectFailed(Command.Connect command, Throwable failure) {
    if (state == State.CLOSED) {
      return;
    }
    if (failure instanceof Refusal refusal && refusal.kind() == Refusal.Kind.UNAUTHORIZED) {
      // An SDK that can get another token does so after "token expired"; without a token there is nothing to renew.
      if (command.token() == null) {
        close(DisconnectCode.INVALID_TOKEN);
        return;
      }
      write(replies().error(command.id(), ErrorCode.TOKEN_EXPIRED));
    } else {
      write(CommandError.reply(replies(), command, failure));
    }
    channelCommands.leaveAll();
    caller = null;
    state = State.NEW;
    age = 0;
    work();
  }

  private Future<Runnable> refresh(Command.Refresh command) {
    return engine
        .authenticator()
        .byToken(command.token())
        .map(grant -> {
          if (!grant.caller().personId().equals(caller().personId())) {
            throw new CommandError(ErrorCode.TOKEN_EXPIRED);
          }
          return (Runnable)
              () -> {
                expiresAt = grant.secondsToLive() == 0 ? 0 : age + grant.secondsToLive();
                write(replies().refreshed(command.id(), clientId, grant.secondsToLive()));
              };
        })
        .recover(failure ->
            failure instanceof Refusal refusal && refusal.kind() == Refusal.Kind.UNAUTHORIZED
                ? Future.failedFuture(new CommandError(ErrorCode.TOKEN_EXPIRED))
                : Future.failedFuture(failure));
  }

  /** An entry was delivered on a subscription of ours that asks something of the engine. */
  void obey(Subscription subscription, LogEntry entry) {
    switch (entry.directive()) {
      case Directive.Subscribe(String channel) when subscription.serverSide -> channelCommands.enter(channel);
      case Directive.Unsubscribe(String channel) when subscription.serverSide -> channelCommands.expel(channel);
      case Directive.Disconnect ended when subscription.serverSide && ended.isFor(caller().signInId()) ->
          close(DisconnectCode.FORCE);
      case Directive.Revoke(String personId) when personId.equals(caller().personId()) ->
          channelCommands.expel(subscription.channel);
      case null, default -> {}
    }
  }

  /** The log of a channel has begun anew. */
  void insufficient(Subscription subscription) {
    if (subscription.serverSide) {
      close(DisconnectCode.INSUFFICIENT_STATE);
    } else {
      channelCommands.leave(subscription);
      write(replies().unsubscribePush(subscription.channel, 2500, "insufficient state"));
    }
  }

  @Override
  public void message(String key, byte[] json) {
    hub.context()
        .runOnContext(ignored -> {
          if (state == State.LIVE) {
            outbox.message(key, replies().messagePush(json));
            flushSoon();
          }
        });
  }

  @Override
  public void end() {
    hub.context().runOnContext(ignored -> close(DisconnectCode.FORCE));
  }

  /** Adds one line. Who takes nothing any more is disconnected a moment later: the writer may be going through all subscribers. */
  void write(byte[] line) {
    if (state == State.CLOSED || slow) {
      return;
    }
    if (outbox.add(line)) {
      flushSoon();
    } else {
      slow = true;
      hub.context().runOnContext(ignored -> close(DisconnectCode.SLOW));
    }
  }

  private void flushSoon() {
    if (!flushAsked) {
      flushAsked = true;
      hub.flushSoon(this);
    }
  }

  void flush() {
    flushAsked = false;
    if (state != State.CLOSED) {
      outbox.flush();
    }
  }

  /** Once a second. */
  void tick(long second) {
    age++;
    if (state == State.NEW && age > STALE_SECONDS) {
      close(DisconnectCode.STALE);
    } else if (state == State.CONNECTING && age > CONNECTING_SECONDS) {
      // The store is slow. That is our fault: the client may come again.
      close(DisconnectCode.INTERNAL);
    }
    if (state != State.LIVE) {
      return;
    }
    if (expiresAt > 0 && age > expiresAt + EXPIRY_GRACE_SECONDS) {
      close(DisconnectCode.EXPIRED);
    } else if (pongMissing > 0 && ++pongMissing > PONG_SECONDS) {
      close(DisconnectCode.NO_PONG);
    } else if (Math.floorMod(second + clientId.hashCode(), Heartbeat.PING_SECONDS) == 0) {
      if (pongMissing == 0) {
        pongMissing = 1;
      }
      write(replies().ping());
      channelCommands.renew();
    }
  }

  /** Ends the connection from our side. */
  public void close(DisconnectCode code) {
    if (state != State.CLOSED) {
      if (state == State.LIVE) {
        outbox.flush();
      }
      end(code.code());
      wire.close(code.code(), code.reason());
    }
  }

  @Override
  public void malformed() {
    close(DisconnectCode.BAD_REQUEST);
  }

  @Override
  public void failed() {
    close(DisconnectCode.INTERNAL);
  }

  @Override
  public void closed(boolean goodbye) {
    end(0);
  }

  private void end(int code) {
    if (state == State.CLOSED) {
      return;
    }
    boolean wasLive = state == State.LIVE;
    state = State.CLOSED;
    hub.connections().remove(this);
    channelCommands.leaveAll();
    queue.clear();
    if (wasLive) {
      engine.metrics().disconnected(code);
      engine.listeners(caller()).forEach(listener -> listener.disconnected(this));
    }
  }

  boolean isClosed() {
    return state == State.CLOSED;
  }

  /** A future that is written as this line. */
  <T> Future<Runnable> line(Future<T> future, Function<T, byte[]> encode) {
    return future.map(value -> (Runnable) () -> write(encode.apply(value)));
  }
}
