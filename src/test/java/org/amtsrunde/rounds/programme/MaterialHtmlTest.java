package org.amtsrunde.rounds.programme;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a page may put into itself. */
class MaterialHtmlTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "One *word*   | <p>One <em>word</em></p>",
        "### Heading  | <h4>Heading</h4>",
        "###### Low   | <h6>Low</h6>",
        "- [ ] do     | <span class=\"tick\"></span>",
        "[us](https://amt.example) | <a rel=\"nofollow\" href=\"https://amt.example\">us</a>",
      })
  void markdownIsRendered(String markdown, String html) {
    assertThat(MaterialHtml.of(markdown)).contains(html);
  }

  @Test
  void cellsNameTheirColumn() {
    assertThat(MaterialHtml.of("| a | **b** |\n| --- | --- |\n| c | d |\n| e | |"))
        .contains("<th>a</th>", "<td data-label=\"b\">d</td>", "<td data-label=\"a\">e</td>", "data-label=\"b\"></td>");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "word <img src=x onerror=alert(1)>",
        "![picture](https://elsewhere.example/x.png)",
        "[press](javascript:alert(1))",
        "<a href=\"data:text/html,x\">press</a>",
      })
  void nothingRunsAndNothingIsFetched(String markdown) {
    assertThat(MaterialHtml.of(markdown)).doesNotContain("<script", "<img", "\"javascript:", "href=\"data:");
  }
}
