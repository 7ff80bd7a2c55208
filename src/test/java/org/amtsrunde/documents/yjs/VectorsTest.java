package org.amtsrunde.documents.yjs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What yjs 13.6.33 and y-protocols 1 answered for 60 random sessions with text, marks, maps, lists, XML, gaps and repetitions. */
class VectorsTest {
  private static final HexFormat HEX = HexFormat.of();

  record Vector(String name, String operation, List<byte[]> inputs, String expected) {
    static Vector parse(String line) {
      var parts = line.split(" ");
      var inputs = Arrays.stream(parts[2].split(",")).map(HEX::parseHex).toList();
      return new Vector(parts[0], parts[1], inputs, parts[3]);
    }
  }

  static List<Vector> vectors(String operation) {
    try (var in = Objects.requireNonNull(VectorsTest.class.getResourceAsStream("updates.txt"))) {
      return new String(in.readAllBytes(), UTF_8)
          .lines()
          .map(Vector::parse)
          .filter(vector -> vector.operation.equals(operation))
          .toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"merge", "diff", "sv", "meta", "known", "position", "awareness"})
  void answersAsYjsDoes(String operation) {
    var vectors = vectors(operation);
    assertThat(vectors).hasSizeGreaterThanOrEqualTo(20);
    assertThat(vectors).allSatisfy(vector -> assertThat(answer(vector)).as(vector.name).isEqualTo(vector.expected));
  }

  private static String answer(Vector vector) {
    var first = vector.inputs.getFirst();
    var second = vector.inputs.getLast();
    return switch (vector.operation) {
      case "merge" -> HEX.formatHex(Updates.merge(vector.inputs));
      case "diff" -> HEX.formatHex(Updates.diff(first, StateVector.decode(second)));
      case "sv" -> HEX.formatHex(Updates.stateVector(first).encode());
      case "meta" -> meta(Updates.meta(first));
      case "known" -> String.valueOf(Snapshot.decode(second).contains(first));
      case "awareness" -> awareness(vector.inputs);
      default -> position(RelativePosition.decode(first));
    };
  }

  private static String meta(UpdateMeta meta) {
    return meta.from().keySet().stream()
        .sorted()
        .map(client -> client + ":" + meta.from().get(client) + "-" + meta.to().get(client))
        .collect(Collectors.collectingAndThen(Collectors.joining(","), text -> text.isEmpty() ? "-" : text));
  }

  private static String awareness(List<byte[]> updates) {
    var awareness = new Awareness(10, 1000);
    updates.forEach(update -> awareness.apply(update, 0));
    return HEX.formatHex(awareness.encode(List.of(1L, 2L, 3L, 4L)));
  }

  private static String position(RelativePosition position) {
    return switch (position.target()) {
          case RelativePosition.Item(long client, int clock) -> "item:" + client + ":" + clock;
          case RelativePosition.Root(String name) -> "root:" + name;
          case RelativePosition.Type(long client, int clock) -> "type:" + client + ":" + clock;
        }
        + ":"
        + position.side();
  }
}
