package org.amtsrunde.documents.room;

import org.amtsrunde.documents.yjs.Lib0Writer;
import org.amtsrunde.documents.yjs.StateVector;

/**
 * A message to clients in the language of y-protocols, which both framings share; what they differ in stands in front of it.
 *
 * @param bytes not to be changed
 * @param content the update, or the states, that it tells of; nothing for other kinds
 */
public record Body(Kind kind, byte[] bytes, byte[] content) {
  public static final int SYNC = 0;
  public static final int AWARENESS = 1;
  public static final int STATELESS = 5;
  public static final int STEP_1 = 0;
  public static final int STEP_2 = 1;
  public static final int UPDATE = 2;

  private static final byte[] NOTHING = {};

  /** What may be done with a message that has to wait. */
  public enum Kind {
    /** May be merged with other updates. */
    UPDATE,
    /** Of each client only the newest counts. */
    AWARENESS,
    /** Is sent as it is. */
    OTHER
  }

  /** Asks for what the other knows beyond this. */
  public static Body step1(StateVector known) {
    return other(sync(STEP_1, known.encode()));
  }

  /** What the other had asked for. */
  public static Body step2(byte[] update) {
    return other(sync(STEP_2, update));
  }

  /** A part of what the other had asked for, before the one that ends the answer. The same for all who ask, so it is sent as it is. */
  public static Body part(byte[] update) {
    return other(sync(UPDATE, update));
  }

  public static Body update(byte[] update) {
    return new Body(Kind.UPDATE, sync(UPDATE, update), update);
  }

  public static Body awareness(byte[] states) {
    var bytes = new Lib0Writer(states.length + 8).u8(AWARENESS).varBytes(states).toBytes();
    return new Body(Kind.AWARENESS, bytes, states);
  }

  /** Something beside the document, in words that only the two ends understand; Hocuspocus alone has a message for it. */
  public static Body stateless(String words) {
    return other(new Lib0Writer().u8(STATELESS).varString(words).toBytes());
  }

  /** Anything else. */
  public static Body other(byte[] bytes) {
    return new Body(Kind.OTHER, bytes, NOTHING);
  }

  private static byte[] sync(int kind, byte[] content) {
    return new Lib0Writer(content.length + 12).u8(SYNC).u8(kind).varBytes(content).toBytes();
  }
}
