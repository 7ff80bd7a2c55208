package org.amtsrunde.realtime;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What waits to be written to one client. What was added during one turn of the event loop leaves as one frame, so that one
 * system call carries all of it.
 *
 * <p>Bounded: when more than {@link #MAX_BYTES} of replies and log entries wait while the client does not read, {@link #add}
 * returns false and the connection ends as "slow"; nothing is dropped silently. Messages outside the logs are kept by key, the
 * newest only, and dropped when there are too many.
 */
final class Outbox {
  static final int MAX_BYTES = 1 << 20;
  private static final int FRAME_BYTES = 16 * 1024;
  private static final int MAX_MESSAGES = 256;

  private final Wire wire;
  // Most turns bring a client one line or none: no queue until there is a second.
  private byte @Nullable [] only;
  private @Nullable ArrayDeque<byte[]> queue;
  private @Nullable Map<String, byte[]> messages;
  private int bytes;

  Outbox(Wire wire) {
    this.wire = wire;
  }

  /** Bytes that wait, without messages outside the logs. */
  int waiting() {
    return bytes;
  }

  /** Adds a reply or a push of a log; false when the client is too slow. */
  boolean add(byte[] line) {
    if (bytes == 0) {
      only = line;
    } else {
      if (queue == null) {
        queue = new ArrayDeque<>();
      }
      if (only != null) {
        queue.add(only);
        only = null;
      }
      queue.add(line);
    }
    bytes += line.length + 1;
    return bytes <= MAX_BYTES || !wire.full();
  }

  /** Adds a push outside the logs in place of an older one of the same key. */
  void message(String key, byte[] line) {
    if (messages == null) {
      messages = new LinkedHashMap<>();
    }
    if (messages.size() < MAX_MESSAGES || messages.containsKey(key)) {
      messages.remove(key);
      messages.put(key, line);
    }
  }

  /** Writes as much as the client takes. */
  void flush() {
    while (bytes > 0 && !wire.full()) {
      wire.send(frame());
    }
    if (messages != null && bytes == 0 && !wire.full()) {
      var newest = messages;
      messages = null;
      newest.values().forEach(this::add);
      flush();
    }
  }

  private List<byte[]> frame() {
    var line = only;
    if (line != null) {
      only = null;
      bytes = 0;
      return List.of(line);
    }
    var waiting = Objects.requireNonNull(queue, "bytes without a line");
    var frame = new ArrayList<byte[]>();
    int size = 0;
    do {
      var next = waiting.removeFirst();
      frame.add(next);
      size += next.length + 1;
    } while (!waiting.isEmpty() && size + waiting.getFirst().length < FRAME_BYTES);
    bytes -= size;
    if (bytes == 0) {
      queue = null;
    }
    return frame;
  }
}
