package org.amtsrunde.rounds;

import io.vertx.core.Future;
import java.time.LocalDate;
import java.util.Map;
import org.amtsrunde.identity.Authority.Region;

/** Public holidays by law. School holidays are none of them. */
public interface Holidays {
  /** The holidays of a region in a year: date → German name. */
  Future<Map<LocalDate, String>> of(Region region, int year);
}
