package org.amtsrunde.documents.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.amtsrunde.documents.yjs.Delta;
import org.amtsrunde.documents.yjs.Doc;
import org.amtsrunde.documents.yjs.Edit;
import org.jspecify.annotations.Nullable;

/**
 * Writes a document back to what it said once, as new edits, so that whoever writes at the same time loses nothing. What is the same
 * at both times, block by block, is left alone, and with it everything that is fastened to it. Pure.
 */
final class Restoring {
  private final Doc present;
  private final Doc goal;
  private final Edit edit;

  private Restoring(Doc present, Doc goal, Edit edit) {
    this.present = present;
    this.goal = goal;
    this.edit = edit;
  }

  /**
   * Changes a document.
   *
   * @param client a number that nobody else writes with
   * @return the edits as an update; {@code 00 00} where nothing is to be done
   */
  static byte[] edits(Doc present, Doc goal, long client) {
    return present.edit(client, edit -> new Restoring(present, goal, edit).roots());
  }

  private void roots() {
    var roots = new TreeSet<>(present.roots());
    roots.addAll(goal.roots());
    roots.forEach(this::root);
  }

  private void root(String root) {
    // A root that is empty looks like a text; then the other moment knows better what it is.
    var kind = goal.kind(root);
    switch (kind == Doc.Kind.TEXT && goal.delta(root).isEmpty() ? present.kind(root) : kind) {
      case XML -> xml(root);
      case ARRAY ->
          list(
              present.list(root),
              goal.list(root),
              (at, count) -> edit.delete(root, at, count),
              (at, values) -> edit.insertValues(root, at, values));
      case TEXT -> text(root);
      case MAP -> map(root);
    }
  }

  private void xml(String root) {
    var before = present.xml(root);
    if (edit.length(root) == before.size()) {
      list(
          before,
          goal.xml(root),
          (at, count) -> edit.delete(root, at, count),
          (at, nodes) -> edit.insertXml(root, at, nodes));
    } else if (!before.equals(goal.xml(root))) {
      // Letters stand between the nodes, as some editors put them: nodes cannot be counted.
      edit.delete(root, 0, edit.length(root));
      edit.insertXml(root, 0, goal.xml(root));
    }
  }

  private interface Deletion {
    void of(int at, int count);
  }

  private interface Insertion<T extends @Nullable Object> {
    void of(int at, List<T> items);
  }

  private static <T extends @Nullable Object> void list(
      List<T> before, List<T> after, Deletion delete, Insertion<T> insert) {
    // From the end, so that what stands before keeps its place.
    for (var step : Alignment.of(before, after).reversed()) {
      if (step.deleted() > 0) {
        delete.of(step.before(), step.deleted());
      }
      if (step.inserted() > 0) {
        insert.of(step.before(), after.subList(step.after(), step.after() + step.inserted()));
      }
    }
  }

  private void text(String root) {
    var before = present.delta(root);
    var after = goal.delta(root);
    if (before.equals(after)) {
      return;
    }
    if (isPlain(before) && isPlain(after)) {
      var old = present.text(root);
      var now = goal.text(root);
      int start = 0;
      while (start < Math.min(old.length(), now.length()) && old.charAt(start) == now.charAt(start)) {
        start++;
      }
      int end = 0;
      while (end < Math.min(old.length(), now.length()) - start
          && old.charAt(old.length() - 1 - end) == now.charAt(now.length() - 1 - end)) {
        end++;
      }
      // Never between the halves of a character.
      if (start > 0 && Character.isHighSurrogate(old.charAt(start - 1))) {
        start--;
      }
      if (end > 0 && Character.isLowSurrogate(old.charAt(old.length() - end))) {
        end--;
      }
      edit.delete(root, start, old.length() - start - end);
      edit.insertText(root, start, now.substring(start, now.length() - end));
    } else {
      edit.replaceText(root, after);
    }
  }

  private static boolean isPlain(List<Delta> delta) {
    return delta.stream().allMatch(piece -> piece.insert() instanceof String && piece.attributes().isEmpty());
  }

  private void map(String root) {
    var before = present.map(root);
    var after = goal.map(root);
    new ArrayList<>(before.keySet())
        .stream().filter(key -> !after.containsKey(key)).forEach(key -> edit.remove(root, key));
    after.forEach((key, value) -> {
      if (!before.containsKey(key) || !Objects.equals(before.get(key), value)) {
        edit.set(root, key, value);
      }
    });
  }
}
