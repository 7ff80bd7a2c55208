package org.amtsrunde.identity;

import io.vertx.core.Future;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** Keeps authorities. They are few (hundreds) and change seldom. */
public interface AuthorityStore {
  /** All authorities by id, as they stand now. */
  Future<Map<String, Authority>> all();

  /**
   * At least the authorities of these ids that exist; up to 30 seconds old, mostly without asking
   * the store.
   */
  Future<Map<String, Authority>> known(Collection<String> ids);

  /** The authority that has this domain, verified. */
  Future<Optional<Authority>> byDomain(String domain);

  /** Adds an authority; false if one of its verified domains belongs to another. */
  Future<Boolean> create(Authority authority);
}
