package org.amtsrunde.it.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The deliberate faults fit the product as it is; that they are found takes {@code mvn -Pchaos verify}. */
class FlawsTest {
  @Test
  void everyFlawHasItsPlaceInTheProduct() throws Exception {
    for (var flaw : Flaws.ALL) {
      assertThat(flaw.found()).as(flaw.name()).isEqualTo(1);
    }
  }

  @Test
  void everyInvariantIsBrokenByOne() {
    var broken = Flaws.ALL.stream().flatMap(flaw -> flaw.caughtBy().stream()).collect(Collectors.toSet());
    assertThat(broken).containsExactlyInAnyOrderElementsOf(EnumSet.allOf(Invariant.class));
  }
}
