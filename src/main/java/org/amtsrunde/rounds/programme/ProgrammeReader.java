package org.amtsrunde.rounds.programme;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Reads a programme from its files: {@code programme.yaml}, and beside it {@code week-01.md} and so on. */
public final class ProgrammeReader {
  private static final String FENCE = "---\n";

  private final Function<String, @Nullable String> files;

  /** @param files the text of a file by its name; null for one that is not there */
  public ProgrammeReader(Function<String, @Nullable String> files) {
    this.files = files;
  }

  /** Refuses with a {@link ProgrammeException} what is not as {@link ProgrammeRules} say. */
  public Programme read() {
    var cover = ProgrammeRules.cover("programme.yaml", yaml("programme.yaml", text("programme.yaml")));
    var weeks = new ArrayList<Week>();
    var fields = new HashSet<String>();
    for (int number = 1; number <= cover.weeks(); number++) {
      var file = String.format(Locale.ROOT, "week-%02d.md", number);
      var week = week(file, number, cover.weeks());
      ProgrammeRules.needsNewFields(file, week, fields);
      weeks.add(week);
    }
    return new Programme(cover.id(), cover.version(), cover.title(), List.copyOf(weeks));
  }

  private Week week(String file, int number, int last) {
    var text = text(file);
    int end = text.startsWith(FENCE) ? text.indexOf("\n" + FENCE, FENCE.length() - 1) : -1;
    if (end < 0) {
      throw new ProgrammeException(file + ": its head must stand between two lines ---");
    }
    var head = text.substring(FENCE.length(), end + 1);
    return ProgrammeRules.week(file, number, last, yaml(file, head), text.substring(end + 1 + FENCE.length()));
  }

  private String text(String file) {
    var text = files.apply(file);
    if (text == null) {
      throw new ProgrammeException(file + ": the file is missing");
    }
    return text;
  }

  private static @Nullable Object yaml(String file, String text) {
    try {
      return new Load(LoadSettings.builder().setLabel(file).build()).loadFromString(text);
    } catch (YamlEngineException e) {
      throw new ProgrammeException(
          file + ": no well-formed YAML: " + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
    }
  }
}
