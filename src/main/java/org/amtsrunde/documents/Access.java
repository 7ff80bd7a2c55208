package org.amtsrunde.documents;

import org.amtsrunde.kernel.Json;

/** A document and what one person may do with it now. */
public record Access(Document document, DocumentRole role) {
  /** Whether the person may write to it in the state in which it is. */
  public boolean writes() {
    return role.atLeast(DocumentRole.EDIT) && document.state() == DocumentState.OPEN;
  }

  /** Whether the person may see what is said about it. */
  public boolean comments() {
    return role.atLeast(DocumentRole.COMMENT);
  }

  /** The summary as JSON. */
  public byte[] json() {
    return Json.object(this::write);
  }

  void write(Json.Out out) {
    out.put("id", document.id())
        .put("title", document.title())
        .put("roomId", document.roomId())
        .put("parentId", document.parentId())
        .put("role", role.word())
        .put("state", document.state().word())
        .put("createdAt", document.createdAt())
        .put("updatedAt", document.updatedAt())
        .put("ownerId", document.ownerId())
        .put("trashedAt", document.trashedAt());
  }
}
