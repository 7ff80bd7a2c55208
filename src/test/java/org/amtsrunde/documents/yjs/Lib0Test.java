package org.amtsrunde.documents.yjs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The bytes below everything else, against what lib0 writes. */
class Lib0Test {
  private static final HexFormat HEX = HexFormat.of();

  private static Lib0Reader reader(String hex) {
    return new Lib0Reader(HEX.parseHex(hex));
  }

  private static String any(@Nullable Object value) {
    var out = new Lib0Writer();
    Any.write(out, value);
    return HEX.formatHex(out.toBytes());
  }

  @ParameterizedTest
  @CsvSource({
    "0, 00",
    "127, 7f",
    "128, 8001",
    "16383, ff7f",
    "16384, 808001",
    "2147483647, ffffffff07",
    "4294967295, ffffffff0f",
    "9007199254740991, ffffffffffffff0f"
  })
  void numbersWithoutSign(long value, String hex) {
    assertThat(HEX.formatHex(new Lib0Writer().varUint(value).toBytes())).isEqualTo(hex);
    var in = reader(hex);
    assertThat(in.varUint()).isEqualTo(value);
    assertThat(in.hasMore()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "0, 00",
    "-1, 41",
    "63, 3f",
    "64, 8001",
    "-64, c001",
    "8191, bf7f",
    "8192, 808001",
    "-8192, c08001",
    "2147483647, bfffffff0f",
    "-2147483648, c080808010",
    "9007199254740991, bfffffffffffff1f"
  })
  void numbersWithSign(long value, String hex) {
    assertThat(HEX.formatHex(new Lib0Writer().varInt(value).toBytes())).isEqualTo(hex);
    var in = reader(hex);
    assertThat(in.varInt()).isEqualTo(value);
    assertThat(in.hasMore()).isFalse();
  }

  @Test
  void negativeZeroIsZero() {
    assertThat(reader("40").varInt()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "80", "ffffffffffffff10", "ffffffffffffffff7f", "8080808080808080808001"})
  void aNumberThatEndsTooEarlyOrIsTooGreatIsMalformed(String hex) {
    assertThatThrownBy(() -> reader(hex).varUint()).isInstanceOf(MalformedUpdate.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "80", "8080808080808020", "bfffffffffffffffff7f"})
  void soIsOneWithSign(String hex) {
    assertThatThrownBy(() -> reader(hex).varInt()).isInstanceOf(MalformedUpdate.class);
  }

  @Test
  void clocksEndBefore2To31() {
    assertThat(reader("ffffffff07").varUint31()).isEqualTo(Integer.MAX_VALUE);
    assertThatThrownBy(() -> reader("8080808008").varUint31()).isInstanceOf(MalformedUpdate.class);
  }

  @Test
  void nothingIsReadBeyondTheEnd() {
    var in = new Lib0Reader(HEX.parseHex("0102036162636465"), 2, 4);
    assertThat(in.varString()).isEqualTo("abc");
    assertThat(in.hasMore()).isFalse();
    assertThatThrownBy(in::u8).isInstanceOf(MalformedUpdate.class);
    assertThatThrownBy(() -> new Lib0Reader(HEX.parseHex("0561626364"), 0, 5).varString())
        .isInstanceOf(MalformedUpdate.class);
    assertThatThrownBy(() -> reader("ffffffff0f00").varBytes()).isInstanceOf(MalformedUpdate.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "ä", "€", "😀", "\uFEFFa", "\u0000", "\u07FF\u0800\uFFFF", "👩‍💻 zu zweit"})
  void textsComeBack(String text) {
    var bytes = new Lib0Writer().varString(text).toBytes();
    assertThat(bytes).isEqualTo(new Lib0Writer().varBytes(text.getBytes(UTF_8)).toBytes());
    assertThat(new Lib0Reader(bytes).varString()).isEqualTo(text);
    assertThat(new Lib0Reader(bytes).skipVarString()).isEqualTo(text.length());
  }

