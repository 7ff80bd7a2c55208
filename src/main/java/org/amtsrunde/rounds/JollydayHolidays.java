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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.amtsrunde.identity.Authority.Region;
import org.amtsrunde.kernel.Refusal;

/**
 * Holidays as jollyday knows them. It reads its calendar when it is first asked, which takes about a second, on a thread of its own; what
 * was worked out once stays in memory. When too many wait, or it takes longer than ten seconds, it fails.
 */
public final class JollydayHolidays implements Holidays {
  private static final int MOST_WAITING = 500;
  private static final int LONGEST_SECONDS = 10;

  private record Asked(Region region, int year) {}

  /** Loaded by whoever needs it first. */
  private static final class Germany {
    static final HolidayManager CALENDAR =
        HolidayManager.getInstance(ManagerParameters.create(HolidayCalendar.GERMANY));
  }

  private final Map<Asked, Map<LocalDate, String>> known = new ConcurrentHashMap<>();
  private final AtomicInteger waiting = new AtomicInteger();
  private final WorkerExecutor worker;

  public JollydayHolidays(Vertx vertx) {
    worker = vertx.createSharedWorkerExecutor("holidays", 1);
  }

  @Override
  public Future<Map<LocalDate, String>> of(Region region, int year) {
    var asked = new Asked(region, year);
    var there = known.get(asked);
    if (there != null) {
      return Future.succeededFuture(there);
    }
    if (waiting.incrementAndGet() > MOST_WAITING) {
      waiting.decrementAndGet();
      return Future.failedFuture(Refusal.unavailable());
    }
    return worker
        .executeBlocking(() -> known.computeIfAbsent(asked, ignored -> read(region, year)))
        .onComplete(done -> waiting.decrementAndGet())
        .timeout(LONGEST_SECONDS, TimeUnit.SECONDS);
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
