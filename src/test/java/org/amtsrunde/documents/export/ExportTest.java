package org.amtsrunde.documents.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.amtsrunde.documents.yjs.Delta;
import org.amtsrunde.documents.yjs.XmlNode;
import org.junit.jupiter.api.Test;

class ExportTest {
  private static XmlNode node(String name, Map<String, Object> attributes, XmlNode... children) {
    return new XmlNode.Element(name, Map.copyOf(attributes), List.of(children));
  }

  private static XmlNode text(String text) {
    return new XmlNode.Text(List.of(Delta.text(text)));
  }

  private static XmlNode paragraph(String text) {
    return node("paragraph", Map.of(), text(text));
  }

  private static final List<XmlNode> PAGE =
      List.of(
          node("heading", Map.of("level", 1L), text("Plan für <Mai>")),
          node(
              "paragraph",
              Map.of(),
              new XmlNode.Text(
                  List.of(
                      Delta.text("Wer macht "),
                      new Delta("was ", Map.of("bold", Map.of(), "italic--AAAAAAAA", Map.of())),
                      new Delta("hier", Map.of("link", Map.of("href", "https://altwasser.example/a?b=1&c"))),
                      new Delta("dort", Map.of("link", Map.of("href", "javascript:alert(1)"))))),
              node("mention", Map.of("id", "p1", "label", "Sevda Kaya"))),
          node(
              "bulletList",
              Map.of(),
              node(
                  "listItem",
                  Map.of(),
                  paragraph("eins"),
                  node("orderedList", Map.of("start", 3L), node("listItem", Map.of(), paragraph("drei")))),
              node("listItem", Map.of(), paragraph("zwei"))),
          node(
              "taskList",
              Map.of(),
              node("taskItem", Map.of("checked", true), paragraph("fertig")),
              node("taskItem", Map.of("checked", false), paragraph("offen"))),
          node("blockquote", Map.of(), paragraph("gesagt")),
          node("codeBlock", Map.of("language", "java"), text("a < b\n```")),
          node("horizontalRule", Map.of()),
          node(
              "table",
              Map.of(),
              node(
                  "tableRow",
                  Map.of(),
                  node("tableHeader", Map.of("colspan", 1L), paragraph("Wer")),
                  node("tableHeader", Map.of("colspan", 2L), paragraph("Bis | wann"))),
              node("tableRow", Map.of(), node("tableCell", Map.of(), paragraph("Amt 1")), node("tableCell", Map.of()))),
          node("paragraph", Map.of(), node("image", Map.of("src", "https://fremd.example/x.png", "alt", "Ein Bild"))),
          node("poll", Map.of(), paragraph("eine Frage von morgen")));

  @Test
  void htmlEscapesEverythingAndCallsNobody() {
    assertThat(Html.of(PAGE))
        .isEqualTo(
            """
            <h1>Plan für &lt;Mai&gt;</h1>
            <p>Wer macht <strong><em>was </em></strong><a href="https://altwasser.example/a?b=1&amp;c" rel="noopener noreferrer">hier</a>dort@Sevda Kaya</p>
            <ul>
            <li>
            <p>eins</p>
            <ol start="3">
            <li>
            <p>drei</p>
            </li>
            </ol>
            </li>
            <li>
            <p>zwei</p>
            </li>
            </ul>
            <ul>
            <li><input type="checkbox" disabled checked><p>fertig</p>
            </li>
            <li><input type="checkbox" disabled><p>offen</p>
            </li>
            </ul>
            <blockquote>
            <p>gesagt</p>
            </blockquote>
            <pre><code>a &lt; b
            ```</code></pre>
            <hr>
            <table>
            <tr>
            <th>
            <p>Wer</p>
            </th>
            <th colspan="2">
            <p>Bis | wann</p>
            </th>
            </tr>
            <tr>
            <td>
            <p>Amt 1</p>
            </td>
            <td>
            </td>
            </tr>
            </table>
            <p>Ein Bild</p>
            <p>eine Frage von morgen</p>
            """);
  }

  @Test
  void markdownSaysTheSame() {
    assertThat(Markdown.of(PAGE))
        .isEqualTo(
            """
            # Plan für \\<Mai\\>

            Wer macht ***was*** [hier](<https://altwasser.example/a?b=1&c>)dort@Sevda Kaya

            - eins

              3. drei
            - zwei

            - [x] fertig
            - [ ] offen

            > gesagt

            ````java
            a < b
            ```
            ````

            ---

            | Wer | Bis \\| wann |
            | --- | --- |
            | Amt 1 |  |

            Ein Bild

            eine Frage von morgen
            """);
  }

  @Test
  void markdownKeepsWhatLooksLikeASign() {
    var lines = List.of("# kein *Titel*", "1. keine Liste", "- auch nicht", "---", "A&B &amp; C");
    assertThat(Markdown.of(lines.stream().map(ExportTest::paragraph).toList()))
        .isEqualTo("\\# kein \\*Titel\\*\n\n1\\. keine Liste\n\n\\- auch nicht\n\n\\---\n\nA&B \\&amp; C\n");
  }

  @Test
  void plainTextHasEveryWord() {
    assertThat(PlainText.of(PAGE))
        .isEqualTo(
            """
            Plan für <Mai>

            Wer macht was hierdort@Sevda Kaya

            - eins
              3. drei
            - zwei

            [x] fertig
            [ ] offen

            gesagt

            a < b
            ```
            ---

            Wer | Bis | wann
            Amt 1 |\s

            Ein Bild

            eine Frage von morgen
            """);
  }
}
