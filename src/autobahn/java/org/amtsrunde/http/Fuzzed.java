package org.amtsrunde.http;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.internal.ContextInternal;
import java.io.File;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.amtsrunde.realtime.Wire;
import org.amtsrunde.realtime.WireListener;

/**
 * Autobahn's fuzzing client against the WebSocket of the edge: an echo over the very upgrade, decoder and wire that people get. A wire
 * sends text or binary, so there are two of them, each for its cases.
 */
public final class Fuzzed {
  private static final int MAX_BYTES = 17 * 1024 * 1024;

  private static final int MINUTES = 20;

  private Fuzzed() {}

  public static void main(String[] args) throws Exception {
    var vertx = Vertx.vertx();
    var echo = new Echo();
    vertx.deployVerticle(echo).await(20, TimeUnit.SECONDS);
    boolean good = isGood("text", echo.port()) & isGood("binary", echo.port());
    vertx.close().await(20, TimeUnit.SECONDS);
    System.exit(good ? 0 : 1);
  }

  private static boolean isGood(String kind, int port) throws IOException, InterruptedException {
    // The client is written in Python, which takes the Java package io for its own module of this name.
    var classPath =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> entry.matches(".*(test-classes|autobahn|jython|json-simple|maven-|plexus).*"))
            .collect(Collectors.joining(File.pathSeparator));
    var client =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "--add-opens=java.base/java.io=ALL-UNNAMED",
                "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
                "-cp",
                classPath,
                Fuzzer.class.getName(),
                kind,
                "ws://127.0.0.1:" + port + "/" + kind)
            .inheritIO()
            .start();
    boolean ended = client.waitFor(MINUTES, TimeUnit.MINUTES);
    client.destroyForcibly();
    return ended && client.exitValue() == 0;
  }

  private static final class Echo extends VerticleBase {
    private HttpServer server;
    private Frames frames;

    int port() {
      return server.actualPort();
    }

    @Override
    public Future<?> start() {
      frames = new Frames(((ContextInternal) context).nettyEventLoop());
      server =
          vertx.createHttpServer(new HttpServerOptions().setHttp2ClearTextEnabled(false)).requestHandler(this::opened);
      return server.listen(0, "127.0.0.1");
    }

    private void opened(HttpServerRequest request) {
      int refusal = Upgrade.isAsked(request) ? Upgrade.refusal(request) : 404;
      if (refusal != 0) {
        request.response().setStatusCode(refusal).end();
        return;
      }
      var wire = new SocketWire((ContextInternal) context, frames, request.path().equals("/binary"), MAX_BYTES);
      wire.listener(new Back(wire));
      Upgrade.to(wire, request);
    }
  }

  private record Back(Wire wire) implements WireListener {
    @Override
    public void receive(byte[] message) {
      wire.send(List.of(message));
    }

    @Override
    public void malformed() {
      wire.close(1002, "");
    }

    @Override
    public void failed() {
      wire.close(1011, "");
    }

    @Override
    public void closed(boolean goodbye) {}
  }
}
