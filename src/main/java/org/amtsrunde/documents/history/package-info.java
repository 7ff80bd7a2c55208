/**
 * A document's past: versions that are kept, who wrote what, what has changed, and the way back.
 *
 * <p>Read in this order: {@link org.amtsrunde.documents.history.Version} is a moment that is kept, {@link
 * org.amtsrunde.documents.history.HistoryRules} says which and for how long, {@link org.amtsrunde.documents.history.VersionKeeper}
 * keeps them; {@link org.amtsrunde.documents.history.Authors} is who wrote what; {@link org.amtsrunde.documents.history.Comparing}
 * and {@link org.amtsrunde.documents.history.Restoring} work on two states of one document; {@link
 * org.amtsrunde.documents.history.HistoryHandler} and {@link org.amtsrunde.documents.history.HistoryRoutes} are the use cases.
 */
@org.jspecify.annotations.NullMarked
package org.amtsrunde.documents.history;
