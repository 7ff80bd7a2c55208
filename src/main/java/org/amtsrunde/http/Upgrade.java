package org.amtsrunde.http;

import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.ssl.SslHandler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.impl.HttpServerConnection;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** From an HTTP request to a WebSocket (RFC 6455, version 13, no extensions). */
final class Upgrade {
  private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  private static final int KEY_BYTES = 16;

  /** The subprotocol by which the SDKs for mobile clients ask for the binary encoding. */
  static final String PROTOBUF = "centrifuge-protobuf";

  private static final int MAX_SUBPROTOCOLS = 16;
  private static final Set<String> SUBPROTOCOLS = Set.of(PROTOBUF, "centrifuge-json");
  private static final Predicate<ChannelHandler> STAYS =
      handler ->
          handler instanceof SslHandler
              || handler instanceof HttpRequestDecoder
              || handler instanceof WebSocket13FrameDecoder
              || handler instanceof SocketWire;

  private Upgrade() {}

  /** Whether the request asks for a WebSocket at all. */
  static boolean isAsked(HttpServerRequest request) {
    return "websocket".equalsIgnoreCase(request.getHeader("Upgrade"));
  }

  /** The status to refuse with; 0 for a request that asks as it should. */
  static int refusal(HttpServerRequest request) {
    var connection = String.valueOf(request.getHeader("Connection")).toLowerCase(Locale.ROOT);
    if (!HttpMethod.GET.equals(request.method())
        || request.version() != HttpVersion.HTTP_1_1
        || !connection.contains("upgrade")
        || !isKey(request.getHeader("Sec-WebSocket-Key"))) {
      return 400;
    }
    return "13".equals(request.getHeader("Sec-WebSocket-Version")) ? 0 : 426;
  }

  private static boolean isKey(@Nullable String key) {
    try {
      return key != null && Base64.getDecoder().decode(key).length == KEY_BYTES;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** The first subprotocol that the client names and we know; empty for none. */
  static String subprotocol(HttpServerRequest request) {
    var asked = request.headers().getAll("Sec-WebSocket-Protocol");
    return Stream.of(String.join(",", asked).split(",", MAX_SUBPROTOCOLS))
        .map(String::strip)
        .filter(SUBPROTOCOLS::contains)
        .findFirst()
        .orElse("");
  }

  /** Stops and goes on reading what the client sends, while it is decided whether it may come in. */
  static void reading(HttpServerRequest request, boolean on) {
    channel(request).config().setAutoRead(on);
  }

  /** Whether the client is still there. */
  static boolean isOpen(HttpServerRequest request) {
    return channel(request).isActive();
  }

  private static Channel channel(HttpServerRequest request) {
    return ((HttpServerConnection) request.connection()).channelHandlerContext().channel();
  }

  private static WebSocketDecoderConfig decoder(int maxBytes) {
    return WebSocketDecoderConfig.newBuilder()
        .expectMaskedFrames(true)
        .allowMaskMismatch(false)
        .allowExtensions(false)
        .closeOnProtocolViolation(false)
        .maxFramePayloadLength(maxBytes)
        .build();
  }

  /**
   * Answers 101 and leaves nothing on the channel but the decoder of frames and this wire, so that neither request nor HTTP
   * connection stays in memory. Call it on the loop of the request, in the turn in which it came or while {@link #reading} is off.
   */
  static void to(SocketWire wire, HttpServerRequest request) {
    var subprotocol = subprotocol(request);
    var answer =
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: "
            + accept(String.valueOf(request.getHeader("Sec-WebSocket-Key")))
            + (subprotocol.isEmpty() ? "" : "\r\nSec-WebSocket-Protocol: " + subprotocol)
            + "\r\n\r\n";
    var pipeline = channel(request).pipeline();
    pipeline.addLast(new WebSocket13FrameDecoder(decoder(wire.maxBytes())), wire);
    for (var name : pipeline.names().reversed()) {
      var handler = pipeline.get(name);
      if (handler != null && !STAYS.test(handler)) {
        pipeline.remove(handler);
      }
    }
    wire.write(ByteBufUtil.writeAscii(pipeline.channel().alloc(), answer));
    // Last, for it hands on what it has read beyond the request.
    pipeline.remove(HttpRequestDecoder.class);
  }

  private static String accept(String key) {
    try {
      var sha = MessageDigest.getInstance("SHA-1").digest((key + GUID).getBytes(StandardCharsets.US_ASCII));
      return Base64.getEncoder().encodeToString(sha);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-1", e);
    }
  }
}
