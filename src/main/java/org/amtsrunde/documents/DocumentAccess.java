package org.amtsrunde.documents;

import io.vertx.core.Future;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.amtsrunde.kernel.Refusal;
import org.amtsrunde.messenger.RoomMembership;
import org.amtsrunde.messenger.RoomMembership.Standing;
import org.jspecify.annotations.Nullable;

/** Asks what a person may do with a document now. The one place where that is found out; it answers from the store only. */
public final class DocumentAccess {
  private final DocumentStore store;
  private final RoomMembership rooms;

  public DocumentAccess(DocumentStore store, RoomMembership rooms) {
    this.store = store;
    this.rooms = rooms;
  }

  /** Null where the document is missing or hidden from the person. */
  public Future<@Nullable Access> find(String id, String personId) {
    if (!DocumentRules.isId(id)) {
      return Future.succeededFuture();
    }
    return store
        .find(id, personId)
        .compose(found -> {
          if (found == null) {
            return Future.succeededFuture();
          }
          var parent = found.document().parentId();
          if (parent != null) {
            return find(parent, personId).map(known -> inSuggestion(found.document(), personId, known));
          }
          var room = found.document().roomId();
          var standing = room == null ? Future.succeededFuture(Standing.NONE) : rooms.standing(room, personId);
          return standing.map(known -> access(found, personId, known));
        });
  }

  private static @Nullable Access access(DocumentStore.Found found, String personId, Standing standing) {
    var role = DocumentRules.role(found.document(), personId, standing, found.share());
    return role == null ? null : new Access(found.document(), role);
  }

  private static @Nullable Access inSuggestion(Document suggestion, String personId, @Nullable Access parent) {
    var role = DocumentRules.roleInSuggestion(suggestion, personId, parent);
    return role == null ? null : new Access(suggestion, role);
  }

  /** Fails with "not found" where the document is missing or hidden from the person. */
  public Future<Access> require(String id, String personId) {
    return find(id, personId)
        .map(access -> {
          if (access == null) {
            throw Refusal.notFound();
          }
          return access;
        });
  }

  /** Those of these documents that the person may see, in no particular order. */
  public Future<List<Access>> visible(Collection<String> ids, String personId) {
    return Future.all(ids.stream().map(id -> find(id, personId)).toList())
        .map(all -> all.<Access>list().stream().filter(Objects::nonNull).toList());
  }

  /** How the person stands to a room in which they want to make a document. */
  Future<Standing> standing(String roomId, String personId) {
    return rooms.standing(roomId, personId);
  }
}
