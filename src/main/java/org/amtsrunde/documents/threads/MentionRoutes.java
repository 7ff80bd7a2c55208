package org.amtsrunde.documents.threads;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.amtsrunde.http.Api;
import org.amtsrunde.http.Routes;

/** The HTTP endpoint of mentions in the text of documents. */
public final class MentionRoutes implements Routes {
  private static final int LONGEST_RAW_QUOTE = 2_000;

  private final MentionHandler mentions;

  public MentionRoutes(MentionHandler mentions) {
    this.mentions = mentions;
  }

  @Override
  public void mount(Router router) {
    router.post("/api/documents/:id/mentions").handler(this::mention);
  }

  private void mention(RoutingContext context) {
    var author = Api.caller(context).personId();
    var document = context.pathParam("id");
    var body = Api.body(context);
    var quote = body.text("quote", 1, LONGEST_RAW_QUOTE);
    Api.done(context, mentions.mention(author, document, body.id("cid"), body.id("personId"), quote));
  }
}
