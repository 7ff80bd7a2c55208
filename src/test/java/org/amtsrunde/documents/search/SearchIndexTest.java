package org.amtsrunde.documents.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which words find what, and for whom. */
class SearchIndexTest {
  private SearchIndex index;

  @BeforeEach
  void open() {
    index = new SearchIndex();
  }

  @AfterEach
  void close() throws IOException {
    index.close();
  }

  private void put(String id, String title, String text) throws IOException {
    index.put(new Indexed(id, title, "r", List.of(), text));
    index.refresh();
  }

  private List<Indexed> hits(String typed, String person, String... rooms) throws IOException {
    return index.search(new SearchIndex.Wanted(index.stems(typed), person, List.of(rooms), null), 30);
  }

  private List<String> found(String typed) throws IOException {
    return hits(typed, "anna", "r").stream().map(Indexed::id).toList();
  }

  @Test
  void germanWordsAreFoundInEveryFormAndCompoundsByTheirBeginning() throws IOException {
    put("a", "Plan", "Der Hochwasserschutz der Bürgerinnen und Bürger an der Straße");
    for (var typed :
        List.of(
            "Hochwasser",
            "hochwasserschutz",
            "HOCHWASSERSCHUTZES",
            "bürger",
            "Buerger",
            "Bürgerin",
            "strasse",
            "Straßen",
            "hochw bürg")) {
      assertThat(found(typed)).as(typed).containsExactly("a");
    }
    assertThat(found("Hochwasser Sitzung")).as("each word must be there").isEmpty();
    assertThat(found("Trockenheit")).isEmpty();
  }

  @Test
  void theTitleWeighsMore() throws IOException {
    put("text", "Notizen", "Redaktionsplan und anderes");
    put("title", "Redaktionsplan", "Notizen");
    assertThat(found("redaktionsplan")).containsExactly("title", "text");
  }

  @Test
  void nobodyFindsWhatIsNotTheirs() throws IOException {
    index.put(new Indexed("room", "Geheim", "r", List.of(), "x"));
    index.put(new Indexed("private", "Geheim", null, List.of("anna"), "x"));
    index.put(new Indexed("shared", "Geheim", "r2", List.of("bela"), "x"));
    index.refresh();
    assertThat(hits("geheim", "anna", "r")).extracting(Indexed::id).containsExactlyInAnyOrder("room", "private");
    assertThat(hits("geheim", "bela")).extracting(Indexed::id).containsExactly("shared");
    assertThat(hits("geheim", "carl", "r3")).isEmpty();
  }

  @Test
  void whateverIsTypedIsNoCommand() throws IOException {
    put("a", "Plan AND Wahl", "text: geheim (a OR b)");
    for (var typed :
        List.of(
            "", "   ", "\"", "a\\", "title:*", "*:*", "[a TO", "(((", "AND OR NOT", "~~^^", "/.*/", "\u0000\uD800")) {
      assertThat(index.search(new SearchIndex.Wanted(index.stems(typed), "carl", List.of(), null), 30)).isEmpty();
    }
    long seed = System.nanoTime();
    System.out.println("SearchIndexTest seed " + seed);
    var random = new Random(seed);
    for (int i = 0; i < 500; i++) {
      var typed =
          random.ints(random.nextInt(40), 0, 0x3000).mapToObj(Character::toString).collect(Collectors.joining());
      assertThat(hits(typed, "carl")).isEmpty();
    }
    assertThat(found("and geheim")).containsExactly("a");
  }

  @Test
  void anExcerptShowsTheFirstPlaceAndIsNotLong() {
    var text = "Wort ".repeat(100) + "dann der Hochwasserschutz am Fluss " + "danach ".repeat(100);
    var pieces = Excerpt.of(text, index.stems("hochwasser fluss"), index.german());
    assertThat(pieces.stream().filter(Excerpt.Piece::match).map(Excerpt.Piece::text))
        .containsExactly("Hochwasserschutz", "Fluss");
    assertThat(pieces.stream().mapToInt(piece -> piece.text().length()).sum()).isLessThanOrEqualTo(200);
    assertThat(text).contains(pieces.stream().map(Excerpt.Piece::text).collect(Collectors.joining()));
    assertThat(Excerpt.of("", List.of("a"), index.german())).isEmpty();
    var lines = "x".repeat(100) + "\nFluss ".repeat(50);
    assertThat(Excerpt.of(lines, List.of("fluss"), index.german()).getFirst())
        .isEqualTo(new Excerpt.Piece("Fluss", true));
  }
}
