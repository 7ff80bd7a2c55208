package org.amtsrunde.realtime.protocol;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.amtsrunde.kernel.Json;
import org.jspecify.annotations.Nullable;

/**
 * Reads a text frame: one or more JSON objects, separated by white space. Strict where it matters (well-formed UTF-8 and JSON, no
 * doubled names, right types, one known command per object, bounded numbers of everything), unknown fields are passed over.
 */
public final class JsonCommands {
  /** The most commands of one frame. */
  public static final int MAX_COMMANDS = 512;

  /** The most channels that a connect command recovers. */
  public static final int MAX_SUBS = 1024;

  private final String frame;
  private final JsonParser in;

  private JsonCommands(String frame, JsonParser in) {
    this.frame = frame;
    this.in = in;
  }

  /**
   * @throws MalformedFrame with the reason; nothing of such a frame is executed
   */
  public static List<Command> read(byte[] frame) throws MalformedFrame {
    try {
      return commands(Json.text(frame));
    } catch (CharacterCodingException e) {
      throw new MalformedFrame("invalid UTF-8");
    } catch (IOException e) {
      throw new MalformedFrame("malformed JSON");
    }
  }

  private static List<Command> commands(String frame) throws IOException, MalformedFrame {
    try (var parser = Json.FACTORY.createParser(frame)) {
      var reader = new JsonCommands(frame, parser);
      var commands = new ArrayList<Command>(1);
      while (parser.nextToken() != null) {
        if (commands.size() == MAX_COMMANDS) {
          throw new MalformedFrame("too many commands in one frame");
        }
        commands.add(reader.command());
      }
      if (commands.isEmpty()) {
        throw new MalformedFrame("empty frame");
      }
      return commands;
    }
  }

  private Command command() throws IOException, MalformedFrame {
    expect(JsonToken.START_OBJECT);
    long id = 0;
    String kind = null;
    var body = new CommandBody();
    while (in.nextToken() != JsonToken.END_OBJECT) {
      var name = in.currentName();
      in.nextToken();
      if (name.equals("id")) {
        id = number(0, 0xFFFF_FFFFL);
      } else if (in.currentToken() == JsonToken.START_OBJECT) {
        if (kind != null) {
          throw new MalformedFrame("two commands in one object");
        }
        kind = name;
        body(body);
      } else {
        throw new MalformedFrame("unknown command");
      }
    }
    return body.command(id, kind);
  }

  private void body(CommandBody body) throws IOException, MalformedFrame {
    while (in.nextToken() != JsonToken.END_OBJECT) {
      var name = in.currentName();
      in.nextToken();
      switch (name) {
        case "channel" -> body.channel = text(CommandBody.MAX_NAME);
        case "token" -> body.token = text(CommandBody.MAX_TOKEN);
        case "method" -> body.method = text(CommandBody.MAX_NAME);
        case "epoch" -> body.epoch = text(CommandBody.MAX_EPOCH);
        case "offset" -> body.offset = number(0, Long.MAX_VALUE);
        case "limit" -> body.limit = number(Integer.MIN_VALUE, Integer.MAX_VALUE);
        case "recover" -> body.recover = flag();
        case "reverse" -> body.reverse = flag();
        case "data" -> body.data = raw();
        case "since" -> body.since = in.currentToken() == JsonToken.VALUE_NULL ? null : since(true);
        case "subs" -> body.subs = subs();
        default -> in.skipChildren();
      }
    }
  }

  private Command.Since since(boolean recover) throws IOException, MalformedFrame {
    expect(JsonToken.START_OBJECT);
    var epoch = "";
    long offset = 0;
    boolean wanted = recover;
    while (in.nextToken() != JsonToken.END_OBJECT) {
      var name = in.currentName();
      in.nextToken();
      switch (name) {
        case "epoch" -> epoch = text(CommandBody.MAX_EPOCH);
        case "offset" -> offset = number(0, Long.MAX_VALUE);
        case "recover" -> wanted = flag();
        default -> in.skipChildren();
      }
    }
    return wanted ? new Command.Since(true, epoch, offset) : CommandBody.FRESH;
  }

  private Map<String, Command.Since> subs() throws IOException, MalformedFrame {
    if (in.currentToken() == JsonToken.VALUE_NULL) {
      return Map.of();
    }
    expect(JsonToken.START_OBJECT);
    var subs = new HashMap<String, Command.Since>();
    while (in.nextToken() != JsonToken.END_OBJECT) {
      var channel = in.currentName();
      in.nextToken();
      if (subs.size() == MAX_SUBS || channel.length() > CommandBody.MAX_NAME) {
        throw new MalformedFrame("too many or too long channels");
      }
      subs.put(channel, since(false));
    }
    return subs;
  }

  private String text(int max) throws IOException, MalformedFrame {
    if (in.currentToken() == JsonToken.VALUE_NULL) {
      return "";
    }
    expect(JsonToken.VALUE_STRING);
    var text = in.getText();
    if (text.length() > max) {
      throw new MalformedFrame("a text is too long");
    }
    return text;
  }

  private long number(long min, long max) throws IOException, MalformedFrame {
    expect(JsonToken.VALUE_NUMBER_INT);
    if (in.getNumberType() == JsonParser.NumberType.BIG_INTEGER || in.getLongValue() < min || in.getLongValue() > max) {
      throw new MalformedFrame("a number is out of range");
    }
    return in.getLongValue();
  }

  private boolean flag() throws MalformedFrame {
    return switch (in.currentToken()) {
      case VALUE_TRUE -> true;
      case VALUE_FALSE, VALUE_NULL -> false;
      default -> throw new MalformedFrame("true or false is expected");
    };
  }

  /** The current value as it stands in the frame, on one line; null for null. */
  private byte @Nullable [] raw() throws IOException {
    if (in.currentToken() == JsonToken.VALUE_NULL) {
      return null;
    }
    int start = Math.toIntExact(in.currentTokenLocation().getCharOffset());
    if (in.currentToken().isStructStart()) {
      in.skipChildren();
    } else {
      in.finishToken();
    }
    var raw = frame.substring(start, Math.toIntExact(in.currentLocation().getCharOffset()));
    return CommandBody.oneLine(raw.getBytes(StandardCharsets.UTF_8));
  }

  private void expect(JsonToken token) throws MalformedFrame {
    if (in.currentToken() != token) {
      throw new MalformedFrame("a value has the wrong type");
    }
  }
}
