package org.amtsrunde.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipInputStream;
import org.amtsrunde.documents.yjs.Delta;
import org.amtsrunde.documents.yjs.Doc;
import org.amtsrunde.documents.yjs.XmlNode;
import org.amtsrunde.support.HttpTestClient;
import org.amtsrunde.support.LocalNode;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Documents as files, from a node with its store. */
class ExportsOverHttpTest {
  private static final String TEXT = "Größe <b>& Maß</b> – 1 < 2";

  private static LocalNode node;
  private static HttpTestClient owner;
  private static String path;

  @BeforeAll
  static void start() throws Exception {
    node = LocalNode.start(Map.of());
    owner = HttpTestClient.of(node.port(), "t1@altwasser.example");
    path = document(List.of(element("heading", Map.of("level", 2L), "Ergebnis"), element("paragraph", Map.of(), TEXT)));
  }

  @AfterAll
  static void stop() throws Exception {
    owner.close();
    node.close();
  }

  private static XmlNode element(String name, Map<String, Object> attributes, String text) {
    return new XmlNode.Element(name, Map.copyOf(attributes), List.of(new XmlNode.Text(List.of(Delta.text(text)))));
  }

  private static String document(List<XmlNode> page) {
    var id = owner.post("/api/documents", "{\"title\":\"Prüfung: 1/2 <x>\"}").json().get("id").asText();
    var update = new Doc().edit(7, edit -> edit.insertXml("default", 0, page));
    owner.header("Content-Type", "application/octet-stream");
    assertThat(owner.request("POST", "/api/documents/" + id + "/updates", update).status()).isEqualTo(204);
    owner.header("Content-Type", "application/json");
    return "/api/documents/" + id + "/export?format=";
  }

  private static HttpTestClient.Answer file(String format, String type) {
    var answer = owner.get(path + format);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).isEqualTo(type);
    assertThat(answer.header("Content-Disposition"))
        .isEqualTo(
            "attachment; filename=\"Pruefung 1 2 x.%s\"; filename*=UTF-8''Pr%%C3%%BCfung%%201%%202%%20x.%s"
                .formatted(format, format));
    assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    return answer;
  }

  private static String part(byte[] zipped, String name) throws IOException {
    try (var zip = new ZipInputStream(new ByteArrayInputStream(zipped))) {
      for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (entry.getName().equals(name)) {
          return new String(zip.readAllBytes(), StandardCharsets.UTF_8);
        }
      }
    }
    throw new AssertionError("no " + name);
  }

  @Test
  void markdown() {
    assertThat(file("md", "text/markdown; charset=utf-8").text())
        .startsWith("## Ergebnis\n")
        .contains("Größe \\<b\\>")
        .doesNotContain("<b>");
  }

  @Test
  void htmlIsAWholePageThatRunsNothing() throws Exception {
    var page = file("html", "text/html; charset=utf-8").text();
    assertThat(page)
        .startsWith("<!DOCTYPE html>\n<html lang=\"de\">")
        .contains("<title>Prüfung: 1/2 &lt;x&gt;</title>", "<h1>Prüfung: 1/2 &lt;x&gt;</h1>", "<h2>Ergebnis</h2>")
        .contains("<p>Größe &lt;b&gt;&amp; Maß&lt;/b&gt; – 1 &lt; 2</p>")
        .contains("default-src 'none'")
        .doesNotContain("<script", "unsafe-inline", " style=", "http://", "https://");
    var style = page.substring(page.indexOf("<style>") + 7, page.indexOf("</style>"));
    var sum = MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8));
    assertThat(page).contains("style-src 'sha256-" + Base64.getEncoder().encodeToString(sum) + "'");
  }

  @Test
  void odt() throws IOException {
    var odt = file("odt", "application/vnd.oasis.opendocument.text").body();
    assertThat(part(odt, "mimetype")).isEqualTo("application/vnd.oasis.opendocument.text");
    assertThat(part(odt, "content.xml")).contains("Ergebnis", "Größe &lt;b&gt;&amp; Maß&lt;/b&gt;");
    assertThat(part(odt, "meta.xml")).contains("<dc:title>Prüfung: 1/2 &lt;x&gt;</dc:title>", "<dc:language>de");
  }

  @Test
  void docx() throws IOException {
    var type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    var docx = file("docx", type).body();
    assertThat(part(docx, "word/document.xml")).contains("Ergebnis", "Größe &lt;b&gt;&amp; Maß&lt;/b&gt;");
    assertThat(part(docx, "docProps/core.xml")).contains("<dc:title>Prüfung: 1/2 &lt;x&gt;</dc:title>");
  }

  @Test
  void pdfIsTaggedWithTitleAndLanguage() throws IOException {
    try (var pdf = Loader.loadPDF(file("pdf", "application/pdf").body())) {
      var catalog = pdf.getDocumentCatalog();
      assertThat(catalog.getMarkInfo().isMarked()).isTrue();
      assertThat(catalog.getStructureTreeRoot()).isNotNull();
      assertThat(catalog.getLanguage()).isEqualTo("de");
      assertThat(pdf.getDocumentInformation().getTitle()).isEqualTo("Prüfung: 1/2 <x>");
      assertThat(pdf.getDocumentInformation().getAuthor()).isNull();
      assertThat(new PDFTextStripper().getText(pdf)).contains("Ergebnis", TEXT);
    }
  }

  @Test
  void isThereForWhoeverMayReadAlone() {
    try (var stranger = HttpTestClient.of(node.port(), "m2@birkenried.example")) {
      var hidden = stranger.get(path + "pdf");
      assertThat(hidden.status()).isEqualTo(404);
      assertThat(hidden.header("Content-Disposition")).isEmpty();
      assertThat(hidden.text()).isEqualTo(stranger.get("/api/documents/there-is-none/export?format=pdf").text());
      var me = stranger.get("/api/me").json().at("/person/id").asText();
      var share = path.substring(0, path.indexOf("/export")) + "/shares/" + me;
      assertThat(owner.request("PUT", share, "{\"role\":\"view\"}".getBytes(StandardCharsets.UTF_8)).status())
          .isEqualTo(204);
      assertThat(stranger.get(path + "md").status()).isEqualTo(200);
      assertThat(owner.request("DELETE", share, new byte[0]).status()).isEqualTo(204);
      assertThat(stranger.get(path + "md").status()).isEqualTo(404);
    }
    try (var nobody = new HttpTestClient(node.port())) {
      assertThat(nobody.get(path + "md").status()).isEqualTo(401);
    }
  }

  @Test
  void anotherFormatIsRefused() {
    assertThat(owner.get(path + "exe").status()).isEqualTo(400);
    assertThat(owner.get(path + "PDF").status()).isEqualTo(400);
    assertThat(owner.get(path + "pdf&format=md").status()).isEqualTo(400);
    assertThat(owner.get(path.substring(0, path.indexOf('?'))).status()).isEqualTo(400);
  }

  @Test
  void whatIsTooLargeForPdfIsSaidSo() {
    var large = document(List.of(element("paragraph", Map.of(), "Wort ".repeat(110_000))));
    var refused = owner.get(large + "pdf");
    assertThat(refused.status()).isEqualTo(413);
    assertThat(refused.json().get("detail").asText()).contains("too large for PDF");
    assertThat(owner.get(large + "odt").status()).isEqualTo(200);
  }
}
