package org.amtsrunde.support;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * A client that says exactly what it is told: a line in, the lines that came out. All of them are held to the description; closing
 * the client fails if one of them was not what it says.
 */
public abstract class LineClient implements AutoCloseable {
  private final List<String> lines = new ArrayList<>();
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private final FrameCheck check = new FrameCheck();
  private volatile boolean ponging;

  /** Sends what is no more than a command, without waiting for its answer. */
  abstract CompletableFuture<?> say(String text);

  abstract void end();

  public LineClient send(String text) {
    check.said(text);
    say(text).orTimeout(20, TimeUnit.SECONDS).join();
    return this;
  }

  /** From now on pings of the server are answered, as by a client that means to stay. */
  public LineClient answerPings() {
    ponging = true;
    return this;
  }

  final FrameCheck check() {
    return check;
  }

  final void heard(List<String> whole) {
    whole.forEach(check::heard);
    synchronized (lines) {
      lines.addAll(whole);
    }
    if (ponging && whole.contains("{}")) {
      say("{}");
    }
  }

  final void closed(int code) {
    closed.complete(code);
  }

  /** Everything that came so far. */
  public List<String> lines() {
    synchronized (lines) {
      return List.copyOf(lines);
    }
  }

  /** Waits for a line that contains all of these and gives it back. Each line is looked at once. */
  public String awaitLine(String... parts) {
    var looked = new AtomicInteger();
    return Awaitility.await(String.join(" ", parts))
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(5))
        .atMost(20, TimeUnit.SECONDS)
        .until(() -> find(looked, parts), found -> found != null);
  }

  /** Waits for the answer to a command; null when the connection ends, or the time is over, before it comes. */
  public @Nullable String answer(int command, Duration patience) {
    var looked = new AtomicInteger();
    var start = "{\"id\":" + command + ",";
    long end = System.nanoTime() + patience.toNanos();
    Awaitility.await("the answer to " + command)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(5))
        .atMost(patience.plusSeconds(20))
        .until(() -> isClosed() || System.nanoTime() > end || find(new AtomicInteger(looked.get()), start) != null);
    return find(looked, start);
  }

  private String find(AtomicInteger looked, String... parts) {
    List<String> fresh;
    synchronized (lines) {
      fresh = List.copyOf(lines.subList(looked.get(), lines.size()));
    }
    looked.addAndGet(fresh.size());
    return fresh.stream().filter(line -> Stream.of(parts).allMatch(line::contains)).findFirst().orElse(null);
  }

  /** Waits for the end and gives the close code; 1006 for one without a word. */
  public int awaitClose() {
    return closed.orTimeout(40, TimeUnit.SECONDS).join();
  }

  public boolean isClosed() {
    return closed.isDone();
  }

  @Override
  public void close() {
    end();
    // Who ends a connection is not always told of its end.
    closed(1006);
    check.verify();
  }
}
