package org.amtsrunde.documents.yjs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.amtsrunde.documents.yjs.Compared.Element;
import org.amtsrunde.documents.yjs.Compared.Piece;
import org.amtsrunde.documents.yjs.Compared.Text;
import org.junit.jupiter.api.Test;

/** A document that keeps what is deleted, and what it says of two moments. */
class KeepingTest {
  private static XmlNode element(String name, Map<String, Object> attributes, String text) {
    return new XmlNode.Element(name, Map.copyOf(attributes), List.of(new XmlNode.Text(List.of(Delta.text(text)))));
  }

  @Test
  void itIsTheSameDocumentAsOneThatCollects() {
    var writer = new Doc();
    var keeping = Doc.keeping();
    keeping.apply(writer.edit(1, edit -> edit.insertXml("x", 0, List.of(element("p", Map.of("a", 1L), "Text")))));
    var then = writer.snapshot();
    keeping.apply(writer.edit(2, edit -> edit.delete("x", 0, 1)));
    assertThat(keeping.snapshot()).isEqualTo(writer.snapshot());
    assertThat(keeping.xml("x")).isEmpty();
    assertThat(Doc.of(keeping.encode()).encode()).isEqualTo(writer.encode());
    assertThat(keeping.encode()).as("with the content").isNotEqualTo(writer.encode());
    var gone = (Element) keeping.compare("x", then, writer.snapshot()).getFirst();
    assertThat(gone.place()).isEqualTo(new Compared.Place(1, 0, true, false));
    assertThat(gone.before()).isEqualTo(Map.of("a", 1L));
    assertThat(gone.after()).isEmpty();
    var piece = ((Text) gone.children().getFirst()).pieces().getFirst();
    assertThat(piece.insert()).isEqualTo("Text");
  }

  @Test
  void lettersAreCutWhereOneOfTheMomentsEnds() {
    var writer = new Doc();
    var both = Doc.keeping();
    both.apply(writer.edit(1, edit -> edit.insertText("t", 0, "Amt🌻")));
    var then = writer.snapshot();
    both.apply(writer.edit(1, edit -> edit.insertText("t", 5, "sprache")));
    both.apply(writer.edit(1, edit -> edit.delete("t", 1, 1)));
    var text = (Text) both.compare("t", then, writer.snapshot()).getFirst();
    assertThat(text.pieces())
        .extracting(piece -> piece.insert() + " " + piece.place().before() + " " + piece.place().after())
        .containsExactly("A true true", "m true false", "t🌻 true true", "sprache false true");
    assertThat(text.pieces()).extracting(piece -> piece.place().clock()).containsExactly(0, 1, 2, 5);
  }

  @Test
  void attributesAndFormatsAreThoseOfTheMoment() {
    var writer = new Doc();
    var both = Doc.keeping();
    both.apply(writer.edit(1, edit -> edit.set("m", "level", 1L)));
    both.apply(writer.edit(1, edit -> edit.replaceText("t", List.of(new Delta("fett", Map.of("bold", true))))));
    var then = writer.snapshot();
    both.apply(writer.edit(1, edit -> edit.replaceText("t", List.of(Delta.text("mager")))));
    var text = (Text) both.compare("t", then, writer.snapshot()).getFirst();
    assertThat(text.pieces()).extracting(Piece::insert).containsExactlyInAnyOrder("fett", "mager");
    assertThat(text.pieces().stream().filter(piece -> piece.place().before()).findFirst().orElseThrow().before())
        .isEqualTo(Map.of("bold", true));
    assertThat(text.pieces().stream().filter(piece -> piece.place().after()).findFirst().orElseThrow().after())
        .isEmpty();
  }
}
