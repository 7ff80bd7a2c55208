package org.amtsrunde.documents.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.amtsrunde.documents.yjs.Delta;
import org.amtsrunde.documents.yjs.XmlNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Trees that no editor would make: each word of them is in each file, in order, and the files are whole. */
class OddTreesTest {
  private static final List<String> NAMES =
      List.of(
          "paragraph",
          "heading",
          "bulletList",
          "orderedList",
          "listItem",
          "taskList",
          "taskItem",
          "blockquote",
          "codeBlock",
          "horizontalRule",
          "hardBreak",
          "table",
          "tableRow",
          "tableCell",
          "tableHeader",
          "image",
          "mention",
          "poll",
          "");
  private static final List<String> MARKS =
      List.of("bold", "italic", "underline", "strike", "code", "highlight", "subscript", "superscript", "comment");

  private final List<String> words = new ArrayList<>();

  private XmlNode tree(Random random, int depth) {
    if (depth == 0 || random.nextInt(4) == 0) {
      var pieces = new ArrayList<Delta>();
      for (int i = random.nextInt(3); i >= 0; i--) {
        pieces.add(piece(random));
      }
      return new XmlNode.Text(pieces);
    }
    var name = NAMES.get(random.nextInt(NAMES.size()));
    var children = new ArrayList<XmlNode>();
    if (name.equals("mention") || name.equals("image")) {
      return new XmlNode.Element(name, attributes(random, word(name.equals("mention") ? "@" : "")), children);
    }
    for (int i = random.nextInt(5); i > 0 && !name.equals("hardBreak"); i--) {
      children.add(tree(random, depth - 1));
    }
    return new XmlNode.Element(name, attributes(random, ""), children);
  }

  private String word(String sign) {
    var word = "wort" + words.size() + "ß";
    words.add(sign + word);
    return word;
  }

  private Delta piece(Random random) {
    if (random.nextInt(12) == 0) {
      return new Delta(Map.of("embed", 1), Map.of());
    }
    var marks = new HashMap<String, Object>();
    while (random.nextInt(2) == 0) {
      marks.put(MARKS.get(random.nextInt(MARKS.size())), Map.of());
    }
    if (random.nextInt(6) == 0) {
      marks.put(
          "link",
          List.of(Map.of("href", "https://a.example/%zz <\"\\ü"), Map.of("href", 7), "x").get(random.nextInt(3)));
    }
    var around = List.of("", " ", "  ", "\t", "<", "]]>", "\n", "\u0000", "\uD83D", "&").get(random.nextInt(10));
    return new Delta(around + word("") + " " + around, Map.copyOf(marks));
  }

  private static Map<String, Object> attributes(Random random, String word) {
    var attributes = new HashMap<String, Object>();
    attributes.put("label", word);
    attributes.put("alt", word);
    for (var name : List.of("level", "start", "colspan", "rowspan", "checked", "src")) {
      var value =
          List.of(0L, 2L, 3.7, -5L, Double.NaN, 1e18, "9", "x", true, "data:image/png;base64,iVBORw0KGgo", Map.of());
      attributes.put(name, value.get(random.nextInt(value.size())));
    }
    return attributes;
  }

  private List<XmlNode> trees(Random random) {
    words.clear();
    var nodes = new ArrayList<XmlNode>();
    for (int i = random.nextInt(6); i >= 0; i--) {
      nodes.add(tree(random, random.nextInt(7)));
    }
    nodes.add(Sample.p(word("")));
    return nodes;
  }

  @Test
  void odtHasEachWord() {
    for (int seed = 0; seed < 400; seed++) {
      var nodes = trees(new Random(seed));
      var file = new Unzipped(Odt.of(Sample.META, nodes)).wellFormed();
      assertThat(file.find("content.xml", "//*[name()='office:text']").getFirst())
          .as("seed %s", seed)
          .containsSubsequence(words);
      assertThat(
              file.find(
                  "content.xml", "//*[name()='text:list-item' or name()='text:list-header']/*[name()='table:table']"))
          .isEmpty();
    }
  }

