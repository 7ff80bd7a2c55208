package org.amtsrunde.calls.media;

import java.util.Objects;
import org.amtsrunde.kernel.Fields;
import org.jspecify.annotations.Nullable;

/** Janus says no. Carries no stack trace, for it is an answer. */
final class JanusRefusal extends RuntimeException {
  private static final long serialVersionUID = 1;

  static final int NO_SUCH_ROOM = 426;
  static final int ROOM_EXISTS = 427;

  private final long code;

  private JanusRefusal(long code, String reason) {
    super(code + " " + reason, null, false, false);
    this.code = code;
  }

  long code() {
    return code;
  }

  /** Of the core or of the room plugin, if the message is one. */
  static @Nullable JanusRefusal in(Fields message) {
    var error = message.objectOrNull("error");
    if (error != null) {
      return new JanusRefusal(error.numberOrEmpty("code", 0, 10_000).orElse(0), text(error, "reason"));
    }
    var plugin = message.objectOrNull("plugindata");
    var data = plugin == null ? null : plugin.objectOrNull("data");
    if (data == null || !data.has("error_code")) {
      return null;
    }
    return new JanusRefusal(data.number("error_code", 0, 10_000), text(data, "error"));
  }

  private static String text(Fields fields, String name) {
    return Objects.requireNonNullElse(fields.textOrNull(name, 10_000), "");
  }
}
