package org.amtsrunde.documents.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.amtsrunde.documents.yjs.Delta;
import org.amtsrunde.documents.yjs.Doc;
import org.amtsrunde.documents.yjs.RelativePosition;
import org.amtsrunde.documents.yjs.XmlNode;
import org.junit.jupiter.api.Test;

class RestoringTest {
  private static XmlNode paragraph(String text) {
    return new XmlNode.Element("paragraph", Map.of(), List.of(new XmlNode.Text(List.of(Delta.text(text)))));
  }

  private static Doc page(String... paragraphs) {
    var doc = new Doc();
    doc.edit(
        1, edit -> edit.insertXml("default", 0, List.of(paragraphs).stream().map(RestoringTest::paragraph).toList()));
    return doc;
  }

  /** What is fastened to a block that stays as it is stays fastened to it. */
  @Test
  void aCommentInAnUnchangedBlockKeepsItsPlace() {
    var doc = page("eins", "zwei", "drei");
    // Each paragraph is its element, its text, its letters: the first letter of the second one has the clock 8.
    var anchor = new RelativePosition(new RelativePosition.Item(1, 9), 0);
    assertThat(doc.index(anchor)).hasValue(1);
    var version = Doc.of(doc.encode());
    doc.edit(
        2,
        edit -> {
          edit.delete("default", 2, 1);
          edit.delete("default", 0, 1);
          edit.insertXml("default", 0, List.of(paragraph("neu"), paragraph("noch eins")));
        });
    Restoring.edits(doc, version, 3);
    assertThat(doc.xml("default")).isEqualTo(version.xml("default"));
    assertThat(doc.index(anchor)).hasValue(1);
  }

  @Test
  void whatOthersWriteMeanwhileIsNotLost() {
    var doc = page("eins", "zwei");
    var version = Doc.of(doc.encode());
    doc.edit(2, edit -> edit.insertXml("default", 2, List.of(paragraph("neu"))));
    var other = Doc.of(doc.encode());
    var edits = Restoring.edits(doc, version, 3);
    other.edit(4, edit -> edit.insertXml("default", 0, List.of(paragraph("gleichzeitig"))));
    other.apply(edits);
    assertThat(other.xml("default")).containsExactly(paragraph("gleichzeitig"), paragraph("eins"), paragraph("zwei"));
  }

  @Test
  void textWithFormatsIsWrittenAnew() {
    var doc = new Doc();
    doc.edit(
        1,
        edit ->
            edit.replaceText("t", List.of(Delta.text("ab"), new Delta("cd", Map.of("bold", true)), Delta.text("e"))));
    var version = Doc.of(doc.encode());
    doc.edit(2, edit -> edit.delete("t", 1, 2));
    Restoring.edits(doc, version, 3);
    assertThat(doc.delta("t")).isEqualTo(version.delta("t")).hasSize(3);
  }

  @Test
  void aListTurnsIntoAnotherInAsFewStepsAsPossible() {
    assertThat(Alignment.of(List.of(1, 2, 3), List.of(1, 2, 3))).isEmpty();
    assertThat(Alignment.of(List.of(1, 2, 3, 4), List.of(1, 3, 5, 4)))
        .containsExactly(new Alignment.Step(1, 1, 1, 0), new Alignment.Step(3, 0, 2, 1));
    assertThat(Alignment.of(List.of(), List.of(1))).containsExactly(new Alignment.Step(0, 0, 0, 1));
    var many = new ArrayList<>(IntStream.range(0, 5_000).boxed().toList());
    var other = new ArrayList<>(IntStream.range(10_000, 15_000).boxed().toList());
    other.set(0, 0);
    assertThat(Alignment.of(many, other)).as("too dear").containsExactly(new Alignment.Step(1, 4_999, 1, 4_999));
  }
}
