package org.amtsrunde.documents;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;
import org.amtsrunde.http.Api;
import org.amtsrunde.http.Routes;
import org.amtsrunde.kernel.Refusal;

/** The HTTP endpoint at which documents are taken away as files. */
public final class ExportRoutes implements Routes {
  private static final String PATH = "/api/documents/:id/export";

  private final ExportHandler exports;

  public ExportRoutes(ExportHandler exports) {
    this.exports = exports;
  }

  @Override
  public void mount(Router router) {
    router.get(PATH).handler(this::export);
  }

  @Override
  public Set<String> longReads() {
    return Set.of(PATH);
  }

  private void export(RoutingContext context) {
    var person = Api.caller(context).personId();
    var asked = context.queryParam("format");
    if (asked.size() != 1) {
      throw Refusal.invalid("format must be named once");
    }
    var format = ExportFormat.of(asked.getFirst());
    var response = context.response();
    var file = exports.export(person, context.pathParam("id"), format, response::closed);
    Api.answer(
        context,
        200,
        format.type(),
        file.map(found -> {
          response.putHeader("Content-Disposition", found.disposition());
          return found.bytes();
        }));
  }
}
