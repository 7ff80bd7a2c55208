package org.amtsrunde.redis;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds a Redis server to run: {@code valkey-server} or {@code redis-server} 7.0 or newer on the PATH (it gets security updates
 * with the system), else the static Redis 7.0.15 that the artifact {@code org.signal:embedded-redis} carries.
 */
record RedisBinary(Path path, String description) {
  private static final int MOST_TRIES = 100;
  private static final Pattern VERSION = Pattern.compile("v=(\\d+)\\.(\\d+)\\.(\\d+)");

  /** SHA-256 of the carried binaries. */
  private static final Map<String, String> CARRIED =
      Map.of(
          "redis-server-7.0.15-linux-amd64", "c0cdeef856b3410fd99d6ec6fc6a20302e69059b00ce5d6abab7b3e5069ea91e",
          "redis-server-7.0.15-linux-arm64", "d5c7ff117caf45d7dc2f59c1f956e1830438779947d66aa5647c2cdcc16eca50",
          "redis-server-7.0.15-darwin-amd64", "e22a3d9147802bba0724efb2e446c49e1e514e76ff8031bb6d44b8628400d8f3",
          "redis-server-7.0.15-darwin-arm64", "07838a2eb6f5961c89d8e6f1f83482de355dfc6bb04e05bfb00ae1f137dee129");

  static RedisBinary find(Path unpackInto) throws IOException {
    return find(unpackInto, String.valueOf(System.getenv("PATH")));
  }

  static RedisBinary find(Path unpackInto, String path) throws IOException {
    for (var name : new String[] {"valkey-server", "redis-server"}) {
      for (var folder : path.split(File.pathSeparator)) {
        var candidate = Path.of(folder.isEmpty() ? "." : folder, name);
        var version = Files.isExecutable(candidate) ? versionOf(candidate) : null;
        if (version != null) {
          return new RedisBinary(candidate, name + " " + version + " of the system");
        }
      }
    }
    return unpack(unpackInto);
  }

  private static @Nullable String versionOf(Path binary) throws IOException {
    var process = new ProcessBuilder(binary.toString(), "--version").redirectErrorStream(true).start();
    var text = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return null;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
    var matcher = VERSION.matcher(text);
    boolean usable = matcher.find() && Integer.parseInt(matcher.group(1)) >= 7;
    return usable ? matcher.group(1) + "." + matcher.group(2) + "." + matcher.group(3) : null;
  }

  private static RedisBinary unpack(Path folder) throws IOException {
    var name = "redis-server-7.0.15-" + system() + "-" + architecture();
    var expected = CARRIED.get(name);
    if (expected == null) {
      throw new IOException("no embedded Redis for this machine; install redis-server 7 or set redis.url");
    }
    var target = folder.resolve(name);
    if (!Files.exists(target) || !sha256(Files.readAllBytes(target)).equals(expected)) {
      try (var in = RedisBinary.class.getResourceAsStream("/" + name)) {
        if (in == null) {
          throw new IOException("the embedded Redis is missing from the class path");
        }
        var bytes = in.readAllBytes();
        if (!sha256(bytes).equals(expected)) {
          throw new IOException("the embedded Redis is not the one this version was built with");
        }
        Files.createDirectories(folder);
        var fresh = Files.createTempFile(folder, name, ".new");
        Files.write(fresh, bytes);
        Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwx------"));
        Files.move(fresh, target, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
        awaitRunnable(target);
      }
    }
    return new RedisBinary(target, "the carried Redis 7.0.15");
  }

  /**
   * A process that was forked elsewhere in this JVM while the file was written holds it open until it is what it was forked for, and for
   * so long the system refuses to run the file (ETXTBSY).
   */
  private static void awaitRunnable(Path binary) throws IOException {
    for (int tries = 1; ; tries++) {
      try {
        versionOf(binary);
        return;
      } catch (IOException e) {
        if (tries == MOST_TRIES || !String.valueOf(e.getMessage()).contains("Text file busy")) {
          throw e;
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
      }
    }
  }

  private static String system() {
    return System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("mac") ? "darwin" : "linux";
  }

  private static String architecture() {
    var arch = System.getProperty("os.arch", "");
    return arch.equals("aarch64") || arch.equals("arm64") ? "arm64" : "amd64";
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
