package org.amtsrunde.documents;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;
import org.amtsrunde.documents.export.Meta;

/** Documents to take away as files. What is large or slow to write has a desk of its own, and PDF one beside the others. */
public final class ExportHandler {
  /** What documents are written in here; they do not say so themselves. */
  private static final String LANGUAGE = "de";

  /**
   * A file.
   *
   * @param disposition the value of {@code Content-Disposition}
   */
  public record File(String disposition, byte[] bytes) {}

  private final DocumentAccess access;
  private final DocumentReader reader;
  private final InstantSource clock;
  private final ExportDesk files;
  private final ExportDesk pdfs;

  public ExportHandler(DocumentAccess access, DocumentReader reader, Vertx vertx, InstantSource clock) {
    this.access = access;
    this.reader = reader;
    this.clock = clock;
    this.files = new ExportDesk(vertx, "exports", ExportDesk.LONGEST);
    this.pdfs = new ExportDesk(vertx, "exports-pdf", ExportDesk.LONGEST);
  }

  /**
   * The document as it is now, for whoever may see it; asked again when its turn has come.
   *
   * @param unwanted whether nobody waits for it any more
   */
  public Future<File> export(String person, String id, ExportFormat format, BooleanSupplier unwanted) {
    var desk = format == ExportFormat.PDF ? pdfs : files;
    return access
        .require(id, person)
        .compose(known -> {
          var title = known.document().title();
          var meta = new Meta(title, LANGUAGE, clock.instant());
          return desk.write(
                  person,
                  unwanted,
                  () -> access.require(id, person).compose(still -> reader.read(id, DocumentContent::nodes)),
                  nodes -> format.write(meta, nodes))
              .map(bytes -> new File(ExportName.disposition(ExportName.of(title, format.word())), bytes));
        });
  }
}
