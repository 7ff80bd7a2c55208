package org.amtsrunde.documents.threads;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.amtsrunde.http.Api;
import org.amtsrunde.http.Routes;
import org.amtsrunde.kernel.Fields;
import org.jspecify.annotations.Nullable;

/** The HTTP endpoints of comments. */
public final class ThreadRoutes implements Routes {
  private static final int LONGEST_RAW_TEXT = 16_000;
  private static final int LONGEST_RAW_QUOTE = 2_000;
  private static final int LONGEST_RAW_POSITION = 2_000;
  private static final String THREADS = "/api/documents/:id/threads";
  private static final String THREAD = THREADS + "/:threadId";
  private static final String COMMENTS = THREAD + "/comments";
  private static final String COMMENT = COMMENTS + "/:commentId";

  private final ThreadHandler threads;

  public ThreadRoutes(ThreadHandler threads) {
    this.threads = threads;
  }

  @Override
  public void mount(Router router) {
    router.get(THREADS).handler(c -> Api.answer(c, 200, threads.list(person(c), id(c)).map(ThreadJson::shown)));
    router
        .get(THREAD)
        .handler(c -> Api.answer(c, 200, threads.find(person(c), id(c), thread(c)).map(ThreadJson::shown)));
    router.post(THREADS).handler(this::open);
    router.post(COMMENTS).handler(this::reply);
    router.post(THREAD).handler(this::resolve);
    router.post(COMMENT).handler(this::edit);
    router.delete(COMMENT).handler(c -> Api.done(c, threads.delete(person(c), id(c), thread(c), comment(c))));
  }

  private static String person(RoutingContext context) {
    return Api.caller(context).personId();
  }

  private static String id(RoutingContext context) {
    return context.pathParam("id");
  }

  private static String thread(RoutingContext context) {
    return context.pathParam("threadId");
  }

  private static String comment(RoutingContext context) {
    return context.pathParam("commentId");
  }

  private static String text(Fields body) {
    return body.text("text", 1, LONGEST_RAW_TEXT);
  }

  private void open(RoutingContext context) {
    var person = person(context);
    var body = Api.body(context);
    var words = new ThreadHandler.Words(person, body.id("cid"), text(body));
    var quote = body.textOrNull("quote", LONGEST_RAW_QUOTE);
    Api.answer(context, 201, threads.open(id(context), words, anchor(body), quote).map(ThreadJson::shown));
  }

  private static @Nullable Anchor anchor(Fields body) {
    var anchor = body.objectOrNull("anchor");
    return anchor == null
        ? null
        : ThreadRules.anchor(anchor.text("from", 1, LONGEST_RAW_POSITION), anchor.text("to", 1, LONGEST_RAW_POSITION));
  }

  private void reply(RoutingContext context) {
    var person = person(context);
    var body = Api.body(context);
    var words = new ThreadHandler.Words(person, body.id("cid"), text(body));
    Api.answer(context, 201, threads.reply(id(context), thread(context), words).map(ThreadJson::shown));
  }

  private void resolve(RoutingContext context) {
    var person = person(context);
    boolean resolved = Api.body(context).flag("resolved");
    Api.answer(context, 200, threads.resolve(person, id(context), thread(context), resolved).map(ThreadJson::shown));
  }

  private void edit(RoutingContext context) {
    var person = person(context);
    var text = text(Api.body(context));
    Api.answer(
        context,
        200,
        threads.edit(person, id(context), thread(context), comment(context), text).map(ThreadJson::shown));
  }
}
