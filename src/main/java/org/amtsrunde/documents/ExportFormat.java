package org.amtsrunde.documents;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.amtsrunde.documents.export.Docx;
import org.amtsrunde.documents.export.HtmlPage;
import org.amtsrunde.documents.export.Markdown;
import org.amtsrunde.documents.export.Meta;
import org.amtsrunde.documents.export.Odt;
import org.amtsrunde.documents.export.Pdf;
import org.amtsrunde.documents.export.TooLarge;
import org.amtsrunde.documents.yjs.XmlNode;
import org.amtsrunde.kernel.Refusal;

/** A kind of file that a document can be taken away as. */
public enum ExportFormat {
  MD("text/markdown"),
  HTML("text/html"),
  ODT("application/vnd.oasis.opendocument.text"),
  DOCX("application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
  PDF("application/pdf");

  private final String type;

  ExportFormat(String type) {
    this.type = type;
  }

  /** The media type. */
  public String type() {
    return type;
  }

  /** As it is asked for, and what the name of the file ends with. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static ExportFormat of(String word) {
    for (var format : values()) {
      if (format.word().equals(word)) {
        return format;
      }
    }
    throw Refusal.invalid("format must be one of md, html, odt, docx and pdf");
  }

  /** The file. Work for a worker; a class of a format is loaded when that is asked for, and not before. */
  byte[] write(Meta meta, List<XmlNode> nodes) {
    try {
      return switch (this) {
        case MD -> Markdown.of(nodes).getBytes(StandardCharsets.UTF_8);
        case HTML -> HtmlPage.of(meta, nodes);
        case ODT -> Odt.of(meta, nodes);
        case DOCX -> Docx.of(meta, nodes);
        case PDF -> Pdf.of(meta, nodes);
      };
    } catch (TooLarge e) {
      throw Refusal.tooLarge(
          this == PDF
              ? "the document is too large for PDF; ODT, DOCX, HTML and Markdown take more"
              : "the document is too large for this format");
    }
  }
}
