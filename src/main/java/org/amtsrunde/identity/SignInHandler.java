package org.amtsrunde.identity;

import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.amtsrunde.identity.Passwords.Verdict;
import org.amtsrunde.kernel.Caller;
import org.amtsrunde.kernel.Json;
import org.amtsrunde.kernel.Refusal;

/** Signing in and out, the own account, tokens for the socket. */
public final class SignInHandler {
  /** A fresh sign-in and what to answer. */
  public record Entered(SignIn signIn, byte[] json) {}

  private final SignInDoor<PasswordDoor.Proof> door;
  private final AccountStore accounts;
  private final AuthorityStore authorities;
  private final SignInStore signIns;
  private final TokenStore tokens;
  private final Passwords passwords;
  private final Guesses guesses;
  private final RoomSummaries rooms;
  private final InstantSource clock;

  public SignInHandler(
      SignInDoor<PasswordDoor.Proof> door,
      AccountStore accounts,
      AuthorityStore authorities,
      SignInStore signIns,
      TokenStore tokens,
      Passwords passwords,
      Guesses guesses,
      RoomSummaries rooms,
      InstantSource clock) {
    this.door = door;
    this.accounts = accounts;
    this.authorities = authorities;
    this.signIns = signIns;
    this.tokens = tokens;
    this.passwords = passwords;
    this.guesses = guesses;
    this.rooms = rooms;
    this.clock = clock;
  }

  public Future<Entered> signIn(PasswordDoor.Proof proof, String address) {
    return door.enter(proof, address)
        .compose(signIn ->
            person(signIn.personId()).map(json -> new Entered(signIn, Json.object(out -> out.raw("person", json)))));
  }

  public Future<Void> signOut(Caller caller) {
    return signIns.end(caller.personId(), caller.signInId());
  }

  public Future<Void> signOutEverywhere(Caller caller) {
    return signIns.endAll(caller.personId());
  }

  /**
   * Changes the own password and ends all other sign-ins. A wrong current password is "denied" and
   * counts as a guess.
   */
  public Future<Void> changePassword(Caller caller, String current, String next, String address) {
    return account(caller.personId())
        .compose(account -> {
          var chosen = IdentityRules.newPassword(next, account.email(), account.name());
          return guesses
              .guard(account.email(), address, () -> verified(account, IdentityRules.password(current)))
              .compose(
                  verified -> passwords.hash(chosen).compose(hash -> signIns.changePassword(caller, verified, hash)));
        });
  }

  private Future<String> verified(Account account, String password) {
    return accounts
        .credential(account.email())
        .compose(known -> {
          var hash = known.map(AccountStore.Credential::passwordHash);
          return passwords
              .check(password, hash)
              .map(verdict -> {
                if (verdict == Verdict.WRONG || hash.isEmpty()) {
                  throw Refusal.denied("the current password is wrong");
                }
                return hash.get();
              });
        });
  }

  /** {@code {person, rooms}}. */
  public Future<byte[]> me(Caller caller) {
    var person = person(caller.personId());
    return rooms
        .roomsJson(caller)
        .compose(list -> person.map(json -> Json.object(out -> out.raw("person", json).raw("rooms", list))));
  }

  /** {@code {token, expiresAt}}. */
  public Future<byte[]> token(Caller caller) {
    var expires = clock.instant().plus(TokenStore.LIFE);
    return tokens
        .issue(caller)
        .map(token -> Json.object(out -> out.put("token", token).put("expiresAt", expires.toString())));
  }

  private Future<byte[]> person(String personId) {
    return account(personId)
        .compose(account ->
            authorities
                .known(List.of(account.authorityId()))
                .map(known -> Json.object(out -> IdentityJson.person(out, account, known.get(account.authorityId())))));
  }

  private Future<Account> account(String personId) {
    return accounts.byId(personId).map((Optional<Account> found) -> found.orElseThrow(Refusal::unauthorized));
  }
}
