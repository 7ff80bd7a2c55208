package org.amtsrunde.documents.export;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.imageio.ImageIO;
import org.amtsrunde.documents.yjs.Delta;
import org.amtsrunde.documents.yjs.XmlNode;

/** A document with everything the editor knows, and some things it should not. */
final class Sample {
  static final Meta META = new Meta("Protokoll <der> Runde & mehr", "de", Instant.parse("2026-03-04T05:06:07Z"));

  private Sample() {}

  static XmlNode node(String name, Map<String, Object> attributes, XmlNode... children) {
    return new XmlNode.Element(name, Map.copyOf(attributes), List.of(children));
  }

  static XmlNode node(String name, XmlNode... children) {
    return node(name, Map.of(), children);
  }

  static XmlNode text(String text) {
    return new XmlNode.Text(List.of(Delta.text(text)));
  }

  static XmlNode p(String text) {
    return node("paragraph", text(text));
  }

  static XmlNode item(String text, XmlNode... more) {
    var children = new ArrayList<XmlNode>(List.of(p(text)));
    children.addAll(Arrays.asList(more));
    return new XmlNode.Element("listItem", Map.of(), children);
  }

  static Delta marked(String text, String... marks) {
    var all = new TreeMap<String, Object>();
    for (var mark : marks) {
      all.put(mark, Map.of());
    }
    return new Delta(text, Map.copyOf(all));
  }

  static Delta linked(String text, String address) {
    return new Delta(text, Map.of("link", Map.of("href", address)));
  }

  static XmlNode cell(String name, int columns, int rows, String text) {
    return node(name, Map.of("colspan", (long) columns, "rowspan", (long) rows), p(text));
  }

  static byte[] image(String format, int width, int height) {
    var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    var pen = image.createGraphics();
    pen.setColor(new Color(11, 74, 162));
    pen.fillRect(0, 0, width, height);
    pen.setColor(Color.WHITE);
    pen.fillOval(width / 4, height / 4, width / 2, height / 2);
    pen.dispose();
    var out = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, format, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  static XmlNode picture(String format, byte[] bytes, String alternative) {
    var address = "data:image/" + format + ";base64," + Base64.getEncoder().encodeToString(bytes);
    return node("image", Map.of("src", address, "alt", alternative));
  }

  static final List<XmlNode> PAGE =
      List.of(
          node("heading", Map.of("level", 1L), text("Begrüßung")),
          node(
              "paragraph",
              new XmlNode.Text(
                  List.of(
                      Delta.text("Straße, Łódź, Ÿ, ẞ und ő; "),
                      marked("fett ", "bold"),
                      marked("kursiv ", "italic"),
                      marked("beides ", "bold", "italic--AAAAAAAA"),
                      marked("unterstrichen ", "underline"),
                      marked("gestrichen ", "strike"),
                      marked("markiert ", "highlight"),
                      marked("quelltext()", "code"),
                      Delta.text(" H"),
                      marked("2", "subscript"),
                      Delta.text("O m"),
                      marked("2", "superscript"),
                      Delta.text("  zwei Blanks "),
                      linked("Verweis", "https://altwasser.example/a b?x=1&y=ü"),
                      linked("böse", "javascript:alert(1)"))),
              node("hardBreak"),
              text("neue Zeile "),
              node("mention", Map.of("id", "p1", "label", "Sevda Kaya"))),
          node("heading", Map.of("level", 3L), text("Listen")),
          node(
              "bulletList",
              item("Punkt eins", node("orderedList", Map.of("start", 3L), item("Nummer drei"), item("Nummer vier"))),
              item("Punkt zwei", node("bulletList", item("tiefer", node("bulletList", item("noch tiefer"))))),
              node("listItem", node("bulletList", item("ohne Zeile davor"))),
              item("mit Tabelle", node("table", node("tableRow", cell("tableCell", 1, 1, "Zelle in der Liste"))))),
          node("orderedList", item("erstens", p("Absatz dazu")), item("zweitens")),
          node(
              "taskList",
              node("taskItem", Map.of("checked", true), p("ist fertig")),
              node("taskItem", Map.of("checked", false), p("ist offen"))),
          node("blockquote", p("gesagt"), node("blockquote", p("tiefer gesagt"))),
          node("codeBlock", Map.of("language", "java"), text("if (a < b && c) {\n\treturn  \"x\";\n}")),
          node("horizontalRule"),
          node(
              "table",
              node("tableRow", cell("tableHeader", 1, 1, "Wer"), cell("tableHeader", 2, 1, "Bis wann und womit")),
              node(
                  "tableRow",
                  cell("tableHeader", 1, 2, "Amt 1"),
                  cell("tableCell", 1, 1, "Montag"),
                  cell("tableCell", 1, 1, "mit einem längeren Text, der umgebrochen wird, weil die Spalte schmal ist")),
              node("tableRow", cell("tableCell", 2, 1, "über zwei Spalten"))),
          node("paragraph", picture("png", image("png", 200, 100), "Blaue <Fläche> mit \"Kreis\"")),
          picture("jpeg", image("jpg", 2400, 300), ""),
          node("paragraph", node("image", Map.of("src", "https://fremd.example/x.png", "alt", "Fremdes Bild"))),
          node("poll", p("eine Frage von morgen")),
          p("]]> &amp; <script>alert(1)</script> \u0000\u0001\uFFFF Ende"));
}
