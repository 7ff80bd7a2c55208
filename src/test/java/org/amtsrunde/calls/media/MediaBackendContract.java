package org.amtsrunde.calls.media;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.amtsrunde.support.RedisExtension.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.amtsrunde.calls.media.MediaBackend.Candidate;
import org.amtsrunde.calls.media.MediaBackend.Seat;
import org.amtsrunde.calls.media.MediaBackend.Stream;
import org.amtsrunde.kernel.Refusal;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What every media server has to do for calls, whatever it is: each adapter passes these. */
abstract class MediaBackendContract {
  private static final String OFFER = resource("offer.sdp");
  private static final AtomicInteger CALLS = new AtomicInteger();

  private final String call = "call" + CALLS.incrementAndGet();

  /** In reach. */
  abstract MediaBackend backend();

  /** Another node of ours before the same server. */
  abstract MediaBackend other();

  private static String resource(String name) {
    try (var in = MediaBackendContract.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), UTF_8).replace("\r", "").replace("\n", "\r\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void until(String what, BooleanSupplier condition) {
    Awaitility.await(what).atMost(Duration.ofSeconds(10)).until(condition::getAsBoolean);
  }

  /** A browser that does as it is told. */
  static final class Browser implements MediaBackend.Listener {
    record Offer(String sdp, List<Stream> streams) {}

    final List<Offer> offers = new CopyOnWriteArrayList<>();
    volatile boolean ended;
    Seat seat;

    static Browser enter(MediaBackend backend, String call, String participant) {
      var browser = new Browser();
      browser.seat = await(backend.enter(call, participant, browser));
      return browser;
    }

    Browser publish() {
      assertThat(await(seat.publish(OFFER))).startsWith("v=0");
      return this;
    }

    @Override
    public void offer(String sdp, List<Stream> streams) {
      offers.add(new Offer(sdp, streams));
    }

    @Override
    public void ended() {
      ended = true;
    }

    /** Whose lines the newest offer has. */
    Set<String> heard() {
      return offers.isEmpty()
          ? Set.of()
          : offers.getLast().streams().stream().map(Stream::participantId).collect(Collectors.toSet());
    }

    void answer() {
      await(seat.accept(answerTo(offers.getLast().sdp())));
    }

    /** Answers each offer until it hears exactly these. */
    Browser hears(String... others) {
      int[] answered = {0};
      until(
          "hears " + List.of(others),
          () -> {
            if (offers.size() > answered[0]) {
              answered[0] = offers.size();
              answer();
            }
            return heard().equals(Set.of(others));
          });
      return this;
    }
  }

  static String answerTo(String offer) {
    return offer
        .lines()
        .filter(line -> !line.matches("a=(candidate|end-of-candidates|ssrc|msid).*"))
        .map(line -> line.replace("a=setup:actpass", "a=setup:active").replace("a=sendonly", "a=recvonly"))
        .map(line -> line.replaceFirst("^a=ice-ufrag:.*", "a=ice-ufrag:Btej"))
        .map(line -> line.replaceFirst("^a=ice-pwd:.*", "a=ice-pwd:MuO2Pkq+TZPNO9rQKuAgxqOe"))
        .collect(Collectors.joining("\r\n", "", "\r\n"));
  }

  @Test
  void whoSendsIsOfferedToThoseWhoAreThereAndThoseWhoCome() {
    var anna = Browser.enter(backend(), call, "anna");
    var bela = Browser.enter(backend(), call, "bela");
    anna.publish();
    bela.hears("anna");
    assertThat(bela.offers.getLast().streams()).extracting(Stream::line).containsExactlyInAnyOrder(0, 1, 2);
    assertThat(bela.offers.getLast().streams()).extracting(Stream::mid).doesNotHaveDuplicates();
    Browser.enter(backend(), call, "cem").hears("anna");
    assertThat(anna.offers).isEmpty();
  }

  @Test
  void theAnswerTakesTheThreeLines() {
    var answer = await(Browser.enter(backend(), call, "anna").seat.publish(OFFER));
    assertThat(answer.lines().filter(line -> line.startsWith("m=")))
        .hasSize(3)
        .noneMatch(line -> line.matches("m=\\w+ 0 .*"));
  }

  @Test
  void oneChangeIsOfferedAfterTheOther() {
    var anna = Browser.enter(backend(), call, "anna");
    Browser.enter(backend(), call, "bela").publish();
    until("an offer", () -> anna.offers.size() == 1);
    Browser.enter(backend(), call, "cem").publish();
    Browser.enter(backend(), call, "dora").publish().hears("bela", "cem");
    assertThat(anna.offers).hasSize(1);
    anna.hears("bela", "cem", "dora");
  }

