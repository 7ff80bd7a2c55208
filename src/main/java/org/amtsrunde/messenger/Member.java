package org.amtsrunde.messenger;

import org.amtsrunde.kernel.Json;

/** One of the people of a room. */
public record Member(Directory.Card card, MemberRole role) {
  public String id() {
    return card.id();
  }

  void write(Json.Out out) {
    card.write(out);
    out.put("role", role.word());
  }
}
