package org.amtsrunde.documents.export;

/** A document beyond what is exported: nothing is cut off in silence. */
public final class TooLarge extends RuntimeException {
  private static final long serialVersionUID = 1;

  TooLarge(String message) {
    super(message, null, false, false);
  }
}
