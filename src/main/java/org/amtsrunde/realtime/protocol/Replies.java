package org.amtsrunde.realtime.protocol;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.amtsrunde.kernel.Json;
import org.amtsrunde.kernel.Refusal;
import org.jspecify.annotations.Nullable;

/** Writes replies and pushes in one encoding. Whatever stands as {@code data} is JSON in both. */
public interface Replies {

  /**
   * A publication as it stands in pushes and in recovery.
   *
   * @param info what {@link #clientInfo} wrote
   */
  record Publication(long offset, byte[] data, byte @Nullable [] info) {}

  /** What a subscription was answered with. */
  record Subscribed(
      String epoch, long offset, boolean wasRecovering, boolean recovered, List<Publication> publications) {}

  /**
   * @param session of {@link org.amtsrunde.realtime.Wire#session}
   * @param ttl seconds until a refresh is needed; 0 for never
   * @param subs channel → server-side subscription
   */
  record Connected(
      String client, String session, String node, int ttl, int pingSeconds, Collection<ChannelSubscribed> subs) {}

  record ChannelSubscribed(String channel, Subscribed subscribed) {}

  /** The info of a client in presence, joins, leaves and its own publications, as it stands in the store: JSON. */
  static byte[] clientInfo(String user, String client) {
    return Json.object(out -> out.put("user", user).put("client", client));
  }

  /** The server's ping: an empty reply. */
  byte[] ping();

  byte[] error(long id, int code, String message, boolean temporary);

  default byte[] error(long id, ErrorCode error) {
    return error(id, error.code(), error.text(), error.temporary());
  }

  default byte[] error(long id, Refusal refusal) {
    var kind = refusal.kind();
    return error(id, kind.code(), refusal.sentence(), kind.temporary());
  }

  byte[] connected(long id, Connected connected);

  byte[] subscribed(long id, Subscribed subscribed);

  /** A reply that carries nothing, such as to unsubscribe, publish, ping and sub_refresh. */
  byte[] empty(long id, String kind);

  byte[] rpc(long id, byte[] data);

  byte[] refreshed(long id, String client, int ttl);

  byte[] history(long id, String epoch, long offset, List<Publication> publications);

  /** @param clients client id → its info */
  byte[] presence(long id, Collection<Map.Entry<String, byte[]>> clients);

  byte[] presenceStats(long id, int clients, int users);

  byte[] publicationPush(String channel, Publication publication);

  /** @param kind {@code join} or {@code leave} */
  byte[] joinLeavePush(String channel, String kind, byte[] info);

  byte[] subscribePush(String channel, String epoch, long offset);

  byte[] unsubscribePush(String channel, int code, String reason);

  byte[] messagePush(byte[] data);

  /** The last word on a transport that has no close frame of its own. */
  byte[] disconnectPush(int code, String reason);
}
