package org.amtsrunde.documents.yjs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class UpdatesTest {
  private static final HexFormat HEX = HexFormat.of();

  private static byte[] bytes(String hex) {
    return HEX.parseHex(hex.replace(" ", ""));
  }

  private static String merge(String... updates) {
    var list = new ArrayList<byte[]>();
    for (var update : updates) {
      list.add(bytes(update));
    }
    return HEX.formatHex(Updates.merge(list));
  }

  private static String hex(String spaced) {
    return spaced.replace(" ", "");
  }

  /** Text of client 1 in the root {@code t}, from a clock on. */
  private static String text(int clock, String ascii) {
    var out = new Lib0Writer().u8(1).u8(1).u8(1).varUint(clock);
    if (clock == 0) {
      out.u8(4).u8(1).varString("t");
    } else {
      out.u8(0x84).varUint(1).varUint(clock - 1);
    }
    return HEX.formatHex(out.varString(ascii).u8(0).toBytes());
  }

  /** Clocks that an update has structs for, gaps left out, as client → ranges; a delete set is good at that. */
  private static DeleteSet coverage(byte[] update) {
    var in = new StructReader(update);
    var builder = new DeleteSet.Builder();
    while (in.next()) {
      if (in.kind != StructReader.SKIP) {
        builder.add(in.client, in.clock, in.length);
      }
    }
    return builder.build();
  }

  @Test
  void anUpdateIsWholeWhereEverythingItStandsOnIsKnownOrInIt() {
    var anna = new Doc();
    var first = anna.edit(1, edit -> edit.insertText("t", 0, "eins "));
    var bela = Doc.of(first);
    var second = bela.edit(2, edit -> edit.insertText("t", 5, "zwei "));
    var third = bela.edit(2, edit -> edit.insertText("t", 10, "drei "));
    var behind = Doc.of(bela.encode()).edit(3, edit -> edit.insertText("t", 15, "vier "));
    var deletion = bela.edit(2, edit -> edit.delete("t", 5, 5));
    var all = bela.stateVector();
    assertThat(Updates.isWhole(first, client -> 0)).isTrue();
    assertThat(Updates.isWhole(second, client -> 0)).as("follows another client").isFalse();
    assertThat(Updates.isWhole(second, anna.stateVector()::clock)).isTrue();
    assertThat(Updates.isWhole(third, anna.stateVector()::clock)).as("a gap").isFalse();
    assertThat(Updates.isWhole(Updates.merge(List.of(second, third)), anna.stateVector()::clock)).isTrue();
    assertThat(Updates.isWhole(Updates.merge(List.of(first, third)), client -> 0)).as("a gap within").isFalse();
    assertThat(Updates.isWhole(behind, anna.stateVector()::clock)).isFalse();
    assertThat(Updates.isWhole(behind, all::clock)).isTrue();
    assertThat(Updates.isWhole(deletion, anna.stateVector()::clock)).as("deletes what is not there").isFalse();
    assertThat(Updates.isWhole(deletion, all::clock)).isTrue();
    assertThat(Updates.isWhole(bela.encode(), client -> 0)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0000",
        "010101000401017402686900",
        "010301000401017401618101000184010101630101010101",
        "010101002801016d016b01750c7d017d417c4f0000007c3fc000007b3fb999999999999a787e7f770178760101617d01740201027a000000000000000a00",
        "0101010003010161010900",
        "010101002901016d01640167760000",
        "0104010006010174016204747275658401000261628601020162046e756c6c850103097b22696d67223a317d00",
        "010401000701017803017007000100060400010101712800010001610177013100",
        "010201002101016d016b0100020101010003",
        "010301000401017401610a01440101016300"
      })
  void goldenUpdatesComeBackAsTheyWere(String hex) {
    Updates.check(bytes(hex));
    assertThat(HEX.formatHex(Updates.diff(bytes(hex), StateVector.EMPTY))).isEqualTo(hex);
    assertThat(merge(hex, "0000")).isEqualTo(hex);
    assertThat(merge(hex, hex)).isEqualTo(hex);
  }

  @Test
  void nothingMergesToTheEmptyUpdateAndOneToItself() {
    assertThat(merge()).isEqualTo("0000");
    var one = bytes("ff");
    assertThat(Updates.merge(List.of(one))).isSameAs(one);
  }

  @Test
  void aGapBecomesASkipAndIsFilledLater() {
    var gap = merge(text(0, "ab"), text(5, "f"));
    assertThat(gap).isEqualTo(hex("01 03 01 00 04 01 0174 026162 0a03 84 0104 0166 00"));
    assertThat(Updates.stateVector(bytes(gap)).toMap()).isEqualTo(Map.of(1L, 2));
    assertThat(Updates.meta(bytes(gap))).isEqualTo(new UpdateMeta(Map.of(1L, 0), Map.of(1L, 6)));
    assertThat(Updates.structCount(bytes(gap))).isEqualTo(2);
    var filled = merge(gap, text(2, "cde"));
    assertThat(filled).isEqualTo(hex("01 03 01 00 04 01 0174 026162 84 0101 03636465 84 0104 0166 00"));
    assertThat(Updates.stateVector(bytes(filled)).toMap()).isEqualTo(Map.of(1L, 6));
    assertThat(merge(gap, text(3, "d"))).contains("0a01").isEqualTo(merge(text(3, "d"), gap));
  }

  @Test
  void whatOverlapsIsCut() {
    assertThat(merge(text(0, "abc"), text(0, "abcdef")))
        .isEqualTo(hex("01 02 01 00 04 01 0174 03616263 84 0102 03646566 00"));
    assertThat(merge(text(0, "abcdef"), text(0, "abc"))).as("the first of two").isEqualTo(text(0, "abcdef"));
    assertThat(merge(text(0, "abc"), text(2, "cd"), text(1, "b"))).isEqualTo(merge(text(0, "abc"), text(3, "d")));
  }

  @Test
  void aCutThroughAPairLeavesTheReplacement() {
    assertThat(HEX.formatHex(Updates.diff(bytes("010101000401017405f09f98806100"), StateVector.of(Map.of(1L, 1)))))
        .isEqualTo(hex("01 01 01 01 84 0100 04efbfbd61 00"));
  }

  /** Behind an origin the mark of a map key says nothing; a document writes it, a merge does not. */
  @Test
  void theMarkOfAKeyIsForgottenBehindAnOrigin() {
    assertThat(merge("01 01 01 01 a8 0100 01 7e 00", "0000")).isEqualTo(hex("01 01 01 01 88 0100 01 7e 00"));
  }

  @Test
  void theGreatestClientComesFirstWhateverTheOrder() {
    var five = "01 01 05 00 0001 00";
    var seven = "01 01 07 00 0002 00";
    var great = "01 01 ffffffffffffff0f 00 0002 00";
    var all = hex("03 01 ffffffffffffff0f 00 0002 01 07 00 0002 01 05 00 0001 00");
    assertThat(merge(five, seven, great)).isEqualTo(all);
    assertThat(merge(great, seven, five)).isEqualTo(all);
    assertThat(merge("03 01 05 00 0001 01 ffffffffffffff0f 00 0002 01 07 00 0002 00", "0000")).isEqualTo(all);
  }

  @Test
  void aClientThatIsNamedTwiceLosesNothing() {
    var twice = "03 01 01 03 84 0102 0164 01 02 00 0001 01 01 00 04 01 0174 03616263 01 02 01 0001";
    assertThat(merge(twice, "0000"))
        .isEqualTo(hex("02 01 02 00 0001 02 01 00 04 01 0174 03616263 84 0102 0164 01 02 01 0001"));
    assertThat(Updates.stateVector(bytes(twice)).toMap()).isEqualTo(Map.of(1L, 3, 2L, 1));
    assertThat(Updates.meta(bytes(twice)).to()).isEqualTo(Map.of(1L, 4, 2L, 1));
    var often = new StringBuilder("41");
    for (int i = 0; i < 65; i++) {
      often.append("0101000001");
    }
    assertThatThrownBy(() -> merge(often + "00", "0000")).isInstanceOf(MalformedUpdate.class);
  }

  @Test
  void whatIsCollectedWinsAndGrows() {
    var gc = "01 01 01 00 0002 00";
    assertThat(merge(gc, text(0, "abc"))).isEqualTo(hex("01 02 01 00 0002 84 0101 0163 00"));
    assertThat(merge(text(0, "abc"), gc)).isEqualTo(merge(gc, text(0, "abc")));
    assertThat(merge(gc, "01 01 01 01 0003 00")).isEqualTo(hex("01 01 01 00 0004 00"));
  }

  @Test
  void deletionsAreJoined() {
    assertThat(merge("00 01 01 02 0002 0501", "00 02 07 01 0001 01 01 0203"))
        .isEqualTo(hex("00 02 07 01 0001 01 01 0006"));
    assertThat(Updates.deleteSet(bytes("00 01 01 02 0002 0201")).contains(1, 0, 3)).isTrue();
  }

  @Test
  void aDiffStartsWithinAStructAndKeepsAllDeletions() {
    var update = bytes(merge(text(0, "abc"), text(5, "f"), "00 01 01 01 0001"));
    var from2 = Updates.diff(update, StateVector.of(Map.of(1L, 2)));
    assertThat(HEX.formatHex(from2)).isEqualTo(hex("01 03 01 02 84 0101 0163 0a02 84 0104 0166 01 01 01 0001"));
    assertThat(HEX.formatHex(Updates.diff(update, StateVector.of(Map.of(1L, 4)))))
        .isEqualTo(hex("01 01 01 05 84 0104 0166 01 01 01 0001"));
    assertThat(HEX.formatHex(Updates.diff(update, StateVector.of(Map.of(1L, 6))))).isEqualTo(hex("00 01 01 01 0001"));
  }

  @Test
  void knownIsWhatBringsNeitherStructNorDeletion() {
    var update = bytes("01 01 01 00 04 01 0174 03616263 01 01 01 0102");
    var vector = StateVector.of(Map.of(1L, 3));
    var deleted = Updates.deleteSet(update);
    assertThat(Updates.isKnown(update, vector, deleted)).isTrue();
    assertThat(Updates.isKnown(update, StateVector.of(Map.of(1L, 2)), deleted)).isFalse();
    assertThat(Updates.isKnown(update, vector, DeleteSet.EMPTY)).isFalse();
    assertThat(new Snapshot(vector, deleted).contains(update)).isTrue();
    assertThatThrownBy(() -> Updates.isKnown(bytes("01 01 01 00 0001"), vector, deleted))
        .isInstanceOf(MalformedUpdate.class);
  }

  static List<VectorsTest.Vector> merges() {
    return VectorsTest.vectors("merge");
  }

  /** However updates are grouped and ordered, the merge has the same clocks and deletions, and merging it again adds nothing. */
  @ParameterizedTest(name = "{index}")
  @MethodSource("merges")
  void mergingIsAUnion(VectorsTest.Vector vector) {
    var all = vector.inputs();
    var merged = Updates.merge(all);
    Updates.check(merged);
    var clocks = DeleteSet.merge(all.stream().map(UpdatesTest::coverage).toList());
    var deletes = DeleteSet.merge(all.stream().map(Updates::deleteSet).toList());
    var left = all.getFirst();
    for (var update : all.subList(1, all.size())) {
      left = Updates.merge(List.of(left, update));
    }
    for (var one : List.of(merged, Updates.merge(all.reversed()), left, Updates.merge(List.of(left, merged)))) {
      assertThat(coverage(one)).isEqualTo(clocks);
      assertThat(Updates.deleteSet(one)).isEqualTo(deletes);
    }
    assertThat(Updates.merge(List.of(merged, merged))).isEqualTo(Updates.merge(List.of(merged, bytes("0000"))));
    assertThat(Updates.isKnown(merged, whole(merged), deletes)).isTrue();
    assertThat(Updates.diff(merged, whole(merged))).isEqualTo(bytes("00" + HEX.formatHex(deletes.encode())));
  }

  private static StateVector whole(byte[] update) {
    return StateVector.of(new TreeMap<>(Updates.meta(update).to()));
  }
}
