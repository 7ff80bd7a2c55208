package org.amtsrunde.identity;

import io.vertx.core.Future;
import java.util.function.Supplier;

/**
 * Limits on guessing. An attempt is taken from every budget before it is made, so that many at once
 * are no way around, and given back unless it turns out as a wrong guess: a {@link
 * org.amtsrunde.kernel.Refusal} "unauthorized", "denied" or "not found".
 */
public interface Guesses {
  /**
   * Budgets of wrong guesses in one window. One place can never lock somebody out of another place:
   * what it has of an account is less than the account has in all.
   *
   * @param perAccountAndPlace of one place for one account
   * @param perAccount of all places for one account
   * @param perPlace of one place for all accounts
   * @param windowMillis how long; begins with the first attempt and is not prolonged
   */
  record Limits(int perAccountAndPlace, int perAccount, int perPlace, long windowMillis) {
    public static final Limits DEFAULT = new Limits(10, 50, 100, 15 * 60 * 1000);
  }

  /**
   * Makes an attempt, or fails with "too many" and the time to wait.
   *
   * @param email normalised mail address of the account; empty if the attempt is for no account
   * @param address of the client
   */
  <T> Future<T> guard(String email, String address, Supplier<Future<T>> attempt);
}
