package org.amtsrunde.identity;

import static org.amtsrunde.support.RedisExtension.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import java.util.stream.IntStream;
import org.amtsrunde.kernel.Caller;
import org.amtsrunde.kernel.Caller.Role;
import org.amtsrunde.kernel.Fields;
import org.amtsrunde.kernel.Refusal;
import org.amtsrunde.kernel.Refusal.Kind;
import org.amtsrunde.redis.Keys;
import org.amtsrunde.support.RedisExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class InvitationTest {
  @RegisterExtension static final RedisExtension REDIS = new RedisExtension();
  private static final String EMAIL = "neu@altwasser.example";
  private static final String NAME = "Rosa Kettner";
  private Caller admin;
  private Caller owner;
  private Identities identities;

  @BeforeEach
  void wire() {
    identities = new Identities(REDIS);
    identities.authority("Gemeinde Altwasser", "altwasser.example");
    admin = caller("admin@amtsrunde.example", Role.ADMINISTRATOR);
    owner = caller("programm@amtsrunde.example", Role.PROGRAMME_OWNER);
  }

  private Caller caller(String email, Role role) {
    return identities.caller(identities.signIn(identities.account(email, "Helene Castorf", role)));
  }

  @Test
  void aLinkOpensOneAccountWithItsRole() {
    var secret = invite(admin, Role.ADMINISTRATOR);
    var opened = Fields.parse(await(identities.invitations.open(secret, Identities.ADDRESS)));
    assertThat(opened.text("email", 1, 100)).isEqualTo(EMAIL);
    assertThat(opened.objectOrNull("authority").text("name", 1, 100)).isEqualTo("Gemeinde Altwasser");
    var entered = await(accept(secret, NAME));
    assertThat(identities.caller(entered.signIn()).is(Role.ADMINISTRATOR)).isTrue();
    var account = await(identities.accounts.byEmail(EMAIL)).orElseThrow();
    assertThat(account.name()).isEqualTo(NAME);
    assertThat(account.roles()).containsExactlyInAnyOrder(Role.MEMBER, Role.ADMINISTRATOR);
    await(identities.enter(EMAIL, Identities.PASSWORD, Identities.ADDRESS));
  }

  @Test
  void aUsedAnUnknownAndAnExpiredOneAreTheSame() {
    var used = invite(admin, Role.MEMBER);
    await(accept(used, NAME));
    notFound(accept(used, "Jemand Anderes"));
    notFound(identities.invitations.open(used, Identities.ADDRESS));
    notFound(accept("0".repeat(52), NAME));
    var expired =
        await(identities.invitationStore.add(new Invitation("zwei@altwasser.example", Role.MEMBER, admin.personId())));
    var key = Keys.invitation(Secrets.hash(expired));
    assertThat(await(identities.store.send(Command.PTTL, key)).toLong())
        .isBetween(InvitationStore.LIFE.toMillis() - 60_000, InvitationStore.LIFE.toMillis());
    await(identities.store.send(Command.PEXPIRE, key, 0));
    notFound(identities.invitations.open(expired, Identities.ADDRESS));
    notFound(accept(expired, NAME));
    assertThat(await(identities.accounts.byEmail("zwei@altwasser.example"))).isEmpty();
  }

  @Test
  void ofManyWhoAcceptAtOnceExactlyOneSucceeds() {
    var one = invite(admin, Role.MEMBER);
    var other = invite(admin, Role.PROGRAMME_OWNER);
    var attempts =
        IntStream.range(0, 16).mapToObj(i -> accept(i % 2 == 0 ? one : other, "Person " + (char) ('A' + i))).toList();
    await(Future.join(attempts).otherwiseEmpty());
    assertThat(attempts.stream().filter(Future::succeeded)).hasSize(1);
    attempts.stream().filter(Future::failed).forEach(InvitationTest::notFound);
    var winner = attempts.stream().filter(Future::succeeded).findFirst().orElseThrow().result();
    assertThat(await(identities.accounts.all()))
        .extracting(Account::id)
        .containsExactlyInAnyOrder(winner.signIn().personId(), admin.personId(), owner.personId());
    assertThat(await(identities.signIns.find(winner.signIn()))).isPresent();
    assertThat(await(identities.store.send(Command.HLEN, Keys.signInsOf(winner.signIn().personId()))).toInteger())
        .isOne();
  }

  @Test
  void aBadNameOrPasswordLeavesTheInvitationOpen() {
    var secret = invite(admin, Role.MEMBER);
    invalid(accept(secret, "x"));
    invalid(identities.invitations.accept(secret, NAME, "passwort123", Identities.ADDRESS));
    await(accept(secret, NAME));
  }

  @Test
  void nobodyIsInvitedToNowhereOrTwiceOrBeyondThePowerOfWhoInvites() {
    invalid(identities.invitations.invite(admin, "a@fremd.example", Role.MEMBER));
    assertThatThrownBy(() -> identities.invitations.invite(admin, "no address", Role.MEMBER))
        .isInstanceOf(Refusal.class);
    assertThatThrownBy(() -> identities.invitations.invite(owner, EMAIL, Role.ADMINISTRATOR))
        .isInstanceOf(Refusal.class);
    await(accept(invite(owner, Role.MEMBER), NAME));
    refused(identities.invitations.invite(admin, EMAIL, Role.MEMBER), Kind.CONFLICT);
  }

  @Test
  void anInvitationIsWorthAsMuchAsWhoGaveItMayGiveNow() {
    var byAdmin = invite(admin, Role.PROGRAMME_OWNER);
    var byOwner = invite(owner, Role.MEMBER);
    await(identities.signIns.disable(owner.personId()));
    notFound(accept(byOwner, NAME));
    notFound(identities.invitations.open(byOwner, Identities.ADDRESS));
    identities.account("zwei@amtsrunde.example", "Ulrich Weidenfeld", Role.ADMINISTRATOR);
    await(identities.accounts.removeAdministrator(admin.personId()));
    notFound(accept(byAdmin, NAME));
    await(identities.accounts.enable(owner.personId()));
    await(accept(byOwner, NAME));
  }

  private String invite(Caller caller, Role role) {
    var json = Fields.parse(await(identities.invitations.invite(caller, EMAIL, role)));
    return secretOf(json.text("link", 1, 200));
  }

  private static String secretOf(String link) {
    return link.substring(link.indexOf('#') + 1);
  }

  private Future<SignInHandler.Entered> accept(String secret, String name) {
    return identities.invitations.accept(secret, name, Identities.PASSWORD, Identities.ADDRESS);
  }

  private static void notFound(Future<?> future) {
    refused(future, Kind.NOT_FOUND);
  }

  private static void invalid(Future<?> future) {
    refused(future, Kind.INVALID);
  }

  private static void refused(Future<?> future, Kind kind) {
    assertThatThrownBy(() -> await(future))
        .isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.kind()).isEqualTo(kind));
  }
}
