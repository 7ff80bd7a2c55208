package org.amtsrunde.documents.history;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Objects;
import org.amtsrunde.documents.Access;
import org.amtsrunde.documents.DocumentAccess;
import org.amtsrunde.documents.DocumentContent;
import org.amtsrunde.documents.DocumentRole;
import org.amtsrunde.documents.DocumentRules;
import org.amtsrunde.documents.DocumentStore;
import org.amtsrunde.documents.history.Version.Kind;
import org.amtsrunde.documents.room.Loading;
import org.amtsrunde.documents.room.Workers;
import org.amtsrunde.documents.yjs.Doc;
import org.amtsrunde.kernel.Ids;
import org.amtsrunde.kernel.Json;
import org.jspecify.annotations.Nullable;

/** What people do with a document's past. To whoever has no role in the document it does not exist. */
public final class HistoryHandler {
  /** Stands for the present in the place of a version. */
  private static final String NOW = "now";

  private final DocumentStore documents;
  private final HistoryStore store;
  private final VersionKeeper keeper;
  private final DocumentAccess access;
  private final Workers workers;
  private final Restorer restorer;

  public HistoryHandler(
      Vertx vertx,
      DocumentStore documents,
      HistoryStore store,
      VersionKeeper keeper,
      DocumentAccess access,
      Workers workers,
      Ids ids) {
    this.documents = documents;
    this.store = store;
    this.keeper = keeper;
    this.access = access;
    this.workers = workers;
    this.restorer = new Restorer(vertx, documents, keeper, workers, ids);
  }

  /** All versions, the newest first. */
  Future<byte[]> list(String person, String id) {
    return access
        .require(id, person)
        .compose(known -> store.versions(id))
        .map(versions ->
            Json.object(out ->
                out.objects(
                    "versions",
                    versions.stream().sorted(HistoryRules.NEWEST_FIRST).toList(),
                    (each, version) -> version.write(each))));
  }

  /** Keeps the present under a name. */
  Future<byte[]> name(String person, String id, String rawLabel) {
    var label = HistoryRules.label(rawLabel);
    return with(person, id, DocumentRole.EDIT)
        .compose(known -> Loading.read(documents, workers, id))
        .compose(read ->
            workers
                .run(read.stored().bytes(), read.doc()::encode)
                .compose(state -> keeper.keep(read.stored(), state, Kind.NAMED, label, person)))
        .map(version -> Objects.requireNonNull(version).json());
  }

  /** Gives a version a name, or another one. */
  Future<byte[]> rename(String person, String id, String version, String rawLabel) {
    var label = HistoryRules.label(rawLabel);
    return with(person, id, DocumentRole.EDIT)
        .compose(known -> store.find(id, version))
        .compose(found -> {
          var named = found.version().named(label, person);
          return store.rename(id, named).map(done -> named.json());
        });
  }

  Future<Void> remove(String person, String id, String version) {
    return with(person, id, DocumentRole.OWN).compose(known -> store.remove(id, version));
  }

  /** What stood in a document, in one of the forms. */
  Future<byte[]> read(String person, String id, String version, DocumentContent.Form form) {
    return access
        .require(id, person)
        .compose(known ->
            store
                .find(id, version)
                .compose(kept ->
                    workers.run(
                        kept.version().bytes(), () -> DocumentContent.of(known, Doc.of(unpacked(kept)), form))));
  }

  /** What has changed from a version to another, or to the present. */
  Future<byte[]> changes(String person, String id, String version, String to) {
    return access
        .require(id, person)
        .compose(known -> store.find(id, version))
        .compose(from -> {
          var other = to.equals(NOW) ? Future.<HistoryStore.@Nullable Kept>succeededFuture() : store.find(id, to);
          return other.compose(until -> changes(id, from, until));
        });
  }

  private Future<byte[]> changes(String id, HistoryStore.Kept from, HistoryStore.@Nullable Kept to) {
    return Loading.read(documents, workers, id)
        .compose(read -> {
          long bytes = from.version().bytes() + (to == null ? read.stored().bytes() : to.version().bytes());
          return workers.run(
              bytes,
              () ->
                  Comparing.json(
                      Comparing.of(
                          unpacked(from), to == null ? read.doc().encode() : unpacked(to), Authors.of(read.stored()))));
        });
  }

  /** Writes the document back to a version. */
  Future<Void> restore(String person, String id, String version) {
    return access
        .require(id, person)
        .compose(known -> {
          DocumentRules.mayWrite(known);
          return store.find(id, version);
        })
        .compose(kept -> restorer.restore(id, kept, person));
  }

  /** Who wrote what. */
  Future<byte[]> authors(String person, String id) {
    return access
        .require(id, person)
        .compose(known -> Loading.read(documents, workers, id))
        .compose(read -> workers.run(read.stored().bytes(), () -> Authors.of(read.stored()).json()));
  }

  private Future<Access> with(String person, String id, DocumentRole least) {
    return access
        .require(id, person)
        .map(known -> {
          DocumentRules.needs(known, least);
          return known;
        });
  }

  private static byte[] unpacked(HistoryStore.Kept kept) {
    return Packed.unpack(kept.state(), kept.version().bytes());
  }
}
