package org.amtsrunde.messenger;

import io.vertx.core.Future;
import java.util.Collection;
import java.util.Map;
import org.amtsrunde.kernel.Json;

/** Names of people, as the messenger needs them. */
public interface Directory {
  /**
   * A person by name.
   *
   * @param authority name of the authority
   */
  record Card(String id, String name, String authorityId, String authority) {
    void write(Json.Out out) {
      out.put("id", id).put("name", name).put("authority", authority);
    }
  }

  /** The cards of those people that exist; the others are left out. */
  Future<Map<String, Card>> cards(Collection<String> personIds);
}
