package org.amtsrunde.realtime.protocol;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All fields that any command may have, in both encodings; which of them count is decided when the kind is known. */
final class CommandBody {
  static final int MAX_NAME = 255;
  static final int MAX_TOKEN = 4096;
  static final int MAX_EPOCH = 64;
  static final Command.Since FRESH = new Command.Since(false, "", 0);

  String channel = "";
  String token = "";
  String method = "";
  String epoch = "";
  long offset;
  long limit;
  boolean recover;
  boolean reverse;
  byte @Nullable [] data;
  Command.@Nullable Since since;
  Map<String, Command.Since> subs = Map.of();

  /** @param kind null for none: that is a pong, if there is no id either */
  Command command(long id, @Nullable String kind) throws MalformedFrame {
    if (kind == null) {
      if (id != 0) {
        throw new MalformedFrame("unknown command");
      }
      return new Command.Pong();
    }
    if (id == 0 && !kind.equals("send")) {
      throw new MalformedFrame("the command has no id");
    }
    return switch (kind) {
      case "connect" -> new Command.Connect(id, token.isEmpty() ? null : token, subs);
      case "subscribe" -> new Command.Subscribe(id, channel(), new Command.Since(recover, epoch, offset));
      case "unsubscribe" -> new Command.Unsubscribe(id, channel());
      case "publish" -> new Command.Publish(id, channel(), data());
      case "presence" -> new Command.Presence(id, channel());
      case "presence_stats" -> new Command.PresenceStats(id, channel());
      case "history" -> new Command.History(id, channel(), limit, since, reverse);
      case "rpc" -> new Command.Rpc(id, method, data);
      case "send" -> new Command.Send(data());
      case "refresh" -> new Command.Refresh(id, token);
      case "sub_refresh" -> new Command.SubRefresh(id, channel());
      case "ping" -> new Command.Ping(id);
      default -> throw new MalformedFrame("unknown command");
    };
  }

  private String channel() throws MalformedFrame {
    if (channel.isEmpty()) {
      throw new MalformedFrame("the channel is missing");
    }
    return channel;
  }

  private byte[] data() throws MalformedFrame {
    if (data == null) {
      throw new MalformedFrame("the data is missing");
    }
    return data;
  }

  /** Replies in JSON are separated by line breaks; inside well-formed JSON one can only be white space between tokens. */
  static byte[] oneLine(byte[] json) {
    for (int i = 0; i < json.length; i++) {
      if (json[i] >= 0 && json[i] < ' ') {
        json[i] = ' ';
      }
    }
    return json;
  }
}
