package org.amtsrunde.documents.suggestions;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.amtsrunde.documents.Access;
import org.amtsrunde.http.Api;
import org.amtsrunde.http.Routes;

/** The HTTP endpoints of suggestions. */
public final class SuggestionRoutes implements Routes {
  private static final String DOCUMENT = "/api/documents/:id";

  private final SuggestionHandler suggestions;

  public SuggestionRoutes(SuggestionHandler suggestions) {
    this.suggestions = suggestions;
  }

  @Override
  public void mount(Router router) {
    router
        .post(DOCUMENT + "/suggestions")
        .handler(c -> Api.answer(c, 201, suggestions.begin(person(c), id(c)).map(Access::json)));
    router.get(DOCUMENT + "/suggestions").handler(c -> Api.answer(c, 200, suggestions.list(person(c), id(c))));
    router.get(DOCUMENT + "/suggestion").handler(c -> Api.answer(c, 200, suggestions.show(person(c), id(c))));
    router.post(DOCUMENT + "/accept").handler(c -> Api.done(c, suggestions.accept(person(c), id(c))));
    router.post(DOCUMENT + "/reject").handler(c -> Api.done(c, suggestions.reject(person(c), id(c))));
  }

  private static String person(RoutingContext context) {
    return Api.caller(context).personId();
  }

  private static String id(RoutingContext context) {
    return context.pathParam("id");
  }
}
