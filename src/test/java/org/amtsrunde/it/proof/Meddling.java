package org.amtsrunde.it.proof;

import io.vertx.core.spi.VerticleFactory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.amtsrunde.support.TestCluster;

/**
 * What goes wrong inside of nodes: the bus between them can be muted, so that what a node says on it is swallowed, greetings and
 * answers too, and nobody is told; and their wall clocks can be put wrong while they run. The environment of a node names a {@link
 * MeddlingAgent} that does it; the product knows nothing of it.
 */
final class Meddling implements AutoCloseable {
  /** There while the bus is muted. */
  static final String MUTED = "muted";

  /** Has a byte for each message that was swallowed. */
  static final String SWALLOWED = "swallowed";

  private final Path folder = Files.createTempDirectory("amtsrunde-meddling");
  private final Path agent = folder.resolve("agent.jar");

  Meddling() throws IOException {
    Files.createFile(folder.resolve(SWALLOWED));
    var name = MeddlingAgent.class.getName();
    var manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue("Premain-Class", name);
    try (var jar = new JarOutputStream(Files.newOutputStream(agent), manifest)) {
      var code = name.replace('.', '/') + ".class";
      jar.putNextEntry(new ZipEntry(code));
      try (var in = MeddlingAgent.class.getClassLoader().getResourceAsStream(code)) {
        in.transferTo(jar);
      }
      jar.putNextEntry(new ZipEntry("META-INF/services/" + VerticleFactory.class.getName()));
      jar.write(name.getBytes(StandardCharsets.UTF_8));
    }
  }

  /** Environment of a node that can be meddled with. */
  Map<String, String> settings() {
    return Map.of("JAVA_TOOL_OPTIONS", "-javaagent:" + agent + "=" + folder);
  }

  /** From now on no node hears another one. */
  void mute() throws IOException {
    Files.createFile(folder.resolve(MUTED));
  }

  void unmute() throws IOException {
    Files.delete(folder.resolve(MUTED));
  }

  /** How many messages were swallowed so far, by all nodes. */
  long swallowed() throws IOException {
    return Files.size(folder.resolve(SWALLOWED));
  }

  /** The clock of the node of this name jumps, and stays that many ms before the right time; behind it where they are negative. */
  void clock(String node, long ahead) throws IOException {
    var next = Files.writeString(folder.resolve("next"), String.valueOf(ahead));
    Files.move(next, folder.resolve(node), StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public void close() throws IOException {
    TestCluster.delete(folder);
  }
}
