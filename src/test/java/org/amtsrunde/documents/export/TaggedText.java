package org.amtsrunde.documents.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDMarkedContentReference;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureNode;
import org.apache.pdfbox.text.PDFMarkedContentExtractor;
import org.apache.pdfbox.text.TextPosition;

/** A PDF as it is read out: element by element in the order of its tags, alternative texts in place of pictures. */
final class TaggedText {
  private final Map<COSDictionary, Map<Integer, String>> pieces = new HashMap<>();
  private final StringBuilder out = new StringBuilder();

  private TaggedText() {}

  static String of(byte[] bytes) throws IOException {
    try (var file = Loader.loadPDF(bytes)) {
      var text = new TaggedText();
      for (var page : file.getPages()) {
        text.extract(page);
      }
      text.read(file.getDocumentCatalog().getStructureTreeRoot(), null);
      assertThat(text.pieces.values())
          .as("read, or an artifact")
          .allMatch(left -> left.values().stream().allMatch(String::isEmpty));
      return text.out.toString().replaceAll("\\s+", " ");
    }
  }

  private void extract(PDPage page) throws IOException {
    var extractor = new PDFMarkedContentExtractor();
    extractor.setSuppressDuplicateOverlappingText(false);
    extractor.processPage(page);
    var texts = new HashMap<Integer, String>();
    for (var content : extractor.getMarkedContents()) {
      var text = new StringBuilder();
      for (var piece : content.getContents()) {
        if (piece instanceof TextPosition position) {
          text.append(position.getUnicode());
        }
      }
      if (content.getMCID() < 0) {
        continue;
      }
      texts.merge(content.getMCID(), text.toString(), String::concat);
    }
    pieces.put(page.getCOSObject(), texts);
  }

  private void read(PDStructureNode node, PDPage above) {
    var page = node instanceof PDStructureElement element && element.getPage() != null ? element.getPage() : above;
    for (var kid : new ArrayList<>(node.getKids())) {
      switch (kid) {
        case PDStructureElement element -> {
          boolean isBlock = !List.of("Span", "Link", "Figure").contains(element.getStructureType());
          out.append(isBlock ? "\n" : "");
          if (element.getStructureType().equals("Figure")) {
            out.append(element.getAlternateDescription());
          } else {
            read(element, page);
          }
          out.append(isBlock ? "\n" : "");
        }
        case Integer id -> piece(page, id);
        case PDMarkedContentReference reference -> piece(reference.getPage(), reference.getMCID());
        default -> {}
      }
    }
  }

  private void piece(PDPage page, int id) {
    var text = pieces.get(page.getCOSObject()).remove(id);
    out.append(text == null ? "" : text);
  }
}
