package org.amtsrunde.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.amtsrunde.support.RedisExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Calls on two nodes over one store. */
class CallsTest {
  @RegisterExtension static final RedisExtension REDIS = new RedisExtension();

  private static final String MISSING = "404 not found";

  private final CallNodes cluster = new CallNodes(REDIS);
  private CallNodes.Node one;
  private CallNodes.Node two;

  @BeforeEach
  void start() {
    cluster.members("anna", "bela", "cem");
    one = cluster.start();
    two = cluster.start();
  }

  @AfterEach
  void stop() {
    cluster.stop();
  }

  private static String id(JsonNode joined) {
    return joined.get("participantId").asText();
  }

  private static String connection(JsonNode state) {
    return state.at("/call/links/0/connectionId").asText();
  }

  private static JsonNode participant(JsonNode state, String id) {
    return StreamSupport.stream(state.at("/call/participants").spliterator(), false)
        .filter(one -> one.get("id").asText().equals(id))
        .findFirst()
        .orElse(null);
  }

  @Test
  void theNewcomerOffersToAllWhoAreThere() {
    var anna = one.connect("anna").join();
    var bela = two.connect("bela").join();
    var cem = one.connect("cem").join();
    assertThat(anna.at("/call/links")).isEmpty();
    assertThat(bela.at("/call/links/0/offererId").asText()).isEqualTo(id(bela));
    assertThat(cem.at("/call/links")).hasSize(3);
    assertThat(StreamSupport.stream(cem.at("/call/links").spliterator(), false))
        .filteredOn(link -> link.get("between").toString().contains(id(cem)))
        .hasSize(2)
        .allMatch(link -> link.get("offererId").asText().equals(id(cem)));
  }

  @Test
  void membersSeeTheCallAndItsEnd() {
    var watcher = two.connect("cem");
    var anna = one.connect("anna");
    var joined = anna.join();
    await().until(() -> watcher.look().at("/call/id").equals(joined.at("/call/id")));
    assertThat(watcher.awaitTold("call.state").at("/call/participants/0/personId").asText()).isEqualTo("anna");
    anna.call("call.leave", "{'roomId':'r'}");
    await().until(() -> !watcher.awaitTold("call.state").has("call"));
    assertThat(watcher.look().has("call")).isFalse();
  }

  @Test
  void whoIsNoMemberLearnsNothing() {
    var outsider = two.connect("dora");
    var anna = one.connect("anna");
    var joined = anna.join();
    var bela = one.connect("bela").join();
    for (var room : new String[] {"r", "missing"}) {
      assertThat(outsider.refused("call.look", "{'roomId':'" + room + "'}")).isEqualTo(MISSING);
      assertThat(outsider.refused("call.join", "{'roomId':'" + room + "','muted':true,'camera':true}"))
          .isEqualTo(MISSING);
      assertThat(outsider.refused("call.leave", "{'roomId':'" + room + "'}")).isEqualTo(MISSING);
    }
    assertThat(outsider.signal(id(joined), connection(bela))).isEqualTo(MISSING);
    assertThat(two.connect("cem").signal(id(joined), connection(bela)))
        .as("a member who is not in it")
        .isEqualTo(MISSING);
    assertThat(outsider.told).isEmpty();
    assertThat(anna.told("call.signal")).isEmpty();
  }

  @Test
  void signalsGoToOneConnectionOnAnotherNodeAndOnlyInTheNewestAttempt() {
    var anna = one.connect("anna");
    var annaTab = one.connect("anna");
    var bela = two.connect("bela");
    var cem = one.connect("cem");
    var a = anna.join();
    var b = bela.join();
    cem.join();
    var old = connection(b);
    assertThat(bela.signal(id(a), old)).isEqualTo("nothing");
    var signal = anna.awaitTold("call.signal");
    assertThat(signal.get("from").asText()).isEqualTo(id(b));
    assertThat(signal.get("body").asText()).isEqualTo("sdp");
    assertThat(annaTab.told("call.signal")).isEmpty();
    assertThat(cem.told("call.signal")).isEmpty();

    var renew = "{'roomId':'r','participantId':'%s','after':'" + old + "'}";
    var first = anna.call("call.connect", renew.formatted(id(b)));
    var second = bela.call("call.connect", renew.formatted(id(a)));
    assertThat(second.at("/call/links")).as("both asked, the first one offers").isEqualTo(first.at("/call/links"));
    assertThat(bela.signal(id(a), old)).isEqualTo("409 this attempt is over");
    assertThat(bela.signal("nobody", old)).isEqualTo(MISSING);
    assertThat(bela.signal(id(b), old)).as("to oneself").isEqualTo(MISSING);
  }

