package org.amtsrunde.rounds;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.amtsrunde.identity.Authority;
import org.amtsrunde.identity.Authority.Kind;
import org.amtsrunde.identity.Authority.Land;
import org.amtsrunde.identity.Authority.Region;
import org.amtsrunde.identity.AuthorityStore;
import org.amtsrunde.identity.People;
import org.amtsrunde.identity.PersonCard;
import org.amtsrunde.rounds.FreeDays.Body;
import org.amtsrunde.rounds.FreeDays.Free;
import org.junit.jupiter.api.Test;

/** A holiday names the authorities that have it, over the turn of a year too. */
class MemberHolidaysTest {
  private static final LocalDate ALL_SAINTS = LocalDate.of(2026, 11, 1);
  private static final LocalDate NEW_YEAR = LocalDate.of(2027, 1, 1);

  private static final Map<String, Authority> AUTHORITIES =
      Map.of(
          "x", new Authority("x", "Stadt X", Kind.MUNICIPALITY, List.of(), new Region(Land.BY, null)),
          "y", new Authority("y", "Amt Y", Kind.MUNICIPALITY, List.of(), new Region(Land.BY, null)),
          "z", new Authority("z", "Stadt Z", Kind.MUNICIPALITY, List.of(), new Region(Land.HE, null)),
          "u", new Authority("u", "Stadt U", Kind.MUNICIPALITY, List.of()));

  private record Known() implements People, AuthorityStore {
    @Override
    public Future<Map<String, PersonCard>> cards(Collection<String> ids) {
      return Future.succeededFuture(
          Map.of(
              "1", new PersonCard("1", "A", "x", "Stadt X"),
              "2", new PersonCard("2", "B", "y", "Amt Y"),
              "3", new PersonCard("3", "C", "z", "Stadt Z"),
              "4", new PersonCard("4", "D", "u", "Stadt U"),
              "5", new PersonCard("5", "E", "gone", "")));
    }

    @Override
    public Future<List<PersonCard>> find(String query) {
      throw new AssertionError();
    }

    @Override
    public Future<Map<String, Authority>> all() {
      return Future.succeededFuture(AUTHORITIES);
    }

    @Override
    public Future<Map<String, Authority>> known(Collection<String> ids) {
      return all();
    }

    @Override
    public Future<Optional<Authority>> byDomain(String domain) {
      throw new AssertionError();
    }

    @Override
    public Future<Boolean> create(Authority authority) {
      throw new AssertionError();
    }
  }

  private static Future<Map<LocalDate, String>> holidays(Region region, int year) {
    return Future.succeededFuture(
        year == 2027
            ? Map.of(NEW_YEAR, "Neujahr")
            : region.land() == Land.BY ? Map.of(ALL_SAINTS, "Allerheiligen") : Map.of());
  }

  @Test
  void aHolidayNamesWhoseItIs() {
    var all = new MemberHolidays(new Known(), new Known(), MemberHolidaysTest::holidays);
    var free = all.of(Set.of("1", "2", "3", "4", "5"), LocalDate.of(2026, 10, 5), LocalDate.of(2027, 1, 20)).result();
    assertThat(free.on(ALL_SAINTS))
        .containsExactly(new Free("Allerheiligen", List.of(new Body("y", "Amt Y"), new Body("x", "Stadt X"))));
    assertThat(free.on(NEW_YEAR).getFirst().authorities()).hasSize(3);
    assertThat(free.isFree(LocalDate.of(2026, 12, 1))).isFalse();
  }
}
