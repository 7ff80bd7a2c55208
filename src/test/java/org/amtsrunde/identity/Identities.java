package org.amtsrunde.identity;

import static org.amtsrunde.support.RedisExtension.await;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Response;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.amtsrunde.kernel.Caller;
import org.amtsrunde.kernel.Caller.Role;
import org.amtsrunde.kernel.Ids;
import org.amtsrunde.realtime.ChannelLog;
import org.amtsrunde.realtime.LogEntry;
import org.amtsrunde.redis.Keys;
import org.amtsrunde.redis.RedisStore;
import org.amtsrunde.support.RedisExtension;

/**
 * Everything of this package on a real store, wired as a node wires it, with cheap password hashes.
 */
final class Identities {
  static final String PASSWORD = "Donau-Auen im Nebel 7";
  static final String ADDRESS = "192.0.2.7";

  final RedisStore store;
  final Ids ids = new Ids(new SecureRandom());
  final List<String> doorbells = new ArrayList<>();
  final ChannelLog log;
  final RedisAccountStore accounts;
  final RedisAuthorityStore authorities;
  final RedisSignInStore signIns;
  final RedisTokenStore tokens;
  final RedisInvitationStore invitationStore;
  final RedisGuesses guesses;
  final RedisPeople people;
  final Passwords passwords;
  final PasswordDoor door;
  final SignInAuthenticator authenticator;
  final SignInHandler signInHandler;
  final InvitationHandler invitations;
  final AdministrationHandler administration;

  Identities(RedisExtension redis) {
    this(redis, new Argon2.Cost(64, 1, 1));
  }

  Identities(RedisExtension redis, Argon2.Cost cost) {
    store = redis.store();
    log = new ChannelLog(store, ids, (channel, epoch, entry, nodes) -> doorbells.add(channel));
    accounts = new RedisAccountStore(store);
    authorities = new RedisAuthorityStore(store);
    signIns = new RedisSignInStore(store, log, ids);
    tokens = new RedisTokenStore(store, ids);
    invitationStore = new RedisInvitationStore(store, ids);
    guesses = new RedisGuesses(store, Guesses.Limits.DEFAULT);
    people = new RedisPeople(store, authorities);
    passwords = new Passwords(redis.vertx(), cost);
    door = new PasswordDoor(accounts, signIns, passwords, guesses);
    authenticator = new SignInAuthenticator(signIns, tokens);
    RoomSummaries rooms = caller -> Future.succeededFuture("[]".getBytes(StandardCharsets.UTF_8));
    var clock = InstantSource.system();
    signInHandler = new SignInHandler(door, accounts, authorities, signIns, tokens, passwords, guesses, rooms, clock);
    invitations =
        new InvitationHandler(
            accounts, authorities, invitationStore, signIns, passwords, guesses, ids, clock, "https://runde.example");
    administration = new AdministrationHandler(accounts, authorities, signIns, ids);
  }

  Authority authority(String name, String domain) {
    var authority =
        new Authority(ids.next(), name, Authority.Kind.MUNICIPALITY, List.of(new Authority.Domain(domain, true)));
    await(authorities.create(authority));
    return authority;
  }

  /**
   * An account with {@link #PASSWORD}, of an authority that is made for its domain if there is
   * none.
   */
  Account account(String email, String name, Role... roles) {
    var domain = IdentityRules.domainOf(email);
    var authority = await(authorities.byDomain(domain)).orElseGet(() -> authority("Gemeinde " + domain, domain));
    var set = EnumSet.of(Role.MEMBER);
    set.addAll(Set.of(roles));
    var proposed = new Account(ids.next(), name, email, authority.id(), set, false);
    var id = await(passwords.hash(PASSWORD).compose(hash -> accounts.create(proposed, hash))).orElseThrow();
    return new Account(id, name, email, authority.id(), set, false);
  }

  SignIn signIn(Account account) {
    return await(signIns.open(account.id(), "")).orElseThrow();
  }

  Caller caller(SignIn signIn) {
    return await(signIns.find(signIn)).orElseThrow();
  }

  Future<SignIn> enter(String email, String password, String address) {
    return door.enter(new PasswordDoor.Proof(email, password), address);
  }

  /** Entries of a person's channel, oldest first. */
  List<LogEntry> channelOf(String personId) {
    return await(log.after(Keys.personChannel(personId), 0, 1000)).entries();
  }

  /** Every key and every value in the store as one text. */
  String everythingStored() {
    var text = new StringBuilder();
    for (var key : await(store.send(Command.KEYS, "*"))) {
      text.append(key).append('\n').append(value(key.toString())).append('\n');
    }
    return text.toString();
  }

  private String value(String key) {
    Response value =
        switch (await(store.send(Command.TYPE, key)).toString()) {
          case "string" -> await(store.send(Command.GET, key));
          case "hash" -> await(store.send(Command.HGETALL, key));
          case "set" -> await(store.send(Command.SMEMBERS, key));
          case "zset" -> await(store.send(Command.ZRANGE, key, "0", "-1"));
          case "stream" -> await(store.send(Command.XRANGE, key, "-", "+"));
          default -> throw new AssertionError("a kind of value that nobody looks into: " + key);
        };
    return String.valueOf(value);
  }
}
