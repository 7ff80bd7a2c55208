/**
 * What a new document can begin with. A template is a Markdown file among the resources; {@link
 * org.amtsrunde.documents.templates.MarkdownNodes} makes of it the tree that the editor knows, and {@link
 * org.amtsrunde.documents.templates.NewDocuments} makes the document, once for each command.
 */
@org.jspecify.annotations.NullMarked
package org.amtsrunde.documents.templates;
