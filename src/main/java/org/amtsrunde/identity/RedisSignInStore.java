package org.amtsrunde.identity;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.amtsrunde.kernel.Caller;
import org.amtsrunde.kernel.Ids;
import org.amtsrunde.realtime.Append;
import org.amtsrunde.realtime.ChannelLog;
import org.amtsrunde.realtime.Directive;
import org.amtsrunde.realtime.LogScript;
import org.amtsrunde.redis.Keys;
import org.amtsrunde.redis.RedisStore;
import org.amtsrunde.redis.Script;

/** Sign-ins in the store, in the slot of the person's channel. One round trip each. */
public final class RedisSignInStore implements SignInStore {
  /** A sign-in that is not used for so long ends. */
  static final Duration IDLE = Duration.ofDays(30);

  /** However much it is used, it ends after this. */
  static final Duration ABSOLUTE = Duration.ofDays(90);

  private static final int MOST = 500;
  private static final int KEEP = 1000;
  private static final String ALL = "*";
  private static final Script OPEN = Script.load(RedisSignInStore.class, "time.lua", "sign-in-open.lua");
  private static final Script FIND = Script.load(RedisSignInStore.class, "time.lua", "sign-in-find.lua");
  private static final LogScript SIGN_OUT = LogScript.load(RedisSignInStore.class, "sign-out.lua");
  private static final LogScript CHANGE_PASSWORD = LogScript.load(RedisSignInStore.class, "password-change.lua");
  private static final LogScript DISABLE = LogScript.load(RedisSignInStore.class, "account-disable.lua");
  private static final byte[] SIGNED_OUT = "{\"type\":\"signed.out\"}".getBytes(StandardCharsets.UTF_8);

  private final RedisStore store;
  private final ChannelLog log;
  private final Ids ids;

  /**
   * @param ids made from a cryptographically strong generator
   */
  public RedisSignInStore(RedisStore store, ChannelLog log, Ids ids) {
    this.store = store;
    this.log = log;
    this.ids = ids;
  }

  @Override
  public Future<Optional<SignIn>> open(String personId, String verifiedHash) {
    var signIn = new SignIn(personId, ids.next(), ids.secret());
    return store
        .eval(
            OPEN,
            keys(personId),
            signIn.id(),
            Secrets.hash(signIn.secret()),
            verifiedHash,
            IDLE.toMillis(),
            ABSOLUTE.toMillis(),
            MOST)
        .map(opened -> RedisAccountStore.truth(opened) ? Optional.of(signIn) : Optional.empty());
  }

  @Override
  public Future<Optional<Caller>> find(SignIn signIn) {
    return find(signIn.personId(), signIn.id(), Secrets.hash(signIn.secret()));
  }

  @Override
  public Future<Optional<Caller>> find(String personId, String signInId) {
    return find(personId, signInId, "");
  }

  private Future<Optional<Caller>> find(String personId, String signInId, String secretHash) {
    var administrator = store.send(Command.SISMEMBER, Keys.administrators(), personId);
    return store
        .eval(FIND, keys(personId), signInId, secretHash, IDLE.toMillis(), ABSOLUTE.toMillis())
        .compose(roles ->
            administrator.map(is ->
                Optional.ofNullable(roles)
                    .map(r -> RedisAccountStore.roles(r.toString(), RedisAccountStore.truth(is)))
                    .map(set -> new Caller(personId, signInId, set))));
  }

  @Override
  public Future<Void> end(String personId, String signInId) {
    return log.append(signedOut(personId, signInId, ""), SIGN_OUT, List.of(Keys.signInsOf(personId)), signInId)
        .mapEmpty();
  }

  @Override
  public Future<Void> endAll(String personId) {
    return log.append(signedOut(personId, ALL, ""), SIGN_OUT, List.of(Keys.signInsOf(personId)), ALL).mapEmpty();
  }

  @Override
  public Future<Void> changePassword(Caller caller, String verifiedHash, String newHash) {
    var entry = signedOut(caller.personId(), ALL, caller.signInId());
    return log.append(entry, CHANGE_PASSWORD, keys(caller.personId()), verifiedHash, newHash, caller.signInId())
        .mapEmpty();
  }

  @Override
  public Future<Void> disable(String personId) {
    return log.append(signedOut(personId, ALL, ""), DISABLE, keys(personId)).mapEmpty();
  }

  private static List<String> keys(String personId) {
    return List.of(Keys.person(personId), Keys.signInsOf(personId));
  }

  private static Append signedOut(String personId, String signInId, String except) {
    return Append.of(Keys.personChannel(personId), SIGNED_OUT)
        .with(new Directive.Disconnect(signInId, except))
        .keep(KEEP);
  }
}