  @Test
  void whoComesBackHasTheSamePlaceAndTheEndOfTheOldConnectionChangesNothing() {
    var anna = one.connect("anna");
    var a = anna.join();
    var bela = two.connect("bela");
    var b = bela.join();
    anna.call("call.change", "{'roomId':'r','hand':true}");
    var again = two.connect("anna");
    var back = again.back(a.get("seat").asText());
    assertThat(id(back)).isEqualTo(id(a));
    assertThat(connection(back)).as("media stays as it is").isEqualTo(connection(b));
    assertThat(participant(back, id(a)).has("handAt")).isTrue();
    anna.disconnect();
    assertThat(anna.refused("call.change", "{'roomId':'r','muted':true}")).isEqualTo(MISSING);
    assertThat(participant(bela.look(), id(a)).get("here").asBoolean()).isTrue();
    again.disconnect();
    await().until(() -> !participant(bela.look(), id(a)).get("here").asBoolean());
  }

  @Test
  void peopleOfADeadNodeKeepTheirPlaceForTheGraceAndAreThenTakenOutByAnyNode() {
    var a = one.connect("anna").join();
    var bela = two.connect("bela");
    bela.join();
    var cem = one.connect("cem");
    var c = cem.join();
    one.kill();
    var again = two.connect("anna");
    assertThat(id(again.back(a.get("seat").asText()))).isEqualTo(id(a));
    assertThat(participant(bela.look(), id(c))).isNotNull();
    cluster.expire(id(c));
    await().atMost(Duration.ofSeconds(5)).until(() -> participant(bela.awaitTold("call.state"), id(c)) == null);
    assertThat(bela.awaitTold("call.state").at("/call/links")).hasSize(1);
  }

  @Test
  void whoIsRemovedFromTheRoomIsOutOfItsCall() {
    var anna = one.connect("anna");
    var a = anna.join();
    var bela = two.connect("bela");
    var b = bela.join();
    cluster.busLosesAll = true;
    cluster.remove("anna");
    assertThat(bela.signal(id(a), connection(b))).as("at once").isEqualTo(MISSING);
    assertThat(anna.awaitTold("call.over").get("reason").asText()).isEqualTo("removed");
    await().until(() -> participant(bela.awaitTold("call.state"), id(a)) == null);
    assertThat(anna.refused("call.look", "{'roomId':'r'}")).isEqualTo(MISSING);
    var known = anna.told.size();
    bela.call("call.change", "{'roomId':'r','muted':true}");
    assertThat(anna.told).hasSize(known);
  }

  @Test
  void anotherDeviceTakesThePlaceAndTheFirstOneIsTold() {
    var desk = one.connect("anna");
    var a = desk.join();
    two.connect("bela").join();
    var phone = two.connect("anna");
    var moved = phone.join();
    assertThat(id(moved)).isEqualTo(id(a));
    assertThat(moved.at("/call/links/0/attempt").asInt()).isEqualTo(2);
    assertThat(desk.awaitTold("call.over").get("reason").asText()).isEqualTo("elsewhere");
    var seat = "{'roomId':'r','muted':false,'camera':true,'seat':'" + a.get("seat").asText() + "'}";
    assertThat(desk.refused("call.join", seat)).startsWith("409");
  }

  @Test
  void oneShowsTheScreenAndHandsItOver() {
    var anna = one.connect("anna");
    var bela = two.connect("bela");
    var a = anna.join();
    var b = bela.join();
    anna.call("call.change", "{'roomId':'r','screen':true}");
    assertThat(bela.refused("call.change", "{'roomId':'r','screen':true}")).startsWith("409");
    assertThat(bela.look().at("/call/sharerId").asText()).isEqualTo(id(a));
    bela.call("call.change", "{'roomId':'r','screen':true,'takeOver':true}");
    anna.call("call.change", "{'roomId':'r','screen':false}");
    assertThat(bela.look().at("/call/sharerId").asText()).as("the end of the one before").isEqualTo(id(b));
    bela.call("call.leave", "{'roomId':'r'}");
    assertThat(anna.look().at("/call").has("sharerId")).isFalse();
  }

