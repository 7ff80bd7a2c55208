package org.amtsrunde.documents.history;

import io.vertx.core.Future;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.amtsrunde.documents.DocumentHistory;
import org.amtsrunde.documents.DocumentStore.Loaded;
import org.amtsrunde.documents.history.Version.Kind;
import org.amtsrunde.documents.room.Workers;
import org.amtsrunde.documents.yjs.Snapshot;
import org.amtsrunde.documents.yjs.Updates;
import org.amtsrunde.kernel.Ids;
import org.amtsrunde.kernel.Refusal;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps versions: a full state each, so that any of them can be read, and deleted, without the others. */
public final class VersionKeeper implements DocumentHistory {
  private static final Logger LOG = LoggerFactory.getLogger(VersionKeeper.class);

  private final HistoryStore store;
  private final Workers workers;
  private final Ids ids;
  private final InstantSource clock;

  public VersionKeeper(HistoryStore store, Workers workers, Ids ids, InstantSource clock) {
    this.store = store;
    this.workers = workers;
    this.ids = ids;
    this.clock = clock;
  }

  @Override
  public byte[] authors(Loaded stored) {
    return Authors.of(stored).encode();
  }

  @Override
  public Future<Void> rests(Loaded stored, byte[] state) {
    return keep(stored, state, Kind.AUTOMATIC, null, null)
        .recover(failure -> {
          if (failure instanceof Refusal refusal && refusal.kind() == Refusal.Kind.CONFLICT) {
            LOG.atInfo().addKeyValue("document", stored.document().id()).log("no version: {}", refusal.sentence());
            return Future.succeededFuture();
          }
          return Future.failedFuture(failure);
        })
        .mapEmpty();
  }

  private record Made(Version version, byte[] packed) {}

  /**
   * Keeps this state.
   *
   * @param stored what the state was made from
   * @return null for an automatic one that would be the same as the newest
   */
  Future<@Nullable Version> keep(
      Loaded stored, byte[] state, Kind kind, @Nullable String label, @Nullable String person) {
    var document = stored.document().id();
    return store
        .versions(document)
        .compose(versions ->
            newest(document, versions)
                .compose(newest ->
                    workers.run(
                        Workers.SMALL + state.length + 1, () -> make(stored, state, newest, kind, label, person)))
                .compose(made ->
                    made == null
                        ? Future.succeededFuture()
                        : store
                            .keep(
                                document,
                                made.version,
                                made.packed,
                                HistoryRules.thinned(versions, made.packed.length, clock.instant()))
                            .map(made.version)));
  }

  private Future<HistoryStore.@Nullable Kept> newest(String document, List<Version> versions) {
    return versions.stream()
        .min(HistoryRules.NEWEST_FIRST)
        .map(newest ->
            store
                .find(document, newest.id())
                .recover(failure ->
                    // Deleted in between.
                    failure instanceof Refusal refusal && refusal.kind() == Refusal.Kind.NOT_FOUND
                        ? Future.succeededFuture()
                        : Future.failedFuture(failure)))
        .orElse(Future.succeededFuture());
  }

  private @Nullable Made make(
      Loaded stored,
      byte[] state,
      HistoryStore.@Nullable Kept newest,
      Kind kind,
      @Nullable String label,
      @Nullable String person) {
    var now = moment(state);
    var before = newest == null ? Snapshot.EMPTY : moment(Packed.unpack(newest.state(), newest.version().bytes()));
    if (kind == Kind.AUTOMATIC && before.equals(now)) {
      return null;
    }
    var packed = Packed.pack(state);
    var at = clock.instant().truncatedTo(ChronoUnit.MILLIS).toString();
    var writers = Authors.of(stored).between(before, now).stream().limit(HistoryRules.MOST_WRITERS).toList();
    return new Made(new Version(ids.next(), at, kind, label, person, writers, state.length, packed.length), packed);
  }

  /** How far an update goes that is a whole state. */
  static Snapshot moment(byte[] state) {
    return new Snapshot(Updates.stateVector(state), Updates.deleteSet(state));
  }
}
