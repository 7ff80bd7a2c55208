package org.amtsrunde.realtime.protocol;

import java.nio.charset.StandardCharsets;
import org.amtsrunde.kernel.Fields;
import org.amtsrunde.kernel.Json;

/**
 * What a client says by a request of its own, because its stream carries only what it hears: {@code EmulationRequest} of the
 * protocol.
 *
 * @param node that holds the stream, as it has introduced itself
 * @param session of the stream; a secret
 * @param data commands as they would stand in a frame
 */
public record Emulated(String node, String session, byte[] data) {
  private static final int MAX_ID = 64;

  /**
   * @throws MalformedFrame when it is no such request
   * @throws org.amtsrunde.kernel.Refusal when a field of it is not as it should be
   */
  public static Emulated read(byte[] body, Codec codec) throws MalformedFrame {
    return codec.binary() ? protobuf(new ProtobufIn(body)) : json(body);
  }

  private static Emulated json(byte[] body) throws MalformedFrame {
    if (!Json.isUtf8(body)) {
      throw new MalformedFrame("invalid UTF-8");
    }
    var fields = Fields.parse(body);
    var data = fields.text("data", 1, body.length).getBytes(StandardCharsets.UTF_8);
    return new Emulated(fields.text("node", 1, MAX_ID), fields.text("session", 1, MAX_ID), data);
  }

  private static Emulated protobuf(ProtobufIn in) throws MalformedFrame {
    var node = "";
    var session = "";
    byte[] data = {};
    for (int field = in.field(); field != 0; field = in.field()) {
      switch (field) {
        case 1 -> node = in.text(MAX_ID);
        case 2 -> session = in.text(MAX_ID);
        case 3 -> data = in.block();
        default -> in.skip();
      }
    }
    return new Emulated(node, session, data);
  }
}
