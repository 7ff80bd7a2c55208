package org.amtsrunde.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Where a run keeps its stores and logs: on the disk of the project, for {@code /tmp} may be memory, where fsync costs nothing. */
record Folder(Path path) {
  static Folder fresh() throws IOException {
    var parent = Files.createDirectories(Path.of("target", "bench").toAbsolutePath());
    return new Folder(Files.createTempDirectory(parent, "run-"));
  }

  Path log(String name) {
    return path.resolve(name + ".log");
  }

  /** The environment with a data folder of its own. */
  Map<String, String> with(Map<String, String> environment, String name) {
    var all = new HashMap<>(environment);
    all.put("AMTSRUNDE_DATA_DIR", path.resolve(name).toString());
    return all;
  }
}
