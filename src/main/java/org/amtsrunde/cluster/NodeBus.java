package org.amtsrunde.cluster;

import io.vertx.core.Handler;
import java.util.Collection;

/**
 * Carries frames between nodes. Any frame may be lost, late or out of order, never damaged or doubled; whatever must not be
 * lost is read from the store instead. Never blocks and never queues more than a fixed number of bytes per node: what is
 * over is dropped.
 */
public interface NodeBus {
  /** The id of this node, new with each start. */
  String nodeId();

  /** Sends to the named nodes; this node itself is left out. */
  void tell(Collection<String> nodes, String topic, byte[] frame);

  /** Sends to all other nodes. */
  void tellAll(String topic, byte[] frame);

  /** Registers the one receiver of a topic; before the bus starts. The handler runs on an event loop. */
  void on(String topic, Handler<byte[]> receiver);
}
