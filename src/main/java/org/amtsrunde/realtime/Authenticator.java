package org.amtsrunde.realtime;

import io.vertx.core.Future;
import org.amtsrunde.kernel.Caller;

/** Finds out who connects. Both fail with {@link org.amtsrunde.kernel.Refusal} "unauthorized" for whatever is not valid. */
public interface Authenticator {
  /**
   * A permission to be connected.
   *
   * @param secondsToLive how long the connection may live without a refresh; 0 for as long as the sign-in lives
   */
  record Grant(Caller caller, int secondsToLive) {}

  /** Uses up a single-use token. */
  Future<Grant> byToken(String token);

  /** Looks up the secret of a sign-in cookie. */
  Future<Grant> bySignIn(String secret);
}
