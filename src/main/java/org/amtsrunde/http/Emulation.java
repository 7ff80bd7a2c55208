package org.amtsrunde.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.amtsrunde.cluster.Membership;
import org.amtsrunde.cluster.NodeBus;
import org.amtsrunde.kernel.Ids;
import org.amtsrunde.kernel.Refusal;
import org.amtsrunde.realtime.protocol.Emulated;
import org.jspecify.annotations.Nullable;

/**
 * Brings what clients of streams say, in requests that any node may get, to the node that holds the stream.
 *
 * <p>A stream is found under the hash of its secret and of the sign-in with which it was opened: neither secret goes over the bus, and
 * a request with another sign-in finds nothing. Requests of one stream that come over the same node are taken in the order in which
 * they came. At most {@link #MAX_UNDER_WAY} bytes of this node are on the bus, so that nobody can use up what doorbells need.
 */
public final class Emulation {
  private static final String ASK = "emulate";
  private static final String ANSWER = "emulated";
  private static final int VERSION = 1;
  private static final int MAX_UNDER_WAY = 256 * 1024;
  private static final int PATIENCE_MILLIS = 3_000;

  private enum Outcome {
    TAKEN,
    GONE,
    BUSY
  }

  private final NodeBus bus;
  private final Membership membership;
  private final Ids ids;
  private final Map<String, StreamWire> wires = new ConcurrentHashMap<>();
  private final Map<Long, Promise<Outcome>> asked = new ConcurrentHashMap<>();
  private final AtomicLong numbers = new AtomicLong();
  private final AtomicLong underWay = new AtomicLong();

  /** Before the bus starts. */
  public Emulation(NodeBus bus, Membership membership, Ids ids) {
    this.bus = bus;
    this.membership = membership;
    this.ids = ids;
    bus.on(ASK, this::asked);
    bus.on(ANSWER, this::answered);
  }

  /** How many streams are open on this node. */
  public int open(boolean events) {
    return (int) wires.values().stream().filter(wire -> events == (wire.kind() == StreamWire.Kind.SSE)).count();
  }

  /** The secret of a new stream. */
  String newSession() {
    return ids.secret();
  }

  /** From now on requests with the same sign-in reach the stream, until what is given back is run. */
  Runnable add(StreamWire wire, @Nullable String signIn) {
    var key = key(wire.session(), signIn);
    wires.put(key, wire);
    return () -> wires.remove(key);
  }

  /**
   * @param signIn of the request; null for none
   * @return done when the stream has taken it; else a refusal: not found when the stream is gone or somebody else's, too many when
   *     the client says more than is taken, unavailable when its node does not answer
   */
  Future<Void> take(Emulated said, @Nullable String signIn) {
    var key = key(said.session(), signIn);
    return said.node().equals(bus.nodeId())
        ? here(key, said.data())
        : there(said.node(), key, said.data()).compose(Emulation::result);
  }

  private Future<Void> here(String key, byte[] data) {
    var wire = wires.get(key);
    return wire == null ? Future.failedFuture(Refusal.notFound()) : wire.take(data);
  }

  private static Future<Void> result(Outcome outcome) {
    return switch (outcome) {
      case TAKEN -> Future.succeededFuture();
      case GONE -> Future.failedFuture(Refusal.notFound());
      case BUSY -> Future.failedFuture(Refusal.tooMany(1000));
    };
  }

  private Future<Outcome> there(String node, String key, byte[] data) {
    if (!membership.alive().contains(node)) {
      return Future.succeededFuture(Outcome.GONE);
    }
    if (underWay.addAndGet(data.length) > MAX_UNDER_WAY) {
      underWay.addAndGet(-data.length);
      return Future.failedFuture(Refusal.unavailable(1000));
    }
    long number = numbers.incrementAndGet();
    var answer = Promise.<Outcome>promise();
    asked.put(number, answer);
    bus.tell(List.of(node), ASK, ask(number, key, data));
    return answer
        .future()
        .timeout(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
        .onComplete(done -> {
          asked.remove(number);
          underWay.addAndGet(-data.length);
        })
        .recover(
            failure -> Future.failedFuture(failure instanceof TimeoutException ? Refusal.unavailable(1000) : failure));
  }

  private byte[] ask(long number, String key, byte[] data) {
    return frame(out -> {
      out.writeUTF(bus.nodeId());
      out.writeLong(number);
      out.writeUTF(key);
      out.write(data);
    });
  }

  private void asked(byte[] frame) {
    try (var in = new DataInputStream(new ByteArrayInputStream(frame))) {
      if (in.readByte() == VERSION) {
        var node = in.readUTF();
        long number = in.readLong();
        here(in.readUTF(), in.readAllBytes())
            .onComplete(taken -> bus.tell(List.of(node), ANSWER, answer(number, outcome(taken.cause()))));
      }
    } catch (IOException e) {
      // Of a node that writes otherwise; it waits in vain, and its client comes again.
    }
  }

  private static Outcome outcome(@Nullable Throwable failure) {
    if (failure == null) {
      return Outcome.TAKEN;
    }
    return failure instanceof Refusal refusal && refusal.kind() == Refusal.Kind.TOO_MANY ? Outcome.BUSY : Outcome.GONE;
  }

  private static byte[] answer(long number, Outcome outcome) {
    return frame(out -> {
      out.writeLong(number);
      out.writeByte(outcome.ordinal());
    });
  }

  private void answered(byte[] frame) {
    try (var in = new DataInputStream(new ByteArrayInputStream(frame))) {
      if (in.readByte() == VERSION) {
        var waiting = asked.get(in.readLong());
        int outcome = in.readUnsignedByte();
        if (waiting != null && outcome < Outcome.values().length) {
          waiting.tryComplete(Outcome.values()[outcome]);
        }
      }
    } catch (IOException e) {
      // As above.
    }
  }

  private interface Content {
    void write(DataOutputStream out) throws IOException;
  }

  private static byte[] frame(Content content) {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      content.write(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static String key(String session, @Nullable String signIn) {
    try {
      var sha = MessageDigest.getInstance("SHA-256");
      sha.update((session + "\n" + (signIn == null ? "" : signIn)).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(sha.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
