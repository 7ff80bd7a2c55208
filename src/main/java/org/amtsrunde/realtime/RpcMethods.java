package org.amtsrunde.realtime;

import io.vertx.core.Future;
import java.util.Map;
import java.util.Set;
import org.amtsrunde.kernel.Caller;
import org.amtsrunde.kernel.Fields;

/** The RPC methods a capability offers, by name such as {@code room.post}. */
public interface RpcMethods {

  /**
   * One call.
   *
   * @param caller who asks
   * @param client the connection it came over
   * @param params the object under {@code data}; empty where there was none
   */
  record Call(Caller caller, ClientHandle client, Fields params) {}

  /** A method: answers with JSON as UTF-8, or fails with a {@link org.amtsrunde.kernel.Refusal}. May throw one, too. */
  interface Method {
    Future<byte[]> call(Call call);
  }

  Map<String, Method> methods();

  /** The names of those that a guest may call for their one room; to guests all others do not exist. */
  default Set<String> forGuests() {
    return Set.of();
  }
}
