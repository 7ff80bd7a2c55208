package org.amtsrunde.documents.framing;

import java.util.List;
import org.amtsrunde.documents.room.Body;
import org.amtsrunde.documents.yjs.Lib0Writer;
import org.jspecify.annotations.Nullable;

/**
 * Puts the name of the document in front of messages. Of one event loop: the same message for many clients in a row is put together
 * once, so that it is also written to the sockets as the same bytes. What is large is not copied for that.
 */
final class Framing {
  private static final int LARGE = 16 * 1024;

  private String address = "";
  private byte[] prefix = {};

  /** Of what was framed last; the very same array stands for the same message, and comparing what is in it would cost more. */
  private byte @Nullable [] body;

  private List<byte[]> framed = List.of();

  /**
   * The pieces of one message.
   *
   * @param to name in front; empty for none
   */
  List<byte[]> framed(String to, Body what) {
    if (to.isEmpty()) {
      return List.of(what.bytes());
    }
    if (what.bytes() != body || !to.equals(address)) {
      if (!to.equals(address)) {
        address = to;
        prefix = new Lib0Writer().varString(to).toBytes();
      }
      body = what.bytes();
      framed = what.bytes().length > LARGE ? List.of(prefix, what.bytes()) : List.of(joined(what.bytes()));
    }
    return framed;
  }

  private byte[] joined(byte[] bytes) {
    return new Lib0Writer(prefix.length + bytes.length).raw(prefix).raw(bytes).toBytes();
  }
}
