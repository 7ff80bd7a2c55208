package org.amtsrunde.rounds.programme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.amtsrunde.kernel.Refusal;
import org.amtsrunde.rounds.programme.Step.Type;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What we have written ourselves: every week can be held and read. */
class PackagedProgrammesTest {
  private static final int MOST_WORDS = 30;
  private static final Programmes PROGRAMMES = Programmes.packaged();
  private static final Programme PROGRAMME = PROGRAMMES.newest("public-communication");

  @Test
  void theProgrammeHasTwelveWeeksInTheirOrder() {
    assertThat(PROGRAMME.weeks().stream().map(Week::title))
        .containsExactly(
            "Ziel",
            "Positionierung",
            "Redaktionsplan",
            "Prozesse und Freigabe",
            "Community-Arbeit",
            "Halbzeit und Netzwerk",
            "Kolleginnen und Kollegen einbinden",
            "Grafik",
            "Serien",
            "Video und Podcast",
            "Krise und Recht",
            "Das Konzept vorstellen");
    assertThat(PROGRAMME.weeks()).allSatisfy(week -> assertThat(week).isSameAs(PROGRAMME.week(week.number())));
  }

  @Test
  void noTwoSessionsAreTheSame() {
    assertThat(PROGRAMME.weeks().stream().map(PackagedProgrammesTest::script)).doesNotHaveDuplicates();
    assertThat(PROGRAMME.weeks().stream().flatMap(week -> week.steps().stream()).map(Step::type).distinct())
        .containsExactlyInAnyOrder(Type.values());
  }

  @Test
  void everyPersonGetsATurnThatIsLongEnough() {
    for (var week : PROGRAMME.weeks()) {
      for (var step : week.steps()) {
        int least =
            switch (step.type()) {
              case REVIEW -> 15;
              case ROUND -> 3;
              default -> 1;
            };
        assertThat(step.minutes()).as("week %s, %s", week.number(), step.title()).isGreaterThanOrEqualTo(least);
      }
    }
  }

  @TestFactory
  Stream<DynamicTest> noSentenceIsTooLong() {
    return PROGRAMME.weeks().stream()
        .map(week ->
            DynamicTest.dynamicTest(
                week.title(),
                () ->
                    assertThat(sentences(week))
                        .isNotEmpty()
                        .allSatisfy(
                            one -> assertThat(one.split("\\s+")).as(one).hasSizeLessThanOrEqualTo(MOST_WORDS))));
  }

  @Test
  void theMarkdownIsRenderedWithoutLeftovers() {
    for (var week : PROGRAMME.weeks()) {
      for (var material : week.materials()) {
        var html = MaterialHtml.of(material.markdown());
        assertThat(html).as(material.title()).doesNotContain("**", "[ ]", "| ---", "&lt;", "<img", "<input");
      }
    }
  }

  @Test
  void whatIsNotThereIsNotFound() {
    assertThat(PROGRAMMES.require("public-communication", 1)).isSameAs(PROGRAMMES.all().getFirst());
    for (Runnable asked :
        List.<Runnable>of(
            () -> PROGRAMMES.require("public-communication", 2),
            () -> PROGRAMMES.require("other", 1),
            () -> PROGRAMMES.newest("other"),
            () -> PROGRAMME.week(0),
            () -> PROGRAMME.week(13))) {
      assertThatThrownBy(asked::run)
          .isInstanceOfSatisfying(
              Refusal.class, refusal -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.NOT_FOUND));
    }
  }

  private static List<Object> script(Week week) {
    return List.of(week.steps().stream().map(Step::type).toList(), week.steps().stream().map(Step::minutes).toList());
  }

  private static List<String> sentences(Week week) {
    var texts = new ArrayList<>(List.of(week.goal(), week.introduction()));
    week.steps().forEach(step -> texts.add(step.text()));
    week.poster().forEach(field -> texts.add(field.hint()));
    week.materials().forEach(material -> texts.add(material.markdown()));
    var task = week.task();
    if (task != null) {
      texts.add(task.text());
    }
    // A sentence ends with its mark, and so does a block, an entry of a list or a cell of a table.
    return texts.stream()
        .flatMap(text -> Arrays.stream(text.split("(?<=[.!?:…])[“”*]*\\s+|\n\\s*\n|\n(?=- |\\d+\\. |#|\\|)|\\|")))
        .map(String::strip)
        .filter(sentence -> !sentence.isEmpty())
        .toList();
  }
}
