package org.amtsrunde.realtime;

import io.vertx.core.Future;
import java.util.List;
import org.amtsrunde.kernel.Caller;

/**
 * What a capability says about the channels of its namespace: everything before the first colon of a channel's name.
 *
 * <p>All methods are called on an event loop and must not block. A failed future is answered as "temporarily unavailable".
 */
public interface ChannelPolicy {

  /** Fixed properties of all channels of a namespace. */
  record Options(boolean history, boolean presence, boolean joinLeave, boolean publish) {
    /** Only followed: no history command, no presence, no publishing by clients. */
    public static final Options READ_ONLY = new Options(false, false, false, false);
  }

  String namespace();

  default Options options() {
    return Options.READ_ONLY;
  }

  /**
   * Channels that this person's connections follow without asking. May name too many (each is checked by {@link
   * #maySubscribe} after it is followed, so that no change in between is missed), never too few.
   */
  default Future<List<String>> serverSide(Caller caller) {
    return Future.succeededFuture(List.of());
  }

  /** Whether the person may read the channel now. False is answered exactly like a channel that does not exist. */
  Future<Boolean> maySubscribe(Caller caller, String channel);
}
