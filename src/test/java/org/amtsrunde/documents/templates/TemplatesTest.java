package org.amtsrunde.documents.templates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.amtsrunde.documents.export.Markdown;
import org.amtsrunde.documents.export.PlainText;
import org.amtsrunde.documents.yjs.Doc;
import org.amtsrunde.kernel.Refusal;
import org.junit.jupiter.api.Test;

/** Templates become what the editor knows, and nothing of them is lost on the way. */
class TemplatesTest {
  private final Templates templates = new Templates();

  private static String markdown(String text, Map<String, String> values) {
    return Markdown.of(MarkdownNodes.of(text, values));
  }

  @Test
  void eachTemplateIsReadWholeAndSaysTheTitleAndTheDay() {
    assertThat(templates.all()).hasSizeGreaterThanOrEqualTo(6);
    for (var template : templates.all()) {
      assertThat(template.title()).isNotBlank();
      assertThat(template.description()).isNotBlank().hasSizeLessThan(160);
      var doc = new Doc();
      doc.apply(NewDocuments.update(template.markdown(), Map.of("title", "T*i*tel", "date", "26. November 2026")));
      var text = PlainText.of(doc.xml("default"));
      assertThat(text).as(template.id()).contains("26. November 2026").doesNotContain("{{", "\\", "**", "](");
      if (template.markdown().contains("{{title}}")) {
        assertThat(text).contains("T*i*tel");
      }
      // Written out again and read again it is the same tree.
      var again = Markdown.of(doc.xml("default"));
      assertThat(markdown(again, Map.of())).as(template.id()).isEqualTo(again);
    }
  }

  @Test
  void everyKindOfBlockBecomesItsNode() {
    var text =
        """
        # Eins

        Ein **fetter**, *schräger* Satz mit `Code` und [Verweis](https://example.org).\\
        Zweite Zeile

        - a
        - b
          1. c

        * [x] getan
        * [ ] offen

        > Zitat

        ---

        | A | B |
        | --- | --- |
        | 1 | 2 |
        """;
    var doc = new Doc();
    doc.apply(NewDocuments.update(text, Map.of()));
    var json = doc.json("default", doc.kind("default"));
    for (var node :
        new String[] {
          "heading",
          "paragraph",
          "hardBreak",
          "bulletList",
          "listItem",
          "orderedList",
          "taskList",
          "taskItem",
          "blockquote",
          "horizontalRule",
          "table",
          "tableRow",
          "tableHeader",
          "tableCell"
        }) {
      assertThat(json).contains("\"" + node + "\"");
    }
    assertThat(json).contains("\"checked\":true", "\"bold\":{}", "\"href\":\"https://example.org\"", "\"level\":1");
    assertThat(PlainText.of(doc.xml("default"))).contains("[x] getan", "[ ] offen", "A | B");
  }

  @Test
  void aTemplateThatThereIsNotIsRefused() {
    assertThatThrownBy(() -> templates.require("rundschreiben"))
        .isInstanceOfSatisfying(Refusal.class, no -> assertThat(no.kind()).isEqualTo(Refusal.Kind.INVALID));
  }
}
