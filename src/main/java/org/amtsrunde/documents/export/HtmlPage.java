package org.amtsrunde.documents.export;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import org.amtsrunde.documents.yjs.XmlNode;

/**
 * A document as an HTML file that stands alone: {@link Html} as the body, with title, language and one style. The page forbids
 * itself everything else, wherever it is opened: no script, nothing that is fetched from anywhere.
 */
public final class HtmlPage {
  private HtmlPage() {}

  /**
   * The file, in UTF-8. The same input gives the same bytes.
   *
   * @throws TooLarge beyond 50 MiB
   */
  public static byte[] of(Meta meta, List<XmlNode> nodes) {
    var style = new String(Parcel.resource("html-page.css", meta), StandardCharsets.UTF_8);
    var title = Html.escape(meta.title());
    var page =
        new StringBuilder("<!DOCTYPE html>\n<html lang=\"")
            .append(meta.language())
            .append("\">\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"")
            .append("default-src 'none'; base-uri 'none'; form-action 'none'; img-src data:; style-src 'sha256-")
            .append(sum(style))
            .append("'\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
            .append("<meta name=\"referrer\" content=\"no-referrer\">\n<title>")
            .append(title)
            .append("</title>\n<style>")
            .append(style)
            .append("</style>\n</head>\n<body>\n<main>\n");
    if (!beginsWithTitle(nodes, meta)) {
      page.append("<h1>").append(title).append("</h1>\n");
    }
    page.append(Html.of(nodes)).append("</main>\n</body>\n</html>\n");
    var bytes = page.toString().getBytes(StandardCharsets.UTF_8);
    Parcel.check(bytes.length);
    return bytes;
  }

  private static boolean beginsWithTitle(List<XmlNode> nodes, Meta meta) {
    return !nodes.isEmpty()
        && nodes.getFirst() instanceof XmlNode.Element first
        && first.name().equals(Nodes.HEADING)
        && PlainText.inline(first.children()).strip().equals(meta.title());
  }

  private static String sum(String style) {
    try {
      var sum = MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(sum);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has it", e);
    }
  }
}
