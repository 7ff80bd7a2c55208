package org.amtsrunde.sessions;

import static org.amtsrunde.support.RedisExtension.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.amtsrunde.kernel.Ids;
import org.amtsrunde.kernel.Refusal;
import org.amtsrunde.messenger.RoomMembership;
import org.amtsrunde.realtime.ChannelLog;
import org.amtsrunde.support.RedisExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two nodes and one store: nothing happens twice, nothing gets lost, and whoever is left goes on. */
class StoredSessionsTest {
  @RegisterExtension static final RedisExtension REDIS = new RedisExtension();
  private static final List<String> MEMBERS = List.of("anna", "bea", "cem");
  private static final String SECRET = "nur für mich";

  private final List<String> recaps = new ArrayList<>();
  private RedisSessionStore store;
  private SessionHandler one;
  private SessionHandler other;
  private Planned plan;

  @BeforeEach
  void start() {
    store =
        new RedisSessionStore(
            REDIS.store(), new ChannelLog(REDIS.store(), new Ids(new SecureRandom()), (c, e, l, n) -> {}));
    one = handler("one");
    other = handler("other");
    plan(Duration.ofSeconds(-1), StepType.ARRIVE, StepType.WRITE, StepType.VOTE, StepType.ROUND, StepType.COMMIT);
  }

  private void plan(Duration startsIn, StepType... types) {
    var steps = new ArrayList<Step>();
    for (var type : types) {
      steps.add(new Step(type, type.word(), 600, "", true, 3));
    }
    var start = await(store.now()).plus(startsIn);
    plan = new Planned(3, "Ziel", start, start.plus(Duration.ofMinutes(90)), steps);
  }

  private SessionHandler handler(String node) {
    return handler(node, store);
  }