  @Test
  void docxHasEachWord() {
    for (int seed = 0; seed < 400; seed++) {
      var nodes = trees(new Random(seed));
      var file = new Unzipped(Docx.of(Sample.META, nodes)).wellFormed();
      assertThat(file.find("word/document.xml", "/*").getFirst()).as("seed %s", seed).containsSubsequence(words);
      assertThat(file.find("word/document.xml", "//*[name()='w:tc'][name(*[last()]) != 'w:p']")).isEmpty();
    }
  }

  @Test
  void pdfHasEachWord() throws Exception {
    for (int seed = 0; seed < 60; seed++) {
      var nodes = trees(new Random(seed));
      // Narrow cells break words; soft hyphens are not written, so only blanks have to be looked over.
      var text = TaggedText.of(Pdf.of(Sample.META, nodes)).replace(" ", "");
      assertThat(text).as("seed %s", seed).containsSubsequence(words);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"paragraph", "bulletList", "listItem", "blockquote", "table", "tableCell", "poll", "codeBlock"})
  void depthHasAnEnd(String name) throws Exception {
    XmlNode node = Sample.text("ganz tief");
    for (int i = 0; i < 20_000; i++) {
      node = Sample.node(name, node);
    }
    var nodes = List.of(node);
    assertThat(new Unzipped(Odt.of(Sample.META, nodes)).find("content.xml", "/*").getFirst()).contains("ganz");
    assertThat(new Unzipped(Docx.of(Sample.META, nodes)).find("word/document.xml", "/*").getFirst())
        .contains("ganz tief");
    assertThat(TaggedText.of(Pdf.of(Sample.META, nodes)).replace(" ", "")).contains("ganztief");
  }

  @Test
  void emptyIsADocumentToo() throws Exception {
    assertThat(new Unzipped(Odt.of(Sample.META, List.of())).wellFormed().files).hasSize(5);
    assertThat(new Unzipped(Docx.of(Sample.META, List.of())).wellFormed().files).hasSize(9);
    var bare = new Meta(" \u0000 ", "no language", Sample.META.created());
    assertThat(TaggedText.of(Pdf.of(bare, List.of(Sample.node("table"))))).contains("Dokument");
  }

  @Test
  void whatIsTooLargeIsRefused() {
    var letters = List.of(Sample.p("x".repeat(Blocks.MOST_LETTERS)));
    var wide = new ArrayList<XmlNode>();
    for (int i = 0; i < 10_000; i++) {
      wide.add(Sample.node("tableRow", Sample.node("tableCell", Map.of("colspan", 1000L))));
    }
    var cells = List.of(Sample.node("table", wide.toArray(XmlNode[]::new)));
    for (var nodes : List.of(letters, cells)) {
      assertThatThrownBy(() -> Odt.of(Sample.META, nodes)).isInstanceOf(TooLarge.class);
      assertThatThrownBy(() -> Docx.of(Sample.META, nodes)).isInstanceOf(TooLarge.class);
      assertThatThrownBy(() -> Pdf.of(Sample.META, nodes)).isInstanceOf(TooLarge.class);
    }
  }

  @Test
  void damagedAndHugePicturesLeaveTheirWords() throws Exception {
    var whole = Sample.image("png", 50, 50);
    var cut = Arrays.copyOf(whole, 60);
    var huge = whole.clone();
    huge[16] = 0x7f;
    var large = Arrays.copyOf(whole, Picture.MOST_BYTES + 1);
    var nodes =
        List.of(
            Sample.picture("png", cut, "abgeschnitten"),
            Sample.picture("png", huge, "riesig"),
            Sample.picture("png", large, "schwer"),
            Sample.picture("webp", whole, "fremdes Format"),
            Sample.picture("gif", Sample.image("gif", 30, 30), "bewegt"));
    assertThat(TaggedText.of(Pdf.of(Sample.META, nodes)))
        .containsSubsequence("abgeschnitten", "riesig", "schwer", "fremdes Format", "bewegt");
    assertThat(
            new Unzipped(Docx.of(Sample.META, nodes)).files.keySet().stream().filter(name -> name.contains("media/")))
        .hasSize(2);
  }
}
