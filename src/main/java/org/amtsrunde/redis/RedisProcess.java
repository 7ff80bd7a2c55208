package org.amtsrunde.redis;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The embedded store: a Redis server as a child process on a unix socket, with our {@code redis.conf}, its file under the data
 * folder. One node at a time per folder (a file lock). A server that outlived a killed node is found and adopted; one that ends
 * by itself is started again. Ends with {@link #close}, after everything was written.
 *
 * <p>Blocks; used at start and end only, never on an event loop.
 */
public final class RedisProcess implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RedisProcess.class);
  private static final long START_MILLIS = 30_000;
  private static final long ANSWER_SECONDS = 2;

  private final Path folder;
  private final Path socket;
  private final RedisBinary binary;
  private final FileChannel lockFile;
  private final FileLock lock;
  private volatile @Nullable Process process;
  private volatile boolean closing;

  private RedisProcess(Path folder, Path socket, RedisBinary binary, FileChannel lockFile, FileLock lock) {
    this.folder = folder;
    this.socket = socket;
    this.binary = binary;
    this.lockFile = lockFile;
    this.lock = lock;
  }

  /**
   * Starts the server, or adopts the one that runs, and returns when it answers.
   *
   * @throws IOException with one sentence, if another node uses the folder or the server does not answer within 30 s
   */
  public static RedisProcess start(Path dataDir) throws IOException {
    var folder = dataDir.toAbsolutePath().normalize();
    Files.createDirectories(folder);
    var lockFile = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock;
    try {
      lock = lockFile.tryLock();
    } catch (java.nio.channels.OverlappingFileLockException e) {
      lock = null;
    }
    if (lock == null) {
      lockFile.close();
      throw new IOException("data.dir " + folder + " is in use by another node");
    }
    var redis = new RedisProcess(folder, socketPath(folder), RedisBinary.find(folder.resolve("bin")), lockFile, lock);
    try {
      if (redis.ask("PING") != null) {
        redis.mustBeOurs();
        redis.awaitAnswer();
        LOG.info("adopted the store that is running on {}", redis.socket);
      } else {
        redis.mustBeAlone();
        redis.launch();
        redis.awaitAnswer();
        LOG.info("store: {} on {}", redis.binary.description(), redis.socket);
      }
    } catch (IOException e) {
      redis.close();
      throw e;
    }
    return redis;
  }

  /** A unix socket's name is limited to about 100 bytes; a deep data folder gets a short one beside the system's temporary files. */
  private static Path socketPath(Path folder) {
    var beside = folder.resolve("redis.sock");
    if (beside.toString().length() < 100) {
      return beside;
    }
    return Path.of(System.getProperty("java.io.tmpdir", "/tmp"))
        .resolve("amtsrunde-" + Integer.toHexString(folder.hashCode()) + ".sock");
  }

  /** What to give to the client. */
  public String url() {
    return "unix://" + socket;
  }

  /** The process, for tests that kill it; null when it was adopted. */
  public @Nullable ProcessHandle handle() {
    var running = process;
    return running == null ? null : running.toHandle();
  }

  private void launch() throws IOException {
    var conf = folder.resolve("redis.conf");
    try (var in = RedisProcess.class.getResourceAsStream("/redis.conf")) {
      if (in == null) {
        throw new IOException("redis.conf is missing from the class path");
      }
      Files.write(conf, in.readAllBytes());
    }
    Files.deleteIfExists(socket);
    var command = new ArrayList<String>();
    // A group of its own: Ctrl-C in a terminal must reach the node first, which ends the store when it is done with it.
    if (Files.isExecutable(Path.of("/usr/bin/setsid"))) {
      command.add("/usr/bin/setsid");
    }
    command.add(binary.path().toString());
    command.add(conf.toString());
    command.add("--dir");
    command.add(folder.toString());
    command.add("--pidfile");
    command.add(folder.resolve("redis.pid").toString());
    command.add("--unixsocket");
    command.add(socket.toString());
    var started =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("redis.log").toFile()))
            .start();
    process = started;
    Thread.ofVirtual().name("store-keeper").start(() -> keep(started));
  }

  /** Starts the server again when it ends although nobody asked for it. */
  private void keep(Process started) {
    try {
      int code = started.waitFor();
      if (!closing) {
        LOG.error("the store ended with {}, starting it again", code);
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
        if (!closing) {
          launch();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      LOG.error("the store cannot be started again", e);
    }
  }

  private void awaitAnswer() throws IOException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(START_MILLIS);
    for (var answer = ask("PING"); !"+PONG".equals(answer); answer = ask("PING")) {
      var running = process;
      if (answer != null && answer.startsWith("-LOADING")) {
        // A large file takes its time; as long as it is being read there is nothing to give up.
        end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(START_MILLIS);
      }
      if (running != null && !running.isAlive()) {
        closing = true;
        throw new IOException("the store did not start, see " + folder.resolve("redis.log"));
      }
      if (System.nanoTime() > end) {
        throw new IOException("the store did not answer within " + START_MILLIS / 1000 + " s");
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
  }

  /** Two servers on one file would destroy it. */
  private void mustBeAlone() throws IOException {
    var file = folder.resolve("redis.pid");
    if (!Files.exists(file)) {
      return;
    }
    var pid = Files.readString(file).strip();
    var other = pid.matches("\\d{1,10}") ? ProcessHandle.of(Long.parseLong(pid)).filter(ProcessHandle::isAlive) : null;
    if (other != null && other.flatMap(p -> p.info().command()).filter(c -> c.contains("-server")).isPresent()) {
      throw new IOException("the store of an earlier start, process " + pid + ", does not answer; end it first");
    }
  }

  /** A short socket name stands where others may write: whoever listens there must be who owns the data. */
  private void mustBeOurs() throws IOException {
    if (!Files.getOwner(socket).equals(Files.getOwner(folder))) {
      throw new IOException("somebody else listens on " + socket);
    }
  }

  /** Null when nobody answers within two seconds, such as a server that is stopped. */
  private @Nullable String ask(String command) {
    if (!Files.exists(socket)) {
      return null;
    }
    try (var channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      var asking = new FutureTask<>(() -> exchange(channel, command));
      Thread.ofVirtual().name("store-asking").start(asking);
      return asking.get(ANSWER_SECONDS, TimeUnit.SECONDS);
    } catch (IOException | ExecutionException | TimeoutException e) {
      return null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }

  private String exchange(SocketChannel channel, String command) throws IOException {
    channel.connect(UnixDomainSocketAddress.of(socket));
    channel.write(ByteBuffer.wrap((command + "\r\n").getBytes(StandardCharsets.US_ASCII)));
    var answer = ByteBuffer.allocate(256);
    channel.read(answer);
    return new String(answer.array(), 0, answer.position(), StandardCharsets.US_ASCII).strip();
  }

  /** Lets the server write everything and ends it. */
  @Override
  public void close() {
    closing = true;
    try {
      ask("SHUTDOWN NOSAVE");
      var running = process;
      if (running != null && !running.waitFor(10, TimeUnit.SECONDS)) {
        running.destroyForcibly();
      }
      lock.release();
      lockFile.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      LOG.warn("the store was not left cleanly", e);
    }
  }
}
