package org.amtsrunde.identity;

import static org.amtsrunde.support.RedisExtension.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.IntStream;
import org.amtsrunde.kernel.Caller.Role;
import org.amtsrunde.kernel.Refusal;
import org.amtsrunde.realtime.Authenticator;
import org.amtsrunde.realtime.Directive;
import org.amtsrunde.realtime.LogEntry;
import org.amtsrunde.redis.Keys;
import org.amtsrunde.support.RedisExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SignInStoreTest {
  @RegisterExtension static final RedisExtension REDIS = new RedisExtension();
  private Identities identities;
  private Account person;
  private SignIn signIn;

  @BeforeEach
  void wire() {
    identities = new Identities(REDIS);
    person = identities.account("t1@altwasser.example", "Jonas Brandl", Role.PROGRAMME_OWNER);
    signIn = identities.signIn(person);
  }

  @Test
  void aSignInIsFoundByItsCookieWithTheRolesOfThePerson() {
    var grant = await(identities.authenticator.bySignIn(signIn.cookie()));
    assertThat(grant.secondsToLive()).isZero();
    assertThat(grant.caller().personId()).isEqualTo(person.id());
    assertThat(grant.caller().signInId()).isEqualTo(signIn.id());
    assertThat(grant.caller().roles()).containsExactlyInAnyOrder(Role.MEMBER, Role.PROGRAMME_OWNER);
    await(identities.accounts.addAdministrator(person.id()));
    assertThat(identities.caller(signIn).is(Role.ADMINISTRATOR)).isTrue();
  }

  @Test
  void aForeignOrForgedCookieIsRefused() {
    var other = identities.account("t2@altwasser.example", "Katharina Voss");
    refused(identities.authenticator.bySignIn(new SignIn(other.id(), signIn.id(), signIn.secret()).cookie()));
    refused(identities.authenticator.bySignIn(new SignIn(person.id(), signIn.id(), "0".repeat(52)).cookie()));
    var another = identities.signIn(person);
    refused(identities.authenticator.bySignIn(new SignIn(person.id(), signIn.id(), another.secret()).cookie()));
    refused(identities.authenticator.bySignIn("nonsense"));
  }

  @Test
  void aSignInEndsUnusedAfter30DaysAndHoweverUsedAfter90() {
    aged(Duration.ofDays(29), Duration.ofDays(29));
    assertThat(await(identities.signIns.find(signIn))).isPresent();
    assertThat(usedDaysAgo()).as("its use is noted").isZero();
    aged(Duration.ofDays(89), Duration.ofDays(1));
    assertThat(await(identities.signIns.find(signIn))).isPresent();
    aged(Duration.ofDays(30), Duration.ofDays(30));
    assertThat(await(identities.signIns.find(signIn))).isEmpty();
    aged(Duration.ofDays(90), Duration.ZERO);
    refused(identities.authenticator.bySignIn(signIn.cookie()));
    assertThat(stored()).as("what is over is removed").isEmpty();
  }

  @Test
  void useIsNotedOnceADayNotWithEachRequest() {
    aged(Duration.ofDays(5), Duration.ofHours(23));
    var before = stored();
    assertThat(await(identities.signIns.find(signIn))).isPresent();
    assertThat(stored()).isEqualTo(before);
  }

  @Test
  void aPersonHasABoundedNumberOfSignIns() {
    aged(Duration.ofDays(2), Duration.ofDays(2));
    await(Future.all(IntStream.range(0, 520).mapToObj(i -> identities.signIns.open(person.id(), "")).toList()));
    assertThat(await(identities.store.send(Command.HLEN, Keys.signInsOf(person.id()))).toInteger()).isEqualTo(500);
    assertThat(await(identities.signIns.find(signIn))).as("the oldest").isEmpty();
  }

  @Test
  void signingOutEndsThatSignInAloneAndTellsEveryNode() {
    var other = identities.signIn(person);
    await(identities.signIns.end(person.id(), signIn.id()));
    assertThat(await(identities.signIns.find(signIn))).isEmpty();
    assertThat(await(identities.signIns.find(other))).isPresent();
    told(new Directive.Disconnect(signIn.id(), ""));
  }

  @Test
  void signingOutEverywhereEndsThemAll() {
    var other = identities.signIn(person);
    await(identities.signIns.endAll(person.id()));
    assertThat(await(identities.signIns.find(signIn))).isEmpty();
    assertThat(await(identities.signIns.find(other))).isEmpty();
    told(new Directive.Disconnect("*", ""));
  }

  @Test
  void aNewPasswordEndsAllOtherSignIns() {
    var other = identities.signIn(person);
    var caller = identities.caller(signIn);
    var handler = identities.signInHandler;
    await(handler.changePassword(caller, Identities.PASSWORD, "Nebel ueber der Lohe", Identities.ADDRESS));
    assertThat(await(identities.signIns.find(signIn))).isPresent();
    assertThat(await(identities.signIns.find(other))).isEmpty();
    told(new Directive.Disconnect("*", signIn.id()));
    refused(identities.enter(person.email(), Identities.PASSWORD, Identities.ADDRESS));
    await(identities.enter(person.email(), "Nebel ueber der Lohe", Identities.ADDRESS));
  }

  @Test
  void aWrongCurrentPasswordChangesNothing() {
    var changed =
        identities.signInHandler.changePassword(
            identities.caller(signIn), "falsch", "Nebel ueber der Lohe", Identities.ADDRESS);
    assertThatThrownBy(() -> await(changed))
        .isInstanceOfSatisfying(Refusal.class, r -> assertThat(r.kind()).isEqualTo(Refusal.Kind.DENIED));
    assertThat(identities.channelOf(person.id())).isEmpty();
    await(identities.enter(person.email(), Identities.PASSWORD, Identities.ADDRESS));
  }

  @Test
  void whoWasVerifiedWithAPasswordThatChangedMeanwhileIsNotLetIn() {
    var verified = await(identities.accounts.credential(person.email())).orElseThrow().passwordHash();
    await(identities.signIns.changePassword(identities.caller(signIn), verified, "another hash"));
    assertThat(await(identities.signIns.open(person.id(), verified))).isEmpty();
    var again = identities.signIns.changePassword(identities.caller(signIn), verified, "third hash");
    assertThatThrownBy(() -> await(again))
        .isInstanceOfSatisfying(Refusal.class, r -> assertThat(r.kind()).isEqualTo(Refusal.Kind.CONFLICT));
  }

  @Test
  void disablingEndsEverythingAtOnceAndEnablingDoesNotBringItBack() {
    var token = await(identities.tokens.issue(identities.caller(signIn)));
    await(identities.signIns.disable(person.id()));
    refused(identities.authenticator.bySignIn(signIn.cookie()));
    refused(identities.authenticator.byToken(token));
    refused(identities.enter(person.email(), Identities.PASSWORD, Identities.ADDRESS));
    assertThat(await(identities.signIns.open(person.id(), ""))).isEmpty();
    told(new Directive.Disconnect("*", ""));
    await(identities.accounts.enable(person.id()));
    refused(identities.authenticator.bySignIn(signIn.cookie()));
    await(identities.enter(person.email(), Identities.PASSWORD, Identities.ADDRESS));
    assertThatThrownBy(() -> await(identities.signIns.disable("nobody"))).isInstanceOf(Refusal.class);
    assertThat(await(identities.accounts.byId("nobody"))).isEmpty();
  }

  @Test
  void aTokenConnectsOnceForAQuarterOfAnHour() {
    var token = await(identities.tokens.issue(identities.caller(signIn)));
    var attempts = IntStream.range(0, 20).mapToObj(i -> identities.authenticator.byToken(token)).toList();
    await(Future.join(attempts).otherwiseEmpty());
    assertThat(attempts.stream().filter(Future::succeeded).map(Future::result))
        .containsExactly(new Authenticator.Grant(identities.caller(signIn), 900));
    attempts.stream().filter(Future::failed).forEach(SignInStoreTest::refused);
  }

  @Test
  void aTokenLives60SecondsAndNotLongerThanItsSignIn() {
    var token = await(identities.tokens.issue(identities.caller(signIn)));
    var key = Keys.realtimeToken(Secrets.hash(token));
    assertThat(await(identities.store.send(Command.PTTL, key)).toLong()).isBetween(50_000L, 60_000L);
    await(identities.store.send(Command.PEXPIRE, key, 0));
    refused(identities.authenticator.byToken(token));
    var orphan = await(identities.tokens.issue(identities.caller(signIn)));
    await(identities.signIns.end(person.id(), signIn.id()));
    refused(identities.authenticator.byToken(orphan));
    refused(identities.authenticator.byToken("anything"));
  }

  @Test
  void thePersonsChannelIsForThatPersonAndLivingSignInsOnly() {
    var policy = new PersonPolicy(identities.signIns);
    var caller = identities.caller(signIn);
    assertThat(await(policy.serverSide(caller))).containsExactly(Keys.personChannel(person.id()));
    assertThat(await(policy.maySubscribe(caller, Keys.personChannel(person.id())))).isTrue();
    assertThat(await(policy.maySubscribe(caller, Keys.personChannel("other")))).isFalse();
    await(identities.signIns.end(person.id(), signIn.id()));
    refused(policy.maySubscribe(caller, Keys.personChannel(person.id())));
  }

  private void told(Directive directive) {
    var entries = identities.channelOf(person.id());
    assertThat(entries).extracting(LogEntry::directive).containsExactly(directive);
    assertThat(new String(entries.get(0).data(), StandardCharsets.UTF_8)).isEqualTo("{\"type\":\"signed.out\"}");
  }

  private static void refused(Future<?> future) {
    assertThatThrownBy(() -> await(future))
        .isInstanceOfSatisfying(Refusal.class, r -> assertThat(r.kind()).isEqualTo(Refusal.Kind.UNAUTHORIZED));
  }

  /** Writes the sign-in as if it had been made and used so long ago. */
  private void aged(Duration made, Duration used) {
    long now = System.currentTimeMillis();
    var line = Secrets.hash(signIn.secret()) + " " + (now - made.toMillis()) + " " + (now - used.toMillis());
    await(identities.store.send(Command.HSET, Keys.signInsOf(person.id()), signIn.id(), line));
  }

  private Optional<String> stored() {
    return Optional.ofNullable(await(identities.store.send(Command.HGET, Keys.signInsOf(person.id()), signIn.id())))
        .map(String::valueOf);
  }

  private long usedDaysAgo() {
    var used = Long.parseLong(stored().orElseThrow().split(" ")[2]);
    return Duration.ofMillis(System.currentTimeMillis() - used).toDays();
  }
}
