package org.amtsrunde.documents.templates;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import org.amtsrunde.kernel.Refusal;

/** The templates of the product, read once from the resources beside this class, in the order in which they are offered. */
public final class Templates {
  private static final List<String> OFFERED =
      List.of("agenda", "minutes", "task-of-the-week", "decision", "editorial-plan", "poster");

  private final List<Template> all = OFFERED.stream().map(Templates::read).toList();

  public List<Template> all() {
    return all;
  }

  /** Refuses a name that no template has. */
  public Template require(String id) {
    return all.stream()
        .filter(template -> template.id().equals(id))
        .findFirst()
        .orElseThrow(() -> Refusal.invalid("template must be one of " + String.join(", ", OFFERED)));
  }

  /** A file of this name: lines {@code name: value} between two lines {@code ---}, then Markdown. */
  static Template read(String name) {
    var lines = text(name + ".md").lines().toList();
    int end = lines.subList(1, lines.size()).indexOf("---") + 1;
    var head = new HashMap<String, String>();
    for (var line : lines.subList(1, end)) {
      int colon = line.indexOf(':');
      head.put(line.substring(0, colon), line.substring(colon + 1).strip());
    }
    return new Template(
        field(head, "id"),
        field(head, "title"),
        field(head, "description"),
        String.join("\n", lines.subList(end + 1, lines.size())));
  }

  private static String field(HashMap<String, String> head, String name) {
    return Objects.requireNonNull(head.get(name), name);
  }

  /** The text of a resource beside this class. */
  public static String text(String file) {
    try (var in = Objects.requireNonNull(Templates.class.getResourceAsStream(file), file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
