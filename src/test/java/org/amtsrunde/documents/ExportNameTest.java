package org.amtsrunde.documents;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExportNameTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "Notizen der Runde|Notizen der Runde.pdf",
        "../../etc/passwd|etc passwd.pdf",
        "a\\b:c*d?e\"f<g>h|a b c d e f g h.pdf",
        ".versteckt. . |versteckt.pdf",
        "...|Dokument.pdf",
        "con|_con.pdf",
        "Lpt1.alt|_Lpt1.alt.pdf",
        "Konzept|Konzept.pdf",
        "Rechnung\u202efdp.exe|Rechnung fdp.exe.pdf",
      })
  void isANameOnEverySystem(String title, String name) {
    assertThat(ExportName.of(title, "pdf")).isEqualTo(name);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "Plan.odt|Plan.odt|Plan.odt",
        "Größe & Ärger.md|Groesse & Aerger.md|Gr%C3%B6%C3%9Fe%20%26%20%C3%84rger.md",
        "Łódź, dnia 1.pdf|_odz, dnia 1.pdf|%C5%81%C3%B3d%C5%BA%2C%20dnia%201.pdf",
        "会议.pdf|Dokument.pdf|%E4%BC%9A%E8%AE%AE.pdf",
        "100% (a*b); 'x'.pdf|100_ (a*b)_ 'x'.pdf|100%25%20%28a%2Ab%29%3B%20%27x%27.pdf",
      })
  void isToldInAsciiAndAsItIs(String name, String ascii, String encoded) {
    assertThat(ExportName.disposition(name))
        .isEqualTo("attachment; filename=\"" + ascii + "\"; filename*=UTF-8''" + encoded);
  }

  @ParameterizedTest
  @CsvSource({"x", "ä", "😀"})
  void isNotLongerThanAFolderTakes(String letter) {
    var name = ExportName.of(letter.repeat(300), "docx");
    assertThat(name).hasSize(80 * letter.length() + 5).endsWith(".docx");
    assertThat(ExportName.disposition(name)).matches("[\\x20-\\x7e]{1,2000}");
  }
}
