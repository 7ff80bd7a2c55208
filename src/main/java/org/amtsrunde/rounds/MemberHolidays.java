package org.amtsrunde.rounds;

import io.vertx.core.Future;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.amtsrunde.identity.Authority;
import org.amtsrunde.identity.AuthorityStore;
import org.amtsrunde.identity.People;
import org.amtsrunde.identity.PersonCard;
import org.amtsrunde.rounds.FreeDays.Body;
import org.amtsrunde.rounds.FreeDays.Free;

/** The holidays of the members of a round: those of the regions of their authorities. */
public final class MemberHolidays {
  private final People people;
  private final AuthorityStore authorities;
  private final Holidays holidays;

  public MemberHolidays(People people, AuthorityStore authorities, Holidays holidays) {
    this.people = people;
    this.authorities = authorities;
    this.holidays = holidays;
  }

  /** From the year of the first of these days to that of the last. */
  Future<FreeDays> of(Collection<String> members, LocalDate first, LocalDate last) {
    return people
        .cards(members)
        .compose(cards -> {
          var ids = cards.values().stream().map(PersonCard::authorityId).distinct().toList();
          return authorities
              .known(ids)
              .compose(known ->
                  of(ids.stream().map(known::get).filter(Objects::nonNull).toList(), first.getYear(), last.getYear()));
        });
  }

  private Future<FreeDays> of(List<Authority> bodies, int from, int to) {
    var reads = new ArrayList<Future<Map<LocalDate, String>>>();
    var whose = new ArrayList<Body>();
    for (var body : bodies) {
      var region = body.region();
      for (int year = from; region != null && year <= to; year++) {
        reads.add(holidays.of(region, year));
        whose.add(new Body(body.id(), body.name()));
      }
    }
    return Future.all(reads)
        .map(ignored -> {
          var all = new HashMap<LocalDate, Map<String, List<Body>>>();
          for (int i = 0; i < reads.size(); i++) {
            var body = whose.get(i);
            reads
                .get(i)
                .result()
                .forEach((date, name) ->
                    all.computeIfAbsent(date, day -> new TreeMap<>())
                        .computeIfAbsent(name, day -> new ArrayList<>())
                        .add(body));
          }
          var byDate = new HashMap<LocalDate, List<Free>>();
          all.forEach((date, names) -> byDate.put(date, names.entrySet().stream().map(MemberHolidays::free).toList()));
          return new FreeDays(byDate);
        });
  }

  private static Free free(Map.Entry<String, List<Body>> holiday) {
    return new Free(holiday.getKey(), holiday.getValue().stream().sorted(Comparator.comparing(Body::name)).toList());
  }
}
