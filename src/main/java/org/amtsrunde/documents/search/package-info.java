/**
 * Finds documents by words. Each node has an index of its own in memory; it is derived, never the truth, and made anew at every
 * start. {@link org.amtsrunde.documents.search.SearchFeed} keeps it fresh from the list of changed documents in the store, {@link
 * org.amtsrunde.documents.search.SearchIndex} holds it, {@link org.amtsrunde.documents.search.GermanText} says what a word is, and
 * {@link org.amtsrunde.documents.search.SearchHandler} answers people, who find only what they may see.
 */
@org.jspecify.annotations.NullMarked
package org.amtsrunde.documents.search;
