package org.amtsrunde.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.amtsrunde.support.Descriptions;
import org.amtsrunde.support.HttpTestClient;
import org.amtsrunde.support.LocalNode;
import org.amtsrunde.support.Session;
import org.amtsrunde.support.StreamClient;
import org.amtsrunde.support.TcpProxy;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Behind proxies that cut whenever they like nothing is lost and nothing doubled. */
class StreamFaultsTest {
  private static final int MESSAGES = 60;
  @RegisterExtension static final Nodes NODE = new Nodes();

  @ParameterizedTest
  @EnumSource
  void whatIsPostedIsReadOnceAndInOrder(StreamClient.Kind kind) throws Exception {
    long seed = System.nanoTime();
    System.out.println("cuts by seed " + seed);
    var random = new Random(seed);
    var room = new Session("t1@altwasser.example", List.of(NODE.port())).roundRoom();
    try (var writer = new Visitor(kind, "t1@altwasser.example", "room:" + room);
        var reader = new Visitor(kind, "t2@birkenried.example", "room:" + room)) {
      var posted = new ArrayList<String>();
      for (int i = 0; i < MESSAGES; i++) {
        var text = kind + " " + i;
        posted.add(text);
        var message =
            "{\"roomId\":\"%s\",\"cid\":\"%s-%d\",\"text\":\"%s\"}".formatted(room, kind.name().toLowerCase(), i, text);
        writer.call("room.post", message, random.nextInt(4) == 0);
        if (random.nextInt(4) == 0) {
          reader.proxy.cut();
        }
        reader.read();
      }
      Awaitility.await()
          .until(() -> {
            reader.read();
            return reader.texts.size() >= MESSAGES;
          });
      assertThat(reader.texts).isEqualTo(posted);
      assertThat(writer.opened + reader.opened).as("how often they had to come again").isGreaterThan(10);
    }
  }

  /** Comes again after every cut, and says where it was. */
  private static final class Visitor implements AutoCloseable {
    private final StreamClient.Kind kind;
    private final HttpTestClient person;
    private final String channel;
    private final TcpProxy proxy = new TcpProxy(NODE.port());
    private final List<String> texts = new ArrayList<>();
    private StreamClient client;
    private int looked;
    private int id;
    private int opened;
    private String epoch = "";
    private long offset;

    Visitor(StreamClient.Kind kind, String email, String channel) {
      this.kind = kind;
      this.person = NODE.as(email);
      this.channel = channel;
      open();
    }

    private void open() {
      if (client != null) {
        client.close();
      }
      var since = "{\"recover\":%s,\"epoch\":\"%s\",\"offset\":%d}".formatted(opened > 0, epoch, offset);
      client =
          new StreamClient(
                  proxy.port(),
                  kind,
                  List.of("Cookie", person.cookie(), "Origin", LocalNode.ORIGIN),
                  "{\"id\":1,\"connect\":{\"subs\":{\"" + channel + "\":" + since + "}}}")
              .connected();
      looked = 0;
      id = 1;
      opened++;
    }

    void read() {
      boolean over = client.isClosed();
      var lines = client.lines();
      for (; looked < lines.size(); looked++) {
        var line = Descriptions.json(lines.get(looked));
        var subscribed = line.at("/connect/subs").path(channel);
        if (!subscribed.isMissingNode()) {
          assertThat(opened == 1 || subscribed.path("recovered").asBoolean()).as("what was missed is there").isTrue();
          epoch = subscribed.get("epoch").asText();
          subscribed.path("publications").forEach(this::published);
          offset = subscribed.get("offset").asLong();
        }
        var push = line.path("push");
        if (push.path("channel").asText().equals(channel) && push.has("pub")) {
          published(push.get("pub"));
          offset = push.at("/pub/offset").asLong();
        }
      }
      if (over) {
        open();
      }
    }

    private void published(JsonNode publication) {
      texts.add(publication.at("/data/message/text").asText());
    }

    /** Again and again with the same body until there is an answer. */
    void call(String method, String params, boolean cutting) {
      var cut = new AtomicBoolean(cutting);
      Awaitility.await(method)
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(20))
          .until(() -> once(method, params, cut.getAndSet(false)));
    }

    private boolean once(String method, String params, boolean cutting) {
      read();
      int own = ++id;
      var asked = client.post("{\"id\":%d,\"rpc\":{\"method\":\"%s\",\"data\":%s}}".formatted(own, method, params));
      if (cutting) {
        proxy.cut();
      }
      int status = asked.exceptionally(failure -> 0).join();
      if (status != 204) {
        Awaitility.await().until(() -> client.isClosed());
        return false;
      }
      var reply = "{\"id\":" + own + ",";
      Awaitility.await()
          .until(() -> client.isClosed() || client.lines().stream().anyMatch(line -> line.startsWith(reply)));
      return client.lines().stream().anyMatch(line -> line.startsWith(reply) && line.contains("\"rpc\""));
    }

    @Override
    public void close() throws Exception {
      client.close();
      person.close();
      proxy.close();
    }
  }
}
