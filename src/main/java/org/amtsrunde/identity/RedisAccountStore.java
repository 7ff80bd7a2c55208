package org.amtsrunde.identity;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.amtsrunde.kernel.Caller.Role;
import org.amtsrunde.redis.Keys;
import org.amtsrunde.redis.RedisStore;
import org.amtsrunde.redis.Script;
import org.jspecify.annotations.Nullable;

/**
 * Accounts in the store. The keys of one creation lie in different slots, so its order makes it
 * safe: the address is claimed, the lists get a superset, and the account itself is created last
 * and once. A crash in between leaves nothing that is seen.
 */
public final class RedisAccountStore implements AccountStore {
  private static final Script CREATE = Script.load(RedisAccountStore.class, "account-create.lua");
  private static final Script REMOVE_ADMINISTRATOR = Script.load(RedisAccountStore.class, "administrator-remove.lua");
  private static final Script REHASH = Script.load(RedisAccountStore.class, "password-rehash.lua");

  private final RedisStore store;

  public RedisAccountStore(RedisStore store) {
    this.store = store;
  }

  @Override
  public Future<Optional<Account>> byId(String personId) {
    var administrator = store.send(Command.SISMEMBER, Keys.administrators(), personId);
    return read(personId).compose(fields -> administrator.map(is -> account(personId, fields, truth(is))));
  }

  @Override
  public Future<Optional<Account>> byEmail(String email) {
    return store
        .send(Command.GET, Keys.personByEmail(email))
        .compose(id -> id == null ? Future.succeededFuture(Optional.empty()) : byId(id.toString()));
  }

  @Override
  public Future<List<Account>> all() {
    var administrators = store.send(Command.SMEMBERS, Keys.administrators());
    return store
        .send(Command.SMEMBERS, Keys.people())
        .compose(people -> {
          var ids = texts(people);
          var reads = ids.stream().map(this::read).toList();
          return Future.all(reads)
              .compose(ignored -> administrators)
              .map(admins -> {
                var set = Set.copyOf(texts(admins));
                var accounts = new ArrayList<Account>(ids.size());
                for (int i = 0; i < ids.size(); i++) {
                  account(ids.get(i), reads.get(i).result(), set.contains(ids.get(i))).ifPresent(accounts::add);
                }
                accounts.sort(Comparator.comparing(Account::name).thenComparing(Account::id));
                return List.copyOf(accounts);
              });
        });
  }

  @Override
  public Future<Optional<Credential>> credential(String email) {
    return store
        .send(Command.GET, Keys.personByEmail(email))
        .compose(claimed -> {
          // An address without an account costs as many round trips as one with an account.
          var id = claimed == null ? "" : claimed.toString();
          return store
              .send(Command.HGET, Keys.person(id), "password")
              .map(hash -> Optional.ofNullable(hash).map(h -> new Credential(id, h.toString())));
        });
  }

  @Override
  public Future<Optional<String>> create(Account account, String passwordHash) {
    return store
        .send(Command.SET, Keys.personByEmail(account.email()), account.id(), "NX", "GET")
        .compose(claimed -> createAs(claimed == null ? account.id() : claimed.toString(), account, passwordHash));
  }

  private Future<Optional<String>> createAs(String id, Account account, String passwordHash) {
    var listed = store.send(Command.SADD, Keys.people(), id);
    var indexed = new ArrayList<Future<?>>();
    for (var entry : NameIndex.entries(account.name(), id)) {
      indexed.add(store.send(Command.ZADD, Keys.peopleByName(), 0, entry));
    }
    return Future.all(indexed)
        .compose(ignored -> listed)
        .compose(ignored ->
            store.eval(
                CREATE,
                List.of(Keys.person(id)),
                "name",
                account.name(),
                "email",
                account.email(),
                "authority",
                account.authorityId(),
                "roles",
                words(account.roles()),
                "password",
                passwordHash))
        .compose(created -> {
          if (!truth(created)) {
            return Future.succeededFuture(Optional.empty());
          }
          return account.roles().contains(Role.ADMINISTRATOR)
              ? addAdministrator(id).map(Optional.of(id))
              : Future.succeededFuture(Optional.of(id));
        });
  }

  @Override
  public Future<Void> setRoles(String personId, Set<Role> roles) {
    return store.send(Command.HSET, Keys.person(personId), "roles", words(roles)).mapEmpty();
  }

  @Override
  public Future<Void> addAdministrator(String personId) {
    return store.send(Command.SADD, Keys.administrators(), personId).mapEmpty();
  }

  @Override
  public Future<Boolean> removeAdministrator(String personId) {
    return store.eval(REMOVE_ADMINISTRATOR, List.of(Keys.administrators()), personId).map(RedisAccountStore::truth);
  }

  @Override
  public Future<Boolean> hasAdministrator() {
    return store.send(Command.EXISTS, Keys.administrators()).map(RedisAccountStore::truth);
  }

  @Override
  public Future<Void> enable(String personId) {
    return store.send(Command.HDEL, Keys.person(personId), "disabled").mapEmpty();
  }

  @Override
  public Future<Void> rehash(Credential verified, String strongerHash) {
    return store
        .eval(REHASH, List.of(Keys.person(verified.personId())), verified.passwordHash(), strongerHash)
        .mapEmpty();
  }

  private Future<Response> read(String personId) {
    return store
        .send(Command.HMGET, Keys.person(personId), "name", "email", "authority", "roles", "disabled")
        .map(Objects::requireNonNull);
  }

  private static Optional<Account> account(String id, Response fields, boolean administrator) {
    var name = fields.get(0);
    if (name == null) {
      return Optional.empty();
    }
    return Optional.of(
        new Account(
            id,
            name.toString(),
            fields.get(1).toString(),
            fields.get(2).toString(),
            roles(fields.get(3).toString(), administrator),
            fields.get(4) != null));
  }

  /** The words in the account; that of administrator stands in a set of its own. */
  private static String words(Set<Role> roles) {
    return roles.stream()
        .filter(role -> role != Role.ADMINISTRATOR)
        .sorted()
        .map(Role::word)
        .collect(Collectors.joining(" "));
  }

  /** Reads what {@link #words} wrote. */
  static Set<Role> roles(String words, boolean administrator) {
    var roles = EnumSet.noneOf(Role.class);
    for (var word : words.split(" ")) {
      roles.add(Role.of(word));
    }
    if (administrator) {
      roles.add(Role.ADMINISTRATOR);
    }
    return roles;
  }

  static boolean truth(@Nullable Response reply) {
    return reply != null && reply.toInteger() == 1;
  }

  private static List<String> texts(@Nullable Response reply) {
    return reply == null ? List.of() : reply.stream().map(Response::toString).toList();
  }
}
