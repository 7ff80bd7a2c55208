package org.amtsrunde.bench;

import java.net.InetSocketAddress;
import org.cometd.server.BayeuxServerImpl;
import org.cometd.server.websocket.jetty.JettyWebSocketTransport;
import org.eclipse.jetty.server.Context;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandler;
import org.eclipse.jetty.websocket.server.WebSocketUpgradeHandler;

/**
 * The peer that is a server for messages on the JVM as well: CometD in an embedded Jetty with its WebSocket transport alone, everything
 * else as it comes. What is published to a channel goes to all who have subscribed to it; nothing is kept.
 */
public final class CometdBroadcaster {
  private CometdBroadcaster() {}

  public static void main(String[] args) throws Exception {
    var server = new Server(new InetSocketAddress("127.0.0.1", 0));
    var context = new ContextHandler("/");
    server.setHandler(context);
    context.setHandler(WebSocketUpgradeHandler.from(server, context));
    var bayeux = new BayeuxServerImpl();
    bayeux.setOption(Context.class.getName(), context.getContext());
    bayeux.setOption("ws.cometdURLMapping", Bayeux.PATH);
    // What the manual says it is; Jetty's own 30 s would cut those who were the first of thousands and say nothing.
    bayeux.setOption("ws.idleTimeout", "300000");
    bayeux.addTransport(new JettyWebSocketTransport(bayeux));
    context.addBean(bayeux);
    server.start();
    System.out.println("port " + ((ServerConnector) server.getConnectors()[0]).getLocalPort());
    server.join();
  }
}
