package org.amtsrunde.support;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.amtsrunde.redis.RedisProcess;

/** The append-only file of a store, which can be put back. */
public record StoreFile(Path folder, RedisProcess redis) {
  /** How much the store has written by now; give it to {@link #rewind}. */
  public long written() throws IOException {
    return Files.size(file());
  }

  /** Kills the store and takes from its file what it has written since; it comes back without that. */
  public void rewind(long written) throws IOException {
    var store = redis.handle();
    // Standing still it writes nothing between the cut and its end.
    TestNode.signal(store, "STOP");
    try (var file = FileChannel.open(file(), StandardOpenOption.WRITE)) {
      file.truncate(written);
    }
    store.destroyForcibly();
  }

  private Path file() throws IOException {
    try (var files = Files.list(folder.resolve("appendonlydir"))) {
      var growing = files.filter(file -> file.toString().endsWith(".incr.aof")).toList();
      if (growing.size() != 1) {
        throw new IOException("the store has rewritten its file: " + growing);
      }
      return growing.getFirst();
    }
  }
}
