/**
 * Comments on documents: threads beside a document, each anchored to a place in it or to none.
 *
 * <p>Read in this order: {@link org.amtsrunde.documents.threads.CommentThread} and {@link org.amtsrunde.documents.threads.Comment} are
 * what there is; {@link org.amtsrunde.documents.threads.ThreadRules} decides, without any state of its own; {@link
 * org.amtsrunde.documents.threads.ThreadStore} says what is kept, {@link org.amtsrunde.documents.threads.RedisThreadStore} keeps it in
 * the slot of the document; {@link org.amtsrunde.documents.threads.ThreadHandler} and {@link
 * org.amtsrunde.documents.threads.ThreadRoutes} are the use cases over HTTP. Whoever has the document open learns by a notice in its log
 * ({@link org.amtsrunde.documents.Notice}) which thread has changed, and reads it again; {@link
 * org.amtsrunde.documents.threads.MentionPost} tells whoever is mentioned, for {@link org.amtsrunde.documents.threads.MentionHandler}
 * also in the text itself.
 */
@org.jspecify.annotations.NullMarked
package org.amtsrunde.documents.threads;
