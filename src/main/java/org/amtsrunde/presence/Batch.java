package org.amtsrunde.presence;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A step in what one node tells of its people.
 *
 * @param from version that it follows
 * @param to version that it leads to; grows for the life of the node
 * @param changes person → choice, or null for a person who is told of no more
 */
record Batch(String node, long from, long to, Map<String, @Nullable Choice> changes) {}
