package org.amtsrunde.identity;

import java.util.List;
import org.amtsrunde.kernel.Refusal;

/** A municipality, a district or another body whose people work together here. */
public record Authority(String id, String name, Kind kind, List<Domain> domains) {
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

  public Authority {
    domains = List.copyOf(domains);
  }
}
