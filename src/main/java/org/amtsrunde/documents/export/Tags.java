package org.amtsrunde.documents.export;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSNull;
import org.apache.pdfbox.pdfparser.PDFStreamParser;
import org.apache.pdfbox.pdfwriter.ContentStreamWriter;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDMarkedContentReference;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureNode;

/**
 * Puts the tags of a PDF in order: parts of tables that hold nothing go, and the head of a table that is painted again on each page is
 * read out once. What is painted again becomes an artifact, as the number of the page is.
 */
final class Tags {
  private static final COSName NUMS = COSName.getPDFName("Nums");

  private final PDDocument document;

  /** By page the numbers of what is painted there again. */
  private final Map<COSDictionary, Set<Integer>> repeated = new HashMap<>();

  private Tags(PDDocument document) {
    this.document = document;
  }

  static void tidy(PDDocument document) throws IOException {
    var root = document.getDocumentCatalog().getStructureTreeRoot();
    if (root != null) {
      var tags = new Tags(document);
      tags.visit(root, false);
      for (var page : document.getPages()) {
        var numbers = tags.repeated.get(page.getCOSObject());
        if (numbers != null) {
          tags.unlist(page, numbers);
          tags.rewrite(page, numbers);
        }
      }
    }
  }

  private void visit(PDStructureNode node, boolean inHead) {
    for (var kid : List.copyOf(node.getKids())) {
      if (kid instanceof PDStructureElement element) {
        visit(element, inHead || element.getStructureType().equals("THead"));
        if (element.getKids().isEmpty() && element.getStructureType().matches("THead|TBody|TFoot")) {
          node.removeKid(element);
        }
      } else if (inHead
          && kid instanceof PDMarkedContentReference again
          && node instanceof PDStructureElement element) {
        // On the page where the element begins it has a bare number.
        repeated.computeIfAbsent(again.getPage().getCOSObject(), _ -> new HashSet<>()).add(again.getMCID());
        element.removeKid(again);
      }
    }
  }

  /** In the tree that leads from what is painted to its element. */
  private void unlist(PDPage page, Set<Integer> numbers) {
    var tree = document.getDocumentCatalog().getStructureTreeRoot().getParentTree().getCOSObject();
    var entries = tree.getCOSArray(NUMS);
    int key = page.getStructParents();
    for (int i = 0; i + 1 < entries.size(); i += 2) {
      if (entries.getInt(i) == key && entries.getObject(i + 1) instanceof COSArray elements) {
        numbers.forEach(number -> elements.set(number, COSNull.NULL));
      }
    }
  }

  private void rewrite(PDPage page, Set<Integer> numbers) throws IOException {
    var tokens = new PDFStreamParser(page).parse();
    for (int i = 2; i < tokens.size(); i++) {
      boolean isBegin = tokens.get(i) instanceof Operator operator && operator.getName().equals("BDC");
      if (isBegin && tokens.get(i - 1) instanceof COSDictionary properties) {
        if (numbers.contains(properties.getInt(COSName.MCID))) {
          tokens.set(i - 2, COSName.ARTIFACT);
          properties.clear();
          properties.setItem(COSName.TYPE, COSName.getPDFName("Pagination"));
        }
      }
    }
    var stream = new PDStream(document);
    try (var out = stream.createOutputStream(COSName.FLATE_DECODE)) {
      new ContentStreamWriter(out).writeTokens(tokens);
    }
    page.setContents(stream);
  }
}
