package org.amtsrunde.it.proof;

import io.vertx.core.Vertx;
import io.vertx.core.spi.VerticleFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.instrument.Instrumentation;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.amtsrunde.support.TestCluster;

/**
 * The event bus between nodes, which can be muted: what a node says on it is swallowed, greetings and answers too, and nobody is told.
 * Nodes bring the switch along by an agent that the environment names; the product knows nothing of it.
 */
final class MutedBus implements AutoCloseable {
  /** There while the bus is muted. */
  private static final String MUTED = "muted";

  /** Has a byte for each message that was swallowed. */
  private static final String SWALLOWED = "swallowed";

  private final Path folder;

  MutedBus() throws IOException {
    folder = Files.createTempDirectory("amtsrunde-bus");
    Files.createFile(folder.resolve(SWALLOWED));
    var manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue("Premain-Class", InNode.class.getName());
    try (var jar = new JarOutputStream(Files.newOutputStream(agent()), manifest)) {
      var code = InNode.class.getName().replace('.', '/') + ".class";
      jar.putNextEntry(new ZipEntry(code));
      try (var in = InNode.class.getClassLoader().getResourceAsStream(code)) {
        in.transferTo(jar);
      }
      jar.putNextEntry(new ZipEntry("META-INF/services/" + VerticleFactory.class.getName()));
      jar.write(InNode.class.getName().getBytes(StandardCharsets.UTF_8));
    }
  }

  private Path agent() {
    return folder.resolve("agent.jar");
  }

  /** Environment of a node that can be muted. */
  Map<String, String> settings() {
    return Map.of("JAVA_TOOL_OPTIONS", "-javaagent:" + agent() + "=" + folder);
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

  @Override
  public void close() throws IOException {
    TestCluster.delete(folder);
  }

  /** What runs in the node: found by Vert.x as a factory of verticles, of which there are none. */
  public static final class InNode implements VerticleFactory {
    private static Path folder;

    /** Called by the JVM before anything else. */
    public static void premain(String path, Instrumentation unused) {
      folder = Path.of(path);
    }

    @Override
    public void init(Vertx vertx) {
      vertx
          .eventBus()
          .addOutboundInterceptor(sent -> {
            if (Files.exists(folder.resolve(MUTED))) {
              swallow();
            } else {
              sent.next();
            }
          });
    }

    private static void swallow() {
      try {
        Files.write(folder.resolve(SWALLOWED), new byte[1], StandardOpenOption.APPEND);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public String prefix() {
      return "muted";
    }
  }
}
