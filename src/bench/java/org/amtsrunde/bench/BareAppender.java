package org.amtsrunde.bench;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.internal.VertxInternal;
import io.vertx.redis.client.Command;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.amtsrunde.redis.RedisProcess;
import org.amtsrunde.redis.RedisStore;
import org.amtsrunde.redis.StoreOptions;

/**
 * The peer of the durable figures: {@code XADD} and nothing else to the embedded store, by the same client over the same kind of
 * socket, from one event loop. Reads lines "flows seconds", or "paced rate seconds" for times that are fixed before, and answers each with
 * "figures rate p50 p99 p99.9".
 */
public final class BareAppender {
  private static final byte[] DATA = "x".repeat(250).getBytes(StandardCharsets.US_ASCII);

  private BareAppender() {}

  public static void main(String[] args) throws Exception {
    var process = RedisProcess.start(Path.of(args[0]));
    var vertx = Vertx.builder().with(new VertxOptions().setPreferNativeTransport(true).setEventLoopPoolSize(1)).build();
    Context loop = ((VertxInternal) vertx).createEventLoopContext();
    var store = new RedisStore(vertx, List.of(loop), StoreOptions.of(List.of(process.url()), "single", ""), 5000);
    store.open().await(20, TimeUnit.SECONDS);
    Runtime.getRuntime().addShutdownHook(new Thread(process::close));
    System.out.println("ready now");
    try (var lines = new java.io.BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        var words = line.split(" ");
        boolean paced = words[0].equals("paced");
        long seconds = Long.parseLong(words[paced ? 2 : 1]);
        var round = new Round(store, System.nanoTime() + seconds * 1_000_000_000L);
        long began = System.nanoTime();
        if (paced) {
          round.paced(loop, Integer.parseInt(words[1]));
        } else {
          loop.runOnContext(ignored -> round.begin(Integer.parseInt(words[0])));
        }
        round.done.future().await(60, TimeUnit.SECONDS);
        System.out.printf(
            Locale.ROOT,
            "figures %.1f %.1f %.1f %.1f%n",
            round.latencies.getTotalCount() / ((System.nanoTime() - began) / 1e9),
            round.latencies.getValueAtPercentile(50) / 1e3,
            round.latencies.getValueAtPercentile(99) / 1e3,
            round.latencies.getValueAtPercentile(99.9) / 1e3);
      }
    }
    System.exit(0);
  }

  private static final class Round {
    final Histogram latencies = new Histogram(60_000_000_000L, 3);
    final Promise<Void> done = Promise.promise();
    private final RedisStore store;
    private final long end;
    private int running;

    Round(RedisStore store, long end) {
      this.store = store;
      this.end = end;
    }

    void begin(int flows) {
      running = flows;
      for (int i = 0; i < flows; i++) {
        next();
      }
    }

    /** Sends each at its time, whatever became of those before; measured is from then on. */
    void paced(Context loop, int rate) {
      long gap = 1_000_000_000L / rate;
      running = 1;
      for (long due = System.nanoTime(); due < end; due += gap) {
        for (long rest = due - System.nanoTime(); rest > 0; rest = due - System.nanoTime()) {
          LockSupport.parkNanos(rest);
        }
        long scheduled = due;
        loop.runOnContext(ignored -> {
          running++;
          store
              .send(Command.XADD, "bench", "MAXLEN", "~", "10000", "*", "d", DATA)
              .onComplete(
                  added -> {
                    latencies.recordValue(System.nanoTime() - scheduled);
                    ended();
                  },
                  done::tryFail);
        });
      }
      loop.runOnContext(ignored -> ended());
    }

    private void ended() {
      if (--running == 0) {
        done.complete();
      }
    }

    private void next() {
      long sentAt = System.nanoTime();
      Future<?> added = store.send(Command.XADD, "bench", "MAXLEN", "~", "10000", "*", "d", DATA);
      added.onComplete(
          ignored -> {
            long now = System.nanoTime();
            latencies.recordValue(now - sentAt);
            if (now < end) {
              next();
            } else {
              ended();
            }
          },
          done::tryFail);
    }
  }
}
