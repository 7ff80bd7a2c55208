package org.amtsrunde.documents.export;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.amtsrunde.documents.export.ChangedBlock.Kind;
import org.amtsrunde.documents.export.ChangedBlock.Run;
import org.amtsrunde.documents.yjs.Compared;
import org.amtsrunde.documents.yjs.XmlNode;
import org.jspecify.annotations.Nullable;

/**
 * What has changed in a document, block by block in the order of the page: what is there no more stands where it stood. The text of
 * what is the same or inserted is the newer text, that of what is the same or deleted the older.
 */
public final class ChangedBlocks {
  /** Between the cells of a row. */
  static final String NEXT_CELL = " | ";

  private final Authorship authors;
  private final List<ChangedBlock> blocks = new ArrayList<>();
  private String lineType = Nodes.PARAGRAPH;
  private @Nullable Boolean checked;

  private ChangedBlocks(Authorship authors) {
    this.authors = authors;
  }

  /** The blocks of one root. */
  public static List<ChangedBlock> of(List<Compared> nodes, Authorship authors) {
    var all = new ChangedBlocks(authors);
    all.blocks(nodes, Kind.SAME);
    return all.blocks;
  }

  private void blocks(List<Compared> nodes, Kind around) {
    if (!nodes.isEmpty() && nodes.stream().allMatch(ChangedBlocks::isInline)) {
      line(lineType, null, around, nodes);
      return;
    }
    for (var node : nodes) {
      if (node instanceof Compared.Element element) {
        block(element, fate(element, around));
      } else {
        line("other", null, around, List.of(node));
      }
    }
  }

  /** What has become of an element within another; changed if its attributes are others. */
  private static Kind fate(Compared.Element element, Kind around) {
    var own = Kind.of(element.place().before(), element.place().after());
    if (around == Kind.INSERTED || around == Kind.DELETED) {
      return around;
    }
    boolean changed = own == Kind.SAME && !element.before().equals(element.after());
    return changed ? Kind.CHANGED : own == Kind.SAME ? around : own;
  }

  private void block(Compared.Element element, Kind fate) {
    var head = head(element);
    var children = element.children();
    switch (element.name()) {
      case Nodes.PARAGRAPH -> line(lineType, null, fate, children);
      case Nodes.HEADING -> line("heading", Nodes.number(head, "level", 1, 6, 2), fate, children);
      case Nodes.CODE -> line("code", null, fate, children);
      case Nodes.RULE -> line("rule", null, fate, List.of());
      case Nodes.IMAGE -> line("image", null, fate, List.of(element));
      case Nodes.ROW -> row(children, fate);
      case Nodes.ITEM -> within("list-item", null, children, fate);
      case Nodes.TASK -> within("task-item", Nodes.isTrue(head, "checked"), children, fate);
      case Nodes.QUOTE -> {
        for (var child : children) {
          within("quote", null, List.of(child), fate);
        }
      }
      case Nodes.BULLETS, Nodes.NUMBERS, Nodes.TASKS, Nodes.TABLE ->
          blocks(children, fate == Kind.CHANGED ? Kind.SAME : fate);
      default -> {
        if (children.isEmpty() || children.stream().allMatch(ChangedBlocks::isInline)) {
          line("other", null, fate, children);
        } else {
          blocks(children, fate);
        }
      }
    }
  }

  /** The first line in it is of this type, what follows are lines like any other. */
  private void within(String type, @Nullable Boolean isChecked, List<Compared> children, Kind fate) {
    lineType = type;
    checked = isChecked;
    blocks(children, fate);
    lineType = Nodes.PARAGRAPH;
    checked = null;
  }

  private void line(String type, @Nullable Integer level, Kind fate, List<Compared> nodes) {
    var line = new Line();
    line.nodes(nodes, fate);
    blocks.add(line.block(type, level, type.equals(lineType) ? checked : null, fate));
    lineType = Nodes.PARAGRAPH;
    checked = null;
  }

  private void row(List<Compared> cells, Kind fate) {
    var line = new Line();
    for (var cell : cells) {
      if (cell instanceof Compared.Element element) {
        var own = fate(element, fate);
        if (line.hasCell) {
          line.add(NEXT_CELL, own == Kind.CHANGED ? Kind.SAME : own, null);
        }
        line.hasCell = true;
        line.nodes(element.children(), own);
      }
    }
    blocks.add(line.block("table-row", null, null, fate));
  }

  private static boolean isInline(Compared node) {
    return !(node instanceof Compared.Element element) || Nodes.isInline(head(element));
  }

  /** The element by itself, as it is now, or as it was if it is gone. */
  private static XmlNode.Element head(Compared.Element element) {
    return new XmlNode.Element(element.name(), element.place().after() ? element.after() : element.before(), List.of());
  }

  /** One line while it is put together. */
  private final class Line {
    private final List<Run> runs = new ArrayList<>();
    private boolean changed;
    private boolean hasCell;

    private ChangedBlock block(String type, @Nullable Integer level, @Nullable Boolean isChecked, Kind fate) {
      boolean differs = changed || runs.stream().anyMatch(run -> run.change() != Kind.SAME);
      var change = fate == Kind.SAME && differs ? Kind.CHANGED : fate;
      return new ChangedBlock(type, level, isChecked, change, List.copyOf(runs));
    }

    private void nodes(List<Compared> nodes, Kind around) {
      for (var node : nodes) {
        switch (node) {
          case Compared.Text text -> text.pieces().forEach(piece -> piece(piece, around));
          case Compared.Element element -> element(element, fate(element, around));
        }
      }
    }

    private void element(Compared.Element element, Kind fate) {
      var text =
          switch (element.name()) {
            case Nodes.BREAK -> "\n";
            case Nodes.MENTION -> Nodes.mention(head(element));
            case Nodes.IMAGE -> Nodes.text(head(element), "alt");
            default -> "";
          };
      changed |= fate == Kind.CHANGED;
      var own = fate == Kind.CHANGED ? Kind.SAME : fate;
      if (!text.isEmpty()) {
        add(text, own, by(own, element.place().client(), element.place().clock()));
      }
      nodes(element.children(), fate);
    }

    private void piece(Compared.Piece piece, Kind around) {
      var place = piece.place();
      var own = Kind.of(place.before(), place.after());
      var fate = own != Kind.SAME || around == Kind.CHANGED ? own : around;
      changed |= own == Kind.SAME && !piece.before().equals(piece.after());
      if (piece.insert() instanceof String text) {
        letters(text, fate, place);
      } else {
        changed |= fate != Kind.SAME;
      }
    }

    /** Cut where another person goes on. */
    private void letters(String text, Kind fate, Compared.Place place) {
      int from = 0;
      var by = by(fate, place.client(), place.clock());
      for (int i = 1; fate != Kind.SAME && i < text.length(); i++) {
        var next = by(fate, place.client(), place.clock() + i);
        if (!Objects.equals(by, next)) {
          add(text.substring(from, i), fate, by);
          from = i;
          by = next;
        }
      }
      add(text.substring(from), fate, by);
    }

    private @Nullable String by(Kind fate, long client, int clock) {
      return switch (fate) {
        case INSERTED -> authors.writer(client, clock);
        case DELETED -> authors.deleter(client, clock);
        case SAME, CHANGED -> null;
      };
    }

    private void add(String text, Kind fate, @Nullable String by) {
      var last = runs.isEmpty() ? null : runs.getLast();
      if (last != null && last.change() == fate && Objects.equals(last.by(), by)) {
        runs.set(runs.size() - 1, new Run(last.text() + text, fate, by));
      } else {
        runs.add(new Run(text, fate, by));
      }
    }
  }
}
