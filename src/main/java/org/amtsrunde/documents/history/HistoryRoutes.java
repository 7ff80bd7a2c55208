package org.amtsrunde.documents.history;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.amtsrunde.documents.DocumentContent;
import org.amtsrunde.http.Api;
import org.amtsrunde.http.Routes;

/** The HTTP endpoints of a document's past. */
public final class HistoryRoutes implements Routes {
  private static final int LONGEST_RAW_LABEL = 1_000;
  private static final String VERSIONS = "/api/documents/:id/versions";
  private static final String VERSION = VERSIONS + "/:versionId";

  private final HistoryHandler history;

  public HistoryRoutes(HistoryHandler history) {
    this.history = history;
  }

  @Override
  public void mount(Router router) {
    router.get(VERSIONS).handler(c -> Api.answer(c, 200, history.list(person(c), id(c))));
    router
        .post(VERSIONS)
        .handler(c -> {
          var person = person(c);
          Api.answer(c, 201, history.name(person, id(c), label(c)));
        });
    router
        .post(VERSION)
        .handler(c -> {
          var person = person(c);
          Api.answer(c, 200, history.rename(person, id(c), version(c), label(c)));
        });
    router.get(VERSION).handler(this::read);
    router.delete(VERSION).handler(c -> Api.done(c, history.remove(person(c), id(c), version(c))));
    router.get(VERSION + "/changes").handler(this::changes);
    router.post(VERSION + "/restore").handler(c -> Api.done(c, history.restore(person(c), id(c), version(c))));
    router.get("/api/documents/:id/authors").handler(c -> Api.answer(c, 200, history.authors(person(c), id(c))));
  }

  private static String person(RoutingContext context) {
    return Api.caller(context).personId();
  }

  private static String id(RoutingContext context) {
    return context.pathParam("id");
  }

  private static String version(RoutingContext context) {
    return context.pathParam("versionId");
  }

  private static String label(RoutingContext context) {
    return Api.body(context).text("label", 1, LONGEST_RAW_LABEL);
  }

  private void read(RoutingContext context) {
    var form = DocumentContent.Form.of(context.request().getHeader("Accept"));
    Api.answer(context, 200, form.type(), history.read(person(context), id(context), version(context), form));
  }

  private void changes(RoutingContext context) {
    var to = context.queryParam("to");
    var until = to.isEmpty() ? "now" : to.getFirst();
    Api.answer(context, 200, history.changes(person(context), id(context), version(context), until));
  }
}
