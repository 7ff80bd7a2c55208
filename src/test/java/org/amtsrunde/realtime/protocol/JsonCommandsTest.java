package org.amtsrunde.realtime.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What reading a text frame costs and keeps. */
class JsonCommandsTest {
  private static final int PEOPLE = 2_000;
  private static final int ROOMS = 20;

  /** Everybody comes back with rooms of their own: their names must not make the next frame dearer. */
  @Test
  void namesOfChannelsAreNotKept() throws MalformedFrame {
    long first = allocatedBy(comingBack(0));
    for (int person = 1; person < PEOPLE; person++) {
      JsonCommands.read(comingBack(person));
    }
    assertThat(allocatedBy(comingBack(PEOPLE))).as("bytes for the frame of one person").isLessThan(64 * 1024);
    assertThat(first).isPositive();
  }

  @Test
  void dataIsHandedOnAsItStands() throws MalformedFrame {
    for (var data :
        new String[] {"{ \"text\":\"Grüße, \\u00e4 🙂\" }", "\"ä\"", "-1.50e3", "true", "[1, {\"a\":[]}]"}) {
      var frame = "{\"id\":1,\"publish\":{\"channel\":\"ä\",\"data\":" + data + "}}";
      var command = (Command.Publish) JsonCommands.read(frame.getBytes(StandardCharsets.UTF_8)).getFirst();
      assertThat(new String(command.data(), StandardCharsets.UTF_8)).isEqualTo(data);
    }
  }

  @Test
  void malformedUtf8IsRefused() {
    byte[] overlong = "{\"id\":1,\"connect\":{\"token\":\"\u00c0\u0080\"}}".getBytes(StandardCharsets.ISO_8859_1);
    assertThatThrownBy(() -> JsonCommands.read(overlong))
        .isInstanceOf(MalformedFrame.class)
        .hasMessage("invalid UTF-8");
  }

  private static byte[] comingBack(int person) {
    var subs =
        IntStream.range(0, ROOMS)
            .mapToObj(room -> "\"room:p" + person + "-" + room + "\":{\"recover\":true,\"epoch\":\"e\",\"offset\":1}")
            .collect(Collectors.joining(",", "{", "}"));
    return ("{\"id\":1,\"connect\":{\"subs\":" + subs + "}}").getBytes(StandardCharsets.UTF_8);
  }

  private static long allocatedBy(byte[] frame) throws MalformedFrame {
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    JsonCommands.read(frame);
    return threads.getCurrentThreadAllocatedBytes() - before;
  }
}
