package org.amtsrunde.identity;

import io.vertx.core.Future;
import java.util.Optional;
import org.amtsrunde.identity.AccountStore.Credential;
import org.amtsrunde.identity.Passwords.Verdict;
import org.amtsrunde.kernel.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The door of mail address and password. */
public final class PasswordDoor implements SignInDoor<PasswordDoor.Proof> {
  /** What somebody typed. */
  public record Proof(String email, String password) {
    /** Keeps the password out of logs. */
    @Override
    public String toString() {
      return "Proof[" + email + "]";
    }
  }

  private static final Logger LOG = LoggerFactory.getLogger(PasswordDoor.class);
  private final AccountStore accounts;
  private final SignInStore signIns;
  private final Passwords passwords;
  private final Guesses guesses;

  public PasswordDoor(AccountStore accounts, SignInStore signIns, Passwords passwords, Guesses guesses) {
    this.accounts = accounts;
    this.signIns = signIns;
    this.passwords = passwords;
    this.guesses = guesses;
  }

  @Override
  public Future<SignIn> enter(Proof proof, String address) {
    var email = normalised(proof.email());
    return guesses.guard(email, address, () -> check(email, IdentityRules.password(proof.password())));
  }

  /**
   * The address in the one form that accounts and limits know; of what is no address, just some
   * text that no account has.
   */
  private static String normalised(String email) {
    try {
      return IdentityRules.email(email);
    } catch (Refusal noAddress) {
      return "?";
    }
  }

  private Future<SignIn> check(String email, String password) {
    return accounts
        .credential(email)
        .compose(known ->
            passwords
                .check(password, known.map(Credential::passwordHash))
                .compose(verdict ->
                    known.isEmpty() || verdict == Verdict.WRONG
                        ? Future.failedFuture(refused())
                        : open(known.get(), password, verdict)));
  }

  private Future<SignIn> open(Credential known, String password, Verdict verdict) {
    return signIns
        .open(known.personId(), known.passwordHash())
        .map((Optional<SignIn> signIn) -> signIn.orElseThrow(PasswordDoor::refused))
        .onSuccess(ignored -> {
          if (verdict == Verdict.RIGHT_BUT_WEAK) {
            strengthen(known, password);
          }
        });
  }

  private void strengthen(Credential known, String password) {
    passwords
        .hash(password)
        .compose(hash -> accounts.rehash(known, hash))
        .onFailure(failure -> LOG.warn("a password keeps its old hash: {}", failure.getMessage()));
  }

  private static Refusal refused() {
    return new Refusal(Refusal.Kind.UNAUTHORIZED, "mail address or password is wrong");
  }
}
