package org.amtsrunde.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.amtsrunde.cluster.NodeBus;
import org.amtsrunde.kernel.Ids;
import org.amtsrunde.kernel.Refusal;
import org.amtsrunde.realtime.protocol.Emulated;
import org.junit.jupiter.api.Test;

/** What becomes of a word for another node when the bus does not carry it, or too much of it. */
class EmulationTest {
  private static final String SECRET = "s".repeat(52);

  /** Two nodes side by side; each hands over what it is told at once. */
  private static final class Bus implements NodeBus {
    private final String id;
    private final Map<String, Handler<byte[]>> receivers = new HashMap<>();
    private final List<byte[]> carried = new ArrayList<>();
    private Bus other;

    Bus(String id) {
      this.id = id;
    }

    @Override
    public String nodeId() {
      return id;
    }

    @Override
    public void tell(Collection<String> nodes, String topic, byte[] frame) {
      carried.add(frame);
      if (other != null) {
        other.receivers.get(topic).handle(frame);
      }
    }

    @Override
    public void tellAll(String topic, byte[] frame) {
      throw new AssertionError("nothing is for all");
    }

    @Override
    public void on(String topic, Handler<byte[]> receiver) {
      receivers.put(topic, receiver);
    }
  }

  private final Bus bus = new Bus("a");
  private final Emulation emulation = on(bus);

  private static Emulation on(Bus bus) {
    return new Emulation(bus, () -> Set.of("a", "b"), new Ids(new Random(1)));
  }

  private static Refusal.Kind refusal(Future<Void> taken) {
    var kind = new Refusal.Kind[1];
    assertThatThrownBy(() -> taken.toCompletionStage().toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join())
        .isInstanceOf(CompletionException.class)
        .cause()
        .isInstanceOfSatisfying(Refusal.class, refusal -> kind[0] = refusal.kind());
    return kind[0];
  }

  private Future<Void> say(String node, int bytes) {
    return emulation.take(new Emulated(node, SECRET, new byte[bytes]), "cookie");
  }

  @Test
  void aNodeThatDoesNotAnswerIsUnavailable() {
    assertThat(refusal(say("b", 10))).isEqualTo(Refusal.Kind.UNAVAILABLE);
    assertThat(bus.carried).hasSize(1);
    assertThat(new String(bus.carried.getFirst(), java.nio.charset.StandardCharsets.ISO_8859_1))
        .as("no secret goes over the bus")
        .doesNotContain(SECRET, "cookie");
  }

  @Test
  void aNodeThatHasNoSuchStreamSaysSo() {
    var there = new Bus("b");
    on(there);
    bus.other = there;
    there.other = bus;
    assertThat(refusal(say("b", 10))).isEqualTo(Refusal.Kind.NOT_FOUND);
    assertThat(refusal(say("a", 10))).isEqualTo(Refusal.Kind.NOT_FOUND);
    assertThat(bus.carried).hasSize(1);
  }

  @Test
  void nothingIsSentToANodeThatIsNone() {
    assertThat(refusal(say("c", 10))).isEqualTo(Refusal.Kind.NOT_FOUND);
    assertThat(bus.carried).isEmpty();
  }

  @Test
  void soMuchMayBeUnderWay() {
    var waiting = new ArrayList<Future<Void>>();
    for (int i = 0; i < 4; i++) {
      waiting.add(say("b", 64 * 1024));
    }
    var over = say("b", 1);
    assertThat(over.isComplete()).isTrue();
    assertThat(refusal(over)).isEqualTo(Refusal.Kind.UNAVAILABLE);
    assertThat(bus.carried).hasSize(4);
    waiting.forEach(one -> assertThat(refusal(one)).isEqualTo(Refusal.Kind.UNAVAILABLE));
    say("b", 1);
    assertThat(bus.carried).as("later there is room again").hasSize(5);
  }

  @Test
  void framesThatCannotBeReadAreNone() {
    for (var frame : List.of(new byte[0], new byte[] {1}, new byte[] {2, 0, 0}, new byte[20])) {
      bus.receivers.values().forEach(receiver -> receiver.handle(frame));
    }
    assertThat(bus.carried).isEmpty();
  }
}
