package org.amtsrunde.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Stands between a client and servers on this machine: gives each new connection to the next server that takes it, as a load
 * balancer does, and can cut them all.
 */
public final class TcpProxy implements AutoCloseable {
  private final ServerSocket server;
  private final List<Integer> targets;
  private int next;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  /** Listens on a free port. */
  public TcpProxy(int target) {
    this(List.of(target));
  }

  /** Listens on a free port; the first connection goes to the first server. */
  public TcpProxy(List<Integer> targets) {
    this.targets = List.copyOf(targets);
    try {
      server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::accept);
  }

  public int port() {
    return server.getLocalPort();
  }

  /** Cuts all connections; new ones are served. */
  public void cut() {
    open.forEach(TcpProxy::close);
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        var client = server.accept();
        open.add(client);
        var behind = connect();
        if (behind == null) {
          close(client);
          continue;
        }
        open.add(behind);
        Thread.ofVirtual().start(() -> pump(client, behind));
        Thread.ofVirtual().start(() -> pump(behind, client));
      } catch (IOException e) {
        // The proxy was closed.
      }
    }
  }

  private Socket connect() {
    for (int i = 0; i < targets.size(); i++) {
      try {
        return new Socket(InetAddress.getLoopbackAddress(), targets.get(next++ % targets.size()));
      } catch (IOException e) {
        // This one is away; the next is asked.
      }
    }
    return null;
  }

  private void pump(Socket from, Socket to) {
    var bytes = new byte[8192];
    try {
      from.setTcpNoDelay(true);
      for (int read = from.getInputStream().read(bytes); read >= 0; read = from.getInputStream().read(bytes)) {
        to.getOutputStream().write(bytes, 0, read);
      }
    } catch (IOException e) {
      // One side has gone; so goes the other.
    } finally {
      close(from);
      close(to);
      open.remove(from);
      open.remove(to);
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    cut();
  }
}
