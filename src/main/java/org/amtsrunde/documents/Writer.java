package org.amtsrunde.documents;

import java.nio.charset.StandardCharsets;
import org.amtsrunde.realtime.LogEntry;

/**
 * Who has written an entry of a document's log, as its {@code info} says: {@code <person> <connection> <minute>}.
 *
 * @param minute since 1970, by the clock of the node that stored it; 0 where that was not noted
 */
public record Writer(String person, String connection, long minute) {
  /** Stands for the server itself where it stores what others have written. */
  public static final String NOBODY = "server";

  /** Stands for the connection of what a document was made with. */
  public static final String FOUNDING = "template";

  /** Whether an entry of a document's log is more than a notice, and more than what the document was made with. */
  public static boolean isLater(LogEntry entry) {
    var info = entry.info();
    return info != null && !of(info).connection.equals(FOUNDING);
  }

  public static Writer of(byte[] info) {
    var parts = new String(info, StandardCharsets.UTF_8).split(" ", 3);
    return new Writer(parts[0], parts.length > 1 ? parts[1] : "", parts.length > 2 ? Long.parseLong(parts[2]) : 0);
  }

  public byte[] info() {
    return (person + " " + connection + " " + minute).getBytes(StandardCharsets.UTF_8);
  }

  public boolean isPerson() {
    return !person.equals(NOBODY);
  }
}
