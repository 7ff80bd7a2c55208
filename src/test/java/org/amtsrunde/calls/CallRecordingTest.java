package org.amtsrunde.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.amtsrunde.support.RedisExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Nobody is recorded who has not agreed. */
class CallRecordingTest {
  @RegisterExtension static final RedisExtension REDIS = new RedisExtension();

  private static final String RECORD = "{'roomId':'r'}";

  private final CallNodes cluster = new CallNodes(REDIS);
  private CallNodes.Client anna;
  private CallNodes.Client bela;
  private CallNodes.Client cem;
  private String a;
  private String b;

  @BeforeEach
  void start() {
    cluster.members("anna", "bela", "cem");
    var one = cluster.start();
    var two = cluster.start();
    anna = one.connect("anna");
    bela = two.connect("bela");
    cem = two.connect("cem");
    a = anna.join().get("participantId").asText();
    b = bela.join().get("participantId").asText();
  }

  @AfterEach
  void stop() {
    cluster.stop();
  }

  private JsonNode recording() {
    return cem.look().at("/call/recording");
  }

  private boolean runs() {
    return recording().path("on").asBoolean();
  }

  private static String consent(String recording, boolean agrees) {
    return "{'roomId':'r','recordingId':'%s','agrees':%s}".formatted(recording, agrees);
  }

  private String asked() {
    anna.call("call.record", RECORD);
    return recording().get("id").asText();
  }

  private String running() {
    var id = asked();
    bela.call("call.consent", consent(id, true));
    assertThat(runs()).isTrue();
    return id;
  }

  private String joinWith(String recording) {
    return cem.refused("call.join", "{'roomId':'r','muted':false,'camera':true,'recordingId':'" + recording + "'}");
  }

  @Test
  void itBeginsWhenTheLastHasAgreedAndAllAreTold() {
    var id = asked();
    assertThat(runs()).isFalse();
    assertThat(recording().get("byId").asText()).isEqualTo(a);
    assertThat(recording().get("agreed")).hasSize(1);
    assertThat(bela.refused("call.record", RECORD)).as("one at a time").startsWith("409");
    cem.join();
    bela.call("call.consent", consent(id, true));
    assertThat(runs()).as("who came meanwhile is asked too").isFalse();
    cem.call("call.consent", consent(id, true));
    assertThat(recording().has("since")).isTrue();
    await().until(() -> anna.awaitTold("call.state").at("/call/recording/on").asBoolean());
  }

  @Test
  void anybodyEndsItAtAnyTime() {
    bela.call("call.consent", consent(asked(), false));
    assertThat(recording().isMissingNode()).as("declined").isTrue();
    var id = running();
    bela.call("call.consent", consent(id, false));
    assertThat(recording().isMissingNode()).as("revoked").isTrue();
    await().until(() -> anna.awaitTold("call.state").at("/call/recording").isMissingNode());
    assertThat(bela.refused("call.consent", consent(id, true))).as("what is over").startsWith("409");
    bela.call("call.consent", consent(id, false));
    var next = running();
    anna.call("call.consent", consent(id, false));
    assertThat(runs()).as("the end of an earlier one").isTrue();
    anna.call("call.consent", consent(next, false));
    assertThat(runs()).isFalse();
  }

  @Test
  void whoComesLateAgreesBeforeTheyComeIn() {
    var id = running();
    assertThat(joinWith("another")).startsWith("403");
    assertThat(cem.refused("call.join", "{'roomId':'r','muted':false,'camera':true}")).startsWith("403");
    assertThat(cem.look().at("/call/participants")).hasSize(2);
    assertThat(joinWith(id)).isEqualTo("nothing");
    assertThat(runs()).isTrue();
    assertThat(recording().get("agreed")).hasSize(3);
  }

  @Test
  void whoLeavesDoesNotHoldItUp() {
    asked();
    bela.call("call.leave", RECORD);
    assertThat(runs()).as("all who are left have agreed").isTrue();
  }

  @Test
  void itEndsWithTheConnectionOfWhoRecords() {
    running();
    anna.disconnect();
    await().until(() -> recording().isMissingNode());
    assertThat(cem.look().at("/call/participants")).as("their place is kept").hasSize(2);
  }

  @Test
  void itEndsWhenWhoRecordsIsBackOverAnotherConnectionOrGone() {
    running();
    var phone = cluster.nodes.getLast().connect("anna");
    phone.join();
    assertThat(runs()).as("another device").isFalse();
    phone.call("call.record", RECORD);
    bela.call("call.consent", consent(recording().get("id").asText(), true));
    assertThat(runs()).isTrue();
    phone.call("call.leave", RECORD);
    assertThat(recording().isMissingNode()).isTrue();
  }

  @Test
  void itEndsWithADeadNodeWhenThePlaceOfWhoRecordsIsOver() {
    running();
    cluster.nodes.getFirst().kill();
    assertThat(runs()).isTrue();
    cluster.expire(a);
    await().atMost(Duration.ofSeconds(5)).until(() -> recording().isMissingNode());
  }

  @Test
  void whoIsNotInTheCallHasNoSay() {
    var id = running();
    assertThat(cem.refused("call.consent", consent(id, false))).isEqualTo("404 not found");
    assertThat(cem.refused("call.record", RECORD)).isEqualTo("404 not found");
    assertThat(recording().get("agreed").toString()).contains(a, b);
  }
}
