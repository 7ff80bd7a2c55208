package org.amtsrunde.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.VoidChannelPromise;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.internal.ContextInternal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.amtsrunde.kernel.Json;
import org.amtsrunde.realtime.Wire;
import org.amtsrunde.realtime.WireListener;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A WebSocket as the transport of the engine: the last handler of a channel whose upgrade is done ({@link Upgrade}).
 *
 * <p>It stands on Netty alone, for the WebSocket of the toolkit keeps the upgrade request and two queues for each connection and
 * encodes every frame anew. What it guarantees: whole messages of bounded size to the listener, in
 * order, and text only if it is UTF-8; pings are answered while the peer reads; a close is answered, and whoever does not answer ours within {@link
 * #CLOSING_SECONDS} is cut off; the listener is told of the end exactly when the channel is gone.
 */
// What a write or a close comes to is told by the end of the channel, once for all.
@SuppressWarnings("FutureReturnValueIgnored")
final class SocketWire extends ChannelInboundHandlerAdapter implements Wire {
  private static final Logger LOG = LoggerFactory.getLogger(SocketWire.class);
  private static final int CLOSING_SECONDS = 5;
  private static final int FINISHED = 1000;
  private static final int GOING_AWAY = 1001;
  private static final int NOT_UTF8 = 1007;

  private final ContextInternal context;
  private final Frames frames;
  private final boolean binary;
  private final int maxBytes;
  private @Nullable ChannelHandlerContext handler;
  private @Nullable VoidChannelPromise unobserved;
  private @Nullable WireListener listener;
  private @Nullable Runnable drained;
  private @Nullable ByteArrayOutputStream begun;
  private boolean text;
  private boolean closing;

  /**
   * @param context the listener is called in it; of the event loop of the channel
   * @param frames of the same event loop
   * @param binary whether what is sent goes in binary frames; what comes is taken from both kinds
   * @param maxBytes of a message that comes in
   */
  SocketWire(ContextInternal context, Frames frames, boolean binary, int maxBytes) {
    this.context = context;
    this.frames = frames;
    this.binary = binary;
    this.maxBytes = maxBytes;
  }

  /** Who takes what comes in; set once, before this is added to a channel. */
  void listener(WireListener taker) {
    listener = taker;
  }

  int maxBytes() {
    return maxBytes;
  }

  private ChannelHandlerContext handler() {
    return Objects.requireNonNull(handler, "not added to a channel");
  }

  private WireListener listener() {
    return Objects.requireNonNull(listener, "nobody takes what comes in");
  }

  @Override
  public void handlerAdded(ChannelHandlerContext added) {
    handler = added;
    unobserved = new VoidChannelPromise(added.channel(), false);
  }

  @Override
  public void send(List<byte[]> messages) {
    if (!closing) {
      write(frames.data(handler().alloc(), messages, binary));
    }
  }

  /** Writes bytes as they are. */
  void write(ByteBuf frame) {
    handler().writeAndFlush(frame, Objects.requireNonNull(unobserved));
  }

  @Override
  public boolean full() {
    return !handler().channel().isWritable();
  }

  @Override
  public void onDrain(Runnable whenDrained) {
    drained = whenDrained;
  }

  @Override
  public void reading(boolean on) {
    handler().channel().config().setAutoRead(on || closing);
  }

  @Override
  public void close(int code, String reason) {
    if (!closing) {
      closing(Frames.close(handler().alloc(), code, reason));
      // The answer of the peer has to be read.
      handler().channel().config().setAutoRead(true);
    }
  }

  private void closing(ByteBuf frame) {
    closing = true;
    begun = null;
    write(frame);
    var channel = handler().channel();
    channel.eventLoop().schedule(() -> channel.close(), CLOSING_SECONDS, TimeUnit.SECONDS);
  }

  @Override
  public void channelRead(ChannelHandlerContext reading, Object message) {
    try {
      if (message instanceof WebSocketFrame frame) {
        inContext(() -> take(frame));
      }
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  private void take(WebSocketFrame frame) {
    switch (frame) {
      case CloseWebSocketFrame close -> closed(close);
      case PingWebSocketFrame ping -> {
        // A peer that pings and does not read gets no answers piled up.
        if (!closing && !full()) {
          write(Frames.pong(handler().alloc(), ping.content()));
        }
      }
      case PongWebSocketFrame pong -> {}
      default -> {
        if (!closing) {
          text = begun == null ? frame instanceof TextWebSocketFrame : text;
          join(ByteBufUtil.getBytes(frame.content()), frame.isFinalFragment());
        }
      }
    }
  }

  /** The decoder has bounded the frame and checked that it may follow the one before; this bounds the message. */
  private void join(byte[] content, boolean ends) {
    if (begun == null && ends) {
      receive(content);
      return;
    }
    if (begun == null) {
      begun = new ByteArrayOutputStream();
    }
    begun.writeBytes(content);
    if (begun.size() > maxBytes) {
      listener().malformed();
    } else if (ends) {
      var whole = begun.toByteArray();
      begun = null;
      receive(whole);
    }
  }

  /** Text has to be UTF-8; that it is not is told at its end (RFC 6455, section 8.1, asks for no sooner). */
  private void receive(byte[] message) {
    if (text && !Json.isUtf8(message)) {
      close(NOT_UTF8, "invalid UTF-8");
      listener().closed(false);
    } else {
      listener().receive(message);
    }
  }

  private void closed(CloseWebSocketFrame close) {
    if (closing) {
      handler().close();
      return;
    }
    listener().closed(close.statusCode() == FINISHED || close.statusCode() == GOING_AWAY);
    var allocator = handler().alloc();
    closing(close.statusCode() < 0 ? Frames.close(allocator) : Frames.close(allocator, close.statusCode(), ""));
    handler().writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext changed) {
    var action = drained;
    if (action != null && changed.channel().isWritable()) {
      // Not at once: this may be called in the middle of a write.
      changed.channel().eventLoop().execute(() -> inContext(action));
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext gone) {
    inContext(() -> listener().closed(false));
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext failed, Throwable failure) {
    switch (failure) {
      case DecoderException broken -> {
        inContext(() -> listener().malformed());
        hangUp(failed);
      }
      case IOException gone -> failed.close();
      default -> {
        LOG.error("a connection failed", failure);
        inContext(() -> listener().failed());
      }
    }
  }

  /** No frame of the peer can be read any more, its close neither: after ours it sees the end of the stream. */
  private static void hangUp(ChannelHandlerContext broken) {
    broken
        .writeAndFlush(Unpooled.EMPTY_BUFFER)
        .addListener(written -> {
          if (broken.channel() instanceof DuplexChannel channel) {
            channel.shutdownOutput();
          }
        });
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext told, Object event) {
    // Of the handlers that were here before; when the server ends, it closes the channel.
    ReferenceCountUtil.release(event);
  }

  private void inContext(Runnable action) {
    var before = context.beginDispatch();
    try {
      action.run();
    } finally {
      context.endDispatch(before);
    }
  }
}
