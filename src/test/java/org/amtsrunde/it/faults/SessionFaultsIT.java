package org.amtsrunde.it.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.amtsrunde.it.faults.Attendee.Outcome;
import org.amtsrunde.support.TestCluster;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Three nodes and one store; five people hold a session while nodes and store are killed and paused and connections cut, swallowed and
 * slowed down. Nobody is ever told of an earlier state after a later one, all are told the same of each, all nodes end with the same;
 * of what people commit themselves to the last that was acknowledged stands, and a step or a turn that was on is ended once.
 *
 * <p>What goes wrong, and when, follows from a number: {@code -Dfaults.seed=7} plays one again, {@code -Dfaults.seeds=50} plays the
 * first fifty.
 */
class SessionFaultsIT {
  private static final List<String> PEOPLE =
      List.of(
          "t1@altwasser.example",
          "t2@birkenried.example",
          "t3@donaulohe.example",
          "t4@eichbrunn.example",
          "t5@felsheim.example");

  /** One in which nodes and the store are killed one by one. */
  private static final List<Long> ALWAYS = List.of(2L);

  private static final int MILLIS = 5_000;
  private static final int ACT_MILLIS = 60;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @SuppressWarnings("NullAway.Init")
  private static TestCluster cluster;

  @BeforeAll
  static void start() throws Exception {
    cluster = new TestCluster("session-faults", 3, Map.of());
  }

  @AfterAll
  static void stop() throws Exception {
    cluster.close();
  }

  private static List<Long> seeds() {
    var seed = Long.getLong("faults.seed");
    var seeds = Integer.getInteger("faults.seeds");
    if (seed != null) {
      return List.of(seed);
    }
    return seeds == null ? ALWAYS : LongStream.rangeClosed(1, seeds).boxed().toList();
  }

  @Test
  void whateverGoesWrongAllSeeTheSameSessionAndNothingAcknowledgedIsLostOrDoneTwice() {
    var failures = new ArrayList<AssertionError>();
    for (long seed : seeds()) {
      try {
        play(seed);
      } catch (AssertionError | RuntimeException e) {
        failures.add(
            new AssertionError("seed " + seed + ", again by -Dfaults.seed=" + seed + ": " + e.getMessage(), e));
      }
    }
    assertThat(failures).isEmpty();
  }

  private static void play(long seed) {
    var people = new ArrayList<Attendee>();
    try {
      for (int i = 0; i < PEOPLE.size(); i++) {
        people.add(new Attendee(PEOPLE.get(i), seed * 10 + i, cluster.portsFrom(i % cluster.nodes().size())));
      }
      people.forEach(person -> person.does("meet", "", ""));
      people.getFirst().does("begin", "", "");
      var storm = new Storm(cluster, seed, people);
      var acting = people.stream().map(person -> new Acting(person)).toList();
      acting.forEach(Acting::begin);
      storm.rage(MILLIS);
      acting.forEach(Acting::end);
      storm.heal();
      check(people, storm.rewound());
    } finally {
      people.forEach(Attendee::close);
    }
  }

  /** Lets somebody do one thing after the other. */
  private static final class Acting {
    private final Attendee person;
    private final CompletableFuture<Void> over = new CompletableFuture<>();
    private volatile boolean goes = true;

    Acting(Attendee person) {
      this.person = person;
    }

    void begin() {
      CompletableFuture.runAsync(person::act, Storm.after(ACT_MILLIS))
          .whenComplete((done, failure) -> {
            if (failure != null) {
              over.completeExceptionally(failure);
            } else if (goes) {
              begin();
            } else {
              over.complete(null);
            }
          });
    }

    void end() {
      goes = false;
      over.orTimeout(PATIENCE.toSeconds(), java.util.concurrent.TimeUnit.SECONDS).join();
    }
  }

  private static void check(List<Attendee> people, boolean rewound) {
    var last = new ArrayList<JsonNode>();
    await("all are there again and look at the same")
        .atMost(PATIENCE)
        .untilAsserted(() -> {
          last.clear();
          people.forEach(person -> last.add(person.look()));
          assertThat(last).doesNotContainNull().extracting(SessionFaultsIT::state).containsOnly(state(last.getFirst()));
        });
    var told = new HashMap<Long, JsonNode>();
    for (var person : people) {
      person
          .told(rewound)
          .forEach((rev, session) -> {
            var known = told.put(rev, session);
            assertThat(rewound || known == null || known.equals(session))
                .as("all were told the same of " + rev)
                .isTrue();
          });
    }
    assertThat(acts(people, Outcome.OK)).as("acts that were acknowledged").hasSizeGreaterThan(50);
    if (!rewound) {
      commitments(people, last.getFirst().get("session"));
      steps(people);
    }
  }

  private static String state(JsonNode look) {
    return look.get("rev") + " " + look.get("session");
  }

  private static void commitments(List<Attendee> people, JsonNode session) {
    var standing = new HashMap<String, String>();
    session.get("commitments").forEach(one -> standing.put(one.get("personId").asText(), one.get("text").asText()));
    for (var person : people) {
      var may = new HashSet<String>();
      String newest = null;
      for (var act : person.acts()) {
        if (act.method().equals("commit") && act.outcome() == Outcome.OK) {
          newest = act.what();
        } else if (act.method().equals("commit") && act.outcome() == Outcome.UNKNOWN) {
          // A node that stood still may do it at any later time.
          may.add(act.what());
        }
      }
      if (newest != null) {
        may.add(newest);
        assertThat(standing.get(person.person())).as("commitment of " + person.person()).isIn(may);
      }
    }
  }

  /** Each end of a step or a turn was acknowledged once at most. */
  private static void steps(List<Attendee> people) {
    Set<String> ended = new HashSet<>();
    for (var act : acts(people, Outcome.OK)) {
      if (act.method().equals("next") || act.method().equals("turn")) {
        assertThat(ended.add(act.method() + " " + act.what())).as("ended twice: " + act).isTrue();
      }
    }
  }

  private static List<Attendee.Act> acts(List<Attendee> people, Outcome outcome) {
    return people.stream().flatMap(person -> person.acts().stream()).filter(act -> act.outcome() == outcome).toList();
  }
}
