package org.amtsrunde.identity;

import static org.amtsrunde.support.RedisExtension.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.amtsrunde.kernel.Caller.Role;
import org.amtsrunde.redis.Keys;
import org.amtsrunde.support.RedisExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class AccountStoreTest {
  @RegisterExtension static final RedisExtension REDIS = new RedisExtension();
  private Identities identities;

  @BeforeEach
  void wire() {
    identities = new Identities(REDIS);
  }

  @Test
  void ofManyAttemptsForOneAddressExactlyOneCreatesTheAccount() {
    var authority = identities.authority("Gemeinde Altwasser", "altwasser.example");
    var attempts =
        IntStream.range(0, 40)
            .mapToObj(i -> person("id" + i, "Name Nummer " + i, authority.id()))
            .map(account -> identities.accounts.create(account, "hash of " + account.id()))
            .toList();
    await(Future.all(attempts));
    var created = attempts.stream().map(Future::result).flatMap(Optional::stream).toList();
    assertThat(created).hasSize(1);
    var all = await(identities.accounts.all());
    assertThat(all).extracting(Account::id).isEqualTo(created);
    assertThat(await(identities.accounts.byEmail("t1@altwasser.example"))).contains(all.get(0));
    assertThat(await(identities.people.find("name"))).extracting(PersonCard::name).containsExactly(all.get(0).name());
  }

  @Test
  void anAttemptThatACrashCutShortDoesNotBlockTheAddress() {
    var authority = identities.authority("Gemeinde Altwasser", "altwasser.example");
    await(identities.store.send(Command.SET, Keys.personByEmail("t1@altwasser.example"), "claimed"));
    assertThat(await(identities.accounts.byEmail("t1@altwasser.example"))).isEmpty();
    assertThat(await(identities.accounts.credential("t1@altwasser.example"))).isEmpty();
    assertThat(await(identities.accounts.create(person("new", "Jonas Brandl", authority.id()), "hash")))
        .contains("claimed");
    assertThat(await(identities.accounts.byEmail("t1@altwasser.example")).orElseThrow().name())
        .isEqualTo("Jonas Brandl");
  }

  @Test
  void administratorsWhoRemoveEachOtherAtOnceLeaveOne() {
    var admins =
        Stream.of("a", "b", "c", "d")
            .map(box -> identities.account(box + "@altwasser.example", "Person " + box, Role.ADMINISTRATOR))
            .toList();
    var removed = admins.stream().map(admin -> identities.accounts.removeAdministrator(admin.id())).toList();
    await(Future.all(removed));
    assertThat(removed.stream().filter(Future::result)).hasSize(3);
    assertThat(await(identities.accounts.all()).stream().filter(a -> a.roles().contains(Role.ADMINISTRATOR)))
        .hasSize(1);
  }

  @Test
  void oneVerifiedDomainHasOneAuthorityAndUnverifiedOnesDoNotCount() {
    var attempts =
        IntStream.range(0, 20)
            .mapToObj(i -> authority("id" + i, "altwasser.example", true))
            .map(identities.authorities::create)
            .toList();
    await(Future.all(attempts));
    assertThat(attempts.stream().filter(Future::result)).hasSize(1);
    assertThat(await(identities.authorities.all())).hasSize(1);
    assertThat(await(identities.authorities.create(authority("other", "altwasser.example", false)))).isTrue();
    assertThat(await(identities.authorities.create(authority("third", "nirgends.example", false)))).isTrue();
    assertThat(await(identities.authorities.byDomain("nirgends.example"))).isEmpty();
    assertThat(await(identities.authorities.all()).get("third"))
        .isEqualTo(authority("third", "nirgends.example", false));
  }

  private static Account person(String id, String name, String authorityId) {
    return new Account(id, name, "t1@altwasser.example", authorityId, Set.of(Role.MEMBER), false);
  }

  private static Authority authority(String id, String domain, boolean verified) {
    return new Authority(id, "Gemeinde " + id, Authority.Kind.OTHER, List.of(new Authority.Domain(domain, verified)));
  }
}
