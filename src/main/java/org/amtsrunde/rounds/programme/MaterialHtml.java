package org.amtsrunde.rounds.programme;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableHead;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.ext.task.list.items.TaskListItemMarker;
import org.commonmark.ext.task.list.items.TaskListItemsExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlRenderer;

/**
 * The Markdown of a programme as a piece of HTML that a page may put into itself: HTML in the Markdown is shown as letters, addresses of
 * other schemes than http, https and mailto are left out, and pictures too, for a page of ours asks nobody else.
 */
final class MaterialHtml {
  private static final Parser PARSER =
      Parser.builder().extensions(List.of(TablesExtension.create(), TaskListItemsExtension.create())).build();
  private static final HtmlRenderer RENDERER =
      HtmlRenderer.builder()
          .extensions(List.of(TablesExtension.create()))
          .nodeRendererFactory(Box::new)
          .attributeProviderFactory(context -> MaterialHtml::label)
          .escapeHtml(true)
          .sanitizeUrls(true)
          .build();
  private static final int LOWEST_HEADING = 6;

  private MaterialHtml() {}

  static String of(String markdown) {
    var document = PARSER.parse(markdown);
    document.accept(new Fitting());
    return RENDERER.render(document);
  }

  /** Where a table is too wide for the page, each of its cells stands alone and needs the words above its column. */
  private static void label(Node node, String tag, Map<String, String> attributes) {
    if (node instanceof TableCell cell && !cell.isHeader() && table(cell).getFirstChild() instanceof TableHead head) {
      var heading = head.getFirstChild().getFirstChild();
      for (var before = cell.getPrevious(); before != null; before = before.getPrevious()) {
        heading = heading.getNext();
      }
      attributes.put("data-label", words(heading));
    }
  }

  private static String words(Node parent) {
    var words = new StringBuilder();
    parent.accept(
        new AbstractVisitor() {
          @Override
          public void visit(Text text) {
            words.append(text.getLiteral());
          }
        });
    return words.toString();
  }

  private static Node table(TableCell cell) {
    return cell.getParent().getParent().getParent();
  }

  /** The page has its own headings above: every heading goes one level down. */
  private static final class Fitting extends AbstractVisitor {
    @Override
    public void visit(Heading heading) {
      heading.setLevel(Math.min(LOWEST_HEADING, heading.getLevel() + 1));
      visitChildren(heading);
    }

    @Override
    public void visit(Image image) {
      image.unlink();
    }
  }

  /** A box to tick on paper; a field to tick would need a name and a memory. */
  private record Box(HtmlNodeRendererContext context) implements NodeRenderer {
    @Override
    public Set<Class<? extends Node>> getNodeTypes() {
      return Set.of(TaskListItemMarker.class);
    }

    @Override
    public void render(Node node) {
      var html = context.getWriter();
      html.raw("<span class=\"tick\"></span>");
    }
  }
}
