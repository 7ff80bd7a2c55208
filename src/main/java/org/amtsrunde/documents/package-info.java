/**
 * Documents that several people write at once.
 *
 * <p>Read in this order: {@link org.amtsrunde.documents.Document} and {@link org.amtsrunde.documents.Access} are what there is and
 * who may do what; {@link org.amtsrunde.documents.DocumentRules} decides that, without any state of its own; {@link
 * org.amtsrunde.documents.DocumentStore} says what is kept, {@link org.amtsrunde.documents.RedisDocumentStore} keeps it: per document
 * a log of Yjs updates and, once it is long, a snapshot; {@link org.amtsrunde.documents.DocumentHandler} and {@link
 * org.amtsrunde.documents.DocumentRoutes} are the use cases over HTTP. What happens while people write stands in {@link
 * org.amtsrunde.documents.room}, its past in {@link org.amtsrunde.documents.history}, suggestions in {@link
 * org.amtsrunde.documents.suggestions}, comments in {@link org.amtsrunde.documents.threads}, the languages of their clients in {@link org.amtsrunde.documents.framing}, and the format itself in
 * {@link org.amtsrunde.documents.yjs}.
 */
@org.jspecify.annotations.NullMarked
package org.amtsrunde.documents;
