package org.amtsrunde.identity;

import java.util.List;
import org.amtsrunde.kernel.Caller.Role;
import org.amtsrunde.kernel.Fields;
import org.amtsrunde.kernel.Json;
import org.jspecify.annotations.Nullable;

/** The shapes of the protocol page: Person, Authority, PersonCard. */
final class IdentityJson {
  private static final int MOST_DOMAINS = 50;

  private IdentityJson() {}

  /**
   * @param authority null only if the store lost it; the person is shown all the same
   */
  static void person(Json.Out out, Account account, @Nullable Authority authority) {
    out.put("id", account.id());
    out.put("name", account.name());
    out.put("email", account.email());
    out.put("authorityId", account.authorityId());
    out.object(
        "authority",
        inner -> inner.put("id", account.authorityId()).put("name", authority == null ? "" : authority.name()));
    out.strings("roles", account.roles().stream().sorted().map(Role::word).toList());
    if (account.disabled()) {
      out.put("disabled", true);
    }
  }

  static void authority(Json.Out out, Authority authority) {
    out.put("id", authority.id());
    out.put("name", authority.name());
    out.put("kind", authority.kind().word());
    out.objects(
        "domains",
        authority.domains(),
        (inner, domain) -> inner.put("name", domain.name()).put("verified", domain.verified()));
    var region = authority.region();
    if (region != null) {
      out.put("land", region.land().word()).put("area", region.area());
    }
  }

  /** The region in what {@link #authority} wrote or somebody sent. */
  static Authority.@Nullable Region region(Fields fields) {
    var land = fields.textOrNull("land", 2);
    var area = fields.textOrNull("area", 3);
    return land == null ? null : new Authority.Region(Authority.Land.of(land), area);
  }

  static void card(Json.Out out, PersonCard card) {
    out.put("id", card.id());
    out.put("name", card.name());
    out.put("authority", card.authority());
  }

  /** The domains in what {@link #authority} wrote or somebody sent. */
  static List<Authority.Domain> domains(Fields fields) {
    return fields.objects("domains", MOST_DOMAINS).stream()
        .map(domain -> new Authority.Domain(IdentityRules.domain(domain.text("name", 1, 253)), domain.flag("verified")))
        .distinct()
        .toList();
  }
}
