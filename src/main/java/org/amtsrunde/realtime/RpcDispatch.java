package org.amtsrunde.realtime;

import io.vertx.core.Future;
import org.amtsrunde.kernel.Caller;
import org.amtsrunde.kernel.Fields;
import org.amtsrunde.kernel.Refusal;
import org.amtsrunde.realtime.protocol.Command;
import org.amtsrunde.realtime.protocol.ErrorCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the method that a client calls, and calls it. */
final class RpcDispatch {
  private static final Logger LOG = LoggerFactory.getLogger(RpcDispatch.class);

  private RpcDispatch() {}

  static Future<Runnable> call(Engine engine, Connection client, Command.Rpc command) {
    var data = command.data();
    try {
      var params = data == null ? Fields.empty() : Fields.parse(data);
      return client.line(
          invoke(engine, client, command.method(), params), result -> client.replies().rpc(command.id(), result));
    } catch (RuntimeException e) {
      return Future.failedFuture(e);
    }
  }

  /** A call without an answer: {@code {"method","params"}}. What goes wrong is not told to anybody. */
  static void send(Engine engine, Connection client, Command.Send command) {
    try {
      var call = Fields.parse(command.data());
      var params = call.objectOrNull("params");
      invoke(engine, client, call.text("method", 1, 255), params == null ? Fields.empty() : params)
          .onFailure(failure -> LOG.debug("send failed: {}", failure.getMessage()));
    } catch (Refusal | CommandError e) {
      LOG.debug("send refused: {}", e.getMessage());
    }
  }

  /** The one place that says what guests may call: what was offered to them, for the room whose guests they are. */
  private static boolean mayCall(Engine engine, Caller caller, String name, Fields params) {
    if (!caller.isGuest()) {
      return true;
    }
    return engine.isForGuests(name) && (!params.has("roomId") || params.id("roomId").equals(caller.guestOf()));
  }

  private static Future<byte[]> invoke(Engine engine, Connection client, String name, Fields params) {
    if (!mayCall(engine, client.caller(), name, params)) {
      throw Refusal.notFound();
    }
    var method = engine.method(name);
    if (method == null) {
      throw new CommandError(ErrorCode.METHOD_NOT_FOUND);
    }
    return method.call(new RpcMethods.Call(client.caller(), client, params));
  }
}
