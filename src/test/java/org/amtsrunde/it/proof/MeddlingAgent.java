package org.amtsrunde.it.proof;

import io.vertx.core.Vertx;
import io.vertx.core.spi.VerticleFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.ProtectionDomain;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * What runs in a node for {@link Meddling}. Vert.x finds it as a factory of verticles, of which there are none. Whatever is not of the
 * JDK and asks for the time of day is given that of a clock which may be wrong; how long something takes is measured as ever.
 */
public final class MeddlingAgent implements VerticleFactory, ClassFileTransformer {
  private static final ClassDesc HERE = ClassDesc.of(MeddlingAgent.class.getName());
  private static final long LOOK_MILLIS = 50;

  private static Path folder;
  private static volatile long ahead;

  /** Called by the JVM before anything else. */
  public static void premain(String path, Instrumentation jvm) {
    folder = Path.of(path);
    var clock = folder.resolve(System.getenv("AMTSRUNDE_NODE_NAME"));
    ahead = read(clock);
    Thread.ofPlatform()
        .daemon()
        .start(() -> {
          while (true) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(LOOK_MILLIS));
            ahead = read(clock);
          }
        });
    jvm.addTransformer(new MeddlingAgent());
  }

  private static long read(Path clock) {
    try {
      return Files.exists(clock) ? Long.parseLong(Files.readString(clock)) : 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Called instead of {@link System#currentTimeMillis}. */
  public static long currentTimeMillis() {
    return System.currentTimeMillis() + ahead;
  }

  /** Called instead of {@link InstantSource#system}. */
  public static InstantSource system() {
    return () -> Instant.now().plusMillis(ahead);
  }

  @Override
  public byte[] transform(ClassLoader loader, String name, Class<?> old, ProtectionDomain domain, byte[] code) {
    var text = new String(code, StandardCharsets.ISO_8859_1);
    if (loader == null || !text.contains("currentTimeMillis") && !text.contains("java/time/InstantSource")) {
      return null;
    }
    var classes =
        ClassFile.of(
            ClassFile.ClassHierarchyResolverOption.of(
                ClassHierarchyResolver.ofResourceParsing(loader).orElse(ClassHierarchyResolver.defaultResolver())));
    return classes.transformClass(
        classes.parse(code), ClassTransform.transformingMethodBodies(MeddlingAgent::withOtherClock));
  }

  private static void withOtherClock(CodeBuilder to, CodeElement element) {
    if (element instanceof InvokeInstruction call && asksForTheTime(call)) {
      to.invokestatic(HERE, call.name().stringValue(), call.typeSymbol());
    } else {
      to.with(element);
    }
  }

  private static boolean asksForTheTime(InvokeInstruction call) {
    var what = call.owner().asInternalName() + "." + call.name().stringValue();
    return what.equals("java/lang/System.currentTimeMillis") || what.equals("java/time/InstantSource.system");
  }

  @Override
  public void init(Vertx vertx) {
    vertx
        .eventBus()
        .addOutboundInterceptor(sent -> {
          if (Files.exists(folder.resolve(Meddling.MUTED))) {
            swallow();
          } else {
            sent.next();
          }
        });
  }

  private static void swallow() {
    try {
      Files.write(folder.resolve(Meddling.SWALLOWED), new byte[1], StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String prefix() {
    return "meddling";
  }
}
