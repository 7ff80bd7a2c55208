package org.amtsrunde.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.amtsrunde.kernel.Refusal;
import org.amtsrunde.realtime.protocol.DisconnectCode;
import org.amtsrunde.realtime.protocol.ErrorCode;
import org.amtsrunde.support.Descriptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The descriptions name what the node offers and nothing else. */
class DescriptionsTest {
  @RegisterExtension static final Nodes NODE = new Nodes();

  @Test
  void everyEndpointIsDescribedAndEveryDescribedOneIsThere() {
    assertThat(Descriptions.endpoints()).isEqualTo(new TreeSet<>(NODE.node().server().endpoints()));
  }

  @Test
  void everyMethodIsDescribedAndEveryDescribedOneIsThere() {
    assertThat(Descriptions.methods()).isEqualTo(new TreeSet<>(NODE.node().server().methods()));
  }

  @Test
  void everyErrorIsDescribed() {
    var known = new ArrayList<String>();
    for (var code : ErrorCode.values()) {
      known.add(code.code() + " " + code.text() + " " + code.temporary());
    }
    for (var kind : Refusal.Kind.values()) {
      known.add(kind.code() + " " + kind.slug() + " " + kind.temporary());
    }
    assertThat(
            rows("x-errors").stream()
                .map(error ->
                    error.get("code").asInt()
                        + " "
                        + error.path("message").asText(error.path("name").asText())
                        + " "
                        + error.get("temporary").asBoolean()))
        .containsExactlyElementsOf(known);
    assertThat(
            stream(Descriptions.asyncapi().at("/components/schemas/Error/properties/code/enum")).map(JsonNode::asInt))
        .containsExactlyElementsOf(rows("x-errors").stream().map(error -> error.get("code").asInt()).toList());
  }

  @Test
  void everyCloseCodeIsDescribed() {
    assertThat(
            rows("x-close-codes").stream()
                .map(close ->
                    close.get("code").asInt()
                        + " "
                        + close.get("reason").asText()
                        + " "
                        + close.get("reconnect").asBoolean()))
        .containsExactlyElementsOf(
            Arrays.stream(DisconnectCode.values())
                .map(code -> code.code() + " " + code.reason() + " " + (code.code() % 1000 < 500))
                .toList());
  }

  @Test
  void everyReferencePointsSomewhereAndEveryMessageIsUsed() {
    for (var description : List.of(Descriptions.openapi(), Descriptions.asyncapi())) {
      assertThat(description.findValuesAsText("$ref"))
          .isNotEmpty()
          .allSatisfy(ref -> assertThat(description.at(ref.substring(1)).isMissingNode()).as(ref).isFalse());
    }
    var used = new TreeSet<String>();
    Descriptions.asyncapi()
        .get("operations")
        .findValuesAsText("$ref")
        .forEach(ref -> used.add(ref.replaceAll(".*/", "")));
    used.remove("connection");
    var messages = new TreeSet<String>();
    Descriptions.asyncapi().at("/components/messages").fieldNames().forEachRemaining(messages::add);
    assertThat(used).isEqualTo(messages);
  }

  @Test
  void bothAreServedAsTheyArePackaged() throws Exception {
    try (var nobody = NODE.nobody()) {
      for (var name : List.of("/api/openapi.yaml", "/api/asyncapi.yaml")) {
        try (var packaged = getClass().getResourceAsStream(name)) {
          assertThat(nobody.get(name).body()).isEqualTo(packaged.readAllBytes());
        }
      }
    }
  }

  private static List<JsonNode> rows(String name) {
    return stream(Descriptions.asyncapi().get(name)).toList();
  }

  private static java.util.stream.Stream<JsonNode> stream(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }
}
