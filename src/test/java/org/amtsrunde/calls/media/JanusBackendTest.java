package org.amtsrunde.calls.media;

import static org.amtsrunde.support.RedisExtension.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.vertx.core.Vertx;
import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.amtsrunde.kernel.Refusal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Janus as it speaks; against itself, with pictures that move, {@code mvn -Pmedia verify} does the same from the browser. */
class JanusBackendTest extends MediaBackendContract {
  private static final String SECRET = "secret";
  private static final long SECOND = 1_000_000_000L;
  private static Vertx vertx;

  private final AtomicLong nanos = new AtomicLong();
  private final FakeJanus janus = new FakeJanus(vertx, SECRET);
  private final URI address = janus.open();
  private final JanusBackend one = new JanusBackend(vertx, address, SECRET, nanos::get);
  private final JanusBackend two = new JanusBackend(vertx, address, SECRET, nanos::get);

  @BeforeAll
  static void open() {
    vertx = Vertx.vertx();
  }

  @AfterAll
  static void close() {
    await(vertx.close());
  }

  @BeforeEach
  void start() {
    for (var node : List.of(one, two)) {
      node.start();
      until("in reach", node::isOpen);
    }
  }

  @AfterEach
  void stop() {
    one.stop();
    two.stop();
  }

  @Override
  MediaBackend backend() {
    return one;
  }

  @Override
  MediaBackend other() {
    return two;
  }

  @Test
  void whoIsOutOfReachForLongIsNotReadyAndAllSeatsHaveEnded() {
    var anna = Browser.enter(one, "call", "anna").publish();
    janus.kill();
    until("ended", () -> anna.ended);
    assertThat(one.isReady()).isTrue();
    nanos.addAndGet(5 * SECOND);
    assertThat(one.isReady()).isFalse();
    assertThat(catchThrowable(() -> Browser.enter(one, "call", "anna"))).isInstanceOf(Refusal.class);
    janus.open();
    until("in reach again", one::isReady);
    until("with its rooms", one::isOpen);
    Browser.enter(one, "call", "anna").publish();
  }

  @Test
  void anotherSecretIsNoSession() {
    var stranger = new JanusBackend(vertx, address, "guessed", nanos::get);
    nanos.addAndGet(5 * SECOND);
    stranger.start();
    until("refused", () -> janus.sockets.size() == 3);
    assertThat(stranger.isReady()).isFalse();
    assertThat(catchThrowable(() -> Browser.enter(stranger, "call", "anna"))).isInstanceOf(Refusal.class);
    stranger.stop();
  }

  @Test
  void whatADeadNodeLeftBehindIsSwept() {
    var anna = Browser.enter(one, "left behind", "anna");
    Browser.enter(two, "goes on", "bela");
    assertThat(janus.rooms).hasSize(2);
    one.stop();
    var next = new JanusBackend(vertx, address, SECRET, nanos::get);
    until("anna is out", () -> anna.ended);
    next.start();
    until("swept", () -> janus.rooms.size() == 1);
    next.stop();
  }

  @Test
  void whatCannotBeOfferedAtOnceIsOfferedLater() {
    var anna = Browser.enter(one, "call", "anna");
    Browser.enter(one, "call", "bela").publish();
    until("an offer", () -> anna.offers.size() == 1);
    // New paths are asked for before the first offer is answered: Janus is not done yet when the next one comes.
    await(anna.seat.restart());
    Browser.enter(one, "call", "cem").publish();
    anna.hears("bela", "cem");
  }
}
