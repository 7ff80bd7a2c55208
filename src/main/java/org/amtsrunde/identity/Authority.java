package org.amtsrunde.identity;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.amtsrunde.kernel.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * A municipality, a district or another body whose people work together here.
 *
 * @param region whose holidays are its own; null where nobody has said
 */
public record Authority(String id, String name, Kind kind, List<Domain> domains, @Nullable Region region) {
  /** What an authority is; the lower-case word is the one on the wire. */
  public enum Kind {
    MUNICIPALITY("municipality"),
    DISTRICT("district"),
    OTHER("other");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }

    public static Kind of(String word) {
      for (var kind : values()) {
        if (kind.word.equals(word)) {
          return kind;
        }
      }
      throw Refusal.invalid("kind must be one of municipality, district, other");
    }
  }

  /**
   * The part of mail addresses after the @.
   *
   * @param verified whether an administrator made sure that it is the authority's; only then its
   *     addresses may be invited, and only one authority can have it
   */
  public record Domain(String name, boolean verified) {}

  /** The sixteen; the lower-case word is the one on the wire, as in ISO 3166-2:DE. */
  public enum Land {
    BW,
    BY,
    BE,
    BB,
    HB,
    HH,
    HE,
    MV,
    NI,
    NW,
    RP,
    SL,
    SN,
    ST,
    SH,
    TH;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    public static Land of(String word) {
      for (var land : values()) {
        if (land.word().equals(word)) {
          return land;
        }
      }
      throw Refusal.invalid("land must be one of bw, by, be, bb, hb, hh, he, mv, ni, nw, rp, sl, sn, st, sh, th");
    }
  }

  /**
   * Where holidays are the same.
   *
   * @param area a part of the Land with holidays of its own, such as {@code ag} for Augsburg; null for none
   */
  public record Region(Land land, @Nullable String area) {
    private static final Pattern AREA = Pattern.compile("[a-z]{2,3}");

    /** Refuses what cannot be the word of an area. */
    public Region {
      if (area != null && !AREA.matcher(area).matches()) {
        throw Refusal.invalid("area must be two or three small letters");
      }
    }
  }

  public Authority {
    domains = List.copyOf(domains);
  }

  /** One of which nobody has said where it is. */
  public Authority(String id, String name, Kind kind, List<Domain> domains) {
    this(id, name, kind, domains, null);
  }
}
