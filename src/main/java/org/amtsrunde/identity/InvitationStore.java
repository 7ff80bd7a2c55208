package org.amtsrunde.identity;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.Optional;

/** Keeps open invitations for 14 days. */
public interface InvitationStore {
  Duration LIFE = Duration.ofDays(14);

  /** Keeps an invitation and returns its secret of 52 characters. */
  Future<String> add(Invitation invitation);

  /** The open invitation of this secret; empty for unknown, used and expired alike. */
  Future<Optional<Invitation>> find(String secret);

  /** Closes an invitation that was used. */
  Future<Void> remove(String secret);
}