  private SessionHandler handler(String node, SessionStore store) {
    RecapPost post =
        (id, author, room, title, markdown) -> {
          recaps.add(markdown);
          return Future.succeededFuture();
        };
    var names = new Recaps(post, people -> Future.succeededFuture(Map.of("anna", "Anna Berg")));
    return new SessionHandler(store, new Members(), (room, now) -> Future.succeededFuture(plan), names, node);
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

  private Session everybodyIn() {
    for (var member : MEMBERS) {
      await((member.equals("bea") ? other : one).join(member, "r", "c-" + member));
    }
    return session();
  }

  private Session session() {
    return await(store.load("r")).session();
  }

  private String facilitator() {
    return session().roster().facilitator();
  }

  private void next() {
    await(one.change("r", new Command.Next(facilitator(), session().schedule().current())));
  }

  @Test
  void oneStepIsEndedOnceHoweverManyAskForIt() {
    plan(Duration.ofSeconds(-1), StepType.values());
    assertThat(everybodyIn().phase()).isEqualTo(Session.Phase.RUNNING);
    for (int step = 0; step < 8; step++) {
      var command = new Command.Next(facilitator(), step);
      var asked = new ArrayList<Future<?>>();
      for (int i = 0; i < 3; i++) {
        asked.add(one.change("r", command));
        asked.add(other.change("r", command));
      }
      await(Future.join(asked).otherwiseEmpty());
      assertThat(asked.stream().filter(Future::succeeded)).as("step %d", step).hasSize(1);
      assertThat(session().schedule().current()).isEqualTo(step + 1);
    }
  }

  @Test
  void whoComesWhileTheOthersTalkInPairsJoinsAGroup() {
    plan(Duration.ofSeconds(-1), StepType.PAIRS, StepType.COMMIT);
    await(one.join("anna", "r", "c-anna"));
    await(one.join("bea", "r", "c-bea"));
    assertThat(session().pairs()).singleElement().asList().hasSize(2);
    await(other.join("cem", "r", "c-cem"));
    var together = session().pairs();
    assertThat(together).singleElement().asList().containsExactlyInAnyOrder("anna", "bea", "cem");
    await(one.change("r", new Command.Leave("anna", "c-anna")));
    await(other.join("anna", "r", "c-again"));
    assertThat(session().pairs()).as("who comes back is where they were").isEqualTo(together);
    await(one.change("r", new Command.Remove("cem")));
    assertThat(session().pairs()).singleElement().asList().doesNotContain("cem");
    next();
    assertThat(session().pairs()).as("all are together again").isEmpty();
  }

  @Test
  void whatWasKeptComesToLightAndNotBefore() {
    everybodyIn();
    next();
    var kept = new ArrayList<Future<Void>>();
    for (int i = 0; i < 50; i++) {
      kept.add((i % 2 == 0 ? one : other).write(MEMBERS.get(i % 3), "r", 1, "t" + i, SECRET + " " + i));
    }
    await(kept.getFirst());
    // The step ends while they still write: what was acknowledged is there, what is not was refused.
    var ended = other.change("r", new Command.Next(facilitator(), 1));
    await(Future.join(kept).otherwiseEmpty());
    await(ended);
    var acknowledged = new ArrayList<String>();
    for (int i = 0; i < kept.size(); i++) {
      if (kept.get(i).succeeded()) {
        acknowledged.add(SECRET + " " + i);
      }
    }
    assertThat(session().results().board().cards()).extracting(Results.Card::text).hasSameElementsAs(acknowledged);
    assertThatThrownBy(() -> await(one.write("anna", "r", 1, "late", "zu spät"))).hasMessageContaining("this step");
  }

  @Test
  void nothingInTheStoreTellsWhoHasWrittenAnAnonymousText() {
    everybodyIn();
    next();
    await(one.write("anna", "r", 1, "t1", SECRET));
    assertThat(stored().stream().filter(line -> line.contains(SECRET)).toList())
        .isNotEmpty()
        .noneMatch(line -> line.contains("anna"));
    next();
    var shown = stored().stream().filter(line -> line.contains(SECRET)).toList();
    assertThat(shown).isNotEmpty().noneMatch(line -> line.contains("held:"));
    assertThat(session().results().board().cards()).extracting(Results.Card::author).containsOnlyNulls();
  }

  /** What people hold back, a line for each field. */
  private List<String> stored() {
    var lines = new ArrayList<String>();
    var fields = await(REDIS.store().send(io.vertx.redis.client.Command.HGETALL, "held:{session:r}"));
    for (int i = 0; i + 1 < fields.size(); i += 2) {
      lines.add("held: " + fields.get(i) + " " + fields.get(i + 1));
    }
    var json = await(REDIS.store().send(io.vertx.redis.client.Command.HGET, "session:{session:r}", "json"));
    lines.add(new String(json.toBytes(), StandardCharsets.UTF_8));
    return lines;
  }

  @Test
  void dotsAreCountedWhenTheVoteEnds() {
    everybodyIn();
    next();
    await(one.write("anna", "r", 1, "t1", "A"));
    await(one.write("bea", "r", 1, "t2", "B"));
    next();
    await(one.vote("anna", "r", 2, Map.of(1, 2, 2, 1)));
    await(other.vote("bea", "r", 2, Map.of(1, 3)));
    await(other.vote("bea", "r", 2, Map.of(2, 3)));
    assertThatThrownBy(() -> await(one.vote("cem", "r", 2, Map.of(1, 4)))).isInstanceOf(Refusal.class);
    assertThatThrownBy(() -> await(one.vote("cem", "r", 2, Map.of(9, 1)))).isInstanceOf(Refusal.class);
    assertThat(session().results().board().cards()).extracting(Results.Card::dots).containsOnly(-1);
    next();
    assertThat(session().results().board().cards()).extracting(Results.Card::dots).containsExactly(2, 4);
  }

  @Test
  void anotherNodeGoesOnWhenOneHasDiedWithIt() {
    plan(Duration.ofSeconds(1), StepType.ARRIVE, StepType.COMMIT);
    everybodyIn();
    // Taken by a node that does nothing more.
    var taken = eventually(() -> await(store.due(10)), due -> !due.isEmpty());
    assertThat(taken).extracting(SessionStore.Due::roomId).containsExactly("r");
    assertThat(await(store.due(10))).as("for a while nobody else gets it").isEmpty();
    var again = eventually(() -> await(store.due(10)), due -> !due.isEmpty()).getFirst();
    var later = await(other.goOn("r"));
    await(store.settle(again, later));
    assertThat(session().phase()).isEqualTo(Session.Phase.RUNNING);
    assertThat(later).isEqualTo(session().schedule().stepEnd());
    await(one.change("r", new Command.NodesAlive(Set.of("other"))));
    assertThat(session().roster().here()).extracting(Roster.Participant::id).containsExactly("bea");
  }

  @Test
  void aSessionThatHasEndedIsToldOnceAndItsCommitmentsOpenTheNext() {
    plan(Duration.ofSeconds(-1), StepType.COMMIT);
    everybodyIn();
    await(one.change("r", new Command.Commit("anna", "Den *Plan* zeigen")));
    next();
    assertThat(session().phase()).isEqualTo(Session.Phase.ENDED);
    await(other.goOn("r"));
    await(one.goOn("r"));
    assertThat(recaps).hasSize(1);
    assertThat(recaps.getFirst()).contains("- [ ] Anna Berg: Den \\*Plan\\* zeigen");
    plan(Duration.ofMinutes(5), StepType.ROUND);
    await(other.join("bea", "r", "c"));
    assertThat(session().results().carried()).containsExactly(new Results.Carried("anna", "Den *Plan* zeigen", null));
    assertThat(session().results().commitments()).isEmpty();
  }

  @Test
  void whoMeetsRightAfterTheEndIsInTheNextSessionAndTheRecapIsWritten() {
    plan(Duration.ofSeconds(-1), StepType.COMMIT);
    everybodyIn();
    next();
    plan(Duration.ofHours(30), StepType.ROUND);
    await(one.meet("bea", "r", "c"));
    assertThat(recaps).hasSize(1);
    assertThat(session().roster().here()).extracting(Roster.Participant::id).containsExactly("bea");
  }

  @Test
  void whoMeetsIsInAlsoWhenSomethingElseIsKeptFirst() {
    plan(Duration.ofSeconds(-1), StepType.COMMIT);
    everybodyIn();
    next();
    await(other.goOn("r"));
    plan(Duration.ofHours(30), StepType.ROUND);
    var saves = new AtomicInteger();
    var late =
        Proxy.newProxyInstance(
            SessionStore.class.getClassLoader(),
            new Class<?>[] {SessionStore.class},
            (proxy, method, args) ->
                method.getName().equals("save") && saves.getAndIncrement() == 0
                    ? one.change("r", new Command.Remove("cem"))
                        .compose(removed -> store.save((SessionStore.Loaded) args[0], (Session) args[1], null))
                    : method.invoke(store, args));
    await(handler("late", (SessionStore) late).meet("bea", "r", "c"));
    assertThat(saves).as("one is lost, one opens, one joins").hasValue(3);
    assertThat(session().roster().here()).extracting(Roster.Participant::id).containsExactly("bea");
  }

  @Test
  void whoIsNoMemberLearnsNothing() {
    everybodyIn();
    for (var asked : List.of(one.look("zoe", "r"), one.look("zoe", "s"), one.join("zoe", "r", "c"))) {
      assertThatThrownBy(() -> await(asked)).isEqualTo(asked.cause()).hasMessage("not found");
    }
    assertThatThrownBy(() -> await(one.look("anna", "s"))).hasMessage("not found");
  }

  @Test
  void itIsEnteredAQuarterOfAnHourBefore() {
    plan(Duration.ofMinutes(16), StepType.ROUND);
    assertThatThrownBy(() -> await(one.join("anna", "r", "c"))).hasMessageContaining("15 minutes");
    assertThat(await(one.meet("anna", "r", "c")).loaded().session().schedule().startsAt())
        .as("nobody begins another one so shortly before")
        .isEqualTo(plan.startsAt());
    plan(Duration.ofMinutes(14), StepType.ROUND);
    assertThat(await(one.join("anna", "r", "c")).loaded().session().phase()).isEqualTo(Session.Phase.LOBBY);
    assertThat(session().schedule().startsAt()).isAfter(Instant.EPOCH);
  }

  @Test
  void aMeetingThatWasNotPlannedBeginsWhenAllAreThere() {
    plan(Duration.ofHours(30), StepType.ROUND, StepType.COMMIT);
    await(one.meet("anna", "r", "c1"));
    assertThatThrownBy(() -> await(one.change("r", new Command.Begin("anna")))).hasMessageContaining("all are here");
    await(other.meet("bea", "r", "c2"));
    await(one.join("cem", "r", "c3"));
    await(one.change("r", new Command.Begin("anna")));
    assertThat(session().phase()).isEqualTo(Session.Phase.RUNNING);
    assertThat(session().ring().speaker()).isEqualTo(session().roster().facilitator());
  }

  private static <T> T eventually(java.util.function.Supplier<T> read, java.util.function.Predicate<T> wanted) {
    return org.awaitility.Awaitility.await()
        .pollInterval(Duration.ofMillis(50))
        .atMost(Duration.ofSeconds(20))
        .until(read::get, wanted);
  }
}
