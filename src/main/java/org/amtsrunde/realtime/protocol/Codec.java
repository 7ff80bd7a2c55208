package org.amtsrunde.realtime.protocol;

import java.util.List;

/** The two encodings of the protocol: how a frame is read, how replies are written, how several of them share a frame. */
public enum Codec {
  /** Text frames; one object per line. */
  JSON(new JsonReplies(), false),

  /** Binary frames; each message behind its length. */
  PROTOBUF(new ProtobufReplies(), true);

  private final Replies replies;
  private final boolean binary;

  Codec(Replies replies, boolean binary) {
    this.replies = replies;
    this.binary = binary;
  }

  /**
   * @throws MalformedFrame with the reason; nothing of such a frame is executed
   */
  public List<Command> read(byte[] frame) throws MalformedFrame {
    return binary ? ProtobufCommands.read(frame) : JsonCommands.read(frame);
  }

  public Replies replies() {
    return replies;
  }

  /** Whether frames are binary; then messages follow each other without anything between them. */
  public boolean binary() {
    return binary;
  }
}
