package org.amtsrunde.rounds.programme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.amtsrunde.rounds.programme.Material.Kind;
import org.amtsrunde.rounds.programme.Step.Type;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A small programme of two weeks, read; and broken in every way, refused with the place and what is allowed. */
class ProgrammeReaderTest {
  private static final String COVER = "programme.yaml";
  private static final String FIRST = "week-01.md";
  private static final String LAST = "week-02.md";

  private final Map<String, String> files = new HashMap<>();

  @BeforeEach
  void aProgramme() {
    files.put(COVER, "id: small\nversion: 2\ntitle: Small\nweeks: 2\n");
    files.put(
        FIRST,
        """
        ---
        week: 1
        title: Begin
        goal: All have begun.
        steps:
          - {type: arrive, title: Come, minutes: 5, text: Sit down.}
          - {type: round, title: In, minutes: 20, text: Say who you are.}
          - {type: write, title: Write, minutes: 10, text: Write.}
          - {type: write, title: Sign, minutes: 5, text: Sign., anonymous: false}
          - {type: cluster, title: Sort, minutes: 10, text: Sort.}
          - {type: vote, title: Vote, minutes: 5, text: Vote.}
          - {type: vote, title: Again, minutes: 5, text: Vote again., votes: 1}
          - {type: brief, title: Task, minutes: 10, text: Read.}
          - {type: commit, title: Promise, minutes: 10, text: Promise.}
          - {type: round, title: Out, minutes: 10, text: Say goodbye.}
        task: {title: Do, minutes: 90, text: Do it.}
        poster:
          - {id: first-field, title: Field, hint: Fill it.}
        materials:
          - {title: A list, kind: checklist}
          - {title: A text, kind: guide}
        ---
        Hello.

        ## A list

        - [ ] one

        ## A text

        Words.
        """);
    files.put(
        LAST,
        """
        ---
        week: 2
        title: End
        goal: All have ended.
        steps:
          - {type: arrive, title: Come, minutes: 10, text: Sit down.}
          - {type: round, title: In, minutes: 20, text: Say how you are.}
          - {type: review, title: Back, minutes: 30, text: Tell.}
          - {type: commit, title: Promise, minutes: 10, text: Promise.}
          - {type: round, title: Out, minutes: 20, text: Say goodbye.}
        poster:
          - {id: second-field, title: Field, hint: Fill it.}
        materials:
          - {title: A form, kind: template}
        ---
        Goodbye.

        ## A form

        Name:
        """);
  }

  private Programme read() {
    return new ProgrammeReader(files::get).read();
  }

  /** Every occurrence of the text is replaced; a text that is not there would test nothing. */
  private void change(String file, String text, String other) {
    assertThat(files.get(file)).contains(text);
    files.computeIfPresent(file, (name, whole) -> whole.replace(text, other));
  }

  private void refused(String... words) {
    assertThatThrownBy(this::read).isInstanceOf(ProgrammeException.class).hasMessageContainingAll(words);
  }

  @Test
  void aProgrammeIsRead() {
    var programme = read();
    assertThat(programme.id()).isEqualTo("small");
    assertThat(programme.version()).isEqualTo(2);
    var week = programme.week(1);
    assertThat(week.introduction()).isEqualTo("Hello.");
    assertThat(week.task()).isEqualTo(new Task("Do", 90, "Do it."));
    assertThat(week.poster()).containsExactly(new PosterField("first-field", "Field", "Fill it."));
    assertThat(week.materials())
        .containsExactly(
            new Material("A list", Kind.CHECKLIST, "- [ ] one"), new Material("A text", Kind.GUIDE, "Words."));
    assertThat(programme.week(2).task()).isNull();
  }

  @Test
  void whatIsNotSaidOfAStepIsUsual() {
    var steps = read().week(1).steps();
    assertThat(steps.get(2)).isEqualTo(new Step(Type.WRITE, "Write", 10, "Write.", true, 0));
    assertThat(steps.get(3).anonymous()).isFalse();
    assertThat(steps.get(5).votes()).isEqualTo(3);
    assertThat(steps.get(6).votes()).isEqualTo(1);
    assertThat(steps.get(0)).isEqualTo(new Step(Type.ARRIVE, "Come", 5, "Sit down.", false, 0));
  }

