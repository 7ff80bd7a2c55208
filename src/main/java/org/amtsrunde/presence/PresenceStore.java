package org.amtsrunde.presence;

import io.vertx.core.Future;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Presence in the store: per node the people who show theirs, gone by itself after {@link PresenceRules#NODE_LIFE}; per person
 * one durable setting. Nothing else, and never a time but the end that a person chose.
 */
interface PresenceStore {
  /**
   * What a node tells.
   *
   * @param people null if there is nothing newer than the version asked for
   */
  record Told(long version, @Nullable Map<String, Choice> people) {}

  /** Whether the person shows their presence; false for who never said so. */
  Future<Boolean> isVisible(String person);

  Future<Void> setVisible(String person, boolean visible);

  /** The newest choice of a person among what these nodes tell; null for none. */
  Future<@Nullable Choice> newest(String person, Collection<String> nodes);

  /** Writes a step of a node's people; false if the store has not the version before it. */
  Future<Boolean> write(Batch step);

  /** Writes a node's people as a whole; false if the store has this version or a newer one. */
  Future<Boolean> writeAll(String node, long version, Map<String, Choice> people);

  /** Says that a node has people; all nodes that said so within {@link PresenceRules#NODE_LIFE}. */
  Future<Set<String>> enrol(String node);

  /** Lets a node's people live on; false if the store has them no more. */
  Future<Boolean> renew(String node);

  /** What a node tells, if that is newer than a version; null if it tells nothing any more. */
  Future<@Nullable Told> look(String node, long version);
}
