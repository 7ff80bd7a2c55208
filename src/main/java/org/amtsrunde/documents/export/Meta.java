package org.amtsrunde.documents.export;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What an office document says about itself.
 *
 * @param title at most 300 characters are kept; where there is none, the word for "document"
 * @param language a language tag such as {@code de} or {@code en-GB}; what is none counts as German
 * @param created when the export was asked for, in whole seconds
 */
public record Meta(String title, String language, Instant created) {
  private static final int MOST_TITLE = 300;
  private static final String TAG = "[a-z]{2,3}(-[A-Z]{2})?";

  public Meta {
    language = language.matches(TAG) ? language : "de";
    title = Xml.clean(title).replaceAll("\\s+", " ").strip();
    if (title.isEmpty()) {
      title = language.startsWith("de") ? "Dokument" : "Document";
    }
    title =
        title.codePointCount(0, title.length()) <= MOST_TITLE
            ? title
            : title.substring(0, title.offsetByCodePoints(0, MOST_TITLE));
    created = created.truncatedTo(ChronoUnit.SECONDS);
  }

  /** The language alone, such as {@code de}. */
  String speech() {
    return language.split("-", 2)[0];
  }

  /** The country whose spelling is checked, such as {@code DE}; empty where it cannot be known. */
  String country() {
    var parts = language.split("-", 2);
    if (parts.length == 2) {
      return parts[1];
    }
    return switch (parts[0]) {
      case "de" -> "DE";
      case "en" -> "GB";
      default -> "";
    };
  }

  /** One of two words of ours, for what a picture or a box means to those who hear it. */
  String word(String german, String english) {
    return speech().equals("de") ? german : english;
  }
}
