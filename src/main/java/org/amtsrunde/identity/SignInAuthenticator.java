package org.amtsrunde.identity;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.Optional;
import org.amtsrunde.kernel.Caller;
import org.amtsrunde.kernel.Refusal;
import org.amtsrunde.realtime.Authenticator;

/**
 * Tells the engine and the HTTP edge who connects. Every look asks the store: what was revoked is
 * refused at once. Guests come by token only, and only where somebody is given who knows them.
 */
public final class SignInAuthenticator implements Authenticator {
  private static final int TOKEN_CONNECTION_SECONDS = (int) Duration.ofMinutes(15).toSeconds();

  private final SignInStore signIns;
  private final TokenStore tokens;
  private final Guests guests;

  /** Knows accounts only. */
  public SignInAuthenticator(SignInStore signIns, TokenStore tokens) {
    this(signIns, tokens, Guests.NONE);
  }

  public SignInAuthenticator(SignInStore signIns, TokenStore tokens, Guests guests) {
    this.signIns = signIns;
    this.tokens = tokens;
    this.guests = guests;
  }

  @Override
  public Future<Grant> byToken(String token) {
    return tokens
        .take(token)
        .compose(holder ->
            holder.isEmpty()
                ? Future.failedFuture(Refusal.unauthorized())
                : grant(find(holder.get()), TOKEN_CONNECTION_SECONDS));
  }

  private Future<Optional<Caller>> find(TokenStore.Holder holder) {
    var room = holder.guestOf();
    return room == null ? signIns.find(holder.personId(), holder.signInId()) : guests.find(room, holder.personId());
  }

  /**
   * @param cookie the whole value of the sign-in cookie
   */
  @Override
  public Future<Grant> bySignIn(String cookie) {
    var signIn = SignIn.parse(cookie);
    return signIn.isEmpty() ? Future.failedFuture(Refusal.unauthorized()) : grant(signIns.find(signIn.get()), 0);
  }

  private static Future<Grant> grant(Future<Optional<Caller>> found, int seconds) {
    return found.map(caller -> new Grant(caller.orElseThrow(Refusal::unauthorized), seconds));
  }
}
