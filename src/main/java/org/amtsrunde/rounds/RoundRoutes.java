package org.amtsrunde.rounds;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Set;
import org.amtsrunde.http.Api;
import org.amtsrunde.http.Routes;
import org.amtsrunde.kernel.Fields;
import org.amtsrunde.kernel.Json;
import org.amtsrunde.kernel.Refusal;

/** The HTTP endpoints of rounds. */
public final class RoundRoutes implements Routes {
  private static final String ROUND = "/api/rounds/:roomId";
  private static final int LONGEST = 20;
  private static final String SLOTS = ROUND + "/slots";
  private static final String CHANGES = ROUND + "/changes";
  private static final String CHANGE = CHANGES + "/:changeId";

  private final RoundHandler rounds;
  private final RoundPapers papers;

  public RoundRoutes(RoundHandler rounds, RoundPapers papers) {
    this.rounds = rounds;
    this.papers = papers;
  }

  @Override
  public void mount(Router router) {
    router.get(SLOTS).handler(this::slots);
    router.post(SLOTS).handler(this::vote);
    router.post(ROUND + "/series").handler(this::begin);
    router.get(ROUND).handler(c -> Api.answer(c, 200, rounds.dates(person(c), room(c))));
    router.post(ROUND + "/papers/:paper").handler(this::paper);
    router.post(CHANGES).handler(this::propose);
    router.post(CHANGE + "/answers").handler(this::answer);
    router.delete(CHANGE).handler(c -> Api.done(c, rounds.withdraw(person(c), room(c), c.pathParam("changeId"))));
  }

  private void paper(RoutingContext context) {
    var opened = papers.open(person(context), room(context), RoundPapers.Paper.of(context.pathParam("paper")));
    Api.answer(context, 200, opened.map(id -> Json.object(out -> out.put("documentId", id))));
  }

  private void slots(RoutingContext context) {
    var person = person(context);
    var asked = context.request().getParam("firstWeek");
    Api.answer(context, 200, rounds.slots(person, room(context), asked == null ? null : date("firstWeek", asked)));
  }

  private void vote(RoutingContext context) {
    var person = person(context);
    Api.answer(context, 200, rounds.vote(person, room(context), ScheduleJson.answers(Api.body(context))));
  }

  private void begin(RoutingContext context) {
    var person = person(context);
    var body = Api.body(context);
    var slot = Slot.of(body.text("slot", 1, LONGEST));
    Api.answer(context, 201, rounds.begin(person, room(context), slot, date(body, "firstWeek")));
  }

  private void propose(RoutingContext context) {
    var person = person(context);
    var body = Api.body(context);
    var week = date(body, "week");
    var options = body.objects("options", MotionRules.MOST_OPTIONS).stream().map(ScheduleJson::option).toList();
    Api.answer(context, 201, rounds.propose(person, room(context), body.id("cid"), week, options));
  }

  private void answer(RoutingContext context) {
    var person = person(context);
    var yes = places(Api.body(context));
    Api.answer(context, 200, rounds.answer(person, room(context), context.pathParam("changeId"), yes));
  }

  private static Set<Integer> places(Fields body) {
    var places = new HashSet<Integer>();
    for (long place : body.numbers("yes", MotionRules.MOST_OPTIONS, 0, MotionRules.MOST_OPTIONS - 1)) {
      places.add((int) place);
    }
    return places;
  }

  private static LocalDate date(Fields body, String name) {
    return date(name, body.text(name, 1, LONGEST));
  }

  private static LocalDate date(String name, String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw Refusal.invalid(name + " must be a date such as 2026-10-05");
    }
  }

  private static String person(RoutingContext context) {
    return Api.caller(context).personId();
  }

  private static String room(RoutingContext context) {
    return context.pathParam("roomId");
  }
}
