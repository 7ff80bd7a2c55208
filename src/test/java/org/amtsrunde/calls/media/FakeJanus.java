package org.amtsrunde.calls.media;

import static org.amtsrunde.support.RedisExtension.await;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * As much of Janus 1.1 with its VideoRoom as we speak with, told from its frames: answers, errors and what it says unasked. Media never
 * flow; who publishes counts as connected at once.
 */
final class FakeJanus {
  private static final long FIRST_ID = 1L << 51;

  private final Vertx vertx;
  private final String secret;
  private HttpServer server;
  private int port;
  private long ids = FIRST_ID;
  final Map<Long, Room> rooms = new LinkedHashMap<>();
  final List<ServerWebSocket> sockets = new ArrayList<>();

  /** Of each request to the room plugin, its name. */
  final List<String> asked = new CopyOnWriteArrayList<>();

  /** Someone in a room, or about to be. */
  private final class Handle {
    final ServerWebSocket socket;
    final long session;
    final long id = ++ids;
    Room room;
    String display;
    boolean publishes;
    long feed;
    boolean unanswered;
    boolean more;
    int restarts;

    /** By line of what is received: feed and its line; null for a line of nobody. */
    final List<String> lines = new ArrayList<>();

    Handle(ServerWebSocket socket, long session) {
      this.socket = socket;
      this.session = session;
    }

    void say(JsonObject message) {
      socket.writeTextMessage(message.put("session_id", session).put("sender", id).encodePrettily());
    }

    void event(JsonObject data) {
      say(new JsonObject().put("janus", "event").put("plugindata", plugin(data)));
    }
  }

  /** A room and who is in it. */
  final class Room {
    final long id;
    final String description;
    final Map<Long, Handle> handles = new LinkedHashMap<>();

    Room(long id, String description) {
      this.id = id;
      this.description = description;
    }

    void tellOthers(Handle but, JsonObject data) {
      handles.values().stream()
          .filter(one -> one != but && one.feed != 0)
          .forEach(one -> one.event(data.copy().put("videoroom", "event").put("room", id)));
    }
  }

  FakeJanus(Vertx vertx, String secret) {
    this.vertx = vertx;
    this.secret = secret;
  }

  URI open() {
    var options = new HttpServerOptions().setHost("127.0.0.1").setPort(port).addWebSocketSubProtocol("janus-protocol");
    server = await(vertx.createHttpServer(options).webSocketHandler(this::connected).listen());
    port = server.actualPort();
    return URI.create("ws://127.0.0.1:" + port);
  }

  /** As kill -9. */
  void kill() {
    await(server.close());
    rooms.clear();
  }

  private static JsonObject plugin(JsonObject data) {
    return new JsonObject().put("plugin", "janus.plugin.videoroom").put("data", data);
  }

  private void connected(ServerWebSocket socket) {
    sockets.add(socket);
    var handles = new HashMap<Long, Handle>();
    socket.textMessageHandler(text -> received(socket, handles, new JsonObject(text)));
    socket.closeHandler(closed -> List.copyOf(handles.values()).forEach(this::gone));
  }

  private void received(ServerWebSocket socket, Map<Long, Handle> handles, JsonObject request) {
    Consumer<JsonObject> reply =
        message ->
            socket.writeTextMessage(message.put("transaction", request.getString("transaction")).encodePrettily());
    if (!secret.equals(request.getString("apisecret"))) {
      reply.accept(error(403, "Unauthorized request (wrong or missing secret/token)"));
      return;
    }
    var handle = handles.get(request.getLong("handle_id", 0L));
    switch (request.getString("janus")) {
      case "create" -> reply.accept(success().put("data", new JsonObject().put("id", ++ids)));
      case "attach" -> {
        var made = new Handle(socket, request.getLong("session_id"));
        handles.put(made.id, made);
        reply.accept(success().put("data", new JsonObject().put("id", made.id)));
      }
      case "detach" -> {
        handles.remove(handle.id);
        gone(handle);
        reply.accept(success());
        handle.say(new JsonObject().put("janus", "detached"));
      }
      case "message" -> message(handle, request, reply);
      default -> reply.accept(new JsonObject().put("janus", "ack"));
    }
  }

  private static JsonObject success() {
    return new JsonObject().put("janus", "success");
  }

  private static JsonObject error(int code, String reason) {
    return new JsonObject()
        .put("janus", "error")
        .put("error", new JsonObject().put("code", code).put("reason", reason));
  }

