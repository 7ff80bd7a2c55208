package org.amtsrunde.documents.search;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * A document as the index knows it.
 *
 * @param roomId whose members may find it; null for a private one
 * @param people who may find it besides
 * @param text in one line
 */
record Indexed(String id, String title, @Nullable String roomId, Collection<String> people, String text) {}
