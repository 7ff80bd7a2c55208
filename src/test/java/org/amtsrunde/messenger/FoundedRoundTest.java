package org.amtsrunde.messenger;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.amtsrunde.kernel.Refusal;
import org.junit.jupiter.api.Test;

/** A round has at most six people, each of another authority. */
class FoundedRoundTest {
  private static NewRoom room(RoomKind kind, String... authorities) {
    var members =
        Arrays.stream(authorities)
            .map(authority -> new Directory.Card("of-" + authority, "Name", authority, "Gemeinde Neustadt"))
            .map(card -> new Member(card, MemberRole.MEMBER))
            .toList();
    return new NewRoom("r", "f", kind, "Runde", members, "of-a", "2026-11-27T10:00:00Z");
  }

  @Test
  void sixOfSixAuthoritiesAreARound() {
    assertThatCode(() -> RoomRules.mayFound(room(RoomKind.ROUND, "a", "b", "c", "d", "e", "f")))
        .as("also where authorities have the same name")
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> RoomRules.mayFound(room(RoomKind.ROUND, "a", "b", "c", "d", "e", "f", "g")))
        .isInstanceOf(Refusal.class);
    assertThatThrownBy(() -> RoomRules.mayFound(room(RoomKind.ROUND, "a", "b", "a"))).isInstanceOf(Refusal.class);
    assertThatCode(() -> RoomRules.mayFound(room(RoomKind.GROUP, "a", "b", "a"))).doesNotThrowAnyException();
  }
}
