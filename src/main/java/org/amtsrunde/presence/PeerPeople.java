package org.amtsrunde.presence;

import java.util.HashMap;
import java.util.Map;

/** What one other node last told of its people. Not for more than one thread. */
final class PeerPeople {
  final Map<String, Choice> people = new HashMap<>();
  long version;
  long renewedAt;
}