  @Test
  void whoComesToANodeOfTheirOwnIsHeardToo() {
    var anna = Browser.enter(backend(), call, "anna").publish();
    var bela = Browser.enter(other(), call, "bela").publish();
    bela.hears("anna");
    anna.hears("bela");
  }

  @Test
  void whoLeavesIsOfferedNoMore() {
    var anna = Browser.enter(backend(), call, "anna");
    var bela = Browser.enter(backend(), call, "bela").publish();
    var cem = Browser.enter(other(), call, "cem").publish();
    anna.hears("bela", "cem");
    bela.seat.leave();
    anna.hears("cem");
    cem.seat.leave();
    anna.hears();
    assertThat(bela.ended).isFalse();
    assertThat(anna.ended).isFalse();
  }

  @Test
  void whoComesAgainIsThereOnceAndTheEarlierSeatEnds() {
    var bela = Browser.enter(backend(), call, "bela");
    var before = Browser.enter(backend(), call, "anna").publish();
    bela.hears("anna");
    var first = bela.offers.getLast();
    Browser.enter(other(), call, "anna").publish();
    until("the earlier seat ends", () -> before.ended);
    bela.hears("anna");
    until(
        "the newer one is offered",
        () -> {
          if (bela.offers.getLast() != first) {
            bela.answer();
          }
          return bela.offers.size() > 1 && bela.heard().equals(Set.of("anna"));
        });
    assertThat(bela.offers.getLast().streams()).extracting(Stream::line).containsExactlyInAnyOrder(0, 1, 2);
  }

  @Test
  void callsAreApart() {
    var anna = Browser.enter(backend(), call, "anna");
    Browser.enter(backend(), call + "b", "bela").publish();
    Browser.enter(backend(), call, "cem").publish();
    anna.hears("cem");
  }

  @Test
  void theEndOfACallEndsAllSeatsAndIsNotTwice() {
    var anna = Browser.enter(backend(), call, "anna").publish();
    var bela = Browser.enter(other(), call, "bela");
    await(backend().close(call));
    until("all are out", () -> anna.ended && bela.ended);
    await(other().close(call));
    // And another one may begin under the same name.
    Browser.enter(backend(), call, "anna").publish();
    Browser.enter(other(), call, "bela").hears("anna");
  }

  @Test
  void newPathsAreOfferedWithTheSameLines() {
    var anna = Browser.enter(backend(), call, "anna");
    await(anna.seat.restart());
    assertThat(anna.offers).isEmpty();
    Browser.enter(backend(), call, "bela").publish();
    anna.hears("bela");
    var before = anna.offers.getLast();
    await(anna.seat.restart());
    until("another offer", () -> anna.offers.size() == 2);
    assertThat(anna.offers.getLast().streams()).isEqualTo(before.streams());
    assertThat(anna.offers.getLast().sdp()).isNotEqualTo(before.sdp());
    anna.answer();
  }

  @Test
  void anOfferThatMayBeLostIsHandedOutAgainUntilItIsAnswered() {
    var anna = Browser.enter(backend(), call, "anna");
    anna.seat.repeat();
    Browser.enter(backend(), call, "bela").publish();
    until("an offer", () -> anna.offers.size() == 1);
    anna.seat.repeat();
    until("the same again", () -> anna.offers.size() == 2);
    assertThat(anna.offers.getLast()).isEqualTo(anna.offers.getFirst());
    anna.answer();
    anna.seat.repeat();
    Browser.enter(backend(), call, "cem").publish();
    until("the next", () -> anna.offers.size() == 3);
    assertThat(anna.heard()).containsExactlyInAnyOrder("bela", "cem");
  }

  @Test
  void pathsOfTheBrowserAreTaken() {
    var anna = Browser.enter(backend(), call, "anna").publish();
    var path = "candidate:1 1 udp 2122260223 192.0.2.7 54321 typ host generation 0";
    await(anna.seat.candidates(true, List.of(new Candidate(path, "0", 0), new Candidate("", "0", 0))));
  }

  @Test
  void nonsenseIsRefusedAndHarmsNobody() {
    var anna = Browser.enter(backend(), call, "anna");
    assertThat(catchThrowable(() -> await(anna.seat.publish("no description")))).isInstanceOf(Refusal.class);
    assertThat(anna.ended).isFalse();
    anna.publish();
    Browser.enter(backend(), call, "bela").hears("anna");
  }
}
