package org.amtsrunde.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The network of one client: every connection goes through here. It can be cut; it can swallow what is said on it in both directions
 * while both ends believe that it stands; it can be slow, and hands on one byte at a time; and the client can stop reading.
 */
public final class BadNetwork implements AutoCloseable {
  private static final int SLOWEST_MILLIS = 20;

  private final ServerSocket server;
  private final Random random;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final Set<Socket> swallowed = ConcurrentHashMap.newKeySet();
  private volatile List<Integer> targets = List.of();
  private volatile boolean slow;
  private volatile boolean stalled;
  private int next;

  public BadNetwork(long seed) {
    random = new Random(seed);
    try {
      server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::accept);
  }

  /** The port to connect to, for a server on that port. */
  public int towards(int port) {
    return towards(List.of(port));
  }

  /** The port to connect to; each connection goes to the next of the servers that takes it, as by a load balancer. */
  public int towards(List<Integer> ports) {
    targets = List.copyOf(ports);
    return server.getLocalPort();
  }

  /** Ends what is open; new connections are served. */
  public void cut() {
    open.forEach(BadNetwork::close);
  }

  /** From now on nothing that is said on what is open arrives; new connections are served. */
  public void swallow() {
    swallowed.addAll(open);
  }

  /** Cuts what was swallowed; all else stays. */
  public void heal() {
    slow = false;
    stalled = false;
    swallowed.forEach(BadNetwork::close);
  }

  public void slow(boolean on) {
    slow = on;
  }

  /** Whether the client reads nothing: what the servers say backs up. */
  public void stall(boolean on) {
    stalled = on;
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        var client = server.accept();
        open.add(client);
        var behind = connect();
        if (behind == null) {
          // Nobody listens: neither does this network.
          close(client);
          continue;
        }
        open.add(behind);
        Thread.ofVirtual().start(() -> pump(client, behind, false));
        Thread.ofVirtual().start(() -> pump(behind, client, true));
      } catch (IOException e) {
        // It was closed.
      }
    }
  }

  private @Nullable Socket connect() {
    var ports = targets;
    for (int i = 0; i < ports.size(); i++) {
      try {
        return new Socket(InetAddress.getLoopbackAddress(), ports.get(next++ % ports.size()));
      } catch (IOException e) {
        // This one is away; the next is asked.
      }
    }
    return null;
  }

  private void pump(Socket from, Socket to, boolean towardsClient) {
    var bytes = new byte[8192];
    try {
      from.setTcpNoDelay(true);
      to.setTcpNoDelay(true);
      for (int read = from.getInputStream().read(bytes); read >= 0; read = from.getInputStream().read(bytes)) {
        if (swallowed.contains(from)) {
          continue;
        }
        while (towardsClient && stalled && !to.isClosed()) {
          LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(SLOWEST_MILLIS));
        }
        if (slow) {
          crumble(bytes, read, to);
        } else {
          to.getOutputStream().write(bytes, 0, read);
        }
      }
    } catch (IOException e) {
      // One side has gone; so goes the other.
    } finally {
      if (!swallowed.contains(from)) {
        close(from);
        close(to);
      }
      open.remove(from);
      swallowed.remove(from);
    }
  }

  /** Without Nagle's algorithm each byte is a segment of its own; that some wait together at the other end is up to its reader. */
  private void crumble(byte[] bytes, int length, Socket to) throws IOException {
    int pauses = 2;
    for (int at = 0; at < length; at++) {
      to.getOutputStream().write(bytes, at, 1);
      if (pauses-- > 0) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(SLOWEST_MILLIS)));
      }
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
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    cut();
  }
}
