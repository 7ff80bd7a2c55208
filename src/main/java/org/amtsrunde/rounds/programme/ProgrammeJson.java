package org.amtsrunde.rounds.programme;

import org.amtsrunde.kernel.Json;

/** Programmes as JSON, their Markdown as HTML. */
final class ProgrammeJson {
  private ProgrammeJson() {}

  static byte[] cover(Programme programme) {
    return Json.object(out ->
        out.put("id", programme.id())
            .put("version", programme.version())
            .put("title", programme.title())
            .objects(
                "weeks",
                programme.weeks(),
                (each, week) -> each.put("number", week.number()).put("title", week.title()).put("goal", week.goal())));
  }

  static byte[] week(Programme programme, Week week) {
    return Json.object(out -> {
      out.object(
          "programme",
          of ->
              of.put("id", programme.id())
                  .put("version", programme.version())
                  .put("title", programme.title())
                  .put("weeks", programme.weeks().size()));
      out.put("number", week.number()).put("title", week.title()).put("goal", week.goal());
      out.put("introduction", MaterialHtml.of(week.introduction()));
      out.objects("steps", week.steps(), ProgrammeJson::step);
      var task = week.task();
      if (task != null) {
        out.object("task", of -> of.put("title", task.title()).put("minutes", task.minutes()).put("text", task.text()));
      }
      out.objects(
          "poster",
          week.poster(),
          (each, field) -> each.put("id", field.id()).put("title", field.title()).put("hint", field.hint()));
      out.objects(
          "materials",
          week.materials(),
          (each, material) ->
              each.put("title", material.title())
                  .put("kind", Entry.name(material.kind()))
                  .put("html", MaterialHtml.of(material.markdown())));
    });
  }

  private static void step(Json.Out out, Step step) {
    out.put("type", Entry.name(step.type()))
        .put("title", step.title())
        .put("minutes", step.minutes())
        .put("text", step.text());
    switch (step.type()) {
      case WRITE -> out.put("anonymous", step.anonymous());
      case VOTE -> out.put("votes", step.votes());
      default -> {}
    }
  }
}
