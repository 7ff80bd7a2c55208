package org.amtsrunde.rounds;

import de.focus_shift.jollyday.core.Holiday;
import de.focus_shift.jollyday.core.HolidayCalendar;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.HolidayType;
import de.focus_shift.jollyday.core.ManagerParameters;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.time.LocalDate;
import java.time.Year;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.amtsrunde.identity.Authority.Region;

/**
 * Holidays as jollyday knows them. It reads its calendar when it is first asked, which takes about a second, on a thread of its own; what
 * was worked out once stays in memory. At most one task waits for each region and year.
 */
public final class JollydayHolidays implements Holidays {
  private record Asked(Region region, int year) {}

  /** Loaded by whoever needs it first. */
  private static final class Germany {
    static final HolidayManager CALENDAR =
        HolidayManager.getInstance(ManagerParameters.create(HolidayCalendar.GERMANY));
  }

  private final Map<Asked, Future<Map<LocalDate, String>>> known = new ConcurrentHashMap<>();
  private final WorkerExecutor worker;

  public JollydayHolidays(Vertx vertx) {
    worker = vertx.createSharedWorkerExecutor("holidays", 1);
  }

  @Override
  public Future<Map<LocalDate, String>> of(Region region, int year) {
    var asked = new Asked(region, year);
    return known
        .computeIfAbsent(asked, ignored -> worker.executeBlocking(() -> read(region, year)))
        .onFailure(failure -> known.remove(asked));
  }

  private static Map<LocalDate, String> read(Region region, int year) {
    var land = region.land().word();
    var area = region.area();
    var places = area == null ? new String[] {land} : new String[] {land, area};
    return Germany.CALENDAR.getHolidays(Year.of(year), HolidayType.PUBLIC_HOLIDAY, places).stream()
        .collect(
            Collectors.toUnmodifiableMap(
                Holiday::getDate, holiday -> holiday.getDescription(Locale.GERMAN), (one, same) -> one));
  }
}
