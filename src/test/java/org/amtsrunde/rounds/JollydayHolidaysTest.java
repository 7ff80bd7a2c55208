package org.amtsrunde.rounds;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.time.LocalDate;
import java.util.concurrent.TimeUnit;
import org.amtsrunde.identity.Authority.Land;
import org.amtsrunde.identity.Authority.Region;
import org.junit.jupiter.api.Test;

/** Every Land has its holidays, and Augsburg one more. */
class JollydayHolidaysTest {
  private static final LocalDate PEACE = LocalDate.of(2027, 8, 8);

  @Test
  void everyLandHasItsOwn() throws Exception {
    var vertx = Vertx.vertx();
    try {
      var holidays = new JollydayHolidays(vertx);
      for (var land : Land.values()) {
        var all = holidays.of(new Region(land, null), 2027).await(60, TimeUnit.SECONDS);
        assertThat(all).containsEntry(LocalDate.of(2027, 1, 1), "Neujahr").hasSizeBetween(9, 14);
      }
      var bavaria = holidays.of(new Region(Land.BY, null), 2027).await(60, TimeUnit.SECONDS);
      var augsburg = holidays.of(new Region(Land.BY, "ag"), 2027).await(60, TimeUnit.SECONDS);
      assertThat(bavaria).containsKey(LocalDate.of(2027, 11, 1)).doesNotContainKey(PEACE);
      assertThat(augsburg).containsKey(PEACE);
      var hesse = holidays.of(new Region(Land.HE, null), 2027).await(60, TimeUnit.SECONDS);
      assertThat(hesse).doesNotContainKey(LocalDate.of(2027, 11, 1));
      assertThat(holidays.of(new Region(Land.BY, "zz"), 2027).await(60, TimeUnit.SECONDS))
          .as("an area that nobody knows has those of its Land")
          .isEqualTo(bavaria);
    } finally {
      vertx.close().await(10, TimeUnit.SECONDS);
    }
  }
}
