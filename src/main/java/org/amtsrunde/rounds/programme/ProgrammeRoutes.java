package org.amtsrunde.rounds.programme;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.amtsrunde.http.Api;
import org.amtsrunde.http.Kept;
import org.amtsrunde.http.Routes;
import org.amtsrunde.kernel.Refusal;

/** The HTTP endpoints of programmes. What is answered never changes while the node runs; it is made once. */
public final class ProgrammeRoutes implements Routes {
  private final Programmes programmes;
  private final ConcurrentHashMap<String, Kept> answers = new ConcurrentHashMap<>();

  public ProgrammeRoutes(Programmes programmes) {
    this.programmes = programmes;
  }

  @Override
  public void mount(Router router) {
    router.get("/api/programmes/:id").handler(this::programme);
    router.get("/api/programmes/:id/weeks/:number").handler(this::week);
  }

  private void programme(RoutingContext context) {
    Api.caller(context);
    var asked = asked(context);
    answer(context, asked, "", () -> ProgrammeJson.cover(asked));
  }

  private void week(RoutingContext context) {
    Api.caller(context);
    var asked = asked(context);
    var week = asked.week(number(context.pathParam("number")));
    answer(context, asked, "/" + week.number(), () -> ProgrammeJson.week(asked, week));
  }

  private Programme asked(RoutingContext context) {
    var id = context.pathParam("id");
    var version = context.queryParam("version");
    return version.isEmpty() ? programmes.newest(id) : programmes.require(id, number(version.getFirst()));
  }

  private void answer(RoutingContext context, Programme programme, String rest, Supplier<byte[]> json) {
    var key = programme.id() + "/" + programme.version() + rest;
    Api.answer(context, answers.computeIfAbsent(key, missing -> Kept.of(json.get())));
  }

  /** What is no number is the number of nothing. */
  private static int number(String text) {
    if (!text.matches("[1-9][0-9]{0,3}")) {
      throw Refusal.notFound();
    }
    return Integer.parseInt(text);
  }
}
