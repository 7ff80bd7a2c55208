package org.amtsrunde.documents.search;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.amtsrunde.http.Api;
import org.amtsrunde.http.Routes;
import org.amtsrunde.kernel.Json;
import org.jspecify.annotations.Nullable;

/** The search over HTTP. Whatever is typed is looked for; nothing of it is a command. */
public final class SearchRoutes implements Routes {
  private static final int LONGEST_QUESTION = 200;

  private final SearchHandler search;

  public SearchRoutes(SearchHandler search) {
    this.search = search;
  }

  @Override
  public void mount(Router router) {
    router.get("/api/search/documents").handler(this::search);
  }

  private void search(RoutingContext context) {
    var person = Api.caller(context).personId();
    var typed = parameter(context, "q");
    var question = typed == null ? "" : typed.substring(0, Math.min(typed.length(), LONGEST_QUESTION));
    Api.answer(context, 200, search.search(person, question, parameter(context, "roomId")).map(SearchRoutes::json));
  }

  private static @Nullable String parameter(RoutingContext context, String name) {
    var values = context.queryParam(name);
    return values.isEmpty() ? null : values.getFirst();
  }

  private static byte[] json(SearchHandler.Hits hits) {
    return Json.object(out ->
        out.objects(
                "hits",
                hits.hits(),
                (each, hit) ->
                    each.raw("document", hit.access().json())
                        .objects(
                            "excerpt",
                            hit.excerpt(),
                            (one, piece) -> one.put("text", piece.text()).put("match", piece.match())))
            .put("complete", hits.complete()));
  }
}
