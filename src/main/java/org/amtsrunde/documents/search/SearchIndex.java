package org.amtsrunde.documents.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * The index of one node, in memory. Every method takes its time and is called by a worker; changes are seen by searches after {@link
 * #refresh}.
 */
final class SearchIndex {
  /** Characters of a document's text that are read; what stands behind them is not found. */
  static final int LONGEST_TEXT = 100_000;

  private static final int MOST_WORDS = 12;

  /** What is to be found, and by whom. */
  record Wanted(List<String> stems, String personId, Collection<String> rooms, @Nullable String roomId) {}

  private final AtomicReference<@Nullable Lucene> opened = new AtomicReference<>();

  /** Everything of the library. */
  private static final class Lucene {
    final GermanText german = new GermanText();
    final ByteBuffersDirectory directory = new ByteBuffersDirectory();
    final IndexWriter writer;
    final SearcherManager searchers;

    Lucene() {
      try {
        writer = new IndexWriter(directory, new IndexWriterConfig(german));
        searchers = new SearcherManager(writer, null);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    void close() {
      try {
        searchers.close();
        writer.close();
        directory.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Opened by the first worker that needs it: the library is large to load, and a node that starts has more urgent things to do. */
  private Lucene lucene() {
    var known = opened.get();
    if (known != null) {
      return known;
    }
    var mine = new Lucene();
    var other = opened.compareAndExchange(null, mine);
    if (other == null) {
      return mine;
    }
    mine.close();
    return other;
  }

  GermanText german() {
    return lucene().german;
  }

  /** The words that are looked for, whatever somebody has typed; empty where there is none. */
  List<String> stems(String typed) {
    return german().words(typed, MOST_WORDS).stream().map(GermanText.Word::stem).distinct().toList();
  }

  void put(Indexed indexed) throws IOException {
    var document = new Document();
    document.add(new StringField("id", indexed.id(), Field.Store.YES));
    document.add(new TextField("title", indexed.title(), Field.Store.YES));
    document.add(new TextField("text", indexed.text(), Field.Store.NO));
    document.add(new StoredField("shown", indexed.text()));
    if (indexed.roomId() != null) {
      document.add(new StringField("room", indexed.roomId(), Field.Store.YES));
    }
    indexed.people().forEach(person -> document.add(new StringField("person", person, Field.Store.YES)));
    lucene().writer.updateDocument(new Term("id", indexed.id()), document);
  }

  void remove(String id) throws IOException {
    lucene().writer.deleteDocuments(new Term("id", id));
  }

  void clear() throws IOException {
    lucene().writer.deleteAll();
  }

  void refresh() throws IOException {
    lucene().writer.commit();
    lucene().searchers.maybeRefresh();
  }

  /** The best first. A hit says what the index knows, which may be a few seconds old. */
  List<Indexed> search(Wanted wanted, int most) throws IOException {
    var searchers = lucene().searchers;
    var searcher = searchers.acquire();
    try {
      var found = new ArrayList<Indexed>();
      for (var hit : searcher.search(query(wanted), most).scoreDocs) {
        found.add(indexed(searcher.storedFields().document(hit.doc)));
      }
      return found;
    } finally {
      searchers.release(searcher);
    }
  }

  private static Indexed indexed(Document document) {
    return new Indexed(
        document.get("id"),
        document.get("title"),
        document.get("room"),
        List.of(document.getValues("person")),
        document.get("shown"));
  }

  /** Each word must stand in the title or in the text, or a longer one that begins with it. */
  private static Query query(Wanted wanted) {
    var all = new BooleanQuery.Builder();
    for (var stem : wanted.stems()) {
      var any = new BooleanQuery.Builder();
      for (var field : List.of("title", "text")) {
        float weight = field.equals("title") ? 4 : 1;
        var term = new Term(field, stem);
        any.add(new BoostQuery(new TermQuery(term), weight), Occur.SHOULD);
        any.add(new BoostQuery(new PrefixQuery(term), weight / 4), Occur.SHOULD);
      }
      all.add(any.build(), Occur.MUST);
    }
    var mine = new BooleanQuery.Builder();
    mine.add(new TermQuery(new Term("person", wanted.personId())), Occur.SHOULD);
    mine.add(new TermInSetQuery("room", wanted.rooms().stream().map(BytesRef::new).toList()), Occur.SHOULD);
    all.add(mine.build(), Occur.FILTER);
    if (wanted.roomId() != null) {
      all.add(new TermQuery(new Term("room", wanted.roomId())), Occur.FILTER);
    }
    return all.build();
  }

  int size() {
    var lucene = opened.get();
    return lucene == null ? 0 : lucene.writer.getDocStats().numDocs;
  }

  /** Bytes of memory, about. */
  long bytes() {
    var lucene = opened.get();
    if (lucene == null) {
      return 0;
    }
    try {
      long bytes = lucene.writer.ramBytesUsed();
      for (var file : lucene.directory.listAll()) {
        bytes += lucene.directory.fileLength(file);
      }
      return bytes;
    } catch (IOException e) {
      return 0;
    }
  }

  /** Everything, one line for each document, in the order of the ids: of use to compare. */
  List<String> everything() throws IOException {
    var searchers = lucene().searchers;
    var searcher = searchers.acquire();
    try {
      var lines = new TreeSet<String>();
      for (var leaf : searcher.getIndexReader().leaves()) {
        var live = leaf.reader().getLiveDocs();
        for (int i = 0; i < leaf.reader().maxDoc(); i++) {
          if (live == null || live.get(i)) {
            lines.add(indexed(leaf.reader().storedFields().document(i)).toString());
          }
        }
      }
      return List.copyOf(lines);
    } finally {
      searchers.release(searcher);
    }
  }

  void close() {
    var lucene = opened.get();
    if (lucene != null) {
      lucene.close();
    }
  }
}
