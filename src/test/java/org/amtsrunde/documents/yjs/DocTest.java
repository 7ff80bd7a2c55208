package org.amtsrunde.documents.yjs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The integrating document by itself; against the original it is held by the cross-check with Node. */
class DocTest {
  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text);
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  /** Updates that Yjs 13.6 has made by client 1, and what it reads in them. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "010101000401017402686900 | t | TEXT | [{\"insert\":\"hi\"}]",
        "010301000401017401618101000184010101630101010101 | t | TEXT | [{\"insert\":\"ac\"}]",
        "0101010003010161010900 | a | ARRAY | [{\"0\":9}]",
        "0104010006010174016204747275658401000261628601020162046e756c6c850103097b22696d67223a317d00 | t | TEXT |"
            + " [{\"insert\":\"ab\",\"attributes\":{\"b\":true}},{\"insert\":{\"img\":1}}]",
        "010401000701017803017007000100060400010101712800010001610177013100 | x | XML |"
            + " {\"children\":[{\"name\":\"p\",\"attributes\":{\"a\":\"1\"},\"children\":[{\"delta\":[{\"insert\":\"q\"}]}]}]}",
        "010201002101016d016b0100020101010003 | m | MAP | {}",
        "010101002901016d01640167760000 | m | MAP | {\"d\":{}}",
      })
  void readsAndWritesWhatYjsWrites(String update, String root, Doc.Kind kind, String json) {
    var doc = Doc.of(hex(update));
    assertThat(hex(doc.encode())).isEqualTo(update);
    assertThat(doc.json(root, kind)).isEqualTo(json);
    assertThat(doc.apply(hex(update))).as("the same again").isFalse();
    assertThat(hex(doc.encode())).isEqualTo(update);
  }

  @Test
  void readsEveryKindOfValue() {
    var doc =
        Doc.of(
            hex(
                "010101002801016d016b01750c7d017d417c4f0000007c3fc000007b3fb999999999999a787e7f770178760101617d01740201"
                    + "027a000000000000000a00"));
    var list = (List<?>) doc.map("m").get("k");
    assertThat(list.subList(0, 6)).isEqualTo(Arrays.asList(1L, -1L, 1L << 31, 1.5, 0.1, true));
    assertThat(list.get(6)).isNull();
    assertThat(Any.isUndefined(list.get(7))).isTrue();
    assertThat(list.subList(8, 10)).isEqualTo(List.of("x", Map.of("a", 1L)));
    assertThat((byte[]) list.get(10)).containsExactly(1, 2);
    assertThat(list.get(11)).isEqualTo(java.math.BigInteger.TEN);
  }

  @Test
  void whatComesTooEarlyWaitsAndIsNotLost() {
    var doc = new Doc();
    var a = doc.edit(1, edit -> edit.insertText("t", 0, "a"));
    var b = doc.edit(1, edit -> edit.insertText("t", 1, "b"));
    var c = doc.edit(1, edit -> edit.insertText("t", 2, "c"));
    var d = doc.edit(2, edit -> edit.delete("t", 2, 1));
    var other = new Doc();
    assertThat(other.apply(c)).isFalse();
    assertThat(other.apply(d)).isFalse();
    assertThat(other.hasPending()).isTrue();
    var saved = Doc.of(other.encode());
    for (var replica : List.of(other, saved)) {
      assertThat(replica.apply(a)).isTrue();
      assertThat(replica.text("t")).isEqualTo("a");
      assertThat(replica.apply(b)).isTrue();
      assertThat(replica.text("t")).isEqualTo("ab");
      assertThat(replica.hasPending()).isFalse();
      assertThat(replica.encode()).isEqualTo(doc.encode());
    }
  }

  @Test
  void aCharacterThatIsCutBecomesTwoReplacements() {
    var doc = new Doc();
    doc.edit(1, edit -> edit.insertText("t", 0, "x😀y"));
    doc.edit(2, edit -> edit.insertText("t", 2, "-"));
    assertThat(doc.text("t")).isEqualTo("x\ufffd-\ufffdy");
    assertThat(Doc.of(doc.encode()).text("t")).isEqualTo("x\ufffd-\ufffdy");
  }

  @Test
  void halfACharacterIsToldAsAReplacement() {
    var doc = new Doc();
    doc.edit(1, edit -> edit.insertText("t", 0, "x😀y"));
    var known = StateVector.of(Map.of(1L, 2));
    assertThat(hex(doc.encode(known))).isEqualTo("01010102840101" + "04efbfbd79" + "00");
  }

  @Test
  void damagedBytesChangeNothing() {
    var doc = new Doc();
    doc.edit(1, edit -> edit.insertText("t", 0, "Guten Tag"));
    var before = doc.encode();
    var update = new Doc().edit(9, edit -> edit.insertText("t", 0, "mehr"));
    for (int length = 0; length < update.length; length++) {
      var cut = Arrays.copyOf(update, length);
      assertThatThrownBy(() -> doc.apply(cut)).isInstanceOf(MalformedUpdate.class);
    }
    assertThatThrownBy(() -> doc.apply(hex("02010100040101740161010100040101740162" + "00")))
        .isInstanceOf(MalformedUpdate.class);
    assertThat(doc.encode()).isEqualTo(before);
  }

  @Test
  void treesAndValuesOfTheServerAreReadAsTheyWereGiven() {
    var tree =
        List.<XmlNode>of(
            new XmlNode.Element(
                "heading",
                Map.of("level", 2L),
                List.of(
                    new XmlNode.Text(
                        List.of(
                            Delta.text("Ein "), new Delta("Wort", Map.of("bold", Map.of())), Delta.text(" dazu"))))),
            new XmlNode.Element("paragraph", Map.of(), List.of()));
    var doc = new Doc();
    var update =
        doc.edit(
            7,
            edit -> {
              edit.insertXml("default", 0, tree);
              edit.set("meta", "week", 3);
              edit.insertValues("list", 0, List.of("a", 2L, true));
              edit.delete("list", 1, 1);
            });
    var other = Doc.of(update);
    assertThat(other.xml("default")).isEqualTo(tree);
    assertThat(other.map("meta")).isEqualTo(Map.of("week", 3L));
    assertThat(other.list("list")).isEqualTo(List.of("a", true));
    assertThat(other.encode()).isEqualTo(doc.encode());
    other.apply(
        doc.edit(
            7,
            edit -> {
              edit.set("meta", "week", 4);
              edit.delete("default", 0, 1);
            }));
    assertThat(other.map("meta")).isEqualTo(Map.of("week", 4L));
    assertThat(other.xml("default")).hasSize(1);
    assertThat(doc.edit(7, edit -> {})).isEqualTo(new byte[2]);
  }

  @Test
  void aPlaceMovesAlongWithWhatStandsThere() {
    var doc = new Doc();
    doc.edit(1, edit -> edit.insertText("t", 0, "Guten Tag"));
    var word = doc.position("t", 6, 0);
    var behind = doc.position("t", 6, -1);
    var end = doc.position("t", 9, 0);
    assertThat(RelativePosition.decode(word.encode())).isEqualTo(word);
    doc.edit(2, edit -> edit.insertText("t", 6, "schönen "));
    assertThat(doc.index(word)).hasValue(14);
    assertThat(doc.index(behind)).hasValue(6);
    assertThat(doc.index(end)).hasValue(17);
    doc.edit(2, edit -> edit.delete("t", 0, 17));
    assertThat(doc.index(word)).hasValue(0);
    assertThat(doc.index(new RelativePosition(new RelativePosition.Item(3, 0), 0))).isEmpty();
  }

  /** Random writers who see each other late; every order of the same updates leads to the same document. */
  @Test
  void allOrdersLeadToTheSameDocument() {
    long seed = new Random().nextLong();
    var random = new Random(seed);
    for (int round = 0; round < 60; round++) {
      var writers = List.of(new Doc(), new Doc(), new Doc());
      var updates = new ArrayList<byte[]>();
      for (int step = 0; step < 80; step++) {
        int who = random.nextInt(writers.size());
        updates.add(writers.get(who).edit(1L << (20 + who * 12), edit -> anything(edit, writers.get(who), random)));
        if (random.nextInt(3) == 0) {
          writers.get(random.nextInt(writers.size())).apply(updates.get(random.nextInt(updates.size())));
        }
      }
      byte[] expected = null;
      for (int order = 0; order < 4; order++) {
        Collections.shuffle(updates, random);
        var doc = new Doc();
        updates.forEach(doc::apply);
        updates.forEach(update -> assertThat(doc.apply(update)).isFalse());
        assertThat(doc.hasPending()).as("seed %d", seed).isFalse();
        var json = (doc.json("t", Doc.Kind.TEXT) + doc.json("m", Doc.Kind.MAP) + doc.stateVector() + doc.deleteSet());
        expected = expected == null ? json.getBytes() : expected;
        assertThat(json).as("seed %d", seed).isEqualTo(new String(expected));
        assertThat(Doc.of(doc.encode()).encode()).as("seed %d", seed).isEqualTo(doc.encode());
      }
    }
  }

  private static void anything(Edit edit, Doc doc, Random random) {
    int length = doc.text("t").length();
    switch (random.nextInt(4)) {
      case 0, 1 ->
          edit.insertText("t", random.nextInt(length + 1), List.of("a", "bc", "déf", "zz").get(random.nextInt(4)));
      case 2 -> {
        if (length > 0) {
          int at = random.nextInt(length);
          edit.delete("t", at, 1 + random.nextInt(length - at));
        }
      }
      default -> edit.set("m", "k" + random.nextInt(3), random.nextInt(100));
    }
  }
}
