package org.amtsrunde.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.amtsrunde.calls.CallNodes.Client;
import org.amtsrunde.calls.MemoryMedia.MemorySeat;
import org.amtsrunde.calls.media.MediaBackend.Stream;
import org.amtsrunde.support.Descriptions;
import org.amtsrunde.support.RedisExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Calls that go over a media server, on two nodes over one store. */
class CallsOverMediaTest {
  @RegisterExtension static final RedisExtension REDIS = new RedisExtension();

  private static final String OVER = "409 this attempt is over";

  private final CallNodes cluster = new CallNodes(REDIS);
  private CallNodes.Node one;
  private CallNodes.Node two;

  @BeforeEach
  void start() {
    cluster.media.ready = true;
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

  private static String begin(Client client) {
    return client.call("call.media", "{'roomId':'r'}").get("connectionId").asText();
  }

  private static String again(Client client, String standing) {
    return client.call("call.media", "{'roomId':'r','connectionId':'" + standing + "'}").get("connectionId").asText();
  }

  private MemorySeat seat(JsonNode joined) {
    return cluster.media.seats.get(id(joined));
  }

  private static String say(Client client, String to, String connectionId, String kind, String body) {
    var params = "{'roomId':'r','to':'%s','connectionId':'%s','kind':'%s','body':'%s'}";
    return client.refused("call.signal", params.formatted(to, connectionId, kind, body.replace("\"", "\\\"")));
  }

  private static JsonNode body(JsonNode signal) {
    return Descriptions.json(signal.get("body").asText());
  }

  @Test
  void threeGoOverTheServerAndTwoDoNot() {
    assertThat(one.connect("anna").join().at("/call/mode").asText()).isEqualTo("sfu");
    cluster.remove("cem");
    cluster.remove("bela");
    assertThat(two.connect("anna").join().at("/call/mode").asText()).isEqualTo("mesh");
  }

  @Test
  void withoutAServerThereIsNothingToConnectWith() {
    cluster.media.ready = false;
    var anna = one.connect("anna");
    assertThat(anna.join().at("/call/mode").asText()).isEqualTo("mesh");
    cluster.media.ready = true;
    assertThat(anna.refused("call.media", "{'roomId':'r'}")).isEqualTo("409 this call goes from each to each");
    assertThat(anna.look().at("/call/mode").asText()).isEqualTo("mesh");
  }

  @Test
  void whatBrowserAndServerSayIsCarried() {
    var anna = one.connect("anna");
    var joined = anna.join();
    var connection = begin(anna);
    say(anna, "sending", connection, "offer", "{\"number\":7,\"sdp\":\"mine\"}");
    var answer = anna.awaitTold("call.signal");
    assertThat(answer.get("from").asText()).isEqualTo("sending");
    assertThat(answer.get("connectionId").asText()).isEqualTo(connection);
    assertThat(answer.get("kind").asText()).isEqualTo("answer");
    assertThat(body(answer)).isEqualTo(Descriptions.json("{\"number\":7,\"sdp\":\"answer to mine\"}"));
    var path = "[{\"candidate\":\"here\",\"sdpMid\":\"0\",\"sdpMLineIndex\":0}]";
    say(anna, "receiving", connection, "candidates", path);
    seat(joined).listener.offer("theirs", List.of(new Stream("3", "other", 1)));
    await().until(() -> anna.awaitTold("call.signal").get("kind").asText().equals("offer"));
    assertThat(anna.awaitTold("call.signal").get("from").asText()).isEqualTo("receiving");
    assertThat(body(anna.awaitTold("call.signal")))
        .isEqualTo(
            Descriptions.json(
                "{\"number\":1,\"sdp\":\"theirs\",\"streams\":[{\"mid\":\"3\",\"participantId\":\"other\",\"line\":1}]}"));
    // An answer to an offer that was replaced meanwhile is none.
    seat(joined).listener.offer("theirs again", List.of());
    say(anna, "receiving", connection, "answer", "{\"number\":1,\"sdp\":\"old\"}");
    say(anna, "receiving", connection, "answer", "{\"number\":2,\"sdp\":\"new\"}");
    say(anna, "receiving", connection, "restart", "");
    assertThat(seat(joined).asked)
        .containsExactly(
            "publish mine", "receiving [Candidate[candidate=here, mid=0, line=0]]", "accept new", "restart");
  }

  @Test
  void nobodySpeaksForAnother() {
    var anna = one.connect("anna");
    anna.join();
    var connection = begin(anna);
    var bela = one.connect("bela");
    bela.join();
    assertThat(say(bela, "sending", connection, "offer", "{\"number\":1,\"sdp\":\"s\"}")).isEqualTo(OVER);
    assertThat(two.connect("dora").refused("call.media", "{'roomId':'r'}")).isEqualTo("404 not found");
    assertThat(one.connect("cem").refused("call.media", "{'roomId':'r'}")).isEqualTo("404 not found");
  }

  @Test
  void nonsenseGetsOneSentence() {
    var anna = one.connect("anna");
    anna.join();
    var connection = begin(anna);
    assertThat(say(anna, "sending", connection, "answer", "{\"number\":1,\"sdp\":\"s\"}"))
        .isEqualTo("400 answer goes the other way");
    assertThat(say(anna, "receiving", connection, "offer", "{\"number\":1,\"sdp\":\"s\"}"))
        .isEqualTo("400 offer goes the other way");
    assertThat(say(anna, "sending", connection, "offer", "no")).isEqualTo("400 malformed JSON");
    assertThat(say(anna, "sending", connection, "candidates", "{")).isEqualTo("400 malformed JSON");
    assertThat(say(anna, "sending", "unknown", "offer", "")).isEqualTo(OVER);
  }

  @Test
  void whoComesBackToTheSameNodeGoesOnAndToAnotherBeginsAnew() {
    var anna = one.connect("anna");
    var joined = anna.join();
    var connection = begin(anna);
    var first = seat(joined);
    anna.disconnect();
    var back = one.connect("anna");
    back.back(joined.get("seat").asText());
    assertThat(again(back, connection)).isEqualTo(connection);
    assertThat(first.left).isFalse();
    assertThat(first.asked).containsExactly("repeat");
    assertThat(say(anna, "sending", connection, "restart", "")).isEqualTo(OVER);
    back.disconnect();
    var elsewhere = two.connect("anna");
    elsewhere.back(joined.get("seat").asText());
    assertThat(again(elsewhere, connection)).isNotEqualTo(connection);
    assertThat(seat(joined)).isNotSameAs(first);
  }

  @Test
  void whoBeginsAnewGivesTheOldSeatUp() {
    var anna = one.connect("anna");
    var joined = anna.join();
    var before = begin(anna);
    var first = seat(joined);
    assertThat(again(anna, "another")).isNotEqualTo(before);
    assertThat(first.left).isTrue();
    assertThat(say(anna, "sending", before, "restart", "")).isEqualTo(OVER);
  }

  @Test
  void whoIsOutOfTheCallHasNoSeat() {
    var anna = one.connect("anna");
    var bela = one.connect("bela");
    var cem = two.connect("cem");
    var annas = anna.join();
    var belas = bela.join();
    var cems = cem.join();
    List.of(anna, bela, cem).forEach(CallsOverMediaTest::begin);
    anna.call("call.leave", "{'roomId':'r'}");
    assertThat(seat(annas).left).isTrue();
    cluster.members("dora");
    cluster.remove("bela");
    await().until(() -> seat(belas).left);
    assertThat(seat(cems).left).isFalse();
    cem.call("call.leave", "{'roomId':'r'}");
    await().until(() -> seat(cems).left);
    assertThat(cluster.media.closed).contains(annas.at("/call/id").asText());
  }

  @Test
  void whatCameAboutTooLateIsGivenUp() {
    var anna = one.connect("anna");
    var joined = anna.join();
    begin(anna);
    var seat = seat(joined);
    seat.listener.ended();
    assertThat(anna.awaitTold("call.signal").get("kind").asText()).isEqualTo("restart");
    assertThat(begin(anna)).isNotEmpty();
    assertThat(seat(joined)).isNotSameAs(seat);
  }

  @Test
  void aServerThatIsLostIsDoneWithoutToTheEndOfTheCall() {
    var anna = one.connect("anna");
    var joined = anna.join();
    begin(anna);
    cluster.media.ready = false;
    await().until(() -> anna.look().at("/call/mode").asText().equals("mesh"));
    await().until(() -> seat(joined).left);
    cluster.media.ready = true;
    var bela = two.connect("bela");
    assertThat(bela.join().at("/call/mode").asText()).isEqualTo("mesh");
    anna.call("call.leave", "{'roomId':'r'}");
    bela.call("call.leave", "{'roomId':'r'}");
    assertThat(anna.join().at("/call/mode").asText()).isEqualTo("sfu");
  }
}
