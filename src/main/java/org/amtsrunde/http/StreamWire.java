package org.amtsrunde.http;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.internal.ContextInternal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import org.amtsrunde.kernel.Refusal;
import org.amtsrunde.realtime.Wire;
import org.amtsrunde.realtime.WireListener;
import org.amtsrunde.realtime.protocol.Codec;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP answer without an end as the transport of the engine. What the client says comes in requests of their own, by {@link
 * Emulation}, and is taken in the order in which it comes; while the engine does not read, at most {@link #MAX_HELD_BYTES} of
 * it wait.
 *
 * <p>Only {@link #take} may be called from any thread.
 */
final class StreamWire implements Wire {
  /** How the answer is written. */
  enum Kind {
    /** A line for each reply, or Protobuf with lengths. */
    HTTP_STREAM,

    /** Server-sent events (HTML, section 9.2), one for each reply. */
    SSE;

    String type(Codec codec) {
      if (this == SSE) {
        return "text/event-stream";
      }
      return codec.binary() ? Api.BYTES : "application/x-ndjson";
    }
  }

  static final int MAX_HELD_BYTES = 256 * 1024;

  /** There are filters that hand on nothing before they have seen so much. */
  private static final int FIRST_BYTES = 2048;

  private static final int CLOSING_MILLIS = 5_000;

  private final ContextInternal context;
  private final HttpServerRequest request;
  private final HttpServerResponse response;
  private final Kind kind;
  private final Codec codec;
  private final String session;
  private final ArrayDeque<byte[]> held = new ArrayDeque<>();
  private int heldBytes;
  private boolean reading = true;
  private boolean closing;
  private @Nullable WireListener listener;

  /**
   * @param request is not answered yet
   * @param session the secret by which the client refers to this stream
   */
  StreamWire(ContextInternal context, HttpServerRequest request, Kind kind, Codec codec, String session) {
    this.context = context;
    this.request = request;
    this.response = request.response();
    this.kind = kind;
    this.codec = codec;
    this.session = session;
  }

  /** Who takes what comes in. */
  void listener(WireListener taker) {
    listener = taker;
  }

  Kind kind() {
    return kind;
  }

  @Override
  public String session() {
    return session;
  }

  /**
   * What the client said by a request.
   *
   * @return done when it was taken; a refusal when the stream has ended, or when too much waits
   */
  Future<Void> take(byte[] data) {
    var taken = context.<Void>promise();
    context.runOnContext(ignored -> {
      if (closing || listener == null) {
        taken.fail(Refusal.notFound());
      } else if (reading && held.isEmpty()) {
        taken.complete();
        listener.receive(data);
      } else if (heldBytes + data.length <= MAX_HELD_BYTES) {
        taken.complete();
        heldBytes += data.length;
        held.add(data);
      } else {
        taken.fail(Refusal.tooMany(1000));
      }
    });
    return taken.future();
  }

  @Override
  public void reading(boolean on) {
    reading = on;
    if (on && !held.isEmpty()) {
      // Not at once: the engine is in the middle of its own queue.
      context.runOnContext(ignored -> takeHeld());
    }
  }

  private void takeHeld() {
    while (reading && !closing && listener != null && !held.isEmpty()) {
      var data = held.removeFirst();
      heldBytes -= data.length;
      listener.receive(data);
    }
  }

  @Override
  public void send(List<byte[]> messages) {
    if (closing) {
      return;
    }
    var out = Buffer.buffer();
    boolean first = !response.headWritten();
    for (var message : messages) {
      if (kind == Kind.SSE) {
        out.appendString("data: ").appendBytes(message).appendString("\n\n");
      } else if (codec.binary()) {
        out.appendBytes(message);
      } else {
        out.appendBytes(message).appendString("\n");
      }
    }
    if (first) {
      out = fill(out);
    }
    response.write(out).onFailure(gone -> {});
  }

  /** With what the reader passes over: a comment, or an empty line. */
  private Buffer fill(Buffer out) {
    int missing = FIRST_BYTES - out.length();
    if (missing <= 0 || codec.binary()) {
      return out;
    }
    var blank = " ".repeat(missing);
    return kind == Kind.SSE
        ? Buffer.buffer(":" + blank + "\n\n").appendBuffer(out)
        : Buffer.buffer(blank.getBytes(StandardCharsets.US_ASCII)).appendString("\n").appendBuffer(out);
  }

  @Override
  public boolean full() {
    return response.writeQueueFull();
  }

  @Override
  public void onDrain(Runnable drained) {
    response.drainHandler(ignored -> drained.run());
  }

  @Override
  public void close(int code, String reason) {
    if (closing) {
      return;
    }
    send(List.of(codec.replies().disconnectPush(code, reason)));
    closed();
    var vertx = context.owner();
    // Who does not read does not get to the end either.
    long cut = vertx.setTimer(CLOSING_MILLIS, late -> request.connection().close().onFailure(gone -> {}));
    response.end().onComplete(ended -> vertx.cancelTimer(cut));
  }

  /** Nothing is taken and nothing sent any more. */
  void closed() {
    closing = true;
    held.clear();
  }
}
