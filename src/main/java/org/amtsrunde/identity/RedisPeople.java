package org.amtsrunde.identity;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.amtsrunde.redis.Keys;
import org.amtsrunde.redis.RedisStore;

/**
 * People as the store knows them now. The index of names is a hint that may name too many; who is
 * shown is decided by the accounts themselves.
 */
public final class RedisPeople implements People {
  private static final int MOST_FOUND = 20;

  /** Of one word: enough for some to be disabled or to have it twice. */
  private static final int MOST_OF_ONE_WORD = 100;

  /** How far a search by several words looks among the names with the longest of them. */
  private static final int MOST_OF_MANY_WORDS = 2000;

  private record Row(String id, String name, String authorityId, boolean disabled) {}

  private final RedisStore store;
  private final AuthorityStore authorities;

  public RedisPeople(RedisStore store, AuthorityStore authorities) {
    this.store = store;
    this.authorities = authorities;
  }

  @Override
  public Future<Map<String, PersonCard>> cards(Collection<String> ids) {
    return rows(ids)
        .compose(this::cards)
        .map(cards -> {
          var byId = new LinkedHashMap<String, PersonCard>();
          cards.forEach(card -> byId.put(card.id(), card));
          return byId;
        });
  }

  @Override
  public Future<List<PersonCard>> find(String query) {
    var folded = NameIndex.fold(query);
    if (folded.isEmpty()) {
      return Future.succeededFuture(List.of());
    }
    var word = NameIndex.longestWord(folded);
    return store
        .send(
            Command.ZRANGE,
            Keys.peopleByName(),
            "[" + word,
            // The last code point of all.
            "(" + word + "\uDBFF\uDFFF",
            "BYLEX",
            "LIMIT",
            0,
            folded.equals(word) ? MOST_OF_ONE_WORD : MOST_OF_MANY_WORDS)
        .compose(entries -> rows(candidates(Objects.requireNonNull(entries), folded)))
        .map(rows ->
            rows.stream()
                .filter(row -> !row.disabled() && NameIndex.matches(NameIndex.fold(row.name()), folded))
                .limit(MOST_FOUND)
                .toList())
        .compose(this::cards);
  }

  private static Collection<String> candidates(Response entries, String folded) {
    var ids = new LinkedHashSet<String>();
    for (var line : entries) {
      var entry = NameIndex.read(line.toString());
      // Twice as many as are shown: some may be disabled.
      if (ids.size() < 2 * MOST_FOUND && NameIndex.matches(entry.words(), folded)) {
        ids.add(entry.personId());
      }
    }
    return ids;
  }

  private Future<List<Row>> rows(Collection<String> ids) {
    var reads = new ArrayList<Future<Row>>();
    for (var id : new LinkedHashSet<>(ids)) {
      reads.add(
          store
              .send(Command.HMGET, Keys.person(id), "name", "authority", "disabled")
              .map(fields -> row(id, Objects.requireNonNull(fields))));
    }
    return Future.all(reads)
        .map(ignored -> reads.stream().map(Future::result).filter(row -> !row.name().isEmpty()).toList());
  }

  private static Row row(String id, Response fields) {
    return fields.get(0) == null
        ? new Row(id, "", "", false)
        : new Row(id, fields.get(0).toString(), fields.get(1).toString(), fields.get(2) != null);
  }

  private Future<List<PersonCard>> cards(List<Row> rows) {
    return authorities
        .known(rows.stream().map(Row::authorityId).toList())
        .map(known ->
            rows.stream()
                .map(row -> {
                  var authority = known.get(row.authorityId());
                  return new PersonCard(
                      row.id(), row.name(), row.authorityId(), authority == null ? "" : authority.name());
                })
                .toList());
  }
}