  private static JsonObject no(int code, String sentence) {
    return new JsonObject().put("videoroom", "event").put("error_code", code).put("error", sentence);
  }

  private void message(Handle handle, JsonObject request, Consumer<JsonObject> reply) {
    var body = request.getJsonObject("body");
    var jsep = request.getJsonObject("jsep");
    asked.add(body.getString("request"));
    if (jsep != null && !jsep.getString("sdp").startsWith("v=")) {
      reply.accept(error(465, "Invalid SDP (doesn't start with v=)"));
      return;
    }
    var data =
        switch (body.getString("request")) {
          case "create" -> create(body);
          case "destroy" -> destroy(body);
          case "list" -> list();
          case "kick" -> kick(handle, body);
          default -> null;
        };
    if (data != null) {
      reply.accept(success().put("sender", handle.id).put("plugindata", plugin(data)));
      return;
    }
    reply.accept(new JsonObject().put("janus", "ack"));
    var answer = new JsonObject().put("janus", "event").put("sender", handle.id);
    switch (body.getString("request")) {
      case "join" -> join(handle, body, answer);
      case "publish", "configure" -> publish(handle, body, jsep, answer);
      case "update" -> update(handle, body, answer);
      case "start" -> {
        handle.unanswered = false;
        answer.put("plugindata", plugin(new JsonObject().put("videoroom", "event").put("started", "ok")));
      }
      default -> answer.put("plugindata", plugin(no(423, "Unknown request")));
    }
    reply.accept(answer);
    if (handle.more && !handle.unanswered) {
      handle.more = false;
      var late = new JsonObject().put("janus", "event");
      offer(handle, "updated", late);
      handle.say(late);
    }
    if (body.getString("request").equals("publish") && handle.publishes) {
      handle.say(new JsonObject().put("janus", "webrtcup"));
      handle.room.tellOthers(handle, new JsonObject().put("publishers", new JsonArray().add(publisher(handle))));
    }
  }

  private JsonObject create(JsonObject body) {
    long id = body.getLong("room");
    if (rooms.containsKey(id)) {
      return no(427, "Room " + id + " already exists");
    }
    rooms.put(id, new Room(id, body.getString("description")));
    return new JsonObject().put("videoroom", "created").put("room", id).put("permanent", false);
  }

  private JsonObject destroy(JsonObject body) {
    var room = rooms.remove(body.getLong("room"));
    if (room == null) {
      return no(426, "No such room (" + body.getLong("room") + ")");
    }
    room.handles
        .values()
        .forEach(one -> {
          one.event(new JsonObject().put("videoroom", "destroyed").put("room", room.id));
          one.room = null;
        });
    return new JsonObject().put("videoroom", "destroyed").put("room", room.id).put("permanent", false);
  }

  private JsonObject list() {
    var list = new JsonArray();
    rooms
        .values()
        .forEach(room -> {
          long count = room.handles.values().stream().filter(one -> one.feed != 0).count();
          list.add(
              new JsonObject()
                  .put("room", room.id)
                  .put("description", room.description)
                  .put("num_participants", count));
        });
    return new JsonObject().put("videoroom", "success").put("list", list);
  }

  private JsonObject kick(Handle by, JsonObject body) {
    long feed = body.getLong("id");
    var victim = by.room.handles.values().stream().filter(one -> one.feed == feed).findFirst().orElse(null);
    if (victim == null) {
      return no(428, "No such user " + feed + " in room " + by.room.id);
    }
    victim.event(new JsonObject().put("videoroom", "event").put("leaving", "ok").put("reason", "kicked"));
    by.room.tellOthers(victim, new JsonObject().put("kicked", feed));
    by.room.handles.remove(victim.id);
    victim.room = null;
    victim.say(new JsonObject().put("janus", "hangup").put("reason", "Close PC"));
    return new JsonObject().put("videoroom", "success");
  }

  private void gone(Handle handle) {
    if (handle.room == null) {
      return;
    }
    handle.room.handles.remove(handle.id);
    if (handle.publishes) {
      handle.room.tellOthers(handle, new JsonObject().put("unpublished", handle.feed));
    }
    if (handle.feed != 0) {
      handle.room.tellOthers(handle, new JsonObject().put("leaving", handle.feed));
    }
  }

