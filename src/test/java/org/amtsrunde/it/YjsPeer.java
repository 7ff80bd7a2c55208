package org.amtsrunde.it;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A process of Node that examines us over its standard input and output; what it says on the side goes into a log.
 *
 * <p>It reads what we write only after it has written what it writes, so a thread of its own always takes its questions, of
 * which there are never more than the queue holds.
 */
final class YjsPeer implements AutoCloseable {
  /** What Node is asked to run; Maven has put it there with everything that it needs. */
  static final Path SCRIPTS = Path.of("target", "web-build", "test", "yjs");

  private static final int MOST_QUESTIONS = 16;
  private static final int MOST_BYTES = 1 << 28;
  private static final byte[] END = {};

  private final Process process;
  private final Path log;
  private final DataOutputStream out;
  private final BlockingQueue<byte[]> frames = new ArrayBlockingQueue<>(MOST_QUESTIONS);

  YjsPeer(String script, Object... words) throws IOException {
    log = Files.createDirectories(Path.of("target", "yjs")).resolve(script + ".log");
    var command =
        new java.util.ArrayList<>(List.of("node", "--max-semi-space-size=32", SCRIPTS.resolve(script).toString()));
    List.of(words).forEach(word -> command.add(word.toString()));
    process = new ProcessBuilder(command).redirectError(log.toFile()).start();
    out = new DataOutputStream(new java.io.BufferedOutputStream(process.getOutputStream(), 1 << 16));
    Thread.ofVirtual().start(this::read);
  }

  private void read() {
    try (var in = new DataInputStream(process.getInputStream())) {
      while (true) {
        int length = in.readInt();
        if (length < 1 || length > MOST_BYTES) {
          throw new IOException("a frame of " + length + " bytes");
        }
        frames.put(in.readNBytes(length));
      }
    } catch (IOException | InterruptedException e) {
      // The end of the process, expected or not: whoever waits is told.
      frames.offer(END);
    }
  }

  /** The next frame: its kind, then what is in it. */
  ByteBuffer next(Duration patience) throws IOException, InterruptedException {
    var frame = frames.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
    if (frame == null) {
      throw new IOException("nothing came for " + patience + "; it says: " + Files.readString(log));
    }
    if (frame == END) {
      throw new EOFException("the process has ended; it says: " + Files.readString(log));
    }
    return ByteBuffer.wrap(frame);
  }

  void answer(int kind, byte[] bytes) throws IOException {
    out.writeInt(bytes.length + 1);
    out.write(kind);
    out.write(bytes);
    out.flush();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
