package org.amtsrunde.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.amtsrunde.support.Described;
import org.amtsrunde.support.Descriptions;
import org.amtsrunde.support.FastClient;
import org.amtsrunde.support.LocalNode;
import org.amtsrunde.support.Session;
import org.junit.jupiter.api.Test;

/**
 * Every RPC method gets parameters that are right or almost right: each command has one answer, a result or one clear error, none is a
 * fault of the server, the connection stays, and so does everybody else's. The seed is printed; {@code -Dfuzz.inputs} and {@code
 * -Dfuzz.seed} play more, or the same again.
 */
class MethodFuzzTest {
  private static final long SEED = Long.getLong("fuzz.seed", System.nanoTime());
  private static final int INPUTS = Integer.getInteger("fuzz.inputs", 10_000);
  private static final int AT_ONCE = 25;
  private static final int INTERNAL = 500;
  private static final List<String> PEOPLE =
      List.of("t1@altwasser.example", "t2@birkenried.example", "m1@altwasser.example", "admin@amtsrunde.example");

  @Test
  void everyMethodAnswersWhateverItIsAsked() throws Exception {
    System.out.println("MethodFuzzTest seed " + SEED);
    var random = new Random(SEED);
    var described = Described.methods(random);
    var methods = List.copyOf(Descriptions.methods());
    var codes = new TreeMap<Integer, Integer>();
    try (var node = LocalNode.start(Map.of())) {
      assertThat(node.server().methods()).as("all are described").containsExactlyInAnyOrderElementsOf(methods);
      var people = new ArrayList<FastClient>();
      try {
        for (var email : PEOPLE) {
          var session = new Session(email, List.of(node.port()));
          var client = FastClient.of(node.port(), session.token());
          client.ask(List.of("{\"id\":2,\"rpc\":{\"method\":\"room.list\",\"data\":{}}}")).forEach(described::learn);
          described.learn(client.connected());
          people.add(client);
        }
        for (int done = 0; done < INPUTS; done += AT_ONCE) {
          var commands = new ArrayList<String>();
          for (int i = 0; i < AT_ONCE; i++) {
            var method = methods.get(random.nextInt(methods.size()));
            var params = described.params(method);
            commands.add("{\"id\":" + (i + 3) + ",\"rpc\":{\"method\":\"" + method + "\",\"data\":" + params + "}}");
          }
          var who = people.get(random.nextInt(people.size()));
          for (var answer : who.ask(commands)) {
            int code = answer.at("/error/code").asInt();
            codes.merge(code, 1, Integer::sum);
            var command = commands.get(answer.get("id").asInt() - 3);
            assertThat(code).as(() -> shortened(command) + " → " + answer).isNotIn(100, INTERNAL);
            described.learn(answer.path("rpc"));
          }
        }
        assertThat(codes.get(0)).as("results of %s", codes).isGreaterThan(INPUTS / 20);
      } finally {
        people.forEach(FastClient::close);
      }
    }
    System.out.println("MethodFuzzTest answers by error code: " + codes);
  }

  private static String shortened(String command) {
    return command.length() > 1_000 ? command.substring(0, 1_000) + "…" : command;
  }
}
