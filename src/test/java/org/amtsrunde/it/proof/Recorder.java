package org.amtsrunde.it.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;

/** Takes down what several clients do and are told, in one order. */
final class Recorder {
  private final List<Event> events = new ArrayList<>();

  synchronized void note(LongFunction<Event> event) {
    events.add(event.apply(System.nanoTime()));
  }

  synchronized List<Event> events() {
    return List.copyOf(events);
  }
}
