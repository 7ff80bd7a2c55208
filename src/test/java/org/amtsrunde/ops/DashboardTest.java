package org.amtsrunde.ops;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.amtsrunde.OpenEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The dashboard asks for nothing that a node does not tell. */
class DashboardTest {
  private static final Pattern FIGURE = Pattern.compile("(?:amtsrunde|jvm)_\\w+");

  /** Told by nodes that serve documents, or only once it has happened. */
  private static final Set<String> ELSEWHERE =
      Set.of(
          "amtsrunde_document_sockets",
          "amtsrunde_document_tasks",
          "amtsrunde_disconnects_total",
          "amtsrunde_command_seconds_bucket");

  @Test
  void asksForFiguresThatAreThere(@TempDir Path folder) throws Exception {
    var asked = new TreeSet<String>();
    var dashboard = new ObjectMapper().readTree(Path.of("conf", "grafana.json").toFile());
    for (var text : dashboard.findValuesAsText("expr")) {
      FIGURE.matcher(text).results().forEach(found -> asked.add(found.group()));
    }
    assertThat(asked).hasSizeGreaterThan(10).containsAll(ELSEWHERE);
    asked.removeAll(ELSEWHERE);
    try (var engine = OpenEngine.start(folder)) {
      var told = engine.spine().metricsText();
      assertThat(asked).allSatisfy(name -> assertThat(told).contains("\n" + name + "{"));
      assertThat(told).containsPattern("amtsrunde_store_seconds_count\\{node=\"open\"} [1-9]");
    }
  }
}
