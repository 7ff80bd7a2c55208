package org.amtsrunde.identity;

import io.vertx.core.Future;

/**
 * A way to prove who one is. There is one door today, that of passwords; a door for an identity
 * provider takes the provider's answer as its proof, finds the account by the mail address the
 * provider vouches for, and opens the sign-in just the same.
 *
 * @param <P> what somebody shows
 */
public interface SignInDoor<P> {
  /**
   * Checks the proof and opens a sign-in; fails with "unauthorized", in the same words and time
   * whatever is wrong.
   *
   * @param address of the client, for limits on guessing
   */
  Future<SignIn> enter(P proof, String address);
}
