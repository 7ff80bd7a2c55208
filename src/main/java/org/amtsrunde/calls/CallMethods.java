package org.amtsrunde.calls;

import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.amtsrunde.kernel.Fields;
import org.amtsrunde.kernel.Json;
import org.amtsrunde.realtime.RpcMethods;

/** The {@code call.} methods of the protocol page. */
public final class CallMethods implements RpcMethods {
  private static final String RECORD = "call.record";

  private static final byte[] DONE = "{}".getBytes(StandardCharsets.UTF_8);

  private final CallHandler calls;
  private final List<String> turnUrls;
  private final String turnSecret;
  private final InstantSource clock;

  /** @param turnUrls of relay servers that share the secret; may be empty */
  public CallMethods(CallHandler calls, List<String> turnUrls, String turnSecret, InstantSource clock) {
    this.calls = calls;
    this.turnUrls = turnUrls;
    this.turnSecret = turnSecret;
    this.clock = clock;
  }

  @Override
  public Map<String, Method> methods() {
    return Map.ofEntries(
        entry("call.look", call -> calls.look(call.client(), room(call)).map(CallMethods::state)),
        entry("call.join", this::join),
        entry("call.leave", call -> done(calls.leave(call.client(), room(call), true))),
        entry("call.change", call -> done(calls.change(call.client(), room(call), CallRules.changes(call.params())))),
        entry("call.connect", this::connect),
        entry("call.media", this::media),
        entry("call.signal", this::signal),
        entry("call.ask", call -> done(calls.ask(call.client(), room(call), call.params().id("participantId")))),
        entry(RECORD, call -> done(calls.record(call.client(), room(call)))),
        entry("call.consent", this::consent),
        entry("call.text", this::text));
  }

  private static Map.Entry<String, Method> entry(String name, Method method) {
    return Map.entry(name, method);
  }

  private static byte[] state(CallState state) {
    return Json.object(out -> CallJson.state(out, state));
  }

  /** All of them, once they were let in, but recording: what is said is the round's. */
  @Override
  public Set<String> forGuests() {
    var methods = new HashSet<>(methods().keySet());
    methods.remove(RECORD);
    return methods;
  }

  private Future<byte[]> join(Call call) {
    var params = call.params();
    var seat = Objects.requireNonNullElse(params.idOrNull("seat"), "");
    var recording = Objects.requireNonNullElse(params.idOrNull("recordingId"), "");
    return calls
        .join(call.client(), room(call), seat, params.flag("muted"), params.flag("camera"), recording)
        .map(place ->
            Json.object(out -> {
              out.put("participantId", place.mine().id()).put("seat", place.mine().seat());
              servers(out, place.mine().id());
              CallJson.state(out, place.state());
            }));
  }

  private Future<byte[]> connect(Call call) {
    var params = call.params();
    return calls
        .connect(call.client(), room(call), params.id("participantId"), params.id("after"))
        .map(state ->
            Json.object(out -> {
              servers(out, params.id("participantId"));
              CallJson.state(out, state);
            }));
  }

  private void servers(Json.Out out, String user) {
    TurnRules.iceServers(out, turnUrls, turnSecret, user, clock.instant().getEpochSecond());
  }

  private Future<byte[]> media(Call call) {
    var standing = Objects.requireNonNullElse(call.params().idOrNull("connectionId"), "");
    return calls
        .media(call.client(), room(call), standing)
        .map(connectionId ->
            Json.object(out -> {
              servers(out, connectionId);
              out.put("connectionId", connectionId);
            }));
  }

  private Future<byte[]> signal(Call call) {
    var params = call.params();
    var to = params.id("to");
    if (CallRules.isMedia(to)) {
      boolean sending = to.equals(CallRules.SENDING);
      return done(
          calls.signalMedia(
              call.client(), room(call), sending, params.id("connectionId"), CallRules.kind(params), body(params)));
    }
    return done(
        calls.signal(call.client(), room(call), to, params.id("connectionId"), CallRules.kind(params), body(params)));
  }

  private Future<byte[]> consent(Call call) {
    var params = call.params();
    return done(calls.consent(call.client(), room(call), params.id("recordingId"), params.flag("agrees")));
  }

  private static String body(Fields params) {
    return Objects.requireNonNullElse(params.textOrNull("body", CallRules.LONGEST_SIGNAL), "");
  }

  private Future<byte[]> text(Call call) {
    var params = call.params();
    var text = CallRules.line(params);
    long line = params.number("line", 1, CallRules.MOST_LINES);
    var to = params.has("to") ? params.ids("to", 0, CallRules.MOST) : null;
    return done(calls.text(call.client(), room(call), line, text, params.flag("done"), to));
  }

  private static String room(Call call) {
    return call.params().id("roomId");
  }

  private static Future<byte[]> done(Future<Void> future) {
    return future.map(ignored -> DONE);
  }
}
