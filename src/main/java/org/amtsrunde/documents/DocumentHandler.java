package org.amtsrunde.documents;

import io.vertx.core.Future;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.amtsrunde.kernel.Refusal;
import org.amtsrunde.messenger.RoomMembership.Standing;
import org.jspecify.annotations.Nullable;

/** What people do with documents as a whole. To whoever has no role in one it does not exist. */
public final class DocumentHandler {
  private static final int MOST_LISTED = 1_000;

  private final DocumentStore store;
  private final DocumentAccess access;
  private final DocumentReader reader;
  private final InstantSource clock;

  public DocumentHandler(DocumentStore store, DocumentAccess access, DocumentReader reader, InstantSource clock) {
    this.store = store;
    this.access = access;
    this.reader = reader;
    this.clock = clock;
  }

  /** Makes a document in a room of the person, or a private one, once: a repetition, here or on another node, changes nothing. */
  public Future<Access> make(String id, String person, String rawTitle, @Nullable String roomId, byte[] update) {
    var at = clock.instant().truncatedTo(ChronoUnit.MILLIS).toString();
    var title = DocumentRules.title(rawTitle);
    var document = new Document(id, title, person, roomId, null, DocumentState.OPEN, at, at, update.length, 0, 0, null);
    var standing = roomId == null ? Future.succeededFuture(Standing.MEMBER) : access.standing(roomId, person);
    return standing
        .compose(known -> {
          if (known == Standing.NONE) {
            throw Refusal.notFound();
          }
          return store.index(id, roomId, person);
        })
        .compose(indexed -> store.create(document, update))
        .map(new Access(document, DocumentRole.OWN));
  }

  /** Documents of a room, or those that the person owns alone and that are shared with them; the last changed first. */
  public Future<List<Access>> list(String person, @Nullable String roomId) {
    var found = roomId == null ? store.ofPerson(person) : ofRoom(person, roomId);
    return found
        .compose(all -> access.visible(all.subList(0, Math.min(all.size(), MOST_LISTED)), person))
        .map(all ->
            all.stream().sorted(Comparator.comparing((Access one) -> one.document().updatedAt()).reversed()).toList());
  }

  private Future<List<String>> ofRoom(String person, String roomId) {
    return access
        .standing(roomId, person)
        .compose(
            standing -> standing == Standing.NONE ? Future.failedFuture(Refusal.notFound()) : store.ofRoom(roomId));
  }

  /** What stands in a document, in one of the forms. */
  Future<byte[]> read(String person, String id, DocumentContent.Form form) {
    return access.require(id, person).compose(known -> reader.read(id, doc -> DocumentContent.of(known, doc, form)));
  }

  /** Renames, freezes and opens again; null for no change. */
  public Future<Access> change(String person, String id, @Nullable String rawTitle, @Nullable Boolean frozen) {
    var title = rawTitle == null ? null : DocumentRules.title(rawTitle);
    return access
        .require(id, person)
        .compose(before -> {
          DocumentRules.needs(before, frozen == null ? DocumentRole.EDIT : DocumentRole.OWN);
          if (frozen == null) {
            return store.change(id, title, null, null);
          }
          var goal = frozen ? DocumentState.FROZEN : DocumentState.OPEN;
          var from = before.document().state() == goal ? goal : frozen ? DocumentState.OPEN : DocumentState.FROZEN;
          return store.change(id, title, from, goal);
        })
        .compose(changed -> access.require(id, person));
  }

  /** Puts it into the trash. */
  public Future<Void> trash(String person, String id) {
    return owned(person, id)
        .compose(known -> store.listTrashed(id, clock.instant()))
        .compose(listed -> store.change(id, null, null, DocumentState.TRASHED));
  }

  /** Takes it out of the trash; it is open again. */
  public Future<Void> untrash(String person, String id) {
    return owned(person, id).compose(known -> store.change(id, null, DocumentState.TRASHED, DocumentState.OPEN));
  }

  /** Erases it for good. */
  public Future<Void> erase(String person, String id) {
    return owned(person, id).compose(known -> erase(known.document()));
  }

  /** Erases a document with all its suggestions. */
  Future<Void> erase(Document document) {
    var id = document.id();
    return store
        .suggestions(id)
        .compose(all -> Future.all(all.values().stream().map(this::eraseSuggestion).toList()))
        .compose(erased -> store.erase(id))
        .compose(erased -> store.unindex(id, document.roomId(), document.ownerId()));
  }

  private Future<Void> eraseSuggestion(String id) {
    return store
        .erase(id)
        .recover(failure ->
            failure instanceof Refusal refusal && refusal.kind() == Refusal.Kind.NOT_FOUND
                ? Future.succeededFuture()
                : Future.failedFuture(failure));
  }

  private Future<Access> owned(String person, String id) {
    return access
        .require(id, person)
        .map(known -> {
          DocumentRules.needs(known, DocumentRole.OWN);
          return known;
        });
  }

  public Future<Map<String, DocumentRole>> shares(String person, String id) {
    return owned(person, id).compose(known -> store.shares(id));
  }

  public Future<Void> share(String person, String id, String other, DocumentRole role) {
    return access
        .require(id, person)
        .compose(known -> {
          DocumentRules.mayShare(known, other, role);
          return store.index(id, null, other);
        })
        .compose(indexed -> store.share(id, other, role));
  }

  /** Takes a share; everybody may give back their own. */
  public Future<Void> unshare(String person, String id, String other) {
    return access
        .require(id, person)
        .compose(known -> {
          if (!person.equals(other)) {
            DocumentRules.needs(known, DocumentRole.OWN);
          }
          return store.share(id, other, null).compose(taken -> unindexed(known.document(), other));
        });
  }

  private Future<Void> unindexed(Document document, String person) {
    boolean stays = document.roomId() == null && document.ownerId().equals(person);
    return stays ? Future.succeededFuture() : store.unindex(document.id(), null, person);
  }

  /** Appends an update; whoever has the document open gets it like any other. */
  public Future<Void> update(String person, String id, byte[] update) {
    return access
        .require(id, person)
        .compose(known -> {
          DocumentRules.mayWrite(known);
          return store.append(id, "", update, person, "http");
        })
        .mapEmpty();
  }
}
