package org.amtsrunde.http;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import me.normanmaurer.maven.autobahntestsuite.AutobahnTestSuite;

/**
 * Runs all cases of {@code text} or {@code binary} messages against an echo; ends with 1 if one fails. Once in a process: its loop cannot
 * be started again.
 */
public final class Fuzzer {
  /** Binary messages, one frame and several, and of all sizes. */
  private static final List<String> BINARY = List.of("1.2.*", "9.2.*", "9.4.*", "9.6.*", "9.8.*");

  /** Compression, which the server does not offer. */
  private static final List<String> NEVER = List.of("12.*", "13.*");

  private Fuzzer() {}

  public static void main(String[] args) {
    var kind = args[0];
    boolean binary = kind.equals("binary");
    var not = Stream.concat(NEVER.stream(), binary ? Stream.empty() : BINARY.stream()).toList();
    System.exit(run(kind, args[1], binary ? BINARY : List.of("*"), not) ? 0 : 1);
  }

  private static boolean run(String kind, String url, List<String> cases, List<String> not) {
    boolean good = true;
    var results = new TreeMap<String, Integer>();
    for (var one : AutobahnTestSuite.runFuzzingClient(kind, url, Map.of("version", 18), cases, not)) {
      // Their types are not for others to see.
      var behavior = String.valueOf((Object) one.behavior());
      var close = String.valueOf((Object) one.behaviorClose());
      results.merge(behavior, 1, Integer::sum);
      if (!List.of("OK", "NON_STRICT", "INFORMATIONAL").contains(behavior)
          || !List.of("OK", "INFORMATIONAL").contains(close)) {
        System.out.println(one);
        good = false;
      }
    }
    System.out.println(kind + ": " + results + (good ? "" : ", not as RFC 6455 has it"));
    return good;
  }
}
