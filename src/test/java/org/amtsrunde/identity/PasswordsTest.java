package org.amtsrunde.identity;

import static org.amtsrunde.support.RedisExtension.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Optional;
import org.amtsrunde.identity.Passwords.Verdict;
import org.amtsrunde.kernel.Refusal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class PasswordsTest {
  private static final Vertx VERTX = Vertx.vertx();
  private static final Argon2.Cost CHEAP = new Argon2.Cost(64, 1, 1);

  @AfterAll
  static void close() {
    await(VERTX.close());
  }

  /** From the reference implementation of Argon2, src/test.c. */
  @Test
  void computesWhatTheReferenceComputes() {
    var known = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
    assertThat(Argon2.matches("password", known)).isTrue();
    assertThat(Argon2.matches("Password", known)).isFalse();
    var salt = "somesalt".getBytes(StandardCharsets.UTF_8);
    assertThat(Argon2.hash("password", salt, new Argon2.Cost(65536, 2, 1))).isEqualTo(known);
  }

  @Test
  void hashesWithTheRecommendedCostAndANewSaltEachTime() {
    var passwords = new Passwords(VERTX);
    var one = await(passwords.hash("korrekt pferd"));
    var other = await(passwords.hash("korrekt pferd"));
    assertThat(one).startsWith("$argon2id$v=19$m=19456,t=2,p=1$").isNotEqualTo(other);
    assertThat(await(passwords.check("korrekt pferd", Optional.of(one)))).isEqualTo(Verdict.RIGHT);
    assertThat(await(passwords.check("korrekt Pferd", Optional.of(one)))).isEqualTo(Verdict.WRONG);
  }

  @Test
  void asksToStrengthenAHashThatCostsLessThanToday() {
    var weak = await(new Passwords(VERTX, CHEAP).hash("korrekt pferd"));
    var today = new Passwords(VERTX, new Argon2.Cost(128, 1, 1));
    assertThat(await(today.check("korrekt pferd", Optional.of(weak)))).isEqualTo(Verdict.RIGHT_BUT_WEAK);
    assertThat(await(today.check("falsch", Optional.of(weak)))).isEqualTo(Verdict.WRONG);
  }

  /**
   * Equal work, not equal time, is what can be asserted: the same parameters and lengths for both.
   */
  @Test
  void anUnknownAccountCostsTheSameWorkAsAKnownOne() {
    var shape = "\\$[A-Za-z0-9+/]+\\$[A-Za-z0-9+/]+$";
    var known = await(new Passwords(VERTX, CHEAP).hash("korrekt pferd"));
    var unknown = Argon2.unmatchable(CHEAP);
    assertThat(unknown.replaceAll(shape, "")).isEqualTo(known.replaceAll(shape, ""));
    assertThat(unknown).hasSameSizeAs(known);
    assertThat(await(new Passwords(VERTX, CHEAP).check("korrekt pferd", Optional.empty()))).isEqualTo(Verdict.WRONG);
  }

  @Test
  void refusesWorkBeyondItsQueueAndTakesWorkAgainAfterwards() {
    var passwords = new Passwords(VERTX, new Argon2.Cost(8 * 1024, 2, 1));
    var answers = new ArrayList<Future<String>>();
    for (int i = 0; i < Passwords.MOST_WAITING * 2; i++) {
      answers.add(passwords.hash("korrekt pferd"));
    }
    assertThatThrownBy(() -> await(answers.get(answers.size() - 1)))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> {
              assertThat(refusal.kind()).isEqualTo(Refusal.Kind.TOO_MANY);
              assertThat(refusal.retryAfterMillis()).isPositive();
            });
    await(Future.join(answers).otherwiseEmpty());
    assertThat(answers.stream().filter(Future::succeeded).count()).isGreaterThanOrEqualTo(Passwords.MOST_WAITING);
    assertThat(await(passwords.hash("korrekt pferd"))).isNotEmpty();
  }
}
