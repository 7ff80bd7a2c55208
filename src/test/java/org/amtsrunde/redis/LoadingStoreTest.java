package org.amtsrunde.redis;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.amtsrunde.support.RedisExtension.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.amtsrunde.support.RedisExtension;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A store that has much to read before it answers is waited for; one that is not there is not. */
class LoadingStoreTest {
  @RegisterExtension static final RedisExtension REDIS = new RedisExtension();

  /** While it reads it looks for clients every 1,024 commands. */
  private static final int KEYS = 3_000;

  private static final int READING_MICROS_PER_KEY = 700;

  @TempDir Path folder;

  private Process start(String... more) throws Exception {
    var command = new ArrayList<>(List.of(RedisBinary.find(folder.resolve("bin")).path().toString()));
    command.addAll(List.of("--port", "0", "--unixsocket", folder.resolve("s").toString(), "--appendonly", "yes"));
    command.addAll(List.of("--dir", folder.toString(), "--save", ""));
    command.addAll(List.of(more));
    return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(folder.resolve("log").toFile()).start();
  }

  private RedisStore store() {
    var url = "unix://" + folder.resolve("s");
    return new RedisStore(REDIS.vertx(), REDIS.loops(), StoreOptions.of(List.of(url), "single", ""), 5000);
  }

  /** It takes connections as soon as its socket is there, and reads its file after that. */
  private RedisStore opened() {
    Awaitility.await().until(() -> Files.exists(folder.resolve("s")));
    var store = store();
    await(store.open());
    return store;
  }

  @Test
  void isWaitedFor() throws Exception {
    var early = store();
    assertThatThrownBy(() -> await(early.open())).as("nobody is there").isInstanceOf(Exception.class);
    await(early.close());
    var first = start();
    var filling = opened();
    var written = new ArrayList<Future<?>>();
    for (int i = 0; i < KEYS; i++) {
      written.add(filling.send(Command.SET, "k" + i, "v"));
    }
    await(Future.all(written));
    await(filling.close());
    first.destroy();
    assertThat(first.waitFor(20, SECONDS)).isTrue();

    var slow = start("--key-load-delay", "" + READING_MICROS_PER_KEY);
    try {
      var store = opened();
      assertThat(await(store.send(Command.GET, "k" + (KEYS - 1))).toString()).isEqualTo("v");
      await(store.close());
    } finally {
      slow.destroyForcibly().waitFor();
    }
  }
}
