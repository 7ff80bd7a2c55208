package org.amtsrunde.documents;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import org.amtsrunde.documents.yjs.MalformedUpdate;
import org.amtsrunde.documents.yjs.Updates;
import org.amtsrunde.http.Api;
import org.amtsrunde.http.Routes;
import org.amtsrunde.kernel.Json;
import org.amtsrunde.kernel.Refusal;

/** The HTTP endpoints of documents, as the protocol page lists them. */
public final class DocumentRoutes implements Routes {
  private static final int LONGEST_RAW_TITLE = 1_000;
  private static final int LONGEST_ID = 64;

  private final DocumentHandler documents;

  public DocumentRoutes(DocumentHandler documents) {
    this.documents = documents;
  }

  @Override
  public void mount(Router router) {
    router.get("/api/documents").handler(this::list);
    router.get("/api/documents/:id").handler(this::read);
    router.post("/api/documents/:id").handler(this::change);
    router.delete("/api/documents/:id").handler(c -> Api.done(c, documents.erase(person(c), id(c))));
    router.post("/api/documents/:id/trash").handler(c -> Api.done(c, documents.trash(person(c), id(c))));
    router.post("/api/documents/:id/untrash").handler(c -> Api.done(c, documents.untrash(person(c), id(c))));
    router.get("/api/documents/:id/shares").handler(this::shares);
    router.put("/api/documents/:id/shares/:personId").handler(this::share);
    router.delete("/api/documents/:id/shares/:personId").handler(this::unshare);
    router.post("/api/documents/:id/updates").handler(this::update);
  }

  @Override
  public Map<String, Integer> largeBodies() {
    return Map.of("/api/documents/:id/updates", DocumentRules.LARGEST_UPDATE);
  }

  private static String person(RoutingContext context) {
    return Api.caller(context).personId();
  }

  private static String id(RoutingContext context) {
    return context.pathParam("id");
  }

  private void list(RoutingContext context) {
    var person = person(context);
    var asked = context.queryParam("roomId");
    var room = asked.isEmpty() ? null : asked.getFirst();
    if (room != null && room.length() > LONGEST_ID) {
      throw Refusal.notFound();
    }
    Api.answer(
        context,
        200,
        documents
            .list(person, room)
            .map(all -> Json.object(out -> out.objects("documents", all, (each, access) -> access.write(each)))));
  }

  private void read(RoutingContext context) {
    var form = DocumentContent.Form.of(context.request().getHeader("Accept"));
    Api.answer(context, 200, form.type(), documents.read(person(context), id(context), form));
  }

  private void change(RoutingContext context) {
    var person = person(context);
    var body = Api.body(context);
    Boolean frozen = body.has("frozen") ? body.flag("frozen") : null;
    var title = body.textOrNull("title", LONGEST_RAW_TITLE);
    Api.answer(context, 200, documents.change(person, id(context), title, frozen).map(Access::json));
  }

  private void shares(RoutingContext context) {
    Api.answer(
        context,
        200,
        documents
            .shares(person(context), id(context))
            .map(shares ->
                Json.object(out ->
                    out.objects(
                        "shares",
                        shares.entrySet(),
                        (each, share) -> each.put("personId", share.getKey()).put("role", share.getValue().word())))));
  }

  private void share(RoutingContext context) {
    var person = person(context);
    var role = DocumentRole.of(Api.body(context).text("role", 1, 20));
    Api.done(context, documents.share(person, id(context), context.pathParam("personId"), role));
  }

  private void unshare(RoutingContext context) {
    Api.done(context, documents.unshare(person(context), id(context), context.pathParam("personId")));
  }

  private void update(RoutingContext context) {
    var person = person(context);
    var update = Api.bytes(context);
    try {
      Updates.check(update);
    } catch (MalformedUpdate e) {
      throw Refusal.invalid("the body is no Yjs update of format V1");
    }
    Api.done(context, documents.update(person, id(context), update));
  }
}
