package org.amtsrunde.identity;

import io.vertx.core.Future;
import java.util.Optional;
import org.amtsrunde.kernel.Caller;

/**
 * Keeps sign-ins: 30 days since the last use (noted to the day), 90 days at most, the newest 500 of
 * a person.
 *
 * <p>Ending sign-ins and telling every node to close their sockets is one step: there is no moment,
 * and no crash, after which a sign-in is dead and its sockets are left open.
 */
public interface SignInStore {
  /**
   * Opens a sign-in for a person whom a door has proven.
   *
   * @param verifiedHash the password hash that was verified; empty where no password was involved
   * @return empty if the account is missing or disabled, or the password was changed since it was
   *     verified
   */
  Future<Optional<SignIn>> open(String personId, String verifiedHash);

  /**
   * Who shows this sign-in; empty unless it lives, its secret is right and the account is not
   * disabled.
   */
  Future<Optional<Caller>> find(SignIn signIn);

  /** The same where the secret was checked before. */
  Future<Optional<Caller>> find(String personId, String signInId);

  /** Ends one sign-in. */
  Future<Void> end(String personId, String signInId);

  /** Ends all sign-ins of a person. */
  Future<Void> endAll(String personId);

  /**
   * Sets a new password and ends all other sign-ins; refused as a conflict if it was changed since
   * it was verified.
   */
  Future<Void> changePassword(Caller caller, String verifiedHash, String newHash);

  /** Disables an account and ends all its sign-ins; refused as not found if there is none. */
  Future<Void> disable(String personId);
}
