/**
 * A document in other forms: {@link org.amtsrunde.documents.export.Html}, {@link org.amtsrunde.documents.export.Markdown} and
 * {@link org.amtsrunde.documents.export.PlainText}, each from the tree of nodes that the editor keeps. Pure.
 *
 * <p>{@link org.amtsrunde.documents.export.Odt}, {@link org.amtsrunde.documents.export.Docx} and
 * {@link org.amtsrunde.documents.export.Pdf} go one step further: {@link org.amtsrunde.documents.export.Blocks} first makes an orderly
 * document of the tree, with {@link org.amtsrunde.documents.export.Grid} for tables, and within bounds; each format then only writes what
 * is there. They fetch nothing, read no clock and give the same bytes for the same input; laying out a PDF is work for a worker.
 *
 * <p>The names of nodes and marks are those of the Tiptap editor; {@link org.amtsrunde.documents.export.Nodes} lists them. Of a
 * node that is not known the children are written, so that a newer editor loses no text here.
 */
@org.jspecify.annotations.NullMarked
package org.amtsrunde.documents.export;
