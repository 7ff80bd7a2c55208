/**
 * Yjs for the JVM: a library of its own that knows nothing of this product, written from the published format of
 * <a href="https://github.com/yjs/yjs">Yjs 13</a> and <a href="https://github.com/dmonad/lib0">lib0</a>.
 *
 * <p>Read in this order: {@link org.amtsrunde.documents.yjs.Lib0Reader} and {@link org.amtsrunde.documents.yjs.Lib0Writer} are
 * the bytes; {@link org.amtsrunde.documents.yjs.StateVector} and {@link org.amtsrunde.documents.yjs.DeleteSet} say what is known
 * and what is gone; {@link org.amtsrunde.documents.yjs.Updates} works on updates without a document; {@link
 * org.amtsrunde.documents.yjs.Doc} integrates them.
 *
 * <p>Nothing here reads a clock, makes a random number or starts a thread: the same calls give the same bytes. No class may be
 * used by two threads at once, but immutable ones: state vector, delete set, position.
 */
@NullMarked
package org.amtsrunde.documents.yjs;

import org.jspecify.annotations.NullMarked;
