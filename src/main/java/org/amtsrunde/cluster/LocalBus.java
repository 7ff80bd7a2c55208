package org.amtsrunde.cluster;

import io.vertx.core.Handler;
import java.util.Collection;

/** The bus of a node that is alone: there is nobody to tell. */
public final class LocalBus implements NodeBus {
  private final String nodeId;

  public LocalBus(String nodeId) {
    this.nodeId = nodeId;
  }

  @Override
  public String nodeId() {
    return nodeId;
  }

  @Override
  public void tell(Collection<String> nodes, String topic, byte[] frame) {}

  @Override
  public void tellAll(String topic, byte[] frame) {}

  @Override
  public void on(String topic, Handler<byte[]> receiver) {}
}
