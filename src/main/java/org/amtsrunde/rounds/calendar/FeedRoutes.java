package org.amtsrunde.rounds.calendar;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.regex.Pattern;
import org.amtsrunde.http.Api;
import org.amtsrunde.http.Routes;
import org.amtsrunde.identity.Secrets;
import org.amtsrunde.kernel.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HTTP endpoints of the calendar address. The address itself is a secret and must never reach a log: not even with a failure. */
public final class FeedRoutes implements Routes {
  private static final Logger LOG = LoggerFactory.getLogger(FeedRoutes.class);
  private static final Pattern SECRET = Pattern.compile("[0-9a-z]{52}");
  private static final String MINE = "/api/me/calendar";

  private final FeedHandler feeds;

  public FeedRoutes(FeedHandler feeds) {
    this.feeds = feeds;
  }

  @Override
  public void mount(Router router) {
    router.get(MINE).handler(c -> Api.answer(c, 200, feeds.state(person(c))));
    router.post(MINE).handler(c -> Api.answer(c, 201, feeds.make(person(c))));
    router.delete(MINE).handler(c -> Api.done(c, feeds.revoke(person(c))));
    router.get("/calendar/:secret.ics").handler(this::feed);
  }

  private static String person(RoutingContext context) {
    return Api.caller(context).personId();
  }

  private void feed(RoutingContext context) {
    var secret = context.pathParam("secret");
    if (secret == null || !SECRET.matcher(secret).matches()) {
      Api.problem(context, Refusal.notFound());
      return;
    }
    feeds
        .feed(secret)
        .onComplete(
            text -> answer(context, text),
            failure -> {
              if (failure instanceof Refusal) {
                Api.problem(context, failure);
              } else {
                LOG.error("a calendar could not be written", failure);
                Api.problem(context, Refusal.unavailable());
              }
            });
  }

  private static void answer(RoutingContext context, String text) {
    var tag = "\"" + Secrets.hash(text).substring(0, 32) + "\"";
    var response = context.response();
    if (response.ended()) {
      return;
    }
    response.putHeader("ETag", tag).putHeader("Cache-Control", "private, no-cache");
    var known = context.request().getHeader("If-None-Match");
    if (known != null && known.contains(tag)) {
      response.setStatusCode(304).end();
    } else {
      response.putHeader("Content-Type", "text/calendar; charset=utf-8").end(text);
    }
  }
}
