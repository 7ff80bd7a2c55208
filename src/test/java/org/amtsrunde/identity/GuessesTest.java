package org.amtsrunde.identity;

import static org.amtsrunde.support.RedisExtension.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import java.util.List;
import java.util.stream.IntStream;
import org.amtsrunde.kernel.Refusal;
import org.amtsrunde.kernel.Refusal.Kind;
import org.amtsrunde.redis.Keys;
import org.amtsrunde.support.RedisExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class GuessesTest {
  @RegisterExtension static final RedisExtension REDIS = new RedisExtension();
  private static final String EMAIL = "t1@altwasser.example";
  private static final String GUESSER = "198.51.100.9";
  private static final String HOME = "192.0.2.7";
  private Identities identities;

  @BeforeEach
  void wire() {
    identities = new Identities(REDIS);
    identities.account(EMAIL, "Jonas Brandl");
  }

  @Test
  void afterTenWrongGuessesEvenTheRightPasswordHasToWait() {
    for (int i = 0; i < 10; i++) {
      assertThat(refusal(wrong(EMAIL, GUESSER)).kind()).isEqualTo(Kind.UNAUTHORIZED);
    }
    var limited = refusal(identities.enter(EMAIL, Identities.PASSWORD, GUESSER));
    assertThat(limited.kind()).isEqualTo(Kind.TOO_MANY);
    assertThat(limited.retryAfterMillis()).isBetween(14L * 60_000, 15L * 60_000);
  }

  @Test
  void otherSpellingsOfTheAddressShareTheBudget() {
    var spellings = List.of(EMAIL, "T1@Altwasser.Example", "  t1@altwasser.example ", "\u2003T1@ALTWASSER.EXAMPLE\t");
    for (int i = 0; i < 10; i++) {
      refusal(wrong(spellings.get(i % spellings.size()), GUESSER));
    }
    spellings.forEach(spelling -> assertThat(refusal(wrong(spelling, GUESSER)).kind()).isEqualTo(Kind.TOO_MANY));
  }

  @Test
  void manyGuessesAtOnceAreNoWayAround() {
    var guesses = IntStream.range(0, 60).mapToObj(i -> wrong(EMAIL, GUESSER)).toList();
    await(Future.join(guesses).otherwiseEmpty());
    var judged = guesses.stream().filter(guess -> ((Refusal) guess.cause()).kind() == Kind.UNAUTHORIZED).count();
    assertThat(judged).isEqualTo(10);
  }

  @Test
  void oneGuesserDoesNotLockAnybodyOutElsewhere() {
    for (int i = 0; i < 30; i++) {
      refusal(wrong(EMAIL, GUESSER));
    }
    await(identities.enter(EMAIL, Identities.PASSWORD, HOME));
  }

  @Test
  void manyPlacesTogetherHaveAnEndToo() {
    for (int i = 0; i < 50; i++) {
      assertThat(refusal(wrong(EMAIL, "198.51.100." + i)).kind()).isEqualTo(Kind.UNAUTHORIZED);
    }
    assertThat(refusal(wrong(EMAIL, "203.0.113.1")).kind()).isEqualTo(Kind.TOO_MANY);
  }

  @Test
  void onePlaceCannotTryManyAccounts() {
    for (int i = 0; i < 100; i++) {
      assertThat(refusal(wrong("nobody" + i + "@altwasser.example", GUESSER)).kind()).isEqualTo(Kind.UNAUTHORIZED);
    }
    assertThat(refusal(wrong("nobody@altwasser.example", GUESSER)).kind()).isEqualTo(Kind.TOO_MANY);
    await(identities.enter(EMAIL, Identities.PASSWORD, HOME));
  }

  @Test
  void onlyWrongGuessesCount() {
    for (int i = 0; i < 25; i++) {
      await(identities.enter(EMAIL, Identities.PASSWORD, GUESSER));
    }
    Future<Void> away = identities.guesses.guard(EMAIL, GUESSER, () -> Future.failedFuture(Refusal.unavailable()));
    assertThat(refusal(away).kind()).isEqualTo(Kind.UNAVAILABLE);
    for (int i = 0; i < 10; i++) {
      assertThat(refusal(wrong(EMAIL, GUESSER)).kind()).isEqualTo(Kind.UNAUTHORIZED);
    }
  }

  @Test
  void waitingGuessesDoNotProlongTheWindow() {
    for (int i = 0; i < 10; i++) {
      refusal(wrong(EMAIL, GUESSER));
    }
    var counters = await(identities.store.send(Command.KEYS, Keys.attempts("*")));
    counters.forEach(key -> await(identities.store.send(Command.PEXPIRE, key.toString(), 400)));
    var limited = refusal(wrong(EMAIL, GUESSER));
    assertThat(limited.retryAfterMillis()).isBetween(1L, 400L);
    counters.forEach(key -> await(identities.store.send(Command.PEXPIRE, key.toString(), 0)));
    await(identities.enter(EMAIL, Identities.PASSWORD, GUESSER));
  }

  @Test
  void unknownWrongAndDisabledAreToldInTheSameWords() {
    var disabled = identities.account("t2@altwasser.example", "Katharina Voss");
    await(identities.signIns.disable(disabled.id()));
    var answers =
        List.of(
            refusal(wrong(EMAIL, HOME)),
            refusal(wrong("nobody@altwasser.example", HOME)),
            refusal(wrong("no address", HOME)),
            refusal(identities.enter(disabled.email(), Identities.PASSWORD, HOME)));
    assertThat(answers).extracting(Refusal::kind).containsOnly(Kind.UNAUTHORIZED);
    assertThat(answers.stream().map(Refusal::sentence).distinct()).hasSize(1);
  }

  @Test
  void aWeakHashIsMadeAnewAtTheNextSignIn() {
    var stronger = new Identities(REDIS, new Argon2.Cost(128, 2, 1));
    var before = await(stronger.accounts.credential(EMAIL)).orElseThrow().passwordHash();
    await(stronger.enter(EMAIL, Identities.PASSWORD, HOME));
    org.awaitility.Awaitility.await()
        .untilAsserted(() -> {
          var after = await(stronger.accounts.credential(EMAIL)).orElseThrow().passwordHash();
          assertThat(after).isNotEqualTo(before).contains("m=128,t=2");
        });
    await(stronger.enter(EMAIL, Identities.PASSWORD, HOME));
  }

  private Future<SignIn> wrong(String email, String address) {
    return identities.enter(email, "falsches Passwort", address);
  }

  private static Refusal refusal(Future<?> future) {
    var thrown = new Refusal[1];
    assertThatThrownBy(() -> await(future)).isInstanceOfSatisfying(Refusal.class, r -> thrown[0] = r);
    return thrown[0];
  }
}
