package org.amtsrunde.bench;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.ServerWebSocket;

/**
 * The peer of the joiners: the toolkit alone sends everybody so many bytes in parts of the same size as ours, each as fast as its
 * peer takes them; nothing is read, encoded or kept.
 */
public final class BareSender {
  private static final Buffer END = Buffer.buffer(new byte[] {0, 1, 2, 0, 0});

  private BareSender() {}

  public static void main(String[] args) {
    int parts = Integer.parseInt(args[0]);
    var part = Buffer.buffer(new byte[Integer.parseInt(args[1])]);
    part.setByte(0, (byte) 0).setByte(1, (byte) 2);
    Vertx.vertx(new VertxOptions().setPreferNativeTransport(true))
        .createHttpServer(new HttpServerOptions().setPerMessageWebSocketCompressionSupported(false))
        .webSocketHandler(socket -> socket.handler(asked -> new Sending(socket, part, parts).go()))
        .listen(0, "127.0.0.1")
        .onSuccess(server -> System.out.println("port " + server.actualPort()))
        .onFailure(failure -> {
          System.err.println(failure);
          System.exit(1);
        });
  }

  private static final class Sending {
    private final ServerWebSocket socket;
    private final Buffer part;
    private int left;

    Sending(ServerWebSocket socket, Buffer part, int left) {
      this.socket = socket;
      this.part = part;
      this.left = left;
      socket.drainHandler(ignored -> go());
    }

    void go() {
      while (left > 0 && !socket.writeQueueFull()) {
        left--;
        socket.writeBinaryMessage(part);
        if (left == 0) {
          socket.writeBinaryMessage(END);
        }
      }
    }
  }
}
