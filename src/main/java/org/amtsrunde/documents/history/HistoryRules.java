package org.amtsrunde.documents.history;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import org.amtsrunde.documents.DocumentRules;
import org.amtsrunde.documents.history.Version.Kind;
import org.amtsrunde.kernel.Refusal;

/** What is kept of a document's past, and for how long. Pure. */
final class HistoryRules {
  /** Versions of one document. */
  static final int MOST_VERSIONS = 100;

  /** Bytes in the store of all versions of one document. */
  static final long MOST_BYTES = 4 * DocumentRules.LARGEST_DOCUMENT;

  /** Code points of a label. */
  static final int LONGEST_LABEL = 100;

  /** People of whom a version says that they wrote. */
  static final int MOST_WRITERS = 1_000;

  /** Bytes of two documents that are compared. */
  static final long LARGEST_COMPARED = 16L << 20;

  private static final Duration ALL_KEPT = Duration.ofDays(1);
  private static final Duration DAYS_KEPT = Duration.ofDays(30);

  static final Comparator<Version> NEWEST_FIRST =
      Comparator.comparing((Version version) -> Instant.parse(version.at())).thenComparing(Version::id).reversed();

  private HistoryRules() {}

  static String label(String raw) {
    var label = raw.strip();
    int length = label.codePointCount(0, label.length());
    if (length == 0 || length > LONGEST_LABEL) {
      throw Refusal.invalid("label must have 1 to " + LONGEST_LABEL + " characters");
    }
    if (label.codePoints().anyMatch(HistoryRules::isInvisible)) {
      throw Refusal.invalid("label must not contain control characters");
    }
    return label;
  }

  private static boolean isInvisible(int point) {
    return Character.getType(point) == Character.CONTROL || Character.getType(point) == Character.SURROGATE;
  }

  /** Refuses to compare what nobody could read. */
  static void mayCompare(long bytes) {
    if (bytes > LARGEST_COMPARED) {
      throw Refusal.tooLarge("the document is too large to be compared");
    }
  }

  /**
   * Which versions go when another one comes. Named ones stay; of the others all of the last day, then the newest of each day, after a
   * month the newest of each week; and where that is still too much, the oldest go first.
   *
   * @param versions in any order
   * @param coming bytes of the one that comes
   */
  static List<Version> thinned(List<Version> versions, long coming, Instant now) {
    var gone = new ArrayList<Version>();
    var stays = new ArrayList<Version>();
    var taken = new HashSet<String>();
    for (var version : versions.stream().sorted(NEWEST_FIRST).toList()) {
      boolean superfluous = version.kind() != Kind.NAMED && !taken.add(place(version, now));
      (superfluous ? gone : stays).add(version);
    }
    long bytes = coming + stays.stream().mapToLong(Version::kept).sum();
    int count = 1 + stays.size();
    for (var version : stays.reversed()) {
      if (count <= MOST_VERSIONS && bytes <= MOST_BYTES) {
        break;
      }
      if (version.kind() != Kind.NAMED) {
        gone.add(version);
        bytes -= version.kept();
        count--;
      }
    }
    return gone;
  }

  /** Of two versions with the same place only the newer is kept. */
  private static String place(Version version, Instant now) {
    var at = Instant.parse(version.at());
    var age = Duration.between(at, now);
    if (age.compareTo(ALL_KEPT) < 0) {
      return version.id();
    }
    var day = LocalDate.ofInstant(at, ZoneOffset.UTC);
    return age.compareTo(DAYS_KEPT) < 0 ? "day " + day : "week " + ChronoUnit.WEEKS.between(LocalDate.EPOCH, day);
  }
}
