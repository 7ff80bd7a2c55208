/**
 * Suggestions: branches of a document that begin as a copy of it, with the same history, and are taken over or given up.
 *
 * <p>A suggestion is a document like any other; that it has a parent decides who may do what with it ({@link
 * org.amtsrunde.documents.DocumentRules}), and it goes with its parent. {@link
 * org.amtsrunde.documents.suggestions.SuggestionHandler} and {@link org.amtsrunde.documents.suggestions.SuggestionRoutes} are what people
 * do with them.
 */
@org.jspecify.annotations.NullMarked
package org.amtsrunde.documents.suggestions;
