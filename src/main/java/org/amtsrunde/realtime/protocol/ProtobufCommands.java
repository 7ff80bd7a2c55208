package org.amtsrunde.realtime.protocol;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.amtsrunde.kernel.Json;

/**
 * Reads a binary frame: one or more messages {@code Command}, each behind its length. As strict as {@link JsonCommands}; what a
 * client publishes or calls with is JSON here too, for it is delivered to clients of both encodings.
 */
final class ProtobufCommands {
  /** Kinds by their field number in {@code Command}, from 4. */
  private static final List<String> KINDS =
      List.of(
          "connect",
          "subscribe",
          "unsubscribe",
          "publish",
          "presence",
          "presence_stats",
          "history",
          "ping",
          "send",
          "rpc",
          "refresh",
          "sub_refresh");

  private ProtobufCommands() {}

  static List<Command> read(byte[] frame) throws MalformedFrame {
    var in = new ProtobufIn(frame);
    var commands = new ArrayList<Command>(1);
    while (!in.atEnd()) {
      if (commands.size() == JsonCommands.MAX_COMMANDS) {
        throw new MalformedFrame("too many commands in one frame");
      }
      commands.add(command(in.delimited()));
    }
    if (commands.isEmpty()) {
      throw new MalformedFrame("empty frame");
    }
    return commands;
  }

  private static Command command(ProtobufIn in) throws MalformedFrame {
    long id = 0;
    String kind = null;
    var body = new CommandBody();
    for (int field = in.field(); field != 0; field = in.field()) {
      if (field == 1) {
        id = in.number(0, 0xFFFF_FFFFL);
      } else if (field >= 4 && field < 4 + KINDS.size()) {
        if (kind != null) {
          throw new MalformedFrame("two commands in one message");
        }
        kind = KINDS.get(field - 4);
        body(kind, in.message(), body);
      } else {
        in.skip();
      }
    }
    return body.command(id, kind);
  }

  private static void body(String kind, ProtobufIn in, CommandBody body) throws MalformedFrame {
    for (int field = in.field(); field != 0; field = in.field()) {
      switch (kind + "." + field) {
        case "connect.1", "refresh.1" -> body.token = in.text(CommandBody.MAX_TOKEN);
        case "connect.3" -> sub(in.message(), body);
        case "subscribe.1",
            "unsubscribe.1",
            "publish.1",
            "presence.1",
            "presence_stats.1",
            "history.1",
            "sub_refresh.1" ->
            body.channel = in.text(CommandBody.MAX_NAME);
        case "subscribe.3" -> body.recover = in.flag();
        case "subscribe.6" -> body.epoch = in.text(CommandBody.MAX_EPOCH);
        case "subscribe.7" -> body.offset = in.number(0, Long.MAX_VALUE);
        case "publish.2", "send.1", "rpc.1" -> body.data = json(in.block());
        case "rpc.2" -> body.method = in.text(CommandBody.MAX_NAME);
        case "history.7" -> body.limit = (int) in.number(Long.MIN_VALUE, Long.MAX_VALUE);
        case "history.8" -> body.since = position(in.message());
        case "history.9" -> body.reverse = in.flag();
        default -> in.skip();
      }
    }
  }

  /** One entry of the map channel → {@code SubscribeRequest}. */
  private static void sub(ProtobufIn in, CommandBody body) throws MalformedFrame {
    var channel = "";
    var request = new CommandBody();
    for (int field = in.field(); field != 0; field = in.field()) {
      switch (field) {
        case 1 -> channel = in.text(CommandBody.MAX_NAME);
        case 2 -> body("subscribe", in.message(), request);
        default -> in.skip();
      }
    }
    if (body.subs.isEmpty()) {
      body.subs = new HashMap<>();
    }
    if (body.subs.size() == JsonCommands.MAX_SUBS) {
      throw new MalformedFrame("too many channels");
    }
    body.subs.put(
        channel, request.recover ? new Command.Since(true, request.epoch, request.offset) : CommandBody.FRESH);
  }

  private static Command.Since position(ProtobufIn in) throws MalformedFrame {
    var epoch = "";
    long offset = 0;
    for (int field = in.field(); field != 0; field = in.field()) {
      switch (field) {
        case 1 -> offset = in.number(0, Long.MAX_VALUE);
        case 2 -> epoch = in.text(CommandBody.MAX_EPOCH);
        default -> in.skip();
      }
    }
    return new Command.Since(true, epoch, offset);
  }

  /** Checks that this is one well-formed JSON value and puts it on one line. */
  private static byte[] json(byte[] data) throws MalformedFrame {
    try (var parser = Json.FACTORY.createParser(Json.text(data))) {
      if (parser.nextToken() == null) {
        throw new MalformedFrame("the data is no JSON");
      }
      parser.skipChildren();
      if (parser.nextToken() != null) {
        throw new MalformedFrame("the data is no JSON");
      }
    } catch (CharacterCodingException e) {
      throw new MalformedFrame("invalid UTF-8");
    } catch (IOException e) {
      throw new MalformedFrame("the data is no JSON");
    }
    return CommandBody.oneLine(data);
  }
}
