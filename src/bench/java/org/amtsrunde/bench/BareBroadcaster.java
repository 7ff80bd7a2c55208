package org.amtsrunde.bench;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.ServerWebSocket;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The peer of the fan-out and of the memory figures: the toolkit alone, as its manual shows it. Whatever is written to {@code
 * /write} goes to everybody on {@code /read}, one frame for each line; no log, no protocol, no bounds.
 */
public final class BareBroadcaster {
  private BareBroadcaster() {}

  public static void main(String[] args) {
    var vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true).setEventLoopPoolSize(1));
    Set<ServerWebSocket> readers = new LinkedHashSet<>();
    var options =
        new HttpServerOptions()
            .setPerMessageWebSocketCompressionSupported(false)
            .setPerFrameWebSocketCompressionSupported(false);
    vertx
        .createHttpServer(options)
        .webSocketHandler(socket -> {
          if (socket.path().equals("/write")) {
            socket.textMessageHandler(
                text -> text.lines().forEach(line -> readers.forEach(reader -> reader.writeTextMessage(line))));
          } else {
            readers.add(socket);
            socket.closeHandler(ignored -> readers.remove(socket));
          }
        })
        .listen(0, "127.0.0.1")
        .onSuccess(server -> System.out.println("port " + server.actualPort()))
        .onFailure(failure -> {
          System.err.println(failure);
          System.exit(1);
        });
  }
}
