package org.amtsrunde.documents.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/** The files in an office document. */
final class Unzipped {
  final Map<String, byte[]> files = new LinkedHashMap<>();
  final List<ZipEntry> entries = new ArrayList<>();
  private final Map<String, Document> parsed = new LinkedHashMap<>();

  Unzipped(byte[] bytes) {
    try (var zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
      for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        files.put(entry.getName(), zip.readAllBytes());
        entries.add(entry);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Every file that claims to be XML is. */
  Unzipped wellFormed() {
    files.keySet().stream().filter(name -> name.matches(".*\\.(xml|rels)")).forEach(this::xml);
    return this;
  }

  Document xml(String name) {
    return parsed.computeIfAbsent(
        name,
        _ -> {
          assertThat(files).containsKey(name);
          try {
            // By name with prefix, as they stand there.
            return DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(files.get(name)));
          } catch (Exception e) {
            throw new AssertionError(name + ": " + e.getMessage(), e);
          }
        });
  }

  /** The text of what an XPath finds. */
  List<String> find(String name, String path) {
    try {
      var found =
          (NodeList) XPathFactory.newDefaultInstance().newXPath().evaluate(path, xml(name), XPathConstants.NODESET);
      var texts = new ArrayList<String>();
      for (int i = 0; i < found.getLength(); i++) {
        texts.add(found.item(i).getTextContent());
      }
      return texts;
    } catch (XPathExpressionException e) {
      throw new AssertionError(e);
    }
  }
}
