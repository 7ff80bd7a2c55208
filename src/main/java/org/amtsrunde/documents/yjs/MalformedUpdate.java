package org.amtsrunde.documents.yjs;

/** Bytes that are not what they claim to be. Whoever throws it has changed nothing. */
public final class MalformedUpdate extends RuntimeException {
  private static final long serialVersionUID = 1;

  MalformedUpdate(String message) {
    // Thrown for bytes of strangers, so often and on purpose: the trace would only cost.
    super(message, null, false, false);
  }
}