  @ParameterizedTest
  @ValueSource(strings = {COVER, FIRST, LAST})
  void aFileThatIsMissing(String file) {
    files.remove(file);
    refused(file, "missing");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "title: Small     | titel: Small     | titel is unknown; allowed are id, title, version, weeks",
        "version: 2       | version: none    | version must be a whole number from 1 to 1000",
        "weeks: 2         | weeks: 60        | weeks must be a whole number from 1 to 52",
        "id: small        | id: Sm all       | id must be words of a-z and 0-9",
        "id: small        | id: 7            | id must be a text of at most 60",
        "id: small        | '{'              | no well-formed YAML",
      })
  void aCoverThatIsWrong(String text, String other, String sentence) {
    change(COVER, text, other);
    refused(COVER, sentence);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "week: 1\\ntitle | week: 2\\ntitle | week must be 1, as the name",
        "goal: All                | gaol: All            | gaol is unknown; allowed are goal, materials",
        "goal: All have begun.    | 'goal: \"\"'         | goal must be a text of at most 200",
        "'  - {type: arrive, '    | '  - {typ: arrive, ' | 'steps[1].typ is unknown; allowed are anonymous, '",
        "type: cluster            | type: dance          | 'steps[5].type must be one of arrive, brief, case'",
        "title: Sort, minutes: 10 | title: Sort, minutes: 9 | steps have 89 minutes; they must add up to 90",
        "minutes: 20, text: Say   | minutes: 0, text: Say | 'steps[2].minutes must be a whole number from 1 to 90'",
        "type: arrive             | type: discuss        | steps must begin with 'arrive, round'",
        "type: commit             | type: discuss        | steps must end with 'brief, commit, round'",
        "type: cluster            | type: brief          | steps must have one brief",
        "type: cluster            | type: review         | steps must have one review, and none in the first week",
        "type: write              | type: impulse        | 'anonymous belongs to a write'",
        "'type: cluster,'         | 'type: cluster, votes: 2,' | 'steps[5].votes belongs to a vote'",
        "votes: 1                 | votes: 6             | 'steps[7].votes must be a whole number from 1 to 5'",
        "anonymous: false         | anonymous: maybe     | 'steps[4].anonymous must be true or false'",
        "minutes: 90              | minutes: 181         | task.minutes must be a whole number from 15 to 180",
        "'task: {title: Do,'      | 'task: {name: Do, title: Do,' | task.name is unknown; allowed are minutes, text,"
            + " title",
        "'task: {title: Do, minutes: 90, text: Do it.}' | 'task: soon' | task must have the keys minutes, text, title",
        "'task: {'                | '#ask: {'            | task belongs to every week but the last",
        "id: first-field          | id: First            | 'poster[1].id must be words'",
        "kind: guide              | kind: song           | 'materials[2].kind must be one of checklist, guide,"
            + " template'",
        "'title: A text,'         | 'title: A book,'     | 'materials[2].title is \"A book\"; it must have one"
            + " section'",
        "'title: A text,'         | 'title: A list,'     | 'materials[2].title is \"A list\"; it must have one"
            + " section'",
        "## A text                | ## A song            | 'must have one section \"## A text\" of its own'",
        "Words.                   | ''                   | the section A text has 0 characters; allowed are 1 to 6000",
        "Hello.                   | ''                   | the introduction has 0 characters; allowed are 1 to 2000",
        "- [ ] one                | - one                | 'materials[1].kind is checklist; its section must have"
            + " lines'",
        "---\\nHello.              | Hello.               | its head must stand between two lines ---",
      })
  void aFirstWeekThatIsWrong(String text, String other, String sentence) {
    change(FIRST, text.replace("\\n", "\n"), other.replace("\\n", "\n"));
    refused(FIRST, sentence.replace("'", ""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "type: review  | type: brief   | must have one brief, and none in the last week",
        "type: review  | type: discuss | must have one review, and none in the first week",
        "type: review  | type: cluster | 'steps[3].type is cluster, which must stand behind a write of the same"
            + " session'",
        "type: review  | type: vote    | 'steps[3].type is vote, which must stand behind a write of the same session'",
        "type: commit  | type: discuss | 'steps must end with commit, round'",
        "'poster:'     | 'task: {title: Do, minutes: 90, text: Do it.}\\nposter:' | task belongs to every week but the"
            + " last",
        "second-field  | first-field   | poster has the id first-field again",
      })
  void aLastWeekThatIsWrong(String text, String other, String sentence) {
    change(LAST, text, other.replace("\\n", "\n"));
    refused(LAST, sentence);
  }

  @Test
  void sectionsThatNobodyNames() {
    files.computeIfPresent(FIRST, (name, text) -> text + "\n## More\n\nWords.\n");
    refused(FIRST, "materials must name every section, also More");
  }

  @ParameterizedTest
  @CsvSource({
    "Begin, 61, title",
    "All have begun., 201, goal",
    "Sit down., 601, steps[1].text",
    "Do it., 1501, task.text",
    "Fill it., 201, poster[1].hint",
    "Hello., 2001, the introduction",
    "Words., 6001, the section A text",
  })
  void textsThatAreTooLong(String text, int length, String key) {
    change(FIRST, text, "x".repeat(length));
    refused(FIRST, key + " has " + length + " characters", "allowed");
  }

  @Test
  void textsOfSeveralLines() {
    change(FIRST, "goal: All have begun.", "goal: |\n  All\n  have begun.");
    refused(FIRST, "goal has", "several lines; allowed is one line of 200");
  }

  @Test
  void listsThatAreTooLong() {
    change(FIRST, "poster:\n", "poster:\n" + "  - {id: x, title: X, hint: X.}\n".repeat(3));
    refused(FIRST, "poster must be a list of 1 to 3");
  }

  @Test
  void aHeadThatIsNoSetOfKeys() {
    files.put(LAST, "---\njust words\n---\nGoodbye.\n");
    refused(LAST, "the head must have the keys goal, materials");
  }
}
