package org.amtsrunde.documents.history;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.amtsrunde.documents.export.Authorship;
import org.amtsrunde.documents.export.ChangedBlock;
import org.amtsrunde.documents.export.ChangedBlocks;
import org.amtsrunde.documents.yjs.Doc;
import org.amtsrunde.documents.yjs.Snapshot;
import org.amtsrunde.kernel.Json;

/** What has changed between two states of one document. Pure. */
public final class Comparing {
  private Comparing() {}

  /** @param older and newer are whole states; which of them knows more does not matter */
  static List<ChangedBlock> of(byte[] older, byte[] newer, Authorship authors) {
    HistoryRules.mayCompare(older.length + newer.length);
    var before = VersionKeeper.moment(older);
    var after = VersionKeeper.moment(newer);
    // The one that has deleted less comes first: it has the content of what the other lacks.
    boolean inOrder = after.deleteSet().covers(before.deleteSet());
    var both = Doc.keeping();
    both.apply(inOrder ? older : newer);
    both.apply(inOrder ? newer : older);
    return of(both, before, after, authors);
  }

  /** What a state would bring to another, into which it is merged. */
  public static List<ChangedBlock> merged(byte[] base, byte[] branch, Authorship authors) {
    HistoryRules.mayCompare(base.length + branch.length);
    var both = Doc.keeping();
    both.apply(base);
    both.apply(branch);
    return of(both, VersionKeeper.moment(base), both.snapshot(), authors);
  }

  private static List<ChangedBlock> of(Doc both, Snapshot before, Snapshot after, Authorship authors) {
    var blocks = new ArrayList<ChangedBlock>();
    for (var root : new TreeSet<>(both.roots())) {
      blocks.addAll(ChangedBlocks.of(both.compare(root, before, after), authors));
    }
    return blocks;
  }

  public static byte[] json(List<ChangedBlock> blocks) {
    return Json.object(out -> out.objects("blocks", blocks, Comparing::block));
  }

  private static void block(Json.Out out, ChangedBlock block) {
    out.put("type", block.type());
    var level = block.level();
    if (level != null) {
      out.put("level", level);
    }
    var checked = block.checked();
    if (checked != null) {
      out.put("checked", checked);
    }
    out.put("change", block.change().word()).objects("runs", block.runs(), Comparing::run);
  }

  private static void run(Json.Out out, ChangedBlock.Run run) {
    out.put("text", run.text()).put("change", run.change().word()).put("byId", run.by());
  }
}
