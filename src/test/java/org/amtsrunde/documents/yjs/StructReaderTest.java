package org.amtsrunde.documents.yjs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads updates that yjs 13.6.33 wrote, and refuses what it would not have written. */
class StructReaderTest {
  private static final HexFormat HEX = HexFormat.of();

  private static byte[] bytes(String hex) {
    return HEX.parseHex(hex.replace(" ", ""));
  }

  /** All structs in words: {@code client:clock+length kind <origin >right parent.key content}. */
  private static List<String> words(String hex) {
    var in = new StructReader(bytes(hex));
    var words = new ArrayList<String>();
    while (in.next()) {
      var line = new StringBuilder();
      line.append(in.client).append(':').append(in.clock).append('+').append(in.length).append(' ').append(in.kind);
      if (in.originClient != StructReader.NONE) {
        line.append(" <").append(in.originClient).append(':').append(in.originClock);
      }
      if (in.rightClient != StructReader.NONE) {
        line.append(" >").append(in.rightClient).append(':').append(in.rightClock);
      }
      if (in.parentClient != StructReader.NONE) {
        line.append(" ^").append(in.parentClient).append(':').append(in.parentClock);
      }
      if (in.rootName() != null) {
        line.append(' ').append(in.rootName());
      }
      if (in.subKey() != null) {
        line.append('.').append(in.subKey());
      }
      if (in.kind == StructReader.STRING) {
        line.append(' ').append(new String(in.bytes, in.payloadAt, in.end - in.payloadAt, UTF_8));
        assertThat(in.content().varString()).hasSize(in.length);
      }
      if (in.kind == StructReader.TYPE) {
        line.append(' ').append(in.typeRef);
      }
      words.add(line.toString());
    }
    assertThat(in.ordered).isTrue();
    in.deletes();
    return words;
  }

  @Test
  void readsWhatYjsWrote() {
    assertThat(words("010101000401017402686900")).containsExactly("1:0+2 4 t hi");
    assertThat(words("010301000401017401618101000184010101630101010101"))
        .containsExactly("1:0+1 4 t a", "1:1+1 1 <1:0", "1:2+1 4 <1:1 c");
    assertThat(words("0101010003010161010900")).containsExactly("1:0+1 3 a");
    assertThat(words("0104010006010174016204747275658401000261628601020162046e756c6c850103097b22696d67223a317d00"))
        .containsExactly("1:0+1 6 t", "1:1+2 4 <1:0 ab", "1:3+1 6 <1:2", "1:4+1 5 <1:3");
    assertThat(words("010401000701017803017007000100060400010101712800010001610177013100"))
        .containsExactly("1:0+1 7 x 3", "1:1+1 7 ^1:0 6", "1:2+1 4 ^1:1 q", "1:3+1 8 ^1:0.a");
    assertThat(words("010201002101016d016b0100020101010003")).containsExactly("1:0+1 1 m.k", "1:1+2 0");
    assertThat(words("010301000401017401610a01440101016300"))
        .containsExactly("1:0+1 4 t a", "1:1+1 10", "1:2+1 4 >1:1 c");
    assertThat(words("010101002901016d01640167760000")).containsExactly("1:0+1 9 m.d");
    assertThat(
            words(
                "010101002801016d016b01750c7d017d417c4f0000007c3fc000007b3fb999999999999a787e7f77017876"
                    + "0101617d01740201027a000000000000000a00"))
        .containsExactly("1:0+1 8 m.k");
  }

  @Test
  void placesPointIntoTheUpdate() {
    var in = new StructReader(bytes("01 02 01 00 08 01 01 61 02 7d05 7e 84 01 01 03 61c3a4 00"));
    assertThat(in.next()).isTrue();
    assertThat(in.length).isEqualTo(2);
    assertThat(in.structAt).isEqualTo(4);
    assertThat(in.contentAt).isEqualTo(8);
    assertThat(in.payloadAt).isEqualTo(9);
    assertThat(in.end).isEqualTo(12);
    var content = in.content();
    assertThat(content.count()).isEqualTo(2);
    assertThat(Any.read(content)).isEqualTo(5L);
    assertThat(Any.read(content)).isNull();
    assertThat(content.hasMore()).isFalse();
    assertThat(in.next()).isTrue();
    assertThat(in.clock).isEqualTo(2);
    assertThat(in.clockEnd()).isEqualTo(4);
    assertThat(in.groupAt).isEqualTo(1);
    assertThat(in.next()).isFalse();
    assertThat(in.client).isEqualTo(1);
    assertThat(in.deletes().isEmpty()).isTrue();
  }

