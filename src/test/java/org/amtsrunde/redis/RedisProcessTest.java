package org.amtsrunde.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedisProcessTest {
  @TempDir Path folder;

  @Test
  void aSecondNodeIsRefusedTheFolder() throws Exception {
    try (var first = RedisProcess.start(folder)) {
      assertThat(first.url()).startsWith("unix://");
      assertThatThrownBy(() -> RedisProcess.start(folder)).hasMessageContaining("in use by another node");
    }
  }

  @Test
  void endsItsServerAndStartsAgainInTheSameFolder() throws Exception {
    ProcessHandle server;
    try (var first = RedisProcess.start(folder)) {
      server = first.handle();
      assertThat(server.isAlive()).isTrue();
    }
    Awaitility.await().until(() -> !server.isAlive());
    RedisProcess.start(folder).close();
  }

  @Test
  void aServerThatEndsByItselfIsStartedAgain() throws Exception {
    try (var redis = RedisProcess.start(folder)) {
      var before = redis.handle();
      before.destroyForcibly();
      Awaitility.await().atMost(20, TimeUnit.SECONDS).until(() -> redis.handle().pid() != before.pid());
    }
  }

  @Test
  void aServerThatHangsIsNotJoinedByASecondOne() throws Exception {
    var binary = RedisBinary.find(folder.resolve("bin"));
    var pid = folder.resolve("redis.pid");
    var hanging =
        new ProcessBuilder(
                List.of(
                    binary.path().toString(),
                    "--port",
                    "0",
                    "--unixsocket",
                    folder.resolve("other.sock").toString(),
                    "--pidfile",
                    pid.toString(),
                    "--save",
                    ""))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("other.log").toFile())
            .start();
    try {
      Awaitility.await().until(() -> Files.exists(pid) && !Files.readString(pid).isBlank());
      assertThatThrownBy(() -> RedisProcess.start(folder))
          .hasMessageContaining("process " + hanging.pid() + ", does not answer");
    } finally {
      hanging.destroyForcibly().waitFor();
    }
  }

  @Test
  void aDeepFolderHasAShortSocket() throws Exception {
    var deep = Files.createDirectories(folder.resolve("a".repeat(60)).resolve("b".repeat(60)));
    try (var redis = RedisProcess.start(deep)) {
      assertThat(redis.url().length()).isLessThan(110);
    }
  }

  @Test
  void theServerOfTheSystemIsPreferredUnlessItIsTooOld() throws Exception {
    var old = onPath("old", "redis-server", "Redis server v=6.2.14 sha=00000000:0 malloc=jemalloc-5.1.0 bits=64");
    var patched =
        onPath("patched", "redis-server", "Redis server v=7.2.5 sha=00000000:0 malloc=jemalloc-5.3.0 bits=64");
    var bin = folder.resolve("bin");
    var found = RedisBinary.find(bin, old + File.pathSeparator + patched);
    assertThat(found.path()).isEqualTo(patched.resolve("redis-server"));
    assertThat(found.description()).isEqualTo("redis-server 7.2.5 of the system");
    assertThat(RedisBinary.find(bin, old.toString()).description()).isEqualTo("the carried Redis 7.0.15");
    var valkey =
        onPath("valkey", "valkey-server", "Valkey server v=8.0.1 sha=00000000:0 malloc=jemalloc-5.3.0 bits=64");
    assertThat(RedisBinary.find(bin, patched + File.pathSeparator + valkey).path()).startsWith(valkey);
  }

  private Path onPath(String name, String program, String says) throws Exception {
    var file = Files.createDirectories(folder.resolve(name)).resolve(program);
    Files.writeString(file, "#!/bin/sh\necho '" + says + "'\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    return file.getParent();
  }
}
