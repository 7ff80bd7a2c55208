package org.amtsrunde.identity;

import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.amtsrunde.identity.Authority.Land;
import org.amtsrunde.kernel.Caller.Role;
import org.jspecify.annotations.Nullable;

/**
 * Invented authorities and people with one known password. Only for a machine that nobody else can
 * reach.
 *
 * <p>May run again and on several nodes at once: what is there stays as it is.
 */
public final class DemoAccounts {
  /** The password of all of them. */
  public static final String PASSWORD = "amtsrunde-demo";

  private record Place(String id, String name, Authority.Kind kind, String domain, Authority.Region region) {}

  private record Person(String mailbox, String place, String name, Role role) {
    String email() {
      return mailbox + "@" + place + ".example";
    }
  }

  private static final List<Place> PLACES =
      List.of(
          place("altwasser", "Gemeinde Altwasser", Authority.Kind.MUNICIPALITY, Land.BY, null),
          place("birkenried", "Stadt Birkenried", Authority.Kind.MUNICIPALITY, Land.BW, null),
          place("donaulohe", "Landkreis Donaulohe", Authority.Kind.DISTRICT, Land.BY, null),
          place("eichbrunn", "Markt Eichbrunn", Authority.Kind.MUNICIPALITY, Land.BY, "ag"),
          place("felsheim", "Stadt Felsheim", Authority.Kind.MUNICIPALITY, Land.HE, null),
          place("amtsrunde", "Geschäftsstelle Amtsrunde", Authority.Kind.OTHER, Land.SN, null));

  private static final List<Person> PEOPLE =
      List.of(
          new Person("t1", "altwasser", "Jonas Brandl", Role.MEMBER),
          new Person("t2", "birkenried", "Katharina Voss", Role.MEMBER),
          new Person("t3", "donaulohe", "Jörg Wiesinger", Role.MEMBER),
          new Person("t4", "eichbrunn", "Leyla Aydın", Role.MEMBER),
          new Person("t5", "felsheim", "Sebastian Größl", Role.MEMBER),
          new Person("m1", "altwasser", "Annegret Mühlbauer", Role.MEMBER),
          new Person("m2", "birkenried", "Tarek Haddad", Role.MEMBER),
          new Person("programm", "amtsrunde", "Helene Castorf", Role.PROGRAMME_OWNER),
          new Person("moderation", "donaulohe", "Franziska Thalhammer", Role.MEMBER),
          new Person("admin", "amtsrunde", "Ulrich Weidenfeld", Role.ADMINISTRATOR));

  private final AccountStore accounts;
  private final AuthorityStore authorities;
  private final Passwords passwords;

  public DemoAccounts(AccountStore accounts, AuthorityStore authorities, Passwords passwords) {
    this.accounts = accounts;
    this.authorities = authorities;
    this.passwords = passwords;
  }

  /**
   * Creates what is missing; answers person ids by mail address, in the order of the round first.
   */
  public Future<Map<String, String>> create() {
    return Future.all(PLACES.stream().map(this::create).toList())
        .compose(ignored -> ids())
        .compose(this::createMissing);
  }

  private Future<Map<String, String>> createMissing(Map<String, String> there) {
    var missing = PEOPLE.stream().filter(person -> !there.containsKey(person.email())).toList();
    if (missing.isEmpty()) {
      return Future.succeededFuture(there);
    }
    return passwords
        .hash(PASSWORD)
        .compose(hash -> Future.all(missing.stream().map(person -> create(person, hash)).toList()))
        .compose(ignored -> ids());
  }

  private Future<Boolean> create(Place place) {
    var domains = List.of(new Authority.Domain(place.domain(), true));
    return authorities.create(new Authority(place.id(), place.name(), place.kind(), domains, place.region()));
  }

  private Future<Optional<String>> create(Person person, String hash) {
    var email = person.email();
    return authorities
        .byDomain(IdentityRules.domainOf(email))
        .compose(authority ->
            accounts.create(
                new Account(
                    "demo-" + person.mailbox(),
                    person.name(),
                    email,
                    authority.orElseThrow().id(),
                    IdentityRules.roles(person.role()),
                    false),
                hash));
  }

  private Future<Map<String, String>> ids() {
    var reads = PEOPLE.stream().map(person -> accounts.byEmail(person.email())).toList();
    return Future.all(reads)
        .map(ignored -> {
          var ids = new LinkedHashMap<String, String>();
          reads.forEach(read -> read.result().ifPresent(account -> ids.put(account.email(), account.id())));
          return ids;
        });
  }

  private static Place place(String word, String name, Authority.Kind kind, Land land, @Nullable String area) {
    return new Place("demo-" + word, name, kind, word + ".example", new Authority.Region(land, area));
  }
}
