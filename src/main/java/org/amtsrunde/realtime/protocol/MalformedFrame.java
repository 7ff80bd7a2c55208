package org.amtsrunde.realtime.protocol;

/** A frame that is not of the protocol; the connection is closed with "bad request". */
public final class MalformedFrame extends Exception {
  private static final long serialVersionUID = 1;

  public MalformedFrame(String why) {
    super(why, null, false, false);
  }
}
