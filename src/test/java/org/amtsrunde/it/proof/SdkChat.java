package org.amtsrunde.it.proof;

import io.github.centrifugal.centrifuge.Client;
import io.github.centrifugal.centrifuge.ConnectionTokenEvent;
import io.github.centrifugal.centrifuge.ConnectionTokenGetter;
import io.github.centrifugal.centrifuge.EventListener;
import io.github.centrifugal.centrifuge.Options;
import io.github.centrifugal.centrifuge.ReplyError;
import io.github.centrifugal.centrifuge.ServerPublicationEvent;
import io.github.centrifugal.centrifuge.ServerSubscribedEvent;
import io.github.centrifugal.centrifuge.ServerUnsubscribedEvent;
import io.github.centrifugal.centrifuge.StreamPosition;
import io.github.centrifugal.centrifuge.TokenCallback;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.amtsrunde.kernel.Fields;
import org.amtsrunde.support.BadNetwork;
import org.amtsrunde.support.Session;

/** The unmodified Java SDK of the protocol, which speaks Protobuf. */
final class SdkChat extends Chat {
  /**
   * Longer than a slow network is slow. The SDK drops a reply to its connect command that comes later than this, with what was missed in
   * it, but takes publications that follow it on the same connection, and so believes to have what it was never told (seed 69).
   */
  private static final int ANSWER_MILLIS = 10_000;

  private final Client client;

  SdkChat(String name, Session session, String person, List<Integer> ports, BadNetwork network, Recorder recorder) {
    super(name, session, person, network, recorder);
    var options = new Options();
    options.setMinReconnectDelay(50);
    options.setMaxReconnectDelay(500);
    options.setTimeout(ANSWER_MILLIS);
    options.setTokenGetter(new Tokens());
    client = new Client("ws://127.0.0.1:" + network.towards(ports) + "/connection/websocket", options, new Listener());
    client.connect();
  }

  /** Those that are given while it is connecting leave in any order. */
  @Override
  boolean keepsOrder() {
    return false;
  }

  @Override
  CompletableFuture<Fields> call(String method, String params) {
    var answer = new CompletableFuture<Fields>();
    client.rpc(
        method,
        params.getBytes(StandardCharsets.UTF_8),
        (failure, result) -> {
          if (failure == null) {
            answer.complete(Fields.parse(result.getData()));
          } else if (failure instanceof ReplyError error) {
            answer.completeExceptionally(new CallFailed(error.getCode(), error.isTemporary(), error.getMessage()));
          } else {
            answer.completeExceptionally(CallFailed.unknown(String.valueOf(failure)));
          }
        });
    return answer;
  }

  /** The SDK keeps it to itself. */
  private static Place place(StreamPosition position) {
    try {
      return new Place((String) got(position, "getEpoch"), (Long) got(position, "getOffset"));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Object got(StreamPosition position, String method) throws ReflectiveOperationException {
    var getter = StreamPosition.class.getDeclaredMethod(method);
    getter.setAccessible(true);
    return getter.invoke(position);
  }

  @Override
  public String toString() {
    return name + " is " + client.getState();
  }

  @Override
  public void close() {
    try {
      client.close(0);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    network.close();
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
    public void onSubscribed(Client who, ServerSubscribedEvent event) {
      began(event.getChannel(), place(event.getStreamPosition()), event.wasRecovering() && event.getRecovered());
    }

    @Override
    public void onUnsubscribed(Client who, ServerUnsubscribedEvent event) {
      ended(event.getChannel());
    }

    @Override
    public void onPublication(Client who, ServerPublicationEvent event) {
      heard(event.getChannel(), event.getOffset(), new String(event.getData(), StandardCharsets.UTF_8));
    }
  }
}
