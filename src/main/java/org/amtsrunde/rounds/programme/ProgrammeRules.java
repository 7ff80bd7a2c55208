package org.amtsrunde.rounds.programme;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.amtsrunde.rounds.Slot;
import org.amtsrunde.rounds.WeeklySeries;
import org.amtsrunde.rounds.programme.Step.Type;
import org.jspecify.annotations.Nullable;

/**
 * What may stand in the files of a programme, and how long it may be; lengths are UTF-16 units. Pure: every "no" is a {@link
 * ProgrammeException}.
 */
public final class ProgrammeRules {
  static final int LONGEST_TITLE = 60;
  static final int LONGEST_GOAL = 200;
  static final int LONGEST_STEP = 600;
  static final int LONGEST_TASK = 1_500;
  static final int LONGEST_HINT = 200;
  static final int LONGEST_INTRODUCTION = 2_000;
  static final int LONGEST_MATERIAL = 6_000;
  static final int LONGEST_TASK_MINUTES = 180;
  static final int MOST_VOTES = 5;

  private static final int USUAL_VOTES = 3;
  private static final int MOST_STEPS = 20;

  private static final Set<String> PROGRAMME = Set.of("id", "version", "title", "weeks");
  private static final Set<String> WEEK = Set.of("week", "title", "goal", "steps", "task", "poster", "materials");
  private static final Set<String> STEP = Set.of("type", "title", "minutes", "text", "anonymous", "votes");
  private static final Set<String> TASK = Set.of("title", "minutes", "text");
  private static final Set<String> FIELD = Set.of("id", "title", "hint");
  private static final Set<String> MATERIAL = Set.of("title", "kind");

  private static final List<Type> BEGINNING = List.of(Type.ARRIVE, Type.ROUND);
  private static final List<Type> END = List.of(Type.BRIEF, Type.COMMIT, Type.ROUND);
  private static final List<Type> LAST_END = List.of(Type.COMMIT, Type.ROUND);
  private static final Set<Type> NEEDS_TEXTS = EnumSet.of(Type.CLUSTER, Type.VOTE);

  private ProgrammeRules() {}

  /** A programme whose weeks are still to be read, and how many there are. */
  record Cover(String id, int version, String title, int weeks) {}

  static Cover cover(String file, @Nullable Object yaml) {
    var entry = Entry.of(file, yaml, PROGRAMME);
    return new Cover(
        id(entry),
        entry.number("version", 1, 1_000),
        entry.text("title", LONGEST_TITLE),
        entry.number("weeks", 1, WeeklySeries.MOST_SESSIONS));
  }

  /**
   * Reads a week.
   *
   * @param number which week it must be
   * @param last the number of the last week
   * @param head the YAML at the top of the file
   * @param markdown what follows
   */
  static Week week(String file, int number, int last, @Nullable Object head, String markdown) {
    var entry = Entry.of(file, head, WEEK);
    if (entry.number("week", 1, last) != number) {
      throw entry.bad("week", "must be " + number + ", as the name of the file says");
    }
    if (entry.has("task") == (number == last)) {
      throw entry.bad("task", "belongs to every week but the last");
    }
    var body = Body.of(markdown);
    return new Week(
        number,
        entry.text("title", LONGEST_TITLE),
        entry.text("goal", LONGEST_GOAL),
        within(file, "the introduction", body.introduction(), LONGEST_INTRODUCTION),
        steps(entry, number == 1, number == last),
        number == last ? null : task(entry.entry("task", TASK)),
        entry.entries("poster", 1, 3, FIELD).stream().map(ProgrammeRules::field).toList(),
        materials(file, entry, body));
  }

  /** A field of the poster is filled in one week and not again in another. */
  static void needsNewFields(String file, Week week, Set<String> known) {
    for (var field : week.poster()) {
      if (!known.add(field.id())) {
        throw new ProgrammeException(
            file + ": poster has the id " + field.id() + " again; allowed is one that no field before it has");
      }
    }
  }

