package org.amtsrunde.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.centrifugal.centrifuge.Client;
import io.github.centrifugal.centrifuge.ClientState;
import io.github.centrifugal.centrifuge.ConnectionTokenEvent;
import io.github.centrifugal.centrifuge.ConnectionTokenGetter;
import io.github.centrifugal.centrifuge.DisconnectedEvent;
import io.github.centrifugal.centrifuge.EventListener;
import io.github.centrifugal.centrifuge.HistoryOptions;
import io.github.centrifugal.centrifuge.HistoryResult;
import io.github.centrifugal.centrifuge.JoinEvent;
import io.github.centrifugal.centrifuge.Options;
import io.github.centrifugal.centrifuge.PresenceResult;
import io.github.centrifugal.centrifuge.PresenceStatsResult;
import io.github.centrifugal.centrifuge.PublicationEvent;
import io.github.centrifugal.centrifuge.PublishResult;
import io.github.centrifugal.centrifuge.RPCResult;
import io.github.centrifugal.centrifuge.ReplyError;
import io.github.centrifugal.centrifuge.ResultCallback;
import io.github.centrifugal.centrifuge.ServerPublicationEvent;
import io.github.centrifugal.centrifuge.SubscribedEvent;
import io.github.centrifugal.centrifuge.Subscription;
import io.github.centrifugal.centrifuge.SubscriptionEventListener;
import io.github.centrifugal.centrifuge.SubscriptionOptions;
import io.github.centrifugal.centrifuge.TokenCallback;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.amtsrunde.OpenEngine;
import org.amtsrunde.support.TcpProxy;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Java SDK of the protocol, unmodified, which speaks Protobuf alone. */
class SdkTest {
  @TempDir static Path folder;
  static OpenEngine engine;

  private final List<Client> clients = new ArrayList<>();
  private final List<String> disconnects = new CopyOnWriteArrayList<>();
  private final List<String> serverSide = new CopyOnWriteArrayList<>();

  @BeforeAll
  static void start() throws Exception {
    engine = OpenEngine.start(folder);
  }

  @AfterAll
  static void stop() {
    engine.close();
  }

  @AfterEach
  void leave() throws InterruptedException {
    for (var client : clients) {
      client.close(1000);
    }
  }

  private Client client(int port, Options options) {
    options.setMinReconnectDelay(20);
    options.setMaxReconnectDelay(200);
    var client =
        new Client(
            "ws://127.0.0.1:" + port + "/connection/websocket",
            options,
            new EventListener() {
              @Override
              public void onDisconnected(Client who, DisconnectedEvent event) {
                disconnects.add(event.getCode() + " " + event.getReason());
              }

              @Override
              public void onPublication(Client who, ServerPublicationEvent event) {
                serverSide.add(event.getChannel() + " " + event.getOffset() + " " + text(event.getData()));
              }
            });
    clients.add(client);
    return client;
  }

  private Client connected(int port, String name) {
    var options = new Options();
    options.setToken(name);
    var client = client(port, options);
    client.connect();
    await().until(() -> client.getState() == ClientState.CONNECTED);
    return client;
  }

  /** What one subscription is told, in order. */
  private static final class Told extends SubscriptionEventListener {
    final List<String> publications = new CopyOnWriteArrayList<>();
    final List<String> joined = new CopyOnWriteArrayList<>();
    final List<Boolean> recovered = new CopyOnWriteArrayList<>();
    final AtomicInteger subscribed = new AtomicInteger();

    @Override
    public void onPublication(Subscription sub, PublicationEvent event) {
      var by = event.getInfo() == null ? "-" : event.getInfo().getUser();
      publications.add(event.getOffset() + " " + by + " " + text(event.getData()));
    }

    @Override
    public void onJoin(Subscription sub, JoinEvent event) {
      joined.add(event.getInfo().getUser());
    }

    @Override
    public void onSubscribed(Subscription sub, SubscribedEvent event) {
      recovered.add(event.wasRecovering() && event.getRecovered());
      subscribed.incrementAndGet();
    }
  }

  private static Subscription subscribed(Client client, String channel, Told told) throws Exception {
    var options = new SubscriptionOptions();
    options.setRecoverable(true);
    options.setJoinLeave(true);
    var sub = client.newSubscription(channel, options, told);
    sub.subscribe();
    await().until(() -> told.subscribed.get() == 1);
    return sub;
  }

