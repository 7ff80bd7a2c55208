package org.amtsrunde.realtime.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Frames that are almost right: a reader gives commands or says "malformed", and nothing else ever comes out of it. */
class CodecFuzzTest {
  private static final long SEED = 20261122;
  private static final int INPUTS = 200_000;

  private static final List<String> JSON =
      List.of(
          "{}",
          "{\"id\":1,\"connect\":{\"token\":\"abc\",\"subs\":{\"room:a\":{\"recover\":true,\"epoch\":\"e\",\"offset\":7},\"b\":{}}}}",
          "{\"id\":2,\"subscribe\":{\"channel\":\"test:ü\",\"recover\":true,\"epoch\":\"x\",\"offset\":9223372036854775807}}",
          "{\"id\":3,\"unsubscribe\":{\"channel\":\"a\"}}\n{\"id\":4,\"ping\":{}}",
          "{\"id\":5,\"publish\":{\"channel\":\"a\",\"data\":{\"t\":\"\\u00e4\\ud83d\\ude00\",\"l\":[1,2.5e3,null,true]}}}",
          "{\"id\":6,\"history\":{\"channel\":\"a\",\"limit\":-1,\"since\":{\"offset\":3,\"epoch\":\"e\"},\"reverse\":true}}",
          "{\"id\":7,\"rpc\":{\"method\":\"room.post\",\"data\":{\"text\":\"Grüße \\\"an\\\" alle\"}}}",
          "{\"send\":{\"data\":{\"method\":\"presence.typing\",\"params\":{}}}}",
          "{\"id\":8,\"refresh\":{\"token\":\"t\"}}"
              + " {\"id\":9,\"presence_stats\":{\"channel\":\"c\",\"other\":[[{}]]}}");

  private static byte[] command(long id, int kind, Consumer<ProtobufOut> body) {
    return ProtobufOut.delimited(out -> out.number(1, id).message(kind, body));
  }

  private static final List<byte[]> PROTOBUF =
      List.of(
          new byte[] {0},
          command(1, 4, c -> c.text(1, "abc").entry(3, "room:a", s -> s.flag(3, true).text(6, "e").number(7, 7))),
          command(2, 5, c -> c.text(1, "test:ü").flag(3, true).text(6, "x").number(7, Long.MAX_VALUE)),
          command(5, 7, c -> c.text(1, "a").bytes(2, "{\"t\":\n[1,\"ä\"]}".getBytes(StandardCharsets.UTF_8))),
          command(6, 10, c -> c.text(1, "a").number(7, -1).message(8, s -> s.number(1, 3).text(2, "e")).flag(9, true)),
          command(7, 13, c -> c.bytes(1, "{\"a\":1}".getBytes(StandardCharsets.UTF_8)).text(2, "room.post")),
          command(0, 12, c -> c.bytes(1, "{}".getBytes(StandardCharsets.UTF_8))),
          command(8, 14, c -> c.text(1, "t").number(99, 5).text(98, "unknown")));

  @Test
  void jsonFramesThatAreAlmostRight() {
    fuzz(Codec.JSON, JSON.stream().map(text -> text.getBytes(StandardCharsets.UTF_8)).toList());
  }

  @Test
  void protobufFramesThatAreAlmostRight() {
    fuzz(Codec.PROTOBUF, PROTOBUF);
  }

  @Test
  void bothEncodingsSayTheSame() throws MalformedFrame {
    var json = Codec.JSON.read(JSON.get(1).replace(",\"b\":{}", "").getBytes(StandardCharsets.UTF_8));
    assertThat(Codec.PROTOBUF.read(PROTOBUF.get(1))).isEqualTo(json);
    assertThat(Codec.PROTOBUF.read(PROTOBUF.get(2)))
        .isEqualTo(Codec.JSON.read(JSON.get(2).getBytes(StandardCharsets.UTF_8)));
    assertThat(Codec.PROTOBUF.read(PROTOBUF.get(4)))
        .isEqualTo(Codec.JSON.read(JSON.get(5).getBytes(StandardCharsets.UTF_8)));
  }

  private static void fuzz(Codec codec, List<byte[]> valid) {
    System.out.println("CodecFuzzTest seed " + SEED);
    var random = new Random(SEED);
    int understood = 0;
    for (int i = 0; i < INPUTS; i++) {
      var frame = valid.get(random.nextInt(valid.size())).clone();
      for (int changes = random.nextInt(4); changes > 0; changes--) {
        frame = changed(frame, valid, random);
      }
      var shown = frame;
      try {
        for (var command : codec.read(frame)) {
          check(command);
        }
        understood++;
      } catch (MalformedFrame e) {
        assertThat(e.getMessage()).isNotBlank();
      } catch (RuntimeException | StackOverflowError e) {
        throw new AssertionError("input " + i + ": " + new String(shown, StandardCharsets.ISO_8859_1), e);
      }
    }
    assertThat(understood).isBetween(INPUTS / 20, INPUTS);
  }

  private static void check(Command command) {
    if (command instanceof Command.Publish publish) {
      assertThat(new String(publish.data(), StandardCharsets.UTF_8)).doesNotContain("\n", "\r");
      assertThat(publish.channel()).isNotEmpty();
    }
    assertThat(command.id()).isBetween(0L, 0xFFFF_FFFFL);
  }

  private static byte[] changed(byte[] frame, List<byte[]> valid, Random random) {
    int at = random.nextInt(frame.length + 1);
    var out = new ByteArrayOutputStream();
    out.write(frame, 0, at);
    switch (random.nextInt(6)) {
      case 0 -> out.write(random.nextInt(256));
      case 1 -> at = Math.min(frame.length, at + 1 + random.nextInt(4));
      case 2 -> {
        out.write(random.nextInt(256));
        at = Math.min(frame.length, at + 1);
      }
      case 3 -> out.writeBytes(Arrays.copyOfRange(frame, at, Math.min(frame.length, at + random.nextInt(20))));
      case 4 -> at = frame.length;
      default -> out.writeBytes(valid.get(random.nextInt(valid.size())));
    }
    out.write(frame, at, frame.length - at);
    return out.size() == 0 ? new byte[] {'{'} : out.toByteArray();
  }
}
