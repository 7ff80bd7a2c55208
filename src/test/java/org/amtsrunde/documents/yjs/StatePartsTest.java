package org.amtsrunde.documents.yjs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A state in parts is the state. */
class StatePartsTest {
  private static final int MOST = 300;

  /** Applies parts in order; nothing may ever wait. */
  private static Doc joined(Doc into, List<byte[]> parts) {
    for (var part : parts) {
      into.apply(part);
      assertThat(into.hasPending()).isFalse();
    }
    return into;
  }

  private static void same(Doc got, Doc expected) {
    assertThat(got.stateVector()).isEqualTo(expected.stateVector());
    assertThat(got.deleteSet()).isEqualTo(expected.deleteSet());
    for (var root : expected.roots()) {
      var kind = expected.kind(root);
      assertThat(got.json(root, kind)).isEqualTo(expected.json(root, kind));
    }
    assertThat(got.encode()).isEqualTo(expected.encode());
  }

  private static void check(Doc doc, int most) {
    var parts = StateParts.of(doc, StateVector.EMPTY, most);
    same(joined(new Doc(), parts), Doc.of(doc.encode()));
    for (var part : parts.subList(0, parts.size() - 1)) {
      assertThat(part.length).isLessThan(2 * most + 300);
    }
  }

  @Test
  void randomDocumentsOfSeveralWriters() {
    long seed = new Random().nextLong();
    System.out.println("state parts: seed " + seed);
    var dice = new Random(seed);
    for (int i = 0; i < 150; i++) {
      var writers = new RandomWriters(dice, 2 + dice.nextInt(4));
      for (int step = 0; step < 120; step++) {
        writers.step();
      }
      var doc = writers.together();
      check(doc, 1);
      check(doc, MOST);
      check(doc, 1 << 20);
      for (var behind : writers.docs()) {
        var known = behind.stateVector();
        var rest = StateParts.of(doc, known, MOST);
        same(joined(Doc.of(behind.encode()), rest), Doc.of(doc.encode()));
      }
    }
  }

  @Test
  void whatIsSmallIsOnePartAndTheSameAsAtOnce() {
    var doc = new Doc();
    assertThat(StateParts.of(doc, StateVector.EMPTY, MOST)).containsExactly(new byte[] {0, 0});
    doc.edit(1, edit -> edit.insertText("t", 0, "abc"));
    doc.edit(2, edit -> edit.delete("t", 1, 1));
    assertThat(StateParts.of(doc, StateVector.EMPTY, MOST)).containsExactly(doc.encode());
    assertThat(StateParts.of(doc, doc.stateVector(), MOST)).containsExactly(doc.encode(doc.stateVector()));
    var foreign = StateVector.of(Map.of(1L, 700, 99L, 3));
    assertThat(StateParts.of(doc, foreign, MOST)).containsExactly(doc.encode(foreign));
  }

  @Test
  void whatTheDocumentHasPendingIsInTheLastPart() {
    var writer = new Doc();
    var first = writer.edit(1, edit -> edit.insertText("t", 0, "a"));
    var second = writer.edit(1, edit -> edit.insertText("t", 1, "b"));
    var doc = new Doc();
    for (int i = 0; i < 200; i++) {
      int at = i;
      doc.edit(i % 2 + 5, edit -> edit.insertText("u", at / 2, "xy"));
    }
    doc.apply(second);
    assertThat(doc.hasPending()).isTrue();
    var parts = StateParts.of(doc, StateVector.EMPTY, MOST);
    assertThat(parts).hasSizeGreaterThan(3);
    var got = joined(new Doc(), parts.subList(0, parts.size() - 1));
    got.apply(parts.getLast());
    assertThat(got.hasPending()).isTrue();
    got.apply(first);
    assertThat(got.text("t")).isEqualTo("ab");
    assertThat(got.text("u")).isEqualTo(doc.text("u"));
  }

  /** Documents that are edited apart and now and then hear of each other. */
  private static final class RandomWriters {
    private final Random dice;
    private final List<Doc> docs = new ArrayList<>();

    RandomWriters(Random dice, int count) {
      this.dice = dice;
      for (int i = 0; i < count; i++) {
        docs.add(new Doc());
      }
    }

    List<Doc> docs() {
      return docs;
    }

    void step() {
      int who = dice.nextInt(docs.size());
      var doc = docs.get(who);
      if (dice.nextInt(4) == 0) {
        var other = docs.get(dice.nextInt(docs.size()));
        doc.apply(other.encode(doc.stateVector()));
      } else {
        doc.edit(100 + who * 7L, edit -> change(doc, edit));
      }
    }

    private void change(Doc doc, Edit edit) {
      int length = doc.text("text").length();
      switch (dice.nextInt(6)) {
        case 0, 1 -> edit.insertText("text", dice.nextInt(length + 1), "wort".repeat(1 + dice.nextInt(3)));
        case 2 -> {
          int at = dice.nextInt(length + 1);
          edit.delete("text", at, dice.nextInt(Math.min(6, length - at) + 1));
        }
        case 3 -> {
          int count = doc.xml("page").size();
          edit.insertXml(
              "page",
              dice.nextInt(count + 1),
              List.of(
                  new XmlNode.Element(
                      "p",
                      Map.of("n", (long) count),
                      List.of(new XmlNode.Text(List.of(Delta.text("Zeile " + count)))))));
        }
        case 4 -> {
          int count = doc.xml("page").size();
          if (count > 0) {
            edit.delete("page", dice.nextInt(count), 1);
          }
        }
        default -> edit.set("map", "k" + dice.nextInt(3), (long) dice.nextInt(9));
      }
    }

    Doc together() {
      var all = new Doc();
      docs.forEach(doc -> all.apply(doc.encode()));
      return all;
    }
  }
}
