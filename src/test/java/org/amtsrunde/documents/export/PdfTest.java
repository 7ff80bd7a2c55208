package org.amtsrunde.documents.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.amtsrunde.documents.yjs.XmlNode;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureNode;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionURI;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationLink;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PdfTest {
  private static byte[] bytes;
  private static PDDocument file;
  private static final List<PDStructureElement> TAGS = new ArrayList<>();

  @BeforeAll
  static void export() throws IOException {
    bytes = Pdf.of(Sample.META, Sample.PAGE);
    file = Loader.loadPDF(bytes);
    collect(file.getDocumentCatalog().getStructureTreeRoot());
  }

  @AfterAll
  static void close() throws IOException {
    file.close();
  }

  private static void collect(PDStructureNode node) {
    for (var kid : node.getKids()) {
      if (kid instanceof PDStructureElement element) {
        TAGS.add(element);
        collect(element);
      }
    }
  }

  private static List<PDStructureElement> tags(String type) {
    return TAGS.stream().filter(tag -> tag.getStructureType().equals(type)).toList();
  }

  private static COSDictionary attributes(PDStructureElement tag) {
    return tag.getCOSObject().getCOSDictionary(COSName.A);
  }

  @Test
  void sameInputSameBytes() {
    assertThat(Pdf.of(Sample.META, Sample.PAGE)).isEqualTo(bytes);
  }

  @Test
  void saysItsTitleLanguageAndTime() throws IOException {
    var catalog = file.getDocumentCatalog();
    assertThat(catalog.getMarkInfo().isMarked()).isTrue();
    assertThat(catalog.getLanguage()).isEqualTo("de");
    assertThat(catalog.getViewerPreferences().displayDocTitle()).isTrue();
    assertThat(file.getDocumentInformation().getTitle()).isEqualTo(Sample.META.title());
    assertThat(file.getDocumentInformation().getCreationDate().toInstant()).isEqualTo(Sample.META.created());
    var xmp = new String(catalog.getMetadata().toByteArray(), StandardCharsets.UTF_8);
    assertThat(xmp).containsPattern("pdfuaid:part[^0-9]*1").contains("Protokoll &lt;der&gt; Runde &amp; mehr");
  }

  @Test
  void hasTheTextInOrder() throws IOException {
    assertThat(TaggedText.of(bytes))
        .containsSubsequence(
            "Protokoll <der> Runde & mehr",
            "Begrüßung",
            "Straße, Łódź, Ÿ, ẞ und ő; fett kursiv beides unterstrichen",
            "Verweisböse",
            "neue Zeile @Sevda Kaya",
            "Punkt eins",
            "3. Nummer drei",
            "4. Nummer vier",
            "noch tiefer",
            "Zelle in der Liste",
            "1. erstens",
            "ist fertig",
            "tiefer gesagt",
            "if (a < b && c) {",
            "Bis wann und womit",
            "Amt 1",
            "über zwei Spalten",
            "Fremdes Bild",
            "eine Frage von morgen",
            "]]> &amp; <script>alert(1)</script>")
        .as("what stands on each page is not read out")
        .doesNotContain("1 / 2");
    assertThat(new PDFTextStripper().getText(file)).contains("1 / 2", "2 / 2");
  }

  @Test
  void isTagged() {
    assertThat(tags("H1")).hasSize(2);
    assertThat(tags("H2")).as("no level is left out").hasSize(1);
    for (var type : List.of("P", "L", "LI", "Lbl", "LBody", "BlockQuote", "Table", "TR", "TD", "Link", "Span")) {
      assertThat(tags(type)).as(type).isNotEmpty();
    }
    assertThat(tags("THead")).hasSize(1).allSatisfy(head -> assertThat(head.getKids()).isNotEmpty());
    assertThat(tags("TFoot")).isEmpty();
    assertThat(tags("Span").stream().map(PDStructureElement::getAlternateDescription)).contains("erledigt", "offen");
  }

  @Test
  void tablesSayWhatTheirHeadersAreOf() {
    assertThat(tags("TH").stream().map(tag -> attributes(tag).getNameAsString("Scope")))
        .containsExactly("Column", "Column", "Row");
    assertThat(tags("TH").stream().map(tag -> attributes(tag).getInt("ColSpan", 1))).containsExactly(1, 2, 1);
    assertThat(tags("TH").stream().map(tag -> attributes(tag).getInt("RowSpan", 1))).containsExactly(1, 1, 2);
  }

  @Test
  void theHeadOfALongTableIsReadOnce() throws IOException {
    var rows = new ArrayList<XmlNode>();
    rows.add(
        Sample.node("tableRow", Sample.cell("tableHeader", 1, 1, "Kopf"), Sample.cell("tableHeader", 1, 1, "Zeile")));
    for (int i = 0; i < 100; i++) {
      rows.add(
          Sample.node("tableRow", Sample.cell("tableCell", 1, 1, "Amt " + i), Sample.cell("tableCell", 1, 1, "da")));
    }
    var table = Pdf.of(Sample.META, List.of(Sample.node("table", rows.toArray(XmlNode[]::new))));
    assertThat(TaggedText.of(table)).containsOnlyOnce("Kopf").containsOnlyOnce("Zeile").contains("Amt 0", "Amt 99");
    try (var pages = Loader.loadPDF(table)) {
      assertThat(new PDFTextStripper().getText(pages).split("Kopf")).as("painted").hasSizeGreaterThan(3);
    }
  }

  @Test
  void picturesHaveWordsAndAPlace() {
    assertThat(tags("Figure").stream().map(PDStructureElement::getAlternateDescription))
        .containsExactly("Blaue <Fläche> mit \"Kreis\"", "Bild ohne Beschreibung");
    assertThat(tags("Figure")).allSatisfy(tag -> assertThat(attributes(tag).getCOSArray(COSName.BBOX)).isNotNull());
  }

  @Test
  void embedsEachFont() throws IOException {
    var names = new TreeSet<String>();
    for (var page : file.getPages()) {
      for (var name : page.getResources().getFontNames()) {
        var font = page.getResources().getFont(name);
        assertThat(font.isEmbedded()).as(font.getName()).isTrue();
        names.add(font.getName().replaceAll("^[A-Z]{6}\\+", ""));
      }
    }
    assertThat(names)
        .contains(
            "LiberationSans",
            "LiberationSans-Bold",
            "LiberationSans-Italic",
            "LiberationSans-BoldItalic",
            "LiberationMono");
  }

  @Test
  void runsNothingAndLeadsOnlyWhereItSays() throws IOException {
    var addresses = new ArrayList<String>();
    for (var page : file.getPages()) {
      for (var note : page.getAnnotations()) {
        assertThat(note).isInstanceOf(PDAnnotationLink.class);
        assertThat(note.getContents()).isEqualTo("Verweis");
        addresses.add(((PDActionURI) ((PDAnnotationLink) note).getAction()).getURI());
      }
    }
    assertThat(addresses).containsOnly("https://altwasser.example/a%20b?x=1&y=%C3%BC");
    for (var key : file.getDocument().getXrefTable().keySet()) {
      COSBase object = file.getDocument().getObjectFromPool(key).getObject();
      if (object instanceof COSDictionary dictionary) {
        assertThat(dictionary.keySet())
            .doesNotContain(COSName.JS, COSName.getPDFName("JavaScript"), COSName.OPEN_ACTION, COSName.AA, COSName.EF);
      }
    }
  }
}
