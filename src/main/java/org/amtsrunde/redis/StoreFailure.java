package org.amtsrunde.redis;

import io.vertx.redis.client.impl.types.ErrorType;
import java.util.List;
import org.amtsrunde.kernel.Refusal;

/** Tells a store that is away for the moment from a fault of ours. */
final class StoreFailure {
  private static final List<String> TEMPORARY =
      List.of(
          "LOADING",
          "READONLY",
          "OOM",
          "MISCONF",
          "CLUSTERDOWN",
          "MASTERDOWN",
          "NOREPLICAS",
          "TRYAGAIN",
          "BUSY",
          "NOSCRIPT");

  private StoreFailure() {}

  /** The failure that callers see: "unavailable" for everything that is no error reply of the store itself. */
  static Throwable translate(Throwable failure) {
    if (isReply(failure) && failure instanceof ErrorType reply) {
      var text = String.valueOf(reply.getMessage());
      return TEMPORARY.stream().anyMatch(text::startsWith) ? Refusal.unavailable() : failure;
    }
    return failure instanceof Refusal ? failure : Refusal.unavailable();
  }

  /** Whether the store itself answered; everything else means that the connection is of no more use. */
  static boolean isReply(Throwable failure) {
    return failure instanceof ErrorType && !"CONNECTION_CLOSED".equals(failure.getMessage());
  }

  /** Whether the store is there, and still reads what it has kept. */
  static boolean isLoading(Throwable failure) {
    return failure instanceof ErrorType reply && String.valueOf(reply.getMessage()).startsWith("LOADING");
  }

  /** Whether the store has forgotten what it was told on this connection. */
  static boolean unknownScript(Throwable failure) {
    return failure instanceof ErrorType reply && String.valueOf(reply.getMessage()).startsWith("NOSCRIPT");
  }
}
