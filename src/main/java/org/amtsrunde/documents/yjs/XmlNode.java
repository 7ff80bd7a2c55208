package org.amtsrunde.documents.yjs;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A node of a document tree, as the editors of the ProseMirror family keep it in an XML fragment. */
public sealed interface XmlNode {

  /**
   * A node with children.
   *
   * @param name as it was given, such as {@code paragraph}
   * @param attributes any values of JavaScript, see {@link Any}
   */
  record Element(String name, Map<String, @Nullable Object> attributes, List<XmlNode> children) implements XmlNode {}

  /** A run of text; its formats are the marks. */
  record Text(List<Delta> delta) implements XmlNode {}
}
