package org.amtsrunde.support;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.internal.VertxInternal;
import io.vertx.redis.client.Command;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.amtsrunde.redis.RedisProcess;
import org.amtsrunde.redis.RedisStore;
import org.amtsrunde.redis.StoreOptions;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A real Redis for a test class, empty before each test, with a Vert.x and a {@link RedisStore}. Register as a static field:
 * {@code @RegisterExtension static final RedisExtension REDIS = new RedisExtension();}
 */
public final class RedisExtension implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback {
  private RedisProcess process;
  private Path folder;
  private Vertx vertx;
  private List<Context> loops;
  private RedisStore store;

  @Override
  public void beforeAll(ExtensionContext context) throws Exception {
    folder = Files.createTempDirectory("amtsrunde-redis");
    process = RedisProcess.start(folder);
    vertx = Vertx.builder().with(new VertxOptions().setEventLoopPoolSize(2).setPreferNativeTransport(true)).build();
    loops = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      loops.add(((VertxInternal) vertx).createEventLoopContext());
    }
    store = new RedisStore(vertx, loops, StoreOptions.of(List.of(url()), "single", ""), 5000);
    await(store.open());
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    await(store.send(Command.FLUSHALL));
  }

  @Override
  public void afterAll(ExtensionContext context) throws Exception {
    await(store.close());
    await(vertx.close());
    process.close();
    try (var files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(RedisExtension::delete);
    }
  }

  public String url() {
    return process.url();
  }

  public RedisProcess process() {
    return process;
  }

  public Vertx vertx() {
    return vertx;
  }

  /** One context per event loop. */
  public List<Context> loops() {
    return loops;
  }

  public RedisStore store() {
    return store;
  }

  /** Waits for a future of the code under test, 20 s at most, and throws what it failed with. */
  public static <T> T await(Future<T> future) {
    try {
      return future.await(20, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("no answer within 20 s", e);
    }
  }

  private static void delete(Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
