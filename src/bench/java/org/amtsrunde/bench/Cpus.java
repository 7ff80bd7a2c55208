package org.amtsrunde.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Processor time, and which processors a process may use. */
final class Cpus {
  /** All of the machine, whatever this process is kept on later. */
  static final int COUNT = Runtime.getRuntime().availableProcessors();

  /** One for the server and one for the load, where the machine has two. */
  static final boolean TWO = COUNT >= 2 && Files.isExecutable(Path.of("/usr/bin/taskset"));

  static final String SERVER = "0";
  static final String LOAD = "1";
  static final String ANY = "";
  private static final long MICROS_PER_TICK = 10_000;

  private Cpus() {}

  /** The words before a command that keep it on these processors. */
  static List<String> pinned(String cpus) {
    return TWO && !cpus.isEmpty() ? List.of("/usr/bin/taskset", "-c", cpus) : List.of();
  }

  /** How many processes have wanted to run on the machine, over the last minute. */
  static double load() throws IOException {
    return Double.parseDouble(Files.readString(Path.of("/proc/loadavg")).split(" ", 2)[0]);
  }

  /** Keeps this process on these processors, threads that run already included. */
  static void pinSelf(String cpus) throws IOException, InterruptedException {
    if (TWO) {
      var all = "0-" + (COUNT - 1);
      new ProcessBuilder(
              "/usr/bin/taskset", "-acp", cpus.isEmpty() ? all : cpus, String.valueOf(ProcessHandle.current().pid()))
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    }
  }

  /** Has the calling thread give way to every other that wants its processor. */
  static void giveWay() throws IOException, InterruptedException {
    var thread = Path.of("/proc/thread-self").toRealPath().getFileName().toString();
    new ProcessBuilder("renice", "-n", "15", "-p", thread)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }

  /** Of the last minute: who else was at work. */
  static double loadAverage() throws IOException {
    return Double.parseDouble(Files.readString(Path.of("/proc/loadavg")).split(" ")[0]);
  }

  /** Processor time of a process until now, in microseconds. */
  static long micros(String pid) throws IOException {
    var stat = Files.readString(Path.of("/proc", pid, "stat"));
    var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * MICROS_PER_TICK;
  }
}
