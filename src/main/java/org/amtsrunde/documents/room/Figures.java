package org.amtsrunde.documents.room;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;

/** What the document service counts; never what a person does. May be counted from any thread. */
public final class Figures {
  /** Kinds of events. */
  public enum Event {
    APPENDED("updates stored"),
    KNOWN("updates in which nothing was new"),
    REFUSED("updates of clients that may not write"),
    MALFORMED("messages that could not be read"),
    UNKNOWN("messages of a kind that is not known"),
    PENDING("times that a client was asked for what is missing"),
    COMPACTED("snapshots made"),
    LAGGED("times that a client was sent a merged difference");

    private final String description;

    Event(String description) {
      this.description = description;
    }

    /** The word in the name of its figure. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final Map<Event, LongAdder> counts = new LinkedHashMap<>();

  public Figures() {
    for (var event : Event.values()) {
      counts.put(event, new LongAdder());
    }
  }

  public void count(Event event) {
    var count = counts.get(event);
    if (count != null) {
      count.increment();
    }
  }

  public long of(Event event) {
    var count = counts.get(event);
    return count == null ? 0 : count.sum();
  }

  /** Names each with its description. */
  public void each(BiConsumer<Event, String> visitor) {
    for (var event : Event.values()) {
      visitor.accept(event, event.description);
    }
  }
}
