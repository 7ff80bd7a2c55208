package org.amtsrunde.cluster;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bus over the clustered Vert.x event bus: one address per node, frames of one turn in one message, and a credit per peer.
 *
 * <p>A peer that does not answer is owed at most {@link #CREDIT_BYTES}; what comes on top is dropped, for the event bus itself
 * would queue without limit. Everything runs on one event loop.
 */
public final class ClusterBus implements NodeBus {
  static final int CREDIT_BYTES = 1 << 20;
  private static final long ANSWER_MILLIS = 2_000;

  /** Longer than a dead node keeps its lease: until then its silence says nothing about us. */
  private static final long SILENCE_MILLIS = NodeLease.LEASE_MILLIS + 5_000;

  private static final Logger LOG = LoggerFactory.getLogger(ClusterBus.class);

  private static final class Peer {
    Buffer pending = Buffer.buffer();
    boolean scheduled;
    int owed;
    long answeredAt = System.nanoTime();
    long dropped;
  }

  private final EventBus eventBus;
  private final Vertx vertx;
  private final Context home;
  private final String nodeId;
  private final Membership membership;
  private final long silenceMillis;
  private final Map<String, Handler<byte[]>> receivers = new ConcurrentHashMap<>();
  private final Map<String, Peer> peers = new HashMap<>();
  private volatile boolean healthy = true;
  private long greeting;
  private boolean closed;

  public ClusterBus(Vertx vertx, Context home, String nodeId, Membership membership) {
    this(vertx, home, nodeId, membership, SILENCE_MILLIS);
  }

  /** @param silenceMillis after which nodes that are said to be alive and do not answer mean that we are cut off */
  ClusterBus(Vertx vertx, Context home, String nodeId, Membership membership, long silenceMillis) {
    this.vertx = vertx;
    this.eventBus = vertx.eventBus();
    this.home = home;
    this.nodeId = nodeId;
    this.membership = membership;
    this.silenceMillis = silenceMillis;
  }

  /** Registers our address and begins to greet the others once a second. */
  public Future<Void> start() {
    var consumer = eventBus.<Buffer>consumer(address(nodeId));
    consumer.handler(message -> {
      dispatch(message.body());
      message.reply(Buffer.buffer());
    });
    home.runOnContext(ignored -> greeting = vertx.setPeriodic(1000, timer -> greet()));
    return consumer.completion();
  }

  /** Says nothing more; the others forget this node when its lease is given back. */
  public Future<Void> stop() {
    var stopped = Promise.<Void>promise();
    home.runOnContext(ignored -> {
      closed = true;
      vertx.cancelTimer(greeting);
      stopped.complete();
    });
    return stopped.future();
  }

  private static String address(String node) {
    return "node." + node;
  }

  /** Whether at least one of the nodes that hold a lease answers over the bus; true when there are no others. */
  public boolean healthy() {
    return healthy;
  }

  @Override
  public String nodeId() {
    return nodeId;
  }

  @Override
  public void on(String topic, Handler<byte[]> receiver) {
    receivers.put(topic, receiver);
  }

  @Override
  public void tellAll(String topic, byte[] frame) {
    tell(membership.alive(), topic, frame);
  }

  @Override
  public void tell(Collection<String> nodes, String topic, byte[] frame) {
    home.runOnContext(ignored -> {
      for (var node : nodes) {
        if (!node.equals(nodeId)) {
          add(node, topic, frame);
        }
      }
    });
  }

  private void add(String node, String topic, byte[] frame) {
    var peer = peers.computeIfAbsent(node, name -> new Peer());
    if (peer.owed + peer.pending.length() + frame.length > CREDIT_BYTES) {
      if (peer.dropped++ % 1000 == 0) {
        LOG.atWarn().addKeyValue("peer", node).log("a node does not answer on the bus, frames are dropped");
      }
      return;
    }
    var name = topic.getBytes(StandardCharsets.US_ASCII);
    peer.pending.appendByte((byte) name.length).appendBytes(name).appendInt(frame.length).appendBytes(frame);
    if (!peer.scheduled) {
      peer.scheduled = true;
      home.runOnContext(ignored -> flush(node, peer));
    }
  }

  private void flush(String node, Peer peer) {
    var batch = peer.pending;
    peer.pending = Buffer.buffer();
    peer.scheduled = false;
    if (closed) {
      return;
    }
    peer.owed += batch.length();
    eventBus
        .request(address(node), batch, new DeliveryOptions().setSendTimeout(ANSWER_MILLIS))
        .onComplete(answered -> {
          if (answered.succeeded()) {
            peer.answeredAt = System.nanoTime();
          }
          home.runOnContext(ignored -> peer.owed -= batch.length());
        });
  }

  private void greet() {
    var alive = membership.alive();
    peers.keySet().removeIf(node -> !alive.contains(node));
    boolean any = false;
    boolean answered = false;
    long now = System.nanoTime();
    for (var node : alive) {
      if (!node.equals(nodeId)) {
        add(node, "greet", new byte[0]);
        any = true;
        var peer = peers.get(node);
        answered |= peer != null && now - peer.answeredAt < silenceMillis * 1_000_000;
      }
    }
    healthy = !any || answered;
  }

  private void dispatch(Buffer batch) {
    int at = 0;
    while (at < batch.length()) {
      int nameLength = batch.getByte(at);
      var topic = batch.getString(at + 1, at + 1 + nameLength);
      int length = batch.getInt(at + 1 + nameLength);
      int start = at + 5 + nameLength;
      at = start + length;
      var receiver = receivers.get(topic);
      if (receiver != null) {
        receiver.handle(batch.getBytes(start, at));
      }
    }
  }
}
