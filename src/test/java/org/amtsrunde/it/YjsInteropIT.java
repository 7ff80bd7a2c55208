package org.amtsrunde.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

/**
 * Our documents beside those of the original: real Yjs plays random sessions of several people over a bad network, gives us what
 * arrives, and compares what we make of it: state vectors, deletions, JSON, merged and cut updates, and the encoded bytes.
 *
 * <p>{@code mvn verify -Dyjs.cases=100000} for more, {@code -Dyjs.seed=…} for the same again. A failure names its seed and gives
 * the smallest form of it that was found; the whole report is in {@code target/yjs/verdict.json}.
 */
class YjsInteropIT {
  private static final int CASE = 1;
  private static final int CASES = 2_000;

  /** For one question: also the longest session is a matter of a second, and of some more while others use the machine. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Test
  void whatYjsSaysWeSay() throws Exception {
    int cases = Integer.getInteger("yjs.cases", CASES);
    // Whole, for a seed is given on as it is: 2^40 of them are enough.
    long seed = Long.getLong("yjs.seed", ThreadLocalRandom.current().nextLong(1L << 40));
    System.out.println("Yjs: " + cases + " cases from seed " + seed);
    long began = System.nanoTime();
    var verdict = examine(seed, cases);
    var file = Files.createDirectories(Path.of("target", "yjs")).resolve("verdict.json");
    Files.writeString(file, verdict);
    System.out.printf("Yjs: %.1f s, %s%n", (System.nanoTime() - began) / 1e9, shortened(verdict, 2_000));
    assertThat(verdict).contains("\"cases\":" + cases);
    assertThat(verdict.contains("\"failures\":[]")).as(shortened(verdict, 20_000)).isTrue();
  }

  private static String examine(long seed, int cases) throws IOException, InterruptedException {
    assertThat(YjsPeer.SCRIPTS).as("mvn verify builds the web client before").exists();
    try (var peer = new YjsPeer("cases.mjs", seed, cases)) {
      while (true) {
        var frame = peer.next(PATIENCE);
        if (frame.get() != CASE) {
          return StandardCharsets.UTF_8.decode(frame).toString();
        }
        peer.answer(CASE, YjsAnswers.to(frame));
      }
    }
  }

  private static String shortened(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most) + " … " + text.length() + " characters";
  }
}