  private void join(Handle handle, JsonObject body, JsonObject answer) {
    var room = rooms.get(body.getLong("room"));
    if (room == null) {
      answer.put("plugindata", plugin(no(426, "No such room (" + body.getLong("room") + ")")));
      return;
    }
    if (body.getString("ptype").equals("subscriber")) {
      handle.room = room;
      if (subscribe(handle, body.getJsonArray("streams"), answer)) {
        room.handles.put(handle.id, handle);
        offer(handle, "attached", answer);
      }
      return;
    }
    handle.room = room;
    handle.feed = ++ids;
    handle.display = body.getString("display");
    room.handles.put(handle.id, handle);
    var publishers = new JsonArray();
    room.handles.values().stream()
        .filter(one -> one.publishes && one != handle)
        .forEach(one -> publishers.add(publisher(one)));
    answer.put(
        "plugindata",
        plugin(
            new JsonObject()
                .put("videoroom", "joined")
                .put("room", room.id)
                .put("id", handle.feed)
                .put("private_id", ++ids)
                .put("publishers", publishers)));
  }

  private static JsonObject publisher(Handle handle) {
    return new JsonObject().put("id", handle.feed).put("display", handle.display).put("audio_codec", "opus");
  }

  private void publish(Handle handle, JsonObject body, JsonObject jsep, JsonObject answer) {
    if (body.getBoolean("restart", false)) {
      handle.restarts++;
      offer(handle, "event", answer);
      return;
    }
    if (handle.publishes && body.getString("request").equals("publish")) {
      answer.put("plugindata", plugin(no(425, "Can't publish, already published")));
      return;
    }
    handle.publishes = true;
    answer
        .put("plugindata", plugin(new JsonObject().put("videoroom", "event").put("configured", "ok")))
        .put("jsep", sdp("answer", jsep.getString("sdp").replace("a=sendonly", "a=recvonly")));
  }

  private void update(Handle handle, JsonObject body, JsonObject answer) {
    for (var gone : body.getJsonArray("unsubscribe", new JsonArray())) {
      var feed = ((JsonObject) gone).getLong("feed") + "/";
      handle.lines.replaceAll(line -> line != null && line.startsWith(feed) ? null : line);
    }
    if (subscribe(handle, body.getJsonArray("subscribe", new JsonArray()), answer)) {
      if (handle.unanswered) {
        handle.more = true;
        answer.put("plugindata", plugin(new JsonObject().put("videoroom", "updating").put("room", handle.room.id)));
      } else {
        offer(handle, "updated", answer);
      }
    }
  }

  private static boolean subscribe(Handle handle, JsonArray streams, JsonObject answer) {
    for (var stream : streams) {
      long feed = ((JsonObject) stream).getLong("feed");
      if (handle.room.handles.values().stream().noneMatch(one -> one.feed == feed)) {
        answer.put("plugindata", plugin(no(428, "No such feed (" + feed + ")")));
        return false;
      }
      for (int line = 0; line < 3; line++) {
        int free = handle.lines.indexOf(null);
        if (free >= 0) {
          handle.lines.set(free, feed + "/" + line);
        } else {
          handle.lines.add(feed + "/" + line);
        }
      }
    }
    return true;
  }

  private static void offer(Handle handle, String what, JsonObject answer) {
    handle.unanswered = true;
    var streams = new JsonArray();
    var sdp = new StringBuilder("v=0\r\na=ice-ufrag:" + handle.id + "." + handle.restarts + "\r\na=setup:actpass\r\n");
    for (int i = 0; i < handle.lines.size(); i++) {
      var line = handle.lines.get(i);
      var stream = new JsonObject().put("mindex", i).put("mid", "" + i).put("active", line != null);
      if (line != null) {
        var parts = line.split("/");
        long feed = Long.parseLong(parts[0]);
        var of = handle.room.handles.values().stream().filter(one -> one.feed == feed).findFirst();
        stream.put("feed_id", feed).put("feed_mid", parts[1]);
        of.ifPresent(one -> stream.put("feed_display", one.display));
      }
      streams.add(stream);
      sdp.append("m=line ").append(i).append("\r\na=").append(line == null ? "inactive" : "sendonly").append("\r\n");
    }
    var data = new JsonObject().put("videoroom", what).put("room", handle.room.id);
    answer
        .put("plugindata", plugin(what.equals("event") ? data.put("configured", "ok") : data.put("streams", streams)))
        .put("jsep", sdp("offer", sdp.toString()));
  }

  private static JsonObject sdp(String type, String sdp) {
    return new JsonObject().put("type", type).put("sdp", sdp);
  }
}
