package org.amtsrunde.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;

/** Many clients on one thread, which does nothing while nothing comes. */
final class Clients implements AutoCloseable {
  private static final long NAP_NANOS = 50_000;

  private final Selector selector;
  private final List<Client> all = new ArrayList<>();
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(256 * 1024);
  private final byte[] bytes = new byte[buffer.capacity()];
  private int answered;
  private Client.Sink sink = (client, piece, from, to, ends) -> answered += ends ? 1 : 0;

  Clients() throws IOException {
    selector = Selector.open();
  }

  /**
   * Opens clients and waits until each was answered.
   *
   * @param hello what the client of a number says first; an empty text if the server wants nothing and answers nothing
   */
  List<Client> open(int count, int port, String path, IntFunction<String> hello) throws IOException {
    var opened = new ArrayList<Client>();
    int expected = answered;
    for (int i = 0; i < count; i++) {
      var client = add(port, path, "");
      opened.add(client);
      var text = hello.apply(i);
      if (!text.isEmpty()) {
        client.send(text);
        expected++;
      }
      // A few at a time: a server that learns of thousands at once keeps buffers that no day would bring.
      int wanted = expected - 16;
      pump(10_000, () -> answered >= wanted);
    }
    int last = expected;
    pump(10_000, () -> answered >= last);
    return opened;
  }

  /** Opens one more, which says nothing and waits for nothing. */
  Client add(int port, String path, String headers) throws IOException {
    return add(Client.open(port, path, all.size(), headers));
  }

  /** The same without waiting until it is open; what it says meanwhile leaves when it is. */
  Client come(int port, String path) throws IOException {
    return add(Client.ask(port, path, all.size(), ""));
  }

  private Client add(Client client) throws IOException {
    client.channel.configureBlocking(false);
    client.channel.register(selector, SelectionKey.OP_READ, client);
    all.add(client);
    return client;
  }

  /** Says something and waits for the frame that answers it, of ASCII. */
  String ask(Client client, String text) throws IOException {
    var before = sink;
    var answer = new StringBuilder();
    var ended = new AtomicBoolean();
    sink =
        (from, piece, start, end, ends) -> {
          if (from == client && !ended.get()) {
            answer.append(new String(piece, start, end - start, StandardCharsets.US_ASCII));
            ended.set(ends);
          }
        };
    client.send(text);
    pump(10_000, ended::get);
    sink = before;
    return answer.toString();
  }

  /** From now on everything that comes goes there. */
  void sink(Client.Sink next) {
    sink = next;
  }

  /** Reads until the condition holds; fails if it does not within the time. */
  void pump(long millis, BooleanSupplier until) throws IOException {
    long deadline = System.nanoTime() + millis * 1_000_000;
    while (!until.getAsBoolean()) {
      long rest = (deadline - System.nanoTime()) / 1_000_000;
      if (rest <= 0) {
        throw new IOException("the server did not answer within " + millis + " ms");
      }
      step(rest);
    }
  }

  /** Reads until a moment of {@link System#nanoTime}, and no later than that allows. */
  void until(long moment) throws IOException {
    for (long rest = moment - System.nanoTime(); rest > 0; rest = moment - System.nanoTime()) {
      if (rest > 1_000_000) {
        step(rest / 1_000_000);
      } else {
        read(selector.selectNow());
        // Never spins: a processor that the load takes for waiting is one that the server does not get.
        LockSupport.parkNanos(Math.min(rest, NAP_NANOS));
      }
    }
  }

  /** Reads whatever comes for a while. */
  void idle(long millis) throws IOException {
    long end = System.nanoTime() + millis * 1_000_000;
    for (long rest = millis; rest > 0; rest = (end - System.nanoTime()) / 1_000_000) {
      step(rest);
    }
  }

  private void step(long millis) throws IOException {
    read(selector.select(millis));
  }

  private void read(int ready) throws IOException {
    if (ready == 0) {
      return;
    }
    var keys = selector.selectedKeys();
    for (var key : keys) {
      var client = (Client) key.attachment();
      buffer.clear();
      int length = client.channel.read(buffer);
      if (length < 0) {
        throw new IOException("the server cut connection " + client.number);
      }
      buffer.get(0, bytes, 0, length);
      client.feed(bytes, length, sink);
    }
    keys.clear();
  }

  @Override
  public void close() throws IOException {
    for (var client : all) {
      client.channel.close();
    }
    selector.close();
  }
}
