package org.amtsrunde.documents.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class DocxTest {
  private static final byte[] BYTES = Docx.of(Sample.META, Sample.PAGE);
  private static final Unzipped FILE = new Unzipped(BYTES).wellFormed();

  private static List<String> find(String path) {
    return FILE.find("word/document.xml", names(path));
  }

  private static String names(String path) {
    return path.replaceAll("/((?:w|w14|wp|a):\\w+)", "/*[name()='$1']").replaceAll("@(\\w+:\\w+)", "@*[name()='$1']");
  }

  @Test
  void typesAndRelationsLeadToFilesThatExist() {
    assertThat(FILE.entries.getFirst().getName()).isEqualTo("[Content_Types].xml");
    assertThat(FILE.find("[Content_Types].xml", "//@PartName"))
        .hasSize(6)
        .allSatisfy(name -> assertThat(FILE.files).containsKey(name.substring(1)));
    assertThat(FILE.find("_rels/.rels", "//@Target")).allMatch(FILE.files::containsKey);
    assertThat(FILE.find("word/_rels/document.xml.rels", "//*[not(@TargetMode)]/@Target"))
        .contains("footer.xml", "media/1.png", "media/2.jpeg")
        .allMatch(name -> FILE.files.containsKey("word/" + name));
    var ids = FILE.find("word/_rels/document.xml.rels", "//@Id");
    assertThat(ids).doesNotHaveDuplicates();
    assertThat(find("//@r:id")).isNotEmpty().allMatch(ids::contains);
    assertThat(find("//@r:embed")).hasSize(2).allMatch(ids::contains);
  }

  @Test
  void sameInputSameBytes() {
    assertThat(Docx.of(Sample.META, Sample.PAGE)).isEqualTo(BYTES);
  }

  @Test
  void saysItsTitleLanguageAndTime() {
    assertThat(FILE.find("docProps/core.xml", "//*[name()='dc:title']")).containsExactly(Sample.META.title());
    assertThat(FILE.find("docProps/core.xml", "//*[name()='dcterms:created']")).containsExactly("2026-03-04T05:06:07Z");
    assertThat(FILE.find("word/styles.xml", names("//w:lang/@w:val"))).containsExactly("de-DE");
    assertThat(find("//w:p[*/w:pStyle/@w:val='Title']".replace("*/w:pStyle", "*/*")))
        .containsExactly(Sample.META.title());
  }

  @Test
  void usesOnlyStylesAndListsThatExist() {
    var styles = new HashSet<>(FILE.find("word/styles.xml", names("//@w:styleId")));
    assertThat(find("//w:pStyle/@w:val")).isNotEmpty().allMatch(styles::contains);
    assertThat(find("//w:rStyle/@w:val")).isNotEmpty().allMatch(styles::contains);
    assertThat(find("//w:tblStyle/@w:val")).isNotEmpty().allMatch(styles::contains);
    assertThat(FILE.find("word/styles.xml", names("//w:basedOn/@w:val"))).allMatch(styles::contains);
    var lists = FILE.find("word/numbering.xml", names("//w:num/@w:numId"));
    assertThat(lists).doesNotHaveDuplicates();
    assertThat(find("//w:numId/@w:val")).isNotEmpty().allMatch(lists::contains);
  }

  @Test
  void hasHeadingsListsAndTasks() {
    assertThat(find("//w:pStyle[@w:val='Heading1' or @w:val='Heading3']/../..")).containsExactly("Begrüßung", "Listen");
    assertThat(FILE.find("word/numbering.xml", names("//w:startOverride/@w:val"))).containsExactly("3", "1");
    assertThat(find("//w:ilvl[@w:val='2']/../../..")).containsExactly("noch tiefer");
    assertThat(find("//w14:checked/@w14:val")).containsExactly("1", "0");
    assertThat(find("//w:numId[@w:val='2']/../../..")).containsExactly("☒ ist fertig", "☐ ist offen");
    assertThat(find("//w:pStyle[@w:val='Quote']/../..")).containsExactly("gesagt", "tiefer gesagt");
  }

  @Test
  void hasTablesWithHeadersAndSpans() {
    assertThat(find("//w:tblHeader/../..")).containsExactly("WerBis wann und womit");
    assertThat(find("//w:gridSpan/@w:val")).containsExactly("2", "2");
    assertThat(find("//w:vMerge/@w:val")).containsExactly("restart", "continue");
    assertThat(find("//w:tc[not(w:p)]".replace("not(w:p)", "name(*[last()]) != 'w:p'"))).isEmpty();
  }

  @Test
  void carriesItsPicturesWithWordsAndItsLinks() {
    assertThat(find("//wp:docPr/@descr")).containsExactly("Blaue <Fläche> mit \"Kreis\"", "Bild ohne Beschreibung");
    assertThat(find("//wp:docPr/@id")).doesNotHaveDuplicates();
    assertThat(FILE.find("word/_rels/document.xml.rels", "//*[@TargetMode='External']/@Target"))
        .containsExactly("https://altwasser.example/a%20b?x=1&y=%C3%BC");
    assertThat(find("//wp:extent/@cx")).allMatch(width -> Long.parseLong(width) <= 17 * 360_000);
  }

  @Test
  void keepsEachLetter() {
    var lines = find("//w:p");
    assertThat(lines).contains("eine Frage von morgen", "Fremdes Bild", "]]> &amp; <script>alert(1)</script>  Ende");
    assertThat(lines).anyMatch(line -> line.contains("Straße, Łódź, Ÿ, ẞ und ő") && line.endsWith("@Sevda Kaya"));
  }
}
