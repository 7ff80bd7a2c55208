package org.amtsrunde.it.proof;

import java.util.List;
import java.util.Map;

/** @param events in the order of their times */
record History(List<Event> events, Map<String, Log> logs) {
  History {
    events = List.copyOf(events);
    logs = Map.copyOf(logs);
  }
}