  @Test
  void halfAPairBecomesTheReplacement() {
    assertThat(HEX.formatHex(Utf8.encode("\ud83d"))).isEqualTo("efbfbd");
    assertThat(HEX.formatHex(Utf8.encode("a\ude00"))).isEqualTo("61efbfbd");
    assertThat(HEX.formatHex(Utf8.encode("\ud83d\ud83d\ude00"))).isEqualTo("efbfbdf09f9880");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "80",
        "c080",
        "c1bf",
        "c3",
        "c328",
        "e28228",
        "e0809f",
        "eda080",
        "edbfbf",
        "f0808080",
        "f09f98",
        "f4908080",
        "f5808080",
        "ff",
        "fe"
      })
  void whatIsNotUtf8IsMalformed(String hex) {
    var bytes = new Lib0Writer().varBytes(HEX.parseHex(hex)).toBytes();
    assertThatThrownBy(() -> new Lib0Reader(bytes).varString()).isInstanceOf(MalformedUpdate.class);
    assertThatThrownBy(() -> new Lib0Reader(bytes).skipVarString()).isInstanceOf(MalformedUpdate.class);
  }

  @Test
  void valuesOfJavaScriptComeBack() {
    var map = new LinkedHashMap<String, @Nullable Object>();
    map.put("z", 1L);
    map.put("a", null);
    var values = new ArrayList<@Nullable Object>();
    values.addAll(Arrays.asList(null, true, false, 0L, -1L, 63L, 64L, (1L << 31) - 1, -(1L << 31), 1L << 31, 1L << 52));
    values.addAll(List.of(1.5, 0.1, -0.0, Double.POSITIVE_INFINITY, BigInteger.valueOf(Long.MIN_VALUE), "ä😀", ""));
    values.addAll(List.of(Any.undefined(), map, List.of(List.of(), map), List.of("a", 2L)));
    var out = new Lib0Writer();
    Any.write(out, values);
    assertThat(Any.read(new Lib0Reader(out.toBytes()))).isEqualTo(values);
    var skipped = new Lib0Reader(out.toBytes());
    skipped.skipAny();
    assertThat(skipped.hasMore()).isFalse();
    assertThat(any(Any.read(reader("760201627d0101617e")))).as("keys keep their order").isEqualTo("760201627d0101617e");
  }

  @Test
  void valuesLookAsLib0WritesThem() {
    assertThat(any(1L)).isEqualTo("7d01");
    assertThat(any(-1L)).isEqualTo("7d41");
    assertThat(any(1L << 31)).isEqualTo("7c4f000000");
    assertThat(any(1.5)).isEqualTo("7c3fc00000");
    assertThat(any(0.1)).isEqualTo("7b3fb999999999999a");
    assertThat(any(BigInteger.TEN)).isEqualTo("7a000000000000000a");
    assertThat(any(new byte[] {1, 2})).isEqualTo("74020102");
    assertThat(any(Any.undefined())).isEqualTo("7f");
    assertThatThrownBy(() -> any(new Object())).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whatIsNestedTooDeeplyIsMalformed() {
    assertThat(Any.read(reader("7501".repeat(64) + "7e"))).isInstanceOf(List.class);
    assertThatThrownBy(() -> Any.read(reader("7501".repeat(65) + "7e"))).isInstanceOf(MalformedUpdate.class);
    var deep = reader("7501".repeat(500_000) + "7e");
    assertThatThrownBy(deep::skipAny).isInstanceOf(MalformedUpdate.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"00", "73", "80", "75ffffffff0f", "7601", "760101610000", "7b0000", "74056162", "7702ff00"})
  void whatIsNoValueIsMalformed(String hex) {
    assertThatThrownBy(
            () -> {
              var in = reader(hex);
              Any.read(in);
              in.u8();
              in.u8();
            })
        .isInstanceOf(MalformedUpdate.class);
  }

  @Test
  void stateVectorsAndDeleteSetsAreWrittenFromTheGreatestClient() {
    var vector = StateVector.decode(HEX.parseHex("03010507020305"));
    assertThat(vector.toMap()).isEqualTo(Map.of(1L, 5, 7L, 2, 3L, 5));
    assertThat(HEX.formatHex(vector.encode())).isEqualTo("03070203050105");
    var deletes = DeleteSet.read(reader("02" + "0103" + "0502" + "0003" + "0301" + "0201" + "0101"));
    assertThat(HEX.formatHex(deletes.encode())).isEqualTo("02" + "0201" + "0101" + "0102" + "0004" + "0502");
    assertThat(deletes.contains(1, 0, 4)).isTrue();
    assertThat(deletes.contains(1, 3, 2)).isFalse();
    assertThat(deletes.covers(DeleteSet.read(reader("0101010502")))).isTrue();
    assertThat(deletes.covers(DeleteSet.read(reader("0101010503")))).isFalse();
  }
}
