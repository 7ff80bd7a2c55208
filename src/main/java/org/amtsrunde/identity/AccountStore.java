package org.amtsrunde.identity;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.amtsrunde.kernel.Caller.Role;

/** Keeps accounts. A change that was answered is seen by every node at once. */
public interface AccountStore {
  /** What a password is checked against. */
  record Credential(String personId, String passwordHash) {}

  Future<Optional<Account>> byId(String personId);

  Future<Optional<Account>> byEmail(String email);

  /** All accounts, by name. */
  Future<List<Account>> all();

  Future<Optional<Credential>> credential(String email);

  /**
   * Creates an account; of several attempts for one mail address exactly one succeeds, also at the
   * same time on several nodes.
   *
   * @param account its id is a proposal: after an attempt that a crash cut short the address keeps
   *     the id it got then
   * @return the id; empty if the address has an account
   */
  Future<Optional<String>> create(Account account, String passwordHash);

  /** Sets all roles but that of administrator. */
  Future<Void> setRoles(String personId, Set<Role> roles);

  Future<Void> addAdministrator(String personId);

  /** Takes the role away; false if this is the last administrator, who stays. */
  Future<Boolean> removeAdministrator(String personId);

  Future<Boolean> hasAdministrator();

  /**
   * Lets a disabled account sign in again. Disabling is {@link SignInStore#disable}, for it ends
   * sign-ins.
   */
  Future<Void> enable(String personId);

  /**
   * Replaces the hash of a password by a stronger one of the same password; nothing if it was
   * changed meanwhile.
   */
  Future<Void> rehash(Credential verified, String strongerHash);
}
