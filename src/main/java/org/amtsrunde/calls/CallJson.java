package org.amtsrunde.calls;

import java.time.Instant;
import java.util.List;
import org.amtsrunde.calls.CallState.Link;
import org.amtsrunde.calls.CallState.Participant;
import org.amtsrunde.calls.CallState.Recording;
import org.amtsrunde.kernel.Json;

/** Calls on the wire. */
final class CallJson {
  private CallJson() {}

  /** What every member of the room may know; the call is left out where there is none. */
  static void state(Json.Out out, CallState state) {
    out.put("roomId", state.roomId()).put("rev", state.rev());
    if (!state.id().isEmpty()) {
      out.object("call", o -> call(o, state));
    }
  }

  private static void call(Json.Out out, CallState state) {
    out.put("id", state.id())
        .put("beganAt", Instant.ofEpochMilli(state.beganAt()).toString())
        .put("mode", state.mode())
        .put("stageId", state.stageId().isEmpty() ? null : state.stageId())
        .put("sharerId", state.sharerId().isEmpty() ? null : state.sharerId())
        .objects("participants", state.participants(), CallJson::participant)
        .objects("links", state.links(), CallJson::link);
    var recording = state.recording();
    if (recording != null) {
      out.object("recording", o -> recording(o, recording));
    }
  }

  private static void recording(Json.Out out, Recording recording) {
    out.put("id", recording.id())
        .put("byId", recording.byId())
        .put("on", recording.on())
        .strings("agreed", recording.agreed());
    if (recording.on()) {
      out.put("since", Instant.ofEpochMilli(recording.since()).toString());
    }
  }

  private static void participant(Json.Out out, Participant one) {
    out.put("id", one.id())
        .put("personId", one.personId())
        .put("here", !one.client().isEmpty())
        .put("muted", one.muted())
        .put("camera", one.camera())
        .put("captions", one.captions());
    if (one.handAt() > 0) {
      out.put("handAt", Instant.ofEpochMilli(one.handAt()).toString());
    }
  }

  private static void link(Json.Out out, Link link) {
    out.strings("between", List.of(link.one(), link.other()))
        .put("attempt", link.attempt())
        .put("connectionId", link.connectionId())
        .put("offererId", link.offererId());
  }

  static byte[] statePush(CallState state) {
    return Json.object(out -> state(out.put("type", "call.state"), state));
  }

  static byte[] signalPush(String roomId, String from, String connectionId, String kind, String body) {
    return Json.object(out ->
        out.put("type", "call.signal")
            .put("roomId", roomId)
            .put("from", from)
            .put("connectionId", connectionId)
            .put("kind", kind)
            .put("body", body));
  }

  static byte[] askedPush(String roomId, String from) {
    return Json.object(out -> out.put("type", "call.asked").put("roomId", roomId).put("from", from));
  }

  static byte[] textPush(String roomId, String from, long line, String text, boolean done) {
    return Json.object(out ->
        out.put("type", "call.text")
            .put("roomId", roomId)
            .put("from", from)
            .put("line", line)
            .put("text", text)
            .put("done", done));
  }

  static byte[] overPush(String roomId, boolean elsewhere) {
    return Json.object(
        out -> out.put("type", "call.over").put("roomId", roomId).put("reason", elsewhere ? "elsewhere" : "removed"));
  }
}
