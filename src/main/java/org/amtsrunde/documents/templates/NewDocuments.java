package org.amtsrunde.documents.templates;

import io.vertx.core.Future;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.amtsrunde.documents.Access;
import org.amtsrunde.documents.DocumentAccess;
import org.amtsrunde.documents.DocumentHandler;
import org.amtsrunde.documents.DocumentRules;
import org.amtsrunde.documents.yjs.Doc;
import org.amtsrunde.kernel.Ids;
import org.amtsrunde.kernel.Refusal;
import org.jspecify.annotations.Nullable;

/** Makes documents, empty or from a template. The same {@code cid} of the same person makes one document, however often it comes. */
public final class NewDocuments {
  /** The root in which the editor keeps its page. */
  private static final String PAGE = "default";

  /** In whose name the page is written; the document has no other writer yet. */
  private static final long WRITER = 1;

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d. MMMM uuuu", Locale.GERMAN).withZone(ZoneId.of("Europe/Berlin"));

  private final DocumentHandler documents;
  private final DocumentAccess access;
  private final Templates templates;
  private final Ids ids;
  private final InstantSource clock;

  public NewDocuments(
      DocumentHandler documents, DocumentAccess access, Templates templates, Ids ids, InstantSource clock) {
    this.documents = documents;
    this.access = access;
    this.templates = templates;
    this.ids = ids;
    this.clock = clock;
  }

  List<Template> templates() {
    return templates.all();
  }

  /**
   * Makes a document in a room of the person, or a private one.
   *
   * @param template null for an empty one
   * @param cid null for a command that is not repeated
   */
  Future<Access> create(
      String person, String title, @Nullable String roomId, @Nullable String template, @Nullable String cid) {
    var page = template == null ? "" : templates.require(template).markdown();
    var update = update(page, Map.of("title", DocumentRules.title(title), "date", DAY.format(clock.instant())));
    if (cid == null) {
      return documents.make(ids.next(), person, title, roomId, update);
    }
    var id = DocumentRules.derivedId(person, cid);
    return access
        .find(id, person)
        .compose(known ->
            known != null
                ? Future.succeededFuture(known)
                : documents.make(id, person, title, roomId, update).compose(made -> access.require(id, person)))
        .map(made -> {
          if (!Objects.equals(made.document().roomId(), roomId)) {
            throw Refusal.conflict("this cid was used with another room");
          }
          return made;
        });
  }

  /** The first update of a document with this page. */
  public static byte[] update(String markdown, Map<String, String> values) {
    var nodes = MarkdownNodes.of(markdown, values);
    return new Doc()
        .edit(
            WRITER,
            edit -> {
              if (!nodes.isEmpty()) {
                edit.insertXml(PAGE, 0, nodes);
              }
            });
  }
}
