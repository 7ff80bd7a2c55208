package org.amtsrunde.sessions;

import static org.amtsrunde.support.RedisExtension.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.amtsrunde.kernel.Ids;
import org.amtsrunde.kernel.Refusal;
import org.amtsrunde.messenger.RoomMembership;
import org.amtsrunde.realtime.ChannelLog;
import org.amtsrunde.redis.Keys;
import org.amtsrunde.support.RedisExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Guests and their links in a real store: used once, gone with the session, to the last byte. */
class StoredGuestsTest {
  @RegisterExtension static final RedisExtension REDIS = new RedisExtension();
  private static final List<String> MEMBERS = List.of("anna", "bea");
  private static final String NAME = "Frau Dr. Eulenspiegel";

  private final Ids ids = new Ids(new SecureRandom());
  private final List<String> recaps = new ArrayList<>();
  private Duration startsIn = Duration.ofSeconds(-1);
  private RedisSessionStore store;
  private SessionHandler sessions;
  private GuestHandler guests;

  @BeforeEach
  void start() {
    var log = new ChannelLog(REDIS.store(), ids, (c, e, l, n) -> {});
    store = new RedisSessionStore(REDIS.store(), log);
    RecapPost post =
        (id, author, room, title, markdown) -> {
          recaps.add(markdown);
          return Future.succeededFuture();
        };
    Recaps.Names names = people -> Future.succeededFuture(Map.of("anna", "Anna Berg", "bea", "Bea Tal"));
    sessions = new SessionHandler(store, new Members(), (room, now) -> plan(), new Recaps(post, names), "n");
    guests = new GuestHandler(new RedisGuestStore(REDIS.store(), log), sessions, names, ids, "https://runde.example");
    MEMBERS.forEach(member -> await(sessions.join(member, "r", "c-" + member)));
  }

  private Future<Planned> plan() {
    return store
        .now()
        .map(now -> {
          var starts = now.plus(startsIn);
          var step = new Step(StepType.ROUND, "Runde", 600, "", false, 0);
          return new Planned(3, "Ziel", starts, starts.plus(Duration.ofMinutes(90)), List.of(step));
        });
  }

  private record Members() implements RoomMembership {
    @Override
    public Future<Standing> standing(String roomId, String personId) {
      return isMember(roomId, personId).map(member -> member ? Standing.MEMBER : Standing.NONE);
    }

    @Override
    public Future<Boolean> isMember(String roomId, String personId) {
      return Future.succeededFuture(roomId.equals("r") && MEMBERS.contains(personId));
    }

    @Override
    public Future<Set<String>> members(String roomId) {
      return Future.succeededFuture(Set.copyOf(MEMBERS));
    }

    @Override
    public Future<Set<String>> companions(String personId) {
      return Future.succeededFuture(Set.copyOf(MEMBERS));
    }
  }

  private String invite() {
    var link = await(guests.invite("anna", "r")).text();
    assertThat(link).startsWith("https://runde.example/gast#r.");
    return link.substring(link.indexOf('#') + 1);
  }

  private GuestHandler.Entered redeem(String link) {
    return await(guests.redeem(link, NAME));
  }

  /** Everything there is, however it is kept. */
  private List<String> wholeStore() {
    var all = new ArrayList<String>();
    await(REDIS.store().send(io.vertx.redis.client.Command.KEYS, "*"))
        .forEach(key -> {
          var name = key.toString();
          all.add(name);
          var read =
              switch (await(REDIS.store().send(io.vertx.redis.client.Command.TYPE, name)).toString()) {
                case "hash" -> REDIS.store().send(io.vertx.redis.client.Command.HGETALL, name);
                case "set" -> REDIS.store().send(io.vertx.redis.client.Command.SMEMBERS, name);
                case "zset" -> REDIS.store().send(io.vertx.redis.client.Command.ZRANGE, name, 0, -1);
                case "stream" -> REDIS.store().send(io.vertx.redis.client.Command.XRANGE, name, "-", "+");
                default -> REDIS.store().send(io.vertx.redis.client.Command.GET, name);
              };
          all.add(String.valueOf(await(read)));
        });
    return all;
  }

  private void end() {
    var session = await(sessions.current("r")).session();
    var leads = session.roster().facilitator();
    await(sessions.change("r", new Command.Next(leads, 0)));
  }

  @Test
  void ofSeveralWhoUseALinkExactlyOneComesIn() {
    var link = invite();
    var tries = new ArrayList<Future<GuestHandler.Entered>>();
    for (int i = 0; i < 8; i++) {
      tries.add(guests.redeem(link, NAME));
    }
    await(Future.join(tries).otherwiseEmpty());
    assertThat(tries.stream().filter(Future::succeeded)).hasSize(1);
    assertThat(tries.stream().filter(Future::failed).map(one -> one.cause().getMessage()))
        .hasSize(7)
        .containsOnly("not found");
    assertThat(await(guests.look("bea", "r")).guests()).extracting(Guest::name).containsExactly(NAME);
    assertThat(await(guests.look("bea", "r")).links()).isEmpty();
  }

