package org.amtsrunde.documents.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

class OdtTest {
  private static final byte[] BYTES = Odt.of(Sample.META, Sample.PAGE);
  private static final Unzipped FILE = new Unzipped(BYTES).wellFormed();
  private static final String TYPE = "application/vnd.oasis.opendocument.text";

  /** Prefixes are ours, so a name is found by the name it is written with. */
  private static List<String> find(String path) {
    return FILE.find("content.xml", path.replaceAll("//?([a-z]+:[a-z-]+)", "//*[name()='$1']"));
  }

  @Test
  void beginsWithItsType() {
    var first = FILE.entries.getFirst();
    assertThat(first.getName()).isEqualTo("mimetype");
    assertThat(first.getMethod()).isEqualTo(ZipEntry.STORED);
    assertThat(new String(BYTES, 38, TYPE.length(), StandardCharsets.US_ASCII)).isEqualTo(TYPE);
  }

  @Test
  void listsEachFileInTheManifest() {
    var listed = FILE.find("META-INF/manifest.xml", "//@*[name()='manifest:full-path']");
    var expected = new HashSet<>(FILE.files.keySet());
    expected.removeAll(List.of("mimetype", "META-INF/manifest.xml"));
    expected.add("/");
    assertThat(listed).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void sameInputSameBytes() {
    assertThat(Odt.of(Sample.META, Sample.PAGE)).isEqualTo(BYTES);
  }

  @Test
  void saysItsTitleLanguageAndTime() {
    assertThat(FILE.find("meta.xml", "//*[name()='dc:title']")).containsExactly(Sample.META.title());
    assertThat(FILE.find("meta.xml", "//*[name()='dc:language']")).containsExactly("de");
    assertThat(FILE.find("meta.xml", "//*[name()='meta:creation-date']")).containsExactly("2026-03-04T05:06:07Z");
    assertThat(FILE.find("styles.xml", "//@*[name()='fo:country']")).contains("DE");
    assertThat(find("//text:p[@*[name()='text:style-name']='Title']")).containsExactly(Sample.META.title());
  }

  @Test
  void usesOnlyStylesThatExist() {
    var styles = new HashSet<String>();
    styles.addAll(FILE.find("styles.xml", "//@*[name()='style:name']"));
    styles.addAll(FILE.find("content.xml", "//@*[name()='style:name']"));
    assertThat(FILE.find("content.xml", "//@*[contains(name(), 'style-name')]"))
        .isNotEmpty()
        .allMatch(styles::contains);
    assertThat(FILE.find("styles.xml", "//@*[contains(name(), 'style-name')]"))
        .filteredOn(name -> !name.isEmpty())
        .allMatch(styles::contains);
  }

  @Test
  void hasHeadingsListsAndTasks() {
    assertThat(find("//text:h")).containsExactly("Begrüßung", "Listen");
    assertThat(FILE.find("content.xml", "//*[name()='text:h']/@*[name()='text:outline-level']"))
        .containsExactly("1", "3");
    assertThat(FILE.find("content.xml", "//@*[name()='text:start-value']")).containsExactly("3");
    assertThat(find("//text:list//text:list//text:list//text:p")).containsExactly("noch tiefer");
    assertThat(find("//text:list[@*[name()='text:style-name']='Tasks']//text:p"))
        .containsExactly("☑ist fertig", "☐ist offen");
    assertThat(find("//text:p[@*[name()='text:style-name']='Quotations']")).containsExactly("gesagt");
    assertThat(FILE.find("content.xml", "//*[name()='text:list-item']/*[name()='table:table']")).isEmpty();
  }

  @Test
  void hasTablesWithHeadersAndSpans() {
    assertThat(find("//table:table-header-rows//table:table-cell")).containsExactly("Wer", "Bis wann und womit");
    assertThat(FILE.find("content.xml", "//*[name()='table:table-row'][count(*) = 3]")).hasSize(3);
    assertThat(find("//table:covered-table-cell")).hasSize(3);
  }

  @Test
  void carriesItsPicturesWithWords() {
    assertThat(find("//draw:frame/svg:title"))
        .containsExactly("Blaue <Fläche> mit \"Kreis\"", "Bild ohne Beschreibung");
    var addresses = FILE.find("content.xml", "//*[name()='draw:image']/@*[name()='xlink:href']");
    assertThat(addresses).containsExactly("Pictures/1.png", "Pictures/2.jpeg").allMatch(FILE.files::containsKey);
    assertThat(FILE.find("content.xml", "//*[name()='text:a']/@*[name()='xlink:href']"))
        .containsExactly("https://altwasser.example/a%20b?x=1&y=%C3%BC");
  }

  @Test
  void keepsEachLetterAndBlank() {
    var lines = find("//text:p");
    assertThat(lines).contains("eine Frage von morgen", "Fremdes Bild", "]]> &amp; <script>alert(1)</script>Ende");
    assertThat(lines).anyMatch(line -> line.contains("Straße, Łódź, Ÿ, ẞ und ő") && line.endsWith("@Sevda Kaya"));
    assertThat(FILE.find("content.xml", "//*[name()='text:s']/@*[name()='text:c']")).contains("2");
    assertThat(FILE.find("content.xml", "//*[name()='text:tab']")).hasSize(1);
  }
}
