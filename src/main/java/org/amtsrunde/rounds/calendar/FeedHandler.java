package org.amtsrunde.rounds.calendar;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.amtsrunde.identity.AccountStore;
import org.amtsrunde.identity.Secrets;
import org.amtsrunde.kernel.Ids;
import org.amtsrunde.kernel.Json;
import org.amtsrunde.kernel.Refusal;
import org.amtsrunde.rounds.RoundMembership;
import org.amtsrunde.rounds.RoundStore;
import org.amtsrunde.rounds.calendar.FeedText.Dated;
import org.jspecify.annotations.Nullable;

/**
 * The calendar address of a person: made, shown once, taken back; and what is read there. An address that is unknown, was taken back, or
 * belongs to somebody who may not sign in any more is answered alike.
 */
public final class FeedHandler {
  /** Feeds that may wait to be written; what comes then is told to come again. */
  private static final int MOST_WAITING = 100;

  private static final long RETRY_MILLIS = 30_000;
  private static final int LONGEST_SECONDS = 15;

  private final FeedStore store;
  private final AccountStore accounts;
  private final RoundStore schedules;
  private final RoundMembership rounds;
  private final Function<String, Future<List<String>>> roomsOf;
  private final WorkerExecutor worker;
  private final AtomicInteger waiting = new AtomicInteger();
  private final Ids ids;
  private final String publicUrl;

  /** @param roomsOf the rooms of a person, and perhaps some they have left */
  public FeedHandler(
      Vertx vertx,
      FeedStore store,
      AccountStore accounts,
      RoundStore schedules,
      RoundMembership rounds,
      Function<String, Future<List<String>>> roomsOf,
      Ids ids,
      String publicUrl) {
    this.worker = vertx.createSharedWorkerExecutor("calendar", 1);
    this.store = store;
    this.accounts = accounts;
    this.schedules = schedules;
    this.rounds = rounds;
    this.roomsOf = roomsOf;
    this.ids = ids;
    this.publicUrl = publicUrl;
  }

  /** Whether there is an address; not which. */
  Future<byte[]> state(String person) {
    return store.has(person).map(has -> Json.object(out -> out.put("made", has)));
  }

  /** A new address; the one before is none from now on. */
  Future<byte[]> make(String person) {
    var secret = ids.secret();
    return store
        .give(person, Secrets.hash(secret))
        .map(given -> Json.object(out -> out.put("url", publicUrl + "/calendar/" + secret + ".ics")));
  }

  Future<Void> revoke(String person) {
    return store.take(person);
  }

  /** What is read at an address. */
  Future<String> feed(String secret) {
    return store
        .owner(Secrets.hash(secret))
        .compose(this::mayBeRead)
        .compose(person -> roomsOf.apply(person).compose(rooms -> dated(person, rooms)))
        .compose(this::written);
  }

  private Future<String> mayBeRead(@Nullable String person) {
    if (person == null) {
      throw Refusal.notFound();
    }
    return accounts
        .byId(person)
        .map(account -> {
          if (account.isEmpty() || account.get().disabled()) {
            throw Refusal.notFound();
          }
          return person;
        });
  }

  private Future<List<Dated>> dated(String person, List<String> rooms) {
    var reads = rooms.stream().map(room -> dated(person, room)).toList();
    return Future.all(reads)
        .map(ignored -> {
          var all = new ArrayList<Dated>();
          reads.forEach(read -> all.addAll(read.result()));
          all.sort(Comparator.comparing(Dated::roomId));
          return all;
        });
  }

  private Future<List<Dated>> dated(String person, String room) {
    return rounds
        .members(room, person)
        .compose(members -> schedules.find(room))
        .map(kept -> {
          var schedule = kept.schedule();
          var series = schedule.series();
          return series == null
              ? List.<Dated>of()
              : List.of(new Dated(room, series, schedule.changes(), schedule.changedAt()));
        })
        .recover(failure ->
            failure instanceof Refusal refusal && refusal.kind() == Refusal.Kind.NOT_FOUND
                ? Future.succeededFuture(List.of())
                : Future.failedFuture(failure));
  }

  private Future<String> written(List<Dated> all) {
    if (waiting.incrementAndGet() > MOST_WAITING) {
      waiting.decrementAndGet();
      return Future.failedFuture(Refusal.unavailable(RETRY_MILLIS));
    }
    return worker
        .executeBlocking(() -> FeedText.of(all))
        .onComplete(done -> waiting.decrementAndGet())
        .timeout(LONGEST_SECONDS, TimeUnit.SECONDS);
  }
}
