package org.amtsrunde.documents.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.de.GermanLightStemFilter;
import org.apache.lucene.analysis.de.GermanNormalizationFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;

/** What a word of German is for the search: without case, umlauts written either way, and without endings. */
final class GermanText extends Analyzer {
  /** A word and where it stands in the text. */
  record Word(String stem, int start, int end) {}

  @Override
  protected TokenStreamComponents createComponents(String field) {
    var source = new StandardTokenizer();
    var words = new GermanLightStemFilter(new GermanNormalizationFilter(new LowerCaseFilter(source)));
    return new TokenStreamComponents(source, words);
  }

  /** The words of a text in order, at most so many. */
  List<Word> words(String text, int most) {
    var words = new ArrayList<Word>();
    try (var stream = tokenStream("", text)) {
      var stem = stream.addAttribute(CharTermAttribute.class);
      var place = stream.addAttribute(OffsetAttribute.class);
      stream.reset();
      while (words.size() < most && stream.incrementToken()) {
        words.add(new Word(stem.toString(), place.startOffset(), place.endOffset()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return words;
  }
}
