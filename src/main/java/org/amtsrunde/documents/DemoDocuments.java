package org.amtsrunde.documents;

import io.vertx.core.Future;
import java.util.Map;
import org.amtsrunde.documents.templates.NewDocuments;
import org.amtsrunde.documents.templates.Templates;

/** The shared notes of the demo's running round. Safe to repeat at every start: the document has a fixed id and is made once. */
public final class DemoDocuments {
  private static final String ID = "demo-notes";

  private final DocumentHandler documents;

  public DemoDocuments(DocumentHandler documents) {
    this.documents = documents;
  }

  /**
   * @param person a member of the room
   * @param room of the running round
   */
  public Future<Void> fill(String person, String room) {
    var update = NewDocuments.update(Templates.text("demo-notes.md"), Map.of());
    return documents.make(ID, person, "Notizen der Runde", room, update).mapEmpty();
  }
}