  @Test
  void noSecretIsKept() {
    var link = invite();
    var open = String.join("\n", wholeStore());
    assertThat(open).doesNotContain(GuestRules.link(link).secret());
    var guest = redeem(link);
    assertThat(String.join("\n", wholeStore())).doesNotContain(guest.key().secret());
    assertThat(guest.toString() + guests.room("r")).doesNotContain(guest.key().secret());
    assertThat(await(guests.shown(guest.key())).name()).isEqualTo(NAME);
    var wrong = new GuestRules.Key("r", guest.key().id(), ids.secret());
    assertThatThrownBy(() -> await(guests.shown(wrong))).isInstanceOf(Refusal.class);
  }

  @Test
  void withTheSessionEndsAllThatWasOfItsGuests() {
    var open = invite();
    var guest = redeem(invite());
    await(guests.letIn("bea", "r", guest.key().id()));
    assertThat(await(guests.find("r", guest.key().id()))).isPresent();
    assertThat(await(REDIS.store().send(io.vertx.redis.client.Command.PTTL, Keys.sessionGuests("r"))).toLong())
        .as("should everything stand still, the store forgets by itself")
        .isBetween(1L, Duration.ofMinutes(101).toMillis());
    assertThat(String.join("\n", wholeStore())).contains(NAME, guest.key().id());

    end();
    assertThat(String.join("\n", wholeStore())).doesNotContain(NAME, guest.key().id(), GuestRules.link(open).id());
    assertThat(await(guests.find("r", guest.key().id()))).isEmpty();
    assertThatThrownBy(() -> redeem(open)).hasMessage("not found");
    assertThatThrownBy(this::invite).isInstanceOf(Refusal.class).hasMessage("there is no session at the moment");
    await(sessions.goOn("r"));
    assertThat(recaps).hasSize(1).noneMatch(text -> text.contains(NAME));
  }

  @Test
  void aLinkOfASessionThatEndsInThisMomentIsNotKept() {
    var session = await(sessions.current("r")).session();
    end();
    var late = new RedisGuestStore(REDIS.store(), new ChannelLog(REDIS.store(), ids, (c, e, l, n) -> {}));
    assertThatThrownBy(() -> await(late.invite(session, "l", "h", "anna", GuestRules.latestEnd(session))))
        .hasMessage("the session is over");
    assertThat(wholeStore()).doesNotContain(Keys.sessionGuests("r"));
  }

  @Test
  void onlyMembersDecide() {
    var guest = redeem(invite()).key().id();
    for (var stranger : List.of("zoe", guest)) {
      assertThatThrownBy(() -> await(guests.invite(stranger, "r"))).hasMessage("not found");
      assertThatThrownBy(() -> await(guests.look(stranger, "r"))).hasMessage("not found");
      assertThatThrownBy(() -> await(guests.letIn(stranger, "r", guest))).hasMessage("not found");
      assertThatThrownBy(() -> await(guests.sendOut(stranger, "r", guest))).hasMessage("not found");
      assertThatThrownBy(() -> await(guests.revoke(stranger, "r", "l"))).hasMessage("not found");
    }
    await(guests.letIn("anna", "r", guest));
    await(guests.letIn("bea", "r", guest));
    assertThat(await(guests.look("anna", "r")).guests()).allMatch(Guest::in);
    await(guests.sendOut("bea", "r", guest));
    assertThatThrownBy(() -> await(guests.letIn("anna", "r", guest))).hasMessage("not found");
  }

  @Test
  void whatGuestsSeeHasNoPromisesAndNoAttendance() {
    await(sessions.change("r", new Command.Commit("anna", "Ich frage den Bauhof.")));
    await(sessions.change("r", new Command.Leave("bea", "c-bea")));
    var session = await(sessions.current("r")).session();
    var view = GuestRules.view(session);
    assertThat(view.roster().people()).extracting(Roster.Participant::id).containsExactly("anna");
    assertThat(view.roster().people()).allMatch(one -> one.attendance() == Roster.Attendance.PRESENT);
    assertThat(view.results().commitments()).isEmpty();
    assertThat(view.results().carried()).isEmpty();
    assertThat(view.schedule()).isEqualTo(session.schedule());
    assertThat(view.ring().speaker()).isEqualTo(session.ring().speaker());
    assertThat(GuestRules.namedIn(view)).contains("anna");
    assertThat(view.ring().waiting()).doesNotContain("bea");
  }
}
