package org.amtsrunde.it.faults;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * What writers were told, held against the text that is left.
 *
 * @param acknowledged edits whose writers were told that they are stored
 * @param lost words put in, acknowledged, and not there, although nobody has taken them out
 * @param back words taken out, acknowledged, and there again
 * @param twice words that are there more than once
 */
record Ledger(int acknowledged, List<Edit> lost, List<Edit> back, List<String> twice) {
  /** @param kept the edits of a writer that must have been kept, once they are acknowledged */
  static Ledger of(List<Writer> writers, String text, Function<Writer, List<Edit>> kept) {
    Map<String, Integer> count = new HashMap<>();
    for (var word : text.split(" ")) {
      count.merge(word, 1, Integer::sum);
    }
    var lost = new ArrayList<Edit>();
    var back = new ArrayList<Edit>();
    int acknowledged = 0;
    for (var writer : writers) {
      var edits = writer.edits();
      Set<String> taken = new HashSet<>();
      edits.stream().filter(edit -> edit.deletes).forEach(edit -> taken.add(edit.word));
      for (var edit : kept.apply(writer).stream().filter(Edit::isAcknowledged).toList()) {
        acknowledged++;
        boolean there = count.containsKey(edit.word.strip());
        if (edit.deletes && there) {
          back.add(edit);
        } else if (!edit.deletes && !there && !taken.contains(edit.word)) {
          lost.add(edit);
        }
      }
    }
    var twice = count.entrySet().stream().filter(word -> word.getValue() > 1).map(Map.Entry::getKey).toList();
    return new Ledger(acknowledged, lost, back, twice);
  }
}
