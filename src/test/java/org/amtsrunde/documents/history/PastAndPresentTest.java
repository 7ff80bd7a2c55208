package org.amtsrunde.documents.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.amtsrunde.documents.export.Authorship;
import org.amtsrunde.documents.export.ChangedBlock;
import org.amtsrunde.documents.export.ChangedBlock.Kind;
import org.amtsrunde.documents.yjs.Delta;
import org.amtsrunde.documents.yjs.Doc;
import org.amtsrunde.documents.yjs.Edit;
import org.amtsrunde.documents.yjs.XmlNode;
import org.junit.jupiter.api.Test;

/** Whatever has happened to a document: each version can be restored, and a comparison tells both texts. */
class PastAndPresentTest {
  private static final int HISTORIES = 150;
  private static final List<String> WORDS =
      List.of("Rat", "Bürger 🌻", "Straße ", "", "Amt\u00a0", "a", "Zeile und Zeile");

  private final long seed = Long.getLong("seed", System.nanoTime());
  private final Random random = new Random(seed);

  @Test
  void everyVersionCanBeRestoredAndCompared() {
    for (int i = 0; i < HISTORIES; i++) {
      history(i);
    }
  }

  private void history(int number) {
    var name = "history " + number + " of seed " + seed;
    var writers = List.of(new Doc(), new Doc(), new Doc());
    var states = new ArrayList<byte[]>();
    for (int step = 0; step < 30; step++) {
      int who = random.nextInt(writers.size());
      writers.get(who).edit(who + 1, this::change);
      if (random.nextInt(3) == 0) {
        var other = writers.get(random.nextInt(writers.size()));
        other.apply(writers.get(who).encode());
      }
      if (random.nextInt(6) == 0) {
        writers.forEach(one -> writers.getFirst().apply(one.encode()));
        states.add(writers.getFirst().encode());
      }
    }
    writers.forEach(one -> writers.getFirst().apply(one.encode()));
    var present = writers.getFirst().encode();
    states.add(present);
    for (var state : states) {
      compares(name, state, present);
      compares(name, present, state);
      restores(name, present, state);
    }
  }

  private void compares(String name, byte[] older, byte[] newer) {
    var blocks = Comparing.of(older, newer, Authorship.UNKNOWN);
    assertThat(text(blocks, Kind.DELETED)).as("the old text, %s", name).isEqualTo(text(Doc.of(older)));
    assertThat(text(blocks, Kind.INSERTED)).as("the new text, %s", name).isEqualTo(text(Doc.of(newer)));
  }

  private void restores(String name, byte[] present, byte[] state) {
    var doc = Doc.of(present);
    var other = Doc.of(present);
    var goal = Doc.of(state);
    other.apply(Restoring.edits(doc, goal, 99));
    for (var one : List.of(doc, other)) {
      assertThat(one.xml("default")).as(name).isEqualTo(goal.xml("default"));
      assertThat(one.delta("plain")).as(name).isEqualTo(goal.delta("plain"));
      assertThat(one.map("map")).as(name).isEqualTo(goal.map("map"));
      assertThat(one.list("list")).as(name).isEqualTo(goal.list("list"));
    }
    assertThat(Restoring.edits(doc, goal, 100)).as("nothing is left to do, %s", name).isEqualTo(new byte[] {0, 0});
  }

  private void change(Edit edit) {
    switch (random.nextInt(8)) {
      case 0, 1, 2 -> edit.insertXml("default", random.nextInt(edit.length("default") + 1), List.of(node(2)));
      case 3 -> delete(edit, "default");
      case 4 -> edit.insertText("plain", random.nextInt(edit.length("plain") + 1), whole());
      case 5 -> delete(edit, random.nextBoolean() ? "plain" : "list");
      case 6 -> edit.insertValues("list", random.nextInt(edit.length("list") + 1), List.of(word(), 3L, true));
      default -> {
        if (random.nextInt(3) == 0) {
          edit.remove("map", word());
        } else {
          edit.set("map", word(), random.nextInt(3) + ".");
        }
      }
    }
  }

  private void delete(Edit edit, String root) {
    int length = edit.length(root);
    if (length > 0) {
      int at = random.nextInt(length);
      edit.delete(root, at, 1 + random.nextInt(length - at));
    }
  }

  private String word() {
    return WORDS.get(random.nextInt(WORDS.size()));
  }

  /** Nothing that a deletion can cut in two, for both halves would be another character afterwards. */
  private String whole() {
    return word().replace("🌻", "");
  }

  private XmlNode node(int depth) {
    var text = new ArrayList<Delta>();
    for (int n = random.nextInt(4); n > 0; n--) {
      text.add(random.nextBoolean() ? Delta.text(word() + n) : new Delta(word() + n, Map.of("bold", Map.of())));
    }
    var line = new XmlNode.Text(text);
    return switch (random.nextInt(depth > 0 ? 6 : 3)) {
      case 0 -> element("heading", Map.of("level", 1L + random.nextInt(3)), line);
      case 1 -> element("horizontalRule", Map.of());
      case 2 -> element("paragraph", Map.of(), line, element("hardBreak", Map.of()));
      case 3 -> element("taskList", Map.of(), element("taskItem", Map.of("checked", true), node(depth - 1)));
      case 4 -> element("bulletList", Map.of(), element("listItem", Map.of(), node(depth - 1), node(depth - 1)));
      default -> element("blockquote", Map.of(), node(depth - 1));
    };
  }

  private static XmlNode element(String name, Map<String, Object> attributes, XmlNode... children) {
    return new XmlNode.Element(name, Map.copyOf(attributes), List.of(children));
  }

  /** Letters in the order of the page. */
  private static String text(Doc doc) {
    return text(doc.xml("default")) + doc.text("plain");
  }

  private static String text(List<XmlNode> nodes) {
    var text = new StringBuilder();
    for (var node : nodes) {
      switch (node) {
        case XmlNode.Text line -> line.delta().forEach(piece -> text.append(piece.insert()));
        case XmlNode.Element element ->
            text.append(element.name().equals("hardBreak") ? "\n" : text(element.children()));
      }
    }
    return text.toString();
  }

  private static String text(List<ChangedBlock> blocks, Kind which) {
    return blocks.stream()
        .flatMap(block -> block.runs().stream())
        .filter(run -> run.change() == Kind.SAME || run.change() == which)
        .map(ChangedBlock.Run::text)
        .collect(Collectors.joining());
  }
}
