package org.amtsrunde.documents;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.amtsrunde.documents.export.Html;
import org.amtsrunde.documents.export.Markdown;
import org.amtsrunde.documents.export.PlainText;
import org.amtsrunde.documents.yjs.Delta;
import org.amtsrunde.documents.yjs.Doc;
import org.amtsrunde.documents.yjs.XmlNode;
import org.amtsrunde.kernel.Json;
import org.jspecify.annotations.Nullable;

/**
 * What a document says, in the form that is asked for. The editor keeps its page in the root {@code default}; other programs may
 * have used others, and every root is told, in alphabetical order.
 */
public final class DocumentContent {
  private static final int MOST_TYPES = 16;

  /** A form in which a document can be read, the first one where nothing is asked for. */
  public enum Form {
    JSON("application/json"),
    PLAIN("text/plain"),
    MARKDOWN("text/markdown"),
    HTML("text/html");

    private final String type;

    Form(String type) {
      this.type = type;
    }

    /** The type on the wire. */
    public String type() {
      return type;
    }

    /** The first form that a client names in {@code Accept}; JSON where it names none of ours. */
    public static Form of(@Nullable String accept) {
      for (var named : accept == null ? new String[0] : accept.split(",", MOST_TYPES)) {
        for (var form : values()) {
          if (named.strip().toLowerCase(Locale.ROOT).startsWith(form.type)) {
            return form;
          }
        }
      }
      return JSON;
    }
  }

  /** The root in which the editor keeps its page. */
  static final String PAGE = "default";

  private DocumentContent() {}

  public static byte[] of(Access access, Doc doc, Form form) {
    return switch (form) {
      case JSON ->
          Json.object(out -> out.raw("document", access.json()).raw("content", Json.object(all -> roots(doc, all))));
      case PLAIN -> text(doc, PlainText::of);
      case MARKDOWN -> text(doc, Markdown::of);
      case HTML -> text(doc, Html::of);
    };
  }

  private static void roots(Doc doc, Json.Out out) {
    for (var root : new TreeSet<>(doc.roots())) {
      out.raw(root, doc.json(root, doc.kind(root)).getBytes(StandardCharsets.UTF_8));
    }
  }

  private static byte[] text(Doc doc, Function<List<XmlNode>, String> writer) {
    return new TreeSet<>(doc.roots())
        .stream()
            .map(root -> writer.apply(nodes(doc, root)))
            .collect(Collectors.joining())
            .getBytes(StandardCharsets.UTF_8);
  }

  /** The nodes of all roots, one behind the other. */
  static List<XmlNode> nodes(Doc doc) {
    return new TreeSet<>(doc.roots()).stream().flatMap(root -> nodes(doc, root).stream()).toList();
  }

  private static List<XmlNode> nodes(Doc doc, String root) {
    return switch (doc.kind(root)) {
      case XML -> doc.xml(root);
      case TEXT ->
          doc.text(root)
              .lines()
              .<XmlNode>map(line ->
                  new XmlNode.Element(
                      "paragraph", java.util.Map.of(), List.of(new XmlNode.Text(List.of(Delta.text(line))))))
              .toList();
      case MAP, ARRAY -> List.of();
    };
  }
}