  private static List<Step> steps(Entry week, boolean first, boolean last) {
    var steps = new ArrayList<Step>();
    var seen = EnumSet.noneOf(Type.class);
    for (var entry : week.entries("steps", 5, MOST_STEPS, STEP)) {
      var step = step(entry);
      if (NEEDS_TEXTS.contains(step.type()) && !seen.contains(Type.WRITE)) {
        throw entry.bad(
            "type", "is " + Entry.name(step.type()) + ", which must stand behind a write of the same session");
      }
      seen.add(step.type());
      steps.add(step);
    }
    var types = steps.stream().map(Step::type).toList();
    var end = last ? LAST_END : END;
    if (!types.subList(0, BEGINNING.size()).equals(BEGINNING)) {
      throw week.bad("steps", "must begin with " + named(BEGINNING));
    }
    if (!types.subList(types.size() - end.size(), types.size()).equals(end)) {
      throw week.bad("steps", "must end with " + named(end));
    }
    if (types.stream().filter(Type.BRIEF::equals).count() != (last ? 0 : 1)) {
      throw week.bad("steps", "must have one brief, and none in the last week");
    }
    if (types.stream().filter(Type.REVIEW::equals).count() != (first ? 0 : 1)) {
      throw week.bad("steps", "must have one review, and none in the first week");
    }
    int minutes = steps.stream().mapToInt(Step::minutes).sum();
    if (minutes != Slot.MINUTES) {
      throw week.bad("steps", "have " + minutes + " minutes; they must add up to " + Slot.MINUTES);
    }
    return List.copyOf(steps);
  }

  private static Step step(Entry entry) {
    var type = entry.oneOf("type", Type.values());
    boolean write = type == Type.WRITE;
    boolean vote = type == Type.VOTE;
    if (entry.has("anonymous") && !write) {
      throw entry.bad("anonymous", "belongs to a write");
    }
    if (entry.has("votes") && !vote) {
      throw entry.bad("votes", "belongs to a vote");
    }
    return new Step(
        type,
        entry.text("title", LONGEST_TITLE),
        entry.number("minutes", 1, Slot.MINUTES),
        entry.text("text", LONGEST_STEP),
        entry.has("anonymous") ? entry.flag("anonymous") : write,
        entry.has("votes") ? entry.number("votes", 1, MOST_VOTES) : vote ? USUAL_VOTES : 0);
  }

  private static Task task(Entry entry) {
    return new Task(
        entry.text("title", LONGEST_TITLE),
        entry.number("minutes", 15, LONGEST_TASK_MINUTES),
        entry.text("text", LONGEST_TASK));
  }

  private static PosterField field(Entry entry) {
    return new PosterField(id(entry), entry.text("title", LONGEST_TITLE), entry.text("hint", LONGEST_HINT));
  }

  private static String id(Entry entry) {
    var id = entry.text("id", LONGEST_TITLE);
    if (!id.matches("[a-z][a-z0-9]*(-[a-z0-9]+)*")) {
      throw entry.bad("id", "must be words of a-z and 0-9 with - between them");
    }
    return id;
  }

  private static List<Material> materials(String file, Entry week, Body body) {
    var materials = new ArrayList<Material>();
    var unused = new HashSet<>(body.sections().keySet());
    for (var entry : week.entries("materials", 1, 4, MATERIAL)) {
      var title = entry.text("title", LONGEST_TITLE);
      var kind = entry.oneOf("kind", Material.Kind.values());
      if (!unused.remove(title)) {
        throw entry.bad("title", "is \"" + title + "\"; it must have one section \"## " + title + "\" of its own");
      }
      var text = within(file, "the section " + title, body.sections().getOrDefault(title, ""), LONGEST_MATERIAL);
      if (kind == Material.Kind.CHECKLIST && text.lines().noneMatch(line -> line.startsWith("- [ ] "))) {
        throw entry.bad("kind", "is checklist; its section must have lines that begin with \"- [ ] \"");
      }
      materials.add(new Material(title, kind, text));
    }
    if (!unused.isEmpty()) {
      throw week.bad(
          "materials", "must name every section, also " + String.join(", ", unused.stream().sorted().toList()));
    }
    return List.copyOf(materials);
  }

  private static String within(String file, String what, String text, int longest) {
    if (text.isEmpty() || text.length() > longest) {
      throw new ProgrammeException(
          file + ": " + what + " has " + text.length() + " characters; allowed are 1 to " + longest);
    }
    return text;
  }

  private static String named(List<Type> types) {
    return String.join(", ", types.stream().map(Entry::name).toList());
  }
}