  private static <T> T ask(Consumer<ResultCallback<T>> call) throws Exception {
    var answer = new CompletableFuture<T>();
    call.accept((failure, result) -> {
      if (failure != null) {
        answer.completeExceptionally(failure);
      } else {
        answer.complete(result);
      }
    });
    return answer.get(10, TimeUnit.SECONDS);
  }

  @Test
  void publishesHistoryPresenceAndCalls() throws Exception {
    var anna = connected(engine.port(), "anna");
    var bert = connected(engine.port(), "bert");
    var told = new Told();
    var sub = subscribed(anna, "test:sdk", told);
    subscribed(bert, "test:sdk", new Told());
    await().until(() -> told.joined.contains("bert"));

    for (int i = 1; i <= 3; i++) {
      var data = bytes("{\"n\":\n" + i + ",\"t\":\"Grüße\"}");
      SdkTest.<PublishResult>ask(done -> bert.publish("test:sdk", data, done));
    }
    await().until(() -> told.publications.size() == 3);
    assertThat(told.publications)
        .containsExactly(
            "1 bert {\"n\": 1,\"t\":\"Grüße\"}",
            "2 bert {\"n\": 2,\"t\":\"Grüße\"}",
            "3 bert {\"n\": 3,\"t\":\"Grüße\"}");

    HistoryResult history =
        ask(done -> sub.history(new HistoryOptions.Builder().withLimit(2).withReverse(true).build(), done));
    assertThat(history.getPublications()).extracting(p -> p.getOffset()).containsExactly(3L, 2L);
    assertThat(history.getOffset()).isEqualTo(3);
    PresenceResult presence = ask(sub::presence);
    assertThat(presence.getClients().values()).extracting(c -> c.getUser()).containsExactlyInAnyOrder("anna", "bert");
    PresenceStatsResult stats = ask(sub::presenceStats);
    assertThat(stats.getNumClients()).isEqualTo(2);
    RPCResult echo = ask(done -> anna.rpc("echo", bytes("{\"text\":\"hallo\"}"), done));
    assertThat(text(echo.getData())).isEqualTo("{\"echo\":\"hallo\"}");
    var unknown = new CompletableFuture<Throwable>();
    anna.rpc("fly", bytes("{}"), (failure, result) -> unknown.complete(failure));
    assertThat(unknown.get(10, TimeUnit.SECONDS))
        .isInstanceOfSatisfying(ReplyError.class, error -> assertThat(error.getCode()).isEqualTo(104));
  }

  @Test
  void recoversBothKindsOfSubscriptionsAfterACut() throws Exception {
    try (var proxy = new TcpProxy(engine.port())) {
      var reader = connected(proxy.port(), "reader");
      var writer = connected(engine.port(), "writer");
      var told = new Told();
      subscribed(reader, "test:cut", told);
      for (int i = 1; i <= 200; i++) {
        var data = bytes(String.valueOf(i));
        SdkTest.<PublishResult>ask(done -> writer.publish("test:cut", data, done));
        SdkTest.<PublishResult>ask(done -> writer.publish("test:all", data, done));
        if (i % 40 == 0) {
          proxy.cut();
        }
      }
      await().until(() -> told.publications.size() >= 200 && count("test:all", reader) >= 200);
      assertThat(told.publications)
          .containsExactlyElementsOf(IntStream.rangeClosed(1, 200).mapToObj(i -> i + " writer " + i).toList());
      assertThat(told.recovered.subList(1, told.recovered.size())).isNotEmpty().containsOnly(true);
      // Both clients hear the server-side channel; each of its entries comes to each of them once.
      assertThat(serverSide.stream().filter(line -> line.startsWith("test:all ")).sorted().toList())
          .containsExactlyElementsOf(
              IntStream.rangeClosed(1, 200)
                  .boxed()
                  .flatMap(i -> List.of(i, i).stream())
                  .map(i -> "test:all " + i + " " + i)
                  .sorted()
                  .toList());
    }
  }

  private long count(String channel, Client reader) {
    return serverSide.stream().filter(line -> line.startsWith(channel + " ")).count() / 2;
  }

  @Test
  void renewsATokenThatExpires() {
    var handedOut = new AtomicInteger();
    var options = new Options();
    options.setTokenGetter(
        new ConnectionTokenGetter() {
          @Override
          public void getConnectionToken(ConnectionTokenEvent event, TokenCallback callback) {
            handedOut.incrementAndGet();
            callback.Done(null, "brief");
          }
        });
    var client = client(engine.port(), options);
    client.connect();
    await().until(() -> handedOut.get() >= 3);
    assertThat(client.getState()).isEqualTo(ClientState.CONNECTED);
    assertThat(disconnects).isEmpty();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
