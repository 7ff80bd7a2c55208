package org.amtsrunde.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class MentionsTest {
  @Test
  void findsLinksToPeople() {
    check("Hallo [@Sevda Kaya](person:p1), [@Jo \\[x\\]](person:p-2_)!", "p1", "p-2_");
    check("[@A](person:p1) [@A](person:p1)", "p1");
    check("**[@A](person:p1)** > [@B](person:p2)", "p1", "p2");
    check("> Zitat\n> [@A](person:p1)", "p1");
    check("a `b` [@A](person:p1) `c`", "p1");
    check("`` a ` b `` [@A](person:p1)", "p1");
    check("offen ` [@A](person:p1)\n\nneuer ` Absatz", "p1");
    check("- Punkt\n\n    [@A](person:p1)", "p1");
    check("Absatz\n    [@A](person:p1)", "p1");
    check("```\ncode\n```\n[@A](person:p1)", "p1");
    check("> ```\n> code\n[@A](person:p1)", "p1");
    check("[@@A](person:p1)", "p1");
  }

  @Test
  void findsNobodyInCodeAndInWhatIsNoLink() {
    check("`[@A](person:p1)`");
    check("``[@A](person:p1) ` x``");
    check("`auf\n[@A](person:p1)\nzu`");
    check("```\n[@A](person:p1)\n```");
    check("~~~ java\n```\n[@A](person:p1)");
    check("````\n```\n[@A](person:p1)\n````");
    check("1. Punkt\n   ```\n   [@A](person:p1)\n   ```");
    check("> ```\n> [@A](person:p1)\n> ```");
    check("Code:\n\n    [@A](person:p1)\n\n    [@B](person:p2)");
    check("\\[@A](person:p1) ![@A](person:p1) [A](person:p1) [@](person:p1) [@A](person:) [@A](person:p 1) @A");
    check("[@A] (person:p1) [@A](Person:p1) [@A](person:" + "x".repeat(65) + ")");
  }

  @Test
  void isQuickWithHostileText() {
    for (var part : List.of("[@", "`", "[@a](person:", "\\", "> ", "``` ` ", "[@" + "x".repeat(190))) {
      var text = part.repeat(8000 / part.length()) + "[@A](person:p1)";
      Assertions.assertTimeout(Duration.ofSeconds(2), () -> Mentions.in(text));
    }
    var runs = new StringBuilder();
    for (int i = 1; runs.length() < 8000; i++) {
      runs.append("`".repeat(i)).append(' ');
    }
    Assertions.assertTimeout(Duration.ofSeconds(2), () -> Mentions.in(runs + "](person:"));
  }

  private static void check(String text, String... ids) {
    assertThat(Mentions.in(text)).as(text).containsExactly(ids);
  }
}
