package org.amtsrunde.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The files of the container say what a node understands, and give it no more than it needs. They are not built here. */
class ContainerTest {
  private static String text(String file) throws IOException {
    return Files.readString(Path.of(file));
  }

  /** Compose's own merge keys, which YAML 1.2 no longer knows, and its variables. */
  private static Map<?, ?> compose() throws IOException {
    return (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(text("conf/compose.yaml"));
  }

  @Test
  void everySettingInTheImageIsOne() throws Exception {
    var found = new LinkedHashMap<String, String>();
    var given = Pattern.compile("\\b(AMTSRUNDE_[A-Z_]+)=([^\\s\\\\]+)");
    for (var file : List.of("Dockerfile", "conf/container/train.sh")) {
      given.matcher(text(file)).results().forEach(one -> found.put(one.group(1), one.group(2)));
    }
    assertThat(found).containsKeys("AMTSRUNDE_DATA_DIR", "AMTSRUNDE_HTTP_HOST");
    SettingsLoader.load(null, found);
  }

  @Test
  void theNodesOfTheComposedClusterStartWithWhatTheyAreTold() throws Exception {
    var compose = compose();
    var shared = (Map<?, ?>) compose.get("x-settings");
    var services = (Map<?, ?>) compose.get("services");
    for (var name : List.of("node-a", "node-b", "node-c")) {
      var node = (Map<?, ?>) services.get(name);
      var environment = new LinkedHashMap<String, String>();
      shared.forEach((key, value) -> environment.put(key.toString(), plain(value)));
      ((Map<?, ?>) node.get("environment"))
          .forEach((key, value) -> {
            if (!key.equals("<<")) {
              environment.put(key.toString(), plain(value));
            }
          });
      var settings = SettingsLoader.load(null, environment);
      assertThat(settings.cluster().members()).as(name).hasSize(3).contains(settings.cluster().host());
      assertThat(settings.demo()).isFalse();
    }
    var node = (Map<?, ?>) compose.get("x-node");
    assertThat(node.get("read_only")).isEqualTo(true);
    assertThat(node.get("cap_drop")).isEqualTo(List.of("ALL"));
    assertThat(node.get("healthcheck").toString()).contains("/health/ready");
  }

  /** As compose fills them in where nothing else is set. */
  private static String plain(Object value) {
    return value.toString().replaceAll("\\$\\{\\w+:-([^}]*)}", "$1").replaceAll("\\$\\{\\w+:\\?[^}]*}", "x");
  }

  @Test
  void theImageRunsAsNobodyInParticularAndSaysWhetherItLives() throws Exception {
    var last = text("Dockerfile").replaceFirst("(?s).*\\nFROM ", "FROM ");
    assertThat(last).containsPattern("(?m)^USER amtsrunde$").containsPattern("(?m)^HEALTHCHECK .*/health/live");
    assertThat(last.indexOf("\nUSER ")).isLessThan(last.indexOf("\nENTRYPOINT "));
    assertThat(last).contains("useradd --uid 10001").doesNotContain("USER root");
    for (var copied : List.of("conf/container/jvm.options", "conf/container/health.sh", "conf/container/train.sh")) {
      assertThat(Path.of(copied)).exists();
    }
  }
}