  @Test
  void clientsMayComeInAnyOrder() {
    var in = new StructReader(bytes("03 01 05 00 0001 00 07 00 01 05 01 0001 00"));
    assertThat(in.next()).isTrue();
    assertThat(in.ordered).isTrue();
    assertThat(in.next()).isTrue();
    assertThat(in.client).isEqualTo(5);
    assertThat(in.ordered).isFalse();
    assertThat(in.deletes().isEmpty()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "'', no bytes",
    "01, nothing behind the count",
    "00, no delete set",
    "0000 00, something behind",
    "01 05 01 00 0001 00, more structs promised than there are",
    "01 ffffffffffffff0f 01 00 0001 00, far more",
    "ffffffffffffff0f 01 01 00 0001 00, far more clients",
    "01 01 01 00 0000 00, empty gc",
    "01 01 01 00 0a00 00, empty skip",
    "01 01 01 00 01 01 0174 00 00, empty deletion",
    "01 01 01 00 02 01 0174 00 00, empty JSON",
    "01 01 01 00 04 01 0174 00 00, empty text",
    "01 01 01 00 08 01 0174 00 00, empty list",
    "01 01 01 00 8001 00, gc with an origin",
    "01 01 01 00 2a01 00, skip with a key",
    "01 01 01 00 0b 01 0174 01 00, unknown content 11",
    "01 01 01 00 1f 01 0174 01 00, unknown content 31",
    "01 01 01 00 07 01 0174 07 00, unknown type 7",
    "01 01 01 00 07 01 0174 ffffffffffffff0f 00, unknown type",
    "01 01 01 00 04 02 0174 0161 00, unknown kind of parent",
    "01 01 01 00 04 01 0174 02c328 00, no UTF-8",
    "01 01 01 00 04 01 01ff 0161 00, no UTF-8 in a name",
    "01 01 01 00 05 01 0174 017b 00, no JSON in an embed",
    "01 01 01 00 06 01 0174 0162 0174 00, no JSON in a mark",
    "01 01 01 00 02 01 0174 01 0178 00, no JSON in a list",
    "01 01 01 00 08 01 0174 01 73 00, no value",
    "01 01 01 00 09 01 0174 0167 7e 00, document without options",
    "01 01 01 00 84 0100 0161 00, own origin",
    "01 01 01 03 84 0104 0161 00, origin of its future",
    "01 01 01 03 44 0103 0161 00, own neighbour",
    "01 01 01 03 04 00 0103 0161 00, own parent",
    "01 01 01 ffffffff07 0001 00, clock beyond the last",
    "01 01 01 8080808008 0001 00, first clock beyond the last",
    "01 02 01 00 00 ffffffff07 0001 00, clocks beyond the last together",
    "01 01 01 00 0001 01 01 01 00 00, empty deletion",
    "01 01 01 00 0001 01 01 01 ffffffff07 01, deletion beyond the last clock"
  })
  void refusesTheRest(String hex, String why) {
    assertThatThrownBy(() -> Updates.check(bytes(hex))).as(why).isInstanceOf(MalformedUpdate.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "01 01 01 00 02 01 0174 02 0131 09 756e646566696e6564 00",
        "01 01 01 00 00 ffffffff07 00",
        "01 01 01 03 84 0102 0161 00",
        "01 01 01 03 84 0209 0161 00",
        "01 01 ffffffffffffff0f 00 0001 00",
        "01 01 01 00 09 01 0174 0167 7600 00"
      })
  void acceptsTheEdges(String hex) {
    Updates.check(bytes(hex));
    assertThat(Updates.diff(bytes(hex), StateVector.EMPTY)).isEqualTo(bytes(hex));
  }
}
