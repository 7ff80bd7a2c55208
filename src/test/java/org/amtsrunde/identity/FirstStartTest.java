package org.amtsrunde.identity;

import static org.amtsrunde.support.RedisExtension.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import java.util.stream.Stream;
import org.amtsrunde.kernel.Caller.Role;
import org.amtsrunde.kernel.Refusal;
import org.amtsrunde.support.RedisExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Who is there after a first start: an invitation for the first administrator, or the demo people.
 */
class FirstStartTest {
  @RegisterExtension static final RedisExtension REDIS = new RedisExtension();
  private static final String EMAIL = "leitung@neuland.example";
  private Identities identities;

  @BeforeEach
  void wire() {
    identities = new Identities(REDIS);
  }

  @Test
  void theFirstAdministratorIsInvitedUntilThereIsOne() {
    var first = firstAdministrator("Leitung@Neuland.example");
    var again = firstAdministrator(EMAIL);
    var mistaken = firstAdministrator("jemand@anders.example");
    await(accept(first));
    assertThat(await(identities.accounts.byEmail(EMAIL)).orElseThrow().roles()).contains(Role.ADMINISTRATOR);
    assertThat(await(identities.authorities.byDomain("neuland.example"))).isPresent();
    assertThat(await(identities.invitations.firstAdministrator(EMAIL))).isEmpty();
    for (var late : new String[] {first, again, mistaken}) {
      assertThatThrownBy(() -> await(accept(late))).isInstanceOf(Refusal.class).hasMessage("not found");
    }
  }

  @Test
  void whoHasAnAccountAlreadyBecomesAdministratorWithoutALink() {
    var account = identities.account("m1@altwasser.example", "Annegret Mühlbauer");
    assertThat(await(identities.invitations.firstAdministrator("m1@altwasser.example"))).isEmpty();
    assertThat(await(identities.accounts.byId(account.id())).orElseThrow().roles()).contains(Role.ADMINISTRATOR);
  }

  @Test
  void theDemoPeopleAreCreatedOnceHoweverManyNodesStart() {
    var runs =
        Stream.generate(
                () -> new DemoAccounts(identities.accounts, identities.authorities, identities.passwords).create())
            .limit(3)
            .toList();
    await(Future.all(runs));
    assertThat(runs.stream().map(Future::result).distinct()).hasSize(1);
    var ids = runs.get(0).result();
    assertThat(ids).hasSize(10).containsKeys("t1@altwasser.example", "admin@amtsrunde.example");
    assertThat(await(identities.accounts.all()))
        .extracting(Account::id)
        .containsExactlyInAnyOrderElementsOf(ids.values());
    ids.keySet().forEach(email -> await(identities.enter(email, DemoAccounts.PASSWORD, Identities.ADDRESS)));
    assertThat(await(identities.accounts.byEmail("admin@amtsrunde.example")).orElseThrow().roles())
        .contains(Role.ADMINISTRATOR);
    assertThat(await(identities.accounts.byEmail("programm@amtsrunde.example")).orElseThrow().roles())
        .contains(Role.PROGRAMME_OWNER);
    assertThat(await(identities.authorities.all()).values()).extracting(Authority::name).contains("Gemeinde Altwasser");
  }

  private String firstAdministrator(String email) {
    var link = await(identities.invitations.firstAdministrator(email)).orElseThrow();
    assertThat(link).startsWith("https://runde.example/einladung#");
    return link.substring(link.indexOf('#') + 1);
  }

  private Future<SignInHandler.Entered> accept(String secret) {
    return identities.invitations.accept(secret, "Rosa Kettner", Identities.PASSWORD, Identities.ADDRESS);
  }
}