  @Test
  void whatTheBusLosesIsToldWithTheNextBeat() {
    cluster.busLosesAll = true;
    var anna = one.connect("anna");
    anna.join();
    var bela = two.connect("bela");
    var b = bela.join();
    await().atMost(Duration.ofSeconds(5)).until(() -> participant(anna.awaitTold("call.state"), id(b)) != null);
  }

  @Test
  void textReachesTheOthersInTheCallAndNobodyElse() {
    var anna = one.connect("anna");
    var bela = two.connect("bela");
    var cem = two.connect("cem");
    var a = anna.join();
    bela.join();
    anna.call("call.text", "{'roomId':'r','line':1,'text':'Gut','done':false}");
    var told = bela.awaitTold("call.text");
    assertThat(told.get("text").asText()).isEqualTo("Gut");
    assertThat(told.get("from").asText()).isEqualTo(id(a));
    assertThat(cem.told("call.text")).isEmpty();
    assertThat(cem.refused("call.text", "{'roomId':'r','line':1,'text':'Gut','done':false}")).isEqualTo(MISSING);
    var c = cem.join();
    anna.call("call.text", "{'roomId':'r','line':2,'text':'Leise','done':false,'to':['" + id(c) + "']}");
    assertThat(cem.awaitTold("call.text").get("text").asText()).isEqualTo("Leise");
    assertThat(bela.told("call.text")).as("not meant").hasSize(1);
    var control = "{'roomId':'r','line':1,'text':'a\\u0007','done':false}";
    assertThat(anna.refused("call.text", control)).startsWith("400");
  }

  @Test
  void oneAsksAnotherToSwitchTheirMicrophoneOffAndNothingHappensWithoutThem() {
    var anna = one.connect("anna");
    var bela = two.connect("bela");
    var cem = two.connect("cem");
    var a = anna.join();
    var b = bela.join();
    var ask = "{'roomId':'r','participantId':'" + id(b) + "'}";
    assertThat(cem.refused("call.ask", ask)).as("a member who is not in it").isEqualTo(MISSING);
    assertThat(bela.refused("call.ask", ask)).as("oneself").isEqualTo(MISSING);
    anna.call("call.ask", ask);
    assertThat(bela.awaitTold("call.asked").get("from").asText()).isEqualTo(id(a));
    assertThat(participant(anna.look(), id(b)).get("muted").asBoolean()).isFalse();
    assertThat(anna.refused("call.ask", ask)).startsWith("429");
    cem.join();
    cem.call("call.ask", ask);
    bela.call("call.change", "{'roomId':'r','muted':true}");
    assertThat(cem.refused("call.ask", ask)).startsWith("409");
    assertThat(anna.told("call.asked")).isEmpty();
  }

  @Test
  void whoWritesCaptionsIsKnownUntilTheyStopOrMoveToAnotherDevice() {
    var anna = one.connect("anna");
    var bela = two.connect("bela");
    var a = anna.join();
    bela.join();
    anna.call("call.change", "{'roomId':'r','captions':true}");
    assertThat(participant(bela.look(), id(a)).get("captions").asBoolean()).isTrue();
    anna.call("call.change", "{'roomId':'r','captions':false}");
    assertThat(participant(bela.look(), id(a)).get("captions").asBoolean()).isFalse();
    anna.call("call.change", "{'roomId':'r','captions':true}");
    two.connect("anna").join();
    assertThat(participant(bela.look(), id(a)).get("captions").asBoolean()).isFalse();
  }

  @Test
  void callsAreForAtMostTwelve() {
    cluster.members("p4", "p5", "p6", "p7", "p8", "p9", "p10", "p11", "p12", "p13");
    assertThat(one.connect("anna").refused("call.join", "{'roomId':'r','muted':true,'camera':true}"))
        .isEqualTo("403 calls are for conversations of at most 12 people");
    cluster.remove("p13");
    one.connect("anna").join();
  }

