package org.amtsrunde.identity;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.Optional;
import org.amtsrunde.kernel.Caller;
import org.jspecify.annotations.Nullable;

/** Keeps real-time tokens: single use, 60 seconds. */
public interface TokenStore {
  Duration LIFE = Duration.ofSeconds(60);

  /**
   * For which sign-in a token was issued.
   *
   * @param guestOf room of a guest; null for an account
   */
  record Holder(String personId, String signInId, @Nullable String guestOf) {}

  /** Issues a token of 52 characters. */
  Future<String> issue(Caller caller);

  /** Uses a token up; empty for unknown, used and expired alike. */
  Future<Optional<Holder>> take(String token);
}
