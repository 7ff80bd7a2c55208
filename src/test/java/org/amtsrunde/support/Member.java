package org.amtsrunde.support;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.centrifugal.centrifuge.Client;
import io.github.centrifugal.centrifuge.ClientState;
import io.github.centrifugal.centrifuge.ConnectingEvent;
import io.github.centrifugal.centrifuge.ConnectionTokenEvent;
import io.github.centrifugal.centrifuge.ConnectionTokenGetter;
import io.github.centrifugal.centrifuge.DisconnectedEvent;
import io.github.centrifugal.centrifuge.EventListener;
import io.github.centrifugal.centrifuge.Options;
import io.github.centrifugal.centrifuge.ReplyError;
import io.github.centrifugal.centrifuge.ServerPublicationEvent;
import io.github.centrifugal.centrifuge.ServerSubscribedEvent;
import io.github.centrifugal.centrifuge.ServerUnsubscribedEvent;
import io.github.centrifugal.centrifuge.TokenCallback;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.amtsrunde.kernel.Fields;
import org.awaitility.Awaitility;

/**
 * A person with the unmodified Java SDK. Connects to its home node, and after each loss of the connection to the next node, as
 * a load balancer would have it; writes down everything it is told. The SDK speaks Protobuf: what it carries, data of results and
 * publications, is held to asyncapi.yaml.
 */
public final class Member implements AutoCloseable {
  /** An answer to {@code room.post}. */
  public record Stored(String cid, long offset, boolean duplicate) {}

  private static final ScheduledExecutorService LATER =
      Executors.newScheduledThreadPool(1, Thread.ofPlatform().daemon().factory());

  private final Session session;
  private final TcpProxy balancer;
  private final Client client;
  private final Map<String, Transcript> transcripts = new ConcurrentHashMap<>();
  private final List<Integer> interruptions = new CopyOnWriteArrayList<>();
  private final List<Integer> ends = new CopyOnWriteArrayList<>();
  private final List<String> unsubscribed = new CopyOnWriteArrayList<>();
  private final List<AssertionError> wrong = new CopyOnWriteArrayList<>();

  /** @param ports of the nodes, its home at the front */
  public Member(String email, List<Integer> ports) {
    this(new Session(email, ports), ports);
  }

  public Member(Session session, List<Integer> ports) {
    this.session = session;
    balancer = new TcpProxy(ports);
    var options = new Options();
    options.setMinReconnectDelay(50);
    options.setMaxReconnectDelay(500);
    options.setTokenGetter(new Tokens());
    client = new Client("ws://127.0.0.1:" + balancer.port() + "/connection/websocket", options, new Listener());
  }

  /** Connects and waits for it. */
  public Member connect() {
    client.connect();
    awaitConnected();
    return this;
  }

  public void awaitConnected() {
    Awaitility.await("connected").atMost(Duration.ofSeconds(40)).until(this::connected);
  }

  public boolean connected() {
    return client.getState() == ClientState.CONNECTED;
  }

  public Session session() {
    return session;
  }

  /** Everything that came in a channel. */
  public Transcript transcript(String channel) {
    return transcripts.computeIfAbsent(channel, name -> new Transcript());
  }

  /** Codes of the losses of the connection after which the client came back by itself. */
  public List<Integer> interruptions() {
    return List.copyOf(interruptions);
  }

  /** Codes with which the server ended the connection for good. */
  public List<Integer> ends() {
    return List.copyOf(ends);
  }

  public List<String> unsubscribed() {
    return List.copyOf(unsubscribed);
  }

  /** Calls once; fails with what the server or the SDK says. */
  public CompletableFuture<Fields> call(String method, String params) {
    var answer = new CompletableFuture<Fields>();
    client.rpc(
        method,
        params.getBytes(StandardCharsets.UTF_8),
        (failure, result) -> {
          if (failure != null) {
            answer.completeExceptionally(failure);
          } else if (held(() -> checkResult(method, result.getData()))) {
            answer.complete(Fields.parse(result.getData()));
          } else {
            answer.completeExceptionally(wrong.getLast());
          }
        });
    return answer;
  }

  /** Posts once; fails when there is no answer, and then nobody knows whether it was stored. */
  public CompletableFuture<Stored> postOnce(String roomId, String cid, String text) {
    return call("room.post", "{\"roomId\":\"" + roomId + "\",\"cid\":\"" + cid + "\",\"text\":\"" + text + "\"}")
        .thenApply(reply -> new Stored(cid, reply.number("offset", 1, Long.MAX_VALUE), reply.flag("duplicate")));
  }

  /** Posts as an outbox does: the same cid again and again until it is acknowledged. */
  public CompletableFuture<Stored> post(String roomId, String cid, String text) {
    return postOnce(roomId, cid, text)
        .exceptionallyCompose(failure -> {
          if (failure.getCause() instanceof ReplyError error && !error.isTemporary()) {
            return CompletableFuture.failedFuture(error);
          }
          var again = new CompletableFuture<Stored>();
          LATER.schedule(
              () ->
                  post(roomId, cid, text)
                      .whenComplete((stored, f) -> {
                        if (f != null) {
                          again.completeExceptionally(f);
                        } else {
                          again.complete(stored);
                        }
                      }),
              100,
              TimeUnit.MILLISECONDS);
          return again;
        });
  }

  @Override
  public void close() throws Exception {
    client.close(0);
    balancer.close();
    if (!wrong.isEmpty()) {
      throw wrong.getFirst();
    }
  }

  /** The SDK would swallow it; it comes out when the member is closed. */
  private boolean held(Runnable check) {
    try {
      check.run();
      return true;
    } catch (AssertionError e) {
      wrong.add(e);
      return false;
    }
  }

  private static void checkResult(String method, byte[] data) {
    var reply = Description.JSON.createObjectNode().put("id", 1);
    reply.putObject("rpc").set("data", Descriptions.json(data));
    Descriptions.checkMessage("rpc." + method + ".result", reply);
  }

  private static ObjectNode publication(ServerPublicationEvent event) {
    var publication = Description.JSON.createObjectNode().put("offset", event.getOffset());
    publication.set("data", Descriptions.json(event.getData()));
    return publication;
  }

  private final class Tokens extends ConnectionTokenGetter {
    @Override
    public void getConnectionToken(ConnectionTokenEvent event, TokenCallback callback) {
      try {
        callback.Done(null, session.token());
      } catch (RuntimeException e) {
        callback.Done(e, "");
      }
    }
  }

  private final class Listener extends EventListener {
    @Override
    public void onConnecting(Client who, ConnectingEvent event) {
      if (event.getCode() != 0) {
        interruptions.add(event.getCode());
      }
    }

    @Override
    public void onDisconnected(Client who, DisconnectedEvent event) {
      if (event.getCode() != 0) {
        ends.add(event.getCode());
      }
    }

    @Override
    public void onSubscribed(Client who, ServerSubscribedEvent event) {
      transcript(event.getChannel()).subscribed(event.wasRecovering() && event.getRecovered());
    }

    @Override
    public void onUnsubscribed(Client who, ServerUnsubscribedEvent event) {
      unsubscribed.add(event.getChannel());
    }

    @Override
    public void onPublication(Client who, ServerPublicationEvent event) {
      held(() -> FrameCheck.described(event.getChannel(), publication(event)));
      transcript(event.getChannel()).add(event.getOffset(), new String(event.getData(), StandardCharsets.UTF_8));
    }
  }
}
