package org.amtsrunde.documents.yjs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Relative positions and snapshots: where somebody stands, and when. */
class PlacesTest {
  private static final HexFormat HEX = HexFormat.of();

  private static RelativePosition position(String hex) {
    return RelativePosition.decode(HEX.parseHex(hex));
  }

  @Test
  void positionsAreTaggedByWhatTheyHoldOnTo() {
    assertThat(position("00efc3dcc4030700"))
        .isEqualTo(new RelativePosition(new RelativePosition.Item(949_428_719, 7), 0));
    assertThat(position("01017441")).isEqualTo(new RelativePosition(new RelativePosition.Root("t"), -1));
    assertThat(position("02010201")).isEqualTo(new RelativePosition(new RelativePosition.Type(1, 2), 1));
    assertThat(position("010174")).as("old bytes have no side").isEqualTo(position("01017400"));
  }

  @Test
  void positionsOfYjsComeBack() {
    assertThat(VectorsTest.vectors("position"))
        .allSatisfy(vector -> {
          var bytes = vector.inputs().getFirst();
          assertThat(RelativePosition.decode(bytes).encode()).isEqualTo(bytes);
        });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "00", "0001", "03", "0300", "0102", "0101ff00", "0101740000", "010174bfffffffffff1f", "80"})
  void whatIsNoPositionIsMalformed(String hex) {
    assertThatThrownBy(() -> position(hex)).isInstanceOf(MalformedUpdate.class);
  }

  @Test
  void snapshotsAreDeletionsAndThenTheStateVector() {
    var snapshot = Snapshot.decode(HEX.parseHex("0101010001" + "0207020105"));
    assertThat(snapshot.stateVector()).isEqualTo(StateVector.of(Map.of(1L, 5, 7L, 2)));
    assertThat(snapshot.deleteSet().contains(1, 0, 1)).isTrue();
    assertThat(snapshot.encode()).isEqualTo(HEX.parseHex("0101010001" + "0207020105"));
    assertThat(Snapshot.EMPTY.encode()).isEqualTo(new byte[2]);
    assertThat(VectorsTest.vectors("known"))
        .allSatisfy(vector -> {
          var bytes = vector.inputs().getLast();
          assertThat(Snapshot.decode(bytes).encode()).isEqualTo(bytes);
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "00", "0001", "000000", "01010100"})
  void whatIsNoSnapshotIsMalformed(String hex) {
    assertThatThrownBy(() -> Snapshot.decode(HEX.parseHex(hex))).isInstanceOf(MalformedUpdate.class);
  }
}
