package org.amtsrunde.it.faults;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.amtsrunde.support.BadNetwork;
import org.amtsrunde.support.RawClient;
import org.amtsrunde.support.Session;
import org.jspecify.annotations.Nullable;

/**
 * Somebody in a session who commits themself anew, puts a hand up, takes their turn and leads, and comes back to the next node
 * whenever their connection ends. Remembers what became of everything they did, and everything they were told.
 */
final class Attendee implements Storm.Victim, AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(4);

  /** So many steps of the programme are always left, so that the session does not end. */
  private static final int LEFT = 2;

  /** What became of something: done, refused, or nobody knows. */
  enum Outcome {
    OK,
    REFUSED,
    UNKNOWN
  }

  /** Something that was done: a method, and with what. */
  record Act(String method, String what, Outcome outcome) {}

  private final BadNetwork network;
  private final List<Integer> ports;
  private final Random random;
  private final Session session;
  private final String room;
  private final String person;
  private final List<Act> acts = new ArrayList<>();
  private final List<RawClient> before = new ArrayList<>();
  private volatile @Nullable RawClient socket;
  private int command;
  private int written;

  Attendee(String email, long seed, List<Integer> ports) {
    session = new Session(email, ports);
    network = new BadNetwork(seed);
    random = new Random(seed);
    this.ports = ports;
    room = session.roundRoom();
    person = session.personId();
  }

  String person() {
    return person;
  }

  List<Act> acts() {
    return acts;
  }

  @Override
  public BadNetwork network() {
    return network;
  }

  /** Leaves the page, and opens it again with the next thing that is done. */
  @Override
  public void forget() {
    var open = socket;
    if (open != null) {
      open.close();
    }
  }

  /** Does one thing. Not from more than one thread. */
  void act() {
    switch (random.nextInt(10)) {
      case 0, 1, 2, 3 -> {
        var text = person + "-" + ++written;
        does("commit", text, ",\"text\":\"" + text + "\"");
      }
      case 4, 5, 6 -> does("hand", "", ",\"up\":" + random.nextBoolean());
      default -> goesOn(look());
    }
  }

  /** Ends the turn or the step that is on, where that is theirs to do; now and then twice, as somebody does who sees nothing happen. */
  private void goesOn(@Nullable JsonNode look) {
    var now = look == null ? null : look.get("session");
    if (now == null) {
      return;
    }
    int step = now.get("step").asInt();
    boolean leads = person.equals(now.path("facilitator").asText());
    var turn = now.get("turn");
    if (turn.hasNonNull("endsAt") && (leads || person.equals(turn.path("speaker").asText()))) {
      var number = turn.get("number").asText();
      presses("turn", step + "/" + number, ",\"step\":" + step + ",\"turn\":" + number);
    } else if (leads && step + LEFT < now.get("steps").size() && random.nextBoolean()) {
      presses("next", String.valueOf(step), ",\"step\":" + step);
    }
  }

  private void presses(String method, String what, String more) {
    does(method, what, more);
    if (random.nextBoolean()) {
      does(method, what, more);
    }
  }

  /** What the session is now; null if nobody answers. */
  @Nullable JsonNode look() {
    var answer = ask("look", "");
    return answer == null || answer.has("error") ? null : answer.at("/rpc/data");
  }

  void does(String method, String what, String more) {
    var answer = ask(method, more);
    var error = answer == null ? null : answer.get("error");
    boolean unknown = answer == null || error != null && error.path("temporary").asBoolean();
    acts.add(new Act(method, what, unknown ? Outcome.UNKNOWN : error == null ? Outcome.OK : Outcome.REFUSED));
  }

  private @Nullable JsonNode ask(String method, String more) {
    var data = "{\"roomId\":\"" + room + "\"" + more + "}";
    var open = opened();
    return open == null ? null : say(open, "\"rpc\":{\"method\":\"session." + method + "\",\"data\":" + data + "}");
  }

  private @Nullable RawClient opened() {
    var open = socket;
    if (open != null && !open.isClosed()) {
      return open;
    }
    if (open != null) {
      before.add(open);
      socket = null;
    }
    try {
      var fresh = new RawClient(network.towards(ports)).answerPings();
      var join = "{\"method\":\"session.join\",\"data\":{\"roomId\":\"" + room + "\"}}";
      if (isDone(say(fresh, "\"connect\":{\"token\":\"" + session.token() + "\"}"))
          && isDone(say(fresh, "\"subscribe\":{\"channel\":\"session:" + room + "\"}"))
          && say(fresh, "\"rpc\":" + join) != null) {
        socket = fresh;
        return fresh;
      }
      before.add(fresh);
      fresh.close();
    } catch (RuntimeException nobodyTookIt) {
      return null;
    }
    return null;
  }

  private static boolean isDone(@Nullable JsonNode answer) {
    return answer != null && !answer.has("error");
  }

  private @Nullable JsonNode say(RawClient open, String what) {
    int id = ++command;
    try {
      open.send("{\"id\":" + id + "," + what + "}");
    } catch (RuntimeException ended) {
      return null;
    }
    var answer = open.answer(id, PATIENCE);
    if (answer == null) {
      // Who waits no longer does not listen for what may still come either.
      open.close();
      return null;
    }
    return read(answer);
  }

  /**
   * Everything that was told: of each connection the sessions in the order in which they came, by their number.
   *
   * @param rewound whether the store was put back: it then counts on from there, and gives numbers a second time
   * @throws AssertionError if a connection was told of a session after it was told of a later one
   */
  Map<Long, JsonNode> told(boolean rewound) {
    var all = new ArrayList<>(before);
    if (socket != null) {
      all.add(socket);
    }
    var told = new HashMap<Long, JsonNode>();
    for (var open : all) {
      long newest = 0;
      for (var line : open.lines()) {
        if (!line.contains("\"session.changed\"")) {
          continue;
        }
        var data = read(line).at("/push/pub/data");
        long rev = data.get("rev").asLong();
        if (rev <= newest) {
          throw new AssertionError(person + " was told of " + rev + " after " + newest);
        }
        newest = rev;
        var known = told.put(rev, data.get("session"));
        if (!rewound && known != null && !known.equals(data.get("session"))) {
          throw new AssertionError(person + " was told two things of " + rev);
        }
      }
    }
    return told;
  }

  private static JsonNode read(String line) {
    try {
      return JSON.readTree(line);
    } catch (JsonProcessingException e) {
      throw new AssertionError(line, e);
    }
  }

  @Override
  public void close() {
    forget();
    network.close();
  }
}
