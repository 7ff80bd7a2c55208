package org.amtsrunde.cluster;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.amtsrunde.redis.Keys;
import org.amtsrunde.redis.RedisStore;
import org.amtsrunde.redis.Script;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This node's lease in the store, and by it the view of who is alive. Renewed every 2 s for 10 s: a node that is killed is gone
 * from the view of the others at most 12 s later.
 */
public final class NodeLease implements Membership {
  /** How long a lease lives without being renewed, in ms. */
  public static final long LEASE_MILLIS = 10_000;

  private static final long RENEW_MILLIS = 2_000;
  private static final Logger LOG = LoggerFactory.getLogger(NodeLease.class);
  private static final Script RENEW = Script.load(NodeLease.class, "lease.lua");

  private final Vertx vertx;
  private final RedisStore store;
  private final String nodeId;
  private volatile Set<String> alive;
  private volatile long renewedAt = System.nanoTime();
  private long timer = -1;

  public NodeLease(Vertx vertx, RedisStore store, String nodeId) {
    this.vertx = vertx;
    this.store = store;
    this.nodeId = nodeId;
    this.alive = Set.of(nodeId);
  }

  /** Takes the lease and keeps it. */
  public Future<Void> start() {
    timer =
        vertx.setPeriodic(
            RENEW_MILLIS, ignored -> renew().onFailure(f -> LOG.warn("the lease was not renewed: {}", f.getMessage())));
    return renew();
  }

  private Future<Void> renew() {
    long asked = System.nanoTime();
    return store
        .eval(RENEW, List.of(Keys.nodes()), nodeId, LEASE_MILLIS)
        .map(reply -> {
          var nodes = new HashSet<String>();
          nodes.add(nodeId);
          for (int i = 0; reply != null && i < reply.size(); i++) {
            nodes.add(reply.get(i).toString());
          }
          alive = Set.copyOf(nodes);
          renewedAt = asked;
          return null;
        });
  }

  @Override
  public Set<String> alive() {
    return alive;
  }

  /** Whether the lease was renewed in time. */
  public boolean held() {
    return System.nanoTime() - renewedAt < LEASE_MILLIS * 1_000_000;
  }

  /** Gives the lease back, so that the others know at once. */
  public Future<Void> stop() {
    vertx.cancelTimer(timer);
    return store.send(Command.ZREM, Keys.nodes(), nodeId).<Void>mapEmpty().otherwiseEmpty();
  }
}
