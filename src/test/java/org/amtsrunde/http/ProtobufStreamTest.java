package org.amtsrunde.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.github.centrifugal.centrifuge.internal.protocol.Protocol;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.amtsrunde.OpenEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A stream in Protobuf, by the messages of the Java SDK. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ProtobufStreamTest {
  @TempDir static Path folder;

  @Test
  void hearsAndSpeaks() throws Exception {
    try (var engine = OpenEngine.start(folder);
        var http = HttpClient.newHttpClient()) {
      var connect =
          Protocol.Command.newBuilder()
              .setId(1)
              .setConnect(Protocol.ConnectRequest.newBuilder().setToken("anna"))
              .build();
      var stream =
          http.send(
              post(engine.port(), "/connection/http_stream", delimited(connect)),
              HttpResponse.BodyHandlers.ofInputStream());
      assertThat(stream.headers().firstValue("Content-Type")).contains("application/octet-stream");
      try (var in = stream.body()) {
        var connected = reply(in, 1).getConnect();
        assertThat(connected.getSession()).hasSize(52);
        var echo =
            Protocol.Command.newBuilder()
                .setId(2)
                .setRpc(
                    Protocol.RPCRequest.newBuilder()
                        .setMethod("echo")
                        .setData(ByteString.copyFromUtf8("{\"text\":\"grün\"}")))
                .build();
        assertThat(said(http, engine.port(), connected, delimited(echo))).isEqualTo(204);
        assertThat(reply(in, 2).getRpc().getData().toStringUtf8()).isEqualTo("{\"echo\":\"grün\"}");
        assertThat(said(http, engine.port(), connected, new byte[] {5})).isEqualTo(204);
        var end = Protocol.Reply.parseDelimitedFrom(in);
        while (!end.getPush().hasDisconnect()) {
          end = Protocol.Reply.parseDelimitedFrom(in);
        }
        assertThat(end.getPush().getDisconnect().getCode()).isEqualTo(3501);
        assertThat(in.read()).isEqualTo(-1);
        var nonsense = post(engine.port(), "/emulation", new byte[] {1, 2, 3});
        assertThat(http.send(nonsense, HttpResponse.BodyHandlers.ofString()).statusCode()).isEqualTo(400);
      }
    }
  }

  private static int said(HttpClient http, int port, Protocol.ConnectResult connected, byte[] data)
      throws IOException, InterruptedException {
    var request =
        Protocol.EmulationRequest.newBuilder()
            .setNode(connected.getNode())
            .setSession(connected.getSession())
            .setData(ByteString.copyFrom(data))
            .build();
    return http.send(post(port, "/emulation", request.toByteArray()), HttpResponse.BodyHandlers.ofString())
        .statusCode();
  }

  /** Pings and pushes in between are passed over. */
  private static Protocol.Reply reply(InputStream in, int id) throws IOException {
    var reply = Protocol.Reply.parseDelimitedFrom(in);
    while (reply.getId() != id) {
      reply = Protocol.Reply.parseDelimitedFrom(in);
    }
    return reply;
  }

  private static byte[] delimited(Protocol.Command command) throws IOException {
    var bytes = new ByteArrayOutputStream();
    command.writeDelimitedTo(bytes);
    return bytes.toByteArray();
  }

  private static HttpRequest post(int port, String path, byte[] body) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
        .header("Content-Type", "application/octet-stream")
        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
        .build();
  }
}