  @Test
  void fromSevenOnOneIsSeenAndTheOthersAreHeard() {
    cluster.members("p4", "p5", "p6", "p7");
    var anna = one.connect("anna");
    var a = anna.join();
    var others = Stream.of("bela", "cem", "p4", "p5", "p6").map(two::connect).toList();
    others.forEach(person -> person.join());
    assertThat(anna.look().at("/call/mode").asText()).isEqualTo("mesh");
    var last = two.connect("p7");
    var l = last.join();
    assertThat(anna.look().at("/call/mode").asText()).isEqualTo("stage");
    anna.call("call.change", "{'roomId':'r','stage':true}");
    assertThat(last.refused("call.change", "{'roomId':'r','stage':true}")).startsWith("409");
    assertThat(last.look().at("/call/stageId").asText()).isEqualTo(id(a));
    last.call("call.change", "{'roomId':'r','stage':true,'takeOver':true}");
    assertThat(anna.look().at("/call/stageId").asText()).isEqualTo(id(l));
    last.call("call.leave", "{'roomId':'r'}");
    assertThat(anna.look().at("/call").has("stageId")).as("nobody is seen").isFalse();
    assertThat(anna.look().at("/call/mode").asText()).as("six, who were seven").isEqualTo("stage");
    others.getLast().call("call.leave", "{'roomId':'r'}");
    assertThat(anna.look().at("/call/mode").asText()).isEqualTo("mesh");
  }

  @Test
  void signalsAreBoundedInSizeAndNumber() {
    var anna = one.connect("anna");
    var bela = two.connect("bela");
    var a = anna.join();
    var connection = connection(bela.join());
    var large = "{'roomId':'r','to':'%s','connectionId':'%s','kind':'offer','body':'%s'}";
    assertThat(bela.refused("call.signal", large.formatted(id(a), connection, "x".repeat(32_769)))).startsWith("413");
    assertThat(bela.refused("call.signal", large.formatted(id(a), connection, "x").replace("offer", "other")))
        .startsWith("400");
    var answers = new HashSet<String>();
    IntStream.range(0, 3 * CallRules.BURST).forEach(i -> answers.add(bela.signal(id(a), connection)));
    assertThat(answers).contains("429 too many requests");
  }

  @Test
  void aRelayGetsACredentialOfTwoHours() {
    var servers = one.connect("anna").join().get("iceServers");
    assertThat(servers.at("/0/urls/0").asText()).isEqualTo("turns:turn.amtsrunde.example:443");
    var until = Long.parseLong(servers.at("/0/username").asText().split(":")[0]);
    assertThat(until - System.currentTimeMillis() / 1000).isBetween(7_100L, 7_200L);
    // openssl dgst -sha1 -hmac secret -binary | base64
    assertThat(TurnRules.credential("secret", "p", 0))
        .isEqualTo(new TurnRules.Credential("7200:p", "KQzRd/JFEmitbli0An82jOHt9yo="));
  }

  private static final String GUEST = "guest-1";

  private static void now(Future<Void> future) {
    RedisExtension.await(future);
  }

  @Test
  void guestsTakePartFromBeingLetInUntilTheyAreSentOut() {
    var guest = two.connect(GUEST);
    var anna = one.connect("anna");
    var id = id(anna.join());
    assertThat(guest.refused("call.look", "{'roomId':'r'}")).isEqualTo(MISSING);
    now(two.calls.letIn("r", GUEST, Instant.now().plusSeconds(60)));
    var joined = guest.join();
    assertThat(joined.at("/call/links/0/offererId").asText()).isEqualTo(id(joined));
    assertThat(guest.signal(id, connection(joined))).isEqualTo("nothing");
    now(one.calls.sendOut("r", GUEST));
    assertThat(anna.look().at("/call/participants").findValuesAsText("personId")).containsExactly("anna");
    assertThat(guest.refused("call.join", "{'roomId':'r','muted':true,'camera':false}")).isEqualTo(MISSING);
    assertThat(guest.refused("call.look", "{'roomId':'r'}")).isEqualTo(MISSING);
    now(one.calls.sendOut("r", GUEST));
  }

  @Test
  void guestsTakeNoPlaceFromAMember() {
    cluster.members("dora", "emil", "p6", "p7", "p8", "p9", "p10", "p11");
    for (var guest : List.of("guest-1", "guest-2")) {
      now(one.calls.letIn("r", guest, Instant.now().plusSeconds(60)));
    }
    assertThat(one.connect("guest-1").refused("call.join", "{'roomId':'r','muted':true,'camera':false}"))
        .isEqualTo("nothing");
    assertThat(one.connect("guest-2").refused("call.join", "{'roomId':'r','muted':true,'camera':false}"))
        .isEqualTo("409 the call has no place for another guest");
    for (var member : List.of("anna", "bela", "cem", "dora", "emil", "p6", "p7", "p8", "p9", "p10", "p11")) {
      two.connect(member).join();
    }
    assertThat(one.connect("anna").look().at("/call/participants")).hasSize(12);
  }
}
