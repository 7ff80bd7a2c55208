package org.amtsrunde.documents.templates;

import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.amtsrunde.documents.Access;
import org.amtsrunde.http.Api;
import org.amtsrunde.http.Routes;
import org.amtsrunde.kernel.Json;

/** The HTTP endpoints by which documents come into being. */
public final class NewDocumentRoutes implements Routes {
  private static final int LONGEST_RAW_TITLE = 1_000;

  private final NewDocuments documents;

  public NewDocumentRoutes(NewDocuments documents) {
    this.documents = documents;
  }

  @Override
  public void mount(Router router) {
    router.get("/api/document-templates").handler(this::templates);
    router.post("/api/documents").handler(this::create);
  }

  private void templates(RoutingContext context) {
    Api.caller(context);
    var json =
        Json.object(out ->
            out.objects(
                "templates",
                documents.templates(),
                (each, template) ->
                    each.put("id", template.id())
                        .put("title", template.title())
                        .put("description", template.description())));
    Api.answer(context, 200, Future.succeededFuture(json));
  }

  private void create(RoutingContext context) {
    var person = Api.caller(context).personId();
    var body = Api.body(context);
    var made =
        documents.create(
            person,
            body.text("title", 1, LONGEST_RAW_TITLE),
            body.idOrNull("roomId"),
            body.textOrNull("template", 64),
            body.idOrNull("cid"));
    Api.answer(context, 201, made.map(Access::json));
  }
}
