package org.amtsrunde.house;

import static org.amtsrunde.house.House.MAIN;
import static org.amtsrunde.house.House.RESOURCES;
import static org.amtsrunde.house.House.files;
import static org.amtsrunde.house.House.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What can only be seen in the files themselves. */
class SourcesTest {
  private static final int MOST_LINES = 400;
  private static final Pattern KEY = Pattern.compile("\"[a-z][a-z-]*:\\{");
  private static final Pattern LOCKED_BLOCK = Pattern.compile("\\bsynchronized\\s*\\(");

  @Test
  void filesCanBeReadInOneGo() {
    var sources = new ArrayList<Path>();
    sources.addAll(files(Path.of("src"), ".java", ".lua"));
    sources.addAll(files(Path.of("web/src"), ".ts", ".tsx", ".scss", ".css"));
    sources.addAll(files(Path.of("web/test"), ".ts", ".tsx"));
    assertThat(sources)
        .isNotEmpty()
        .allSatisfy(file -> assertThat(text(file).lines().count()).as("lines").isLessThanOrEqualTo(MOST_LINES));
  }

  @Test
  void eachPackageSaysWhatItIsFor() {
    var packages = files(MAIN, ".java").stream().map(Path::getParent).distinct().toList();
    assertThat(packages)
        .isNotEmpty()
        .allSatisfy(folder -> {
          var info = folder.resolve("package-info.java");
          assertThat(info).exists();
          assertThat(text(info)).as("a docstring in %s", info).contains("/**").contains("NullMarked");
        });
  }

  /** The comment at the top names every key and argument, or the prelude that does. */
  @Test
  void eachScriptNamesItsKeysAndArguments() {
    assertThat(files(RESOURCES, ".lua")).isNotEmpty().allSatisfy(SourcesTest::namesKeysAndArguments);
  }

  private static void namesKeysAndArguments(Path script) {
    var text = text(script);
    var header = text.lines().takeWhile(line -> line.startsWith("--")).toList();
    var code = text.lines().skip(header.size()).toList();
    assertThat(header).as("header").isNotEmpty();
    for (var table : new String[] {"KEYS", "ARGV"}) {
      if (String.join("\n", code).contains(table)) {
        assertThat(String.join("\n", header)).as("header of %s", script).contains(table);
      }
    }
  }

  @Test
  void eachScriptIsCalledByAClassBesideIt() {
    assertThat(files(RESOURCES, ".lua"))
        .allSatisfy(script -> {
          var beside = MAIN.resolve(RESOURCES.relativize(script)).getParent();
          var name = "\\b" + Pattern.quote(script.getFileName().toString()) + "\"";
          assertThat(files(beside, ".java"))
              .as("a class in %s that names %s", beside, script.getFileName())
              .anyMatch(source -> Pattern.compile(name).matcher(text(source)).find());
        });
  }

  @Test
  void onlyKeysSpellsKeys() {
    var keys = MAIN.resolve("org/amtsrunde/redis/Keys.java");
    assertThat(text(keys)).as("the pattern finds keys").containsPattern(KEY);
    assertThat(files(MAIN, ".java").stream().filter(file -> !file.equals(keys)))
        .allSatisfy(file -> assertThat(text(file)).doesNotContainPattern(KEY));
    assertThat(files(RESOURCES, ".lua"))
        .allSatisfy(file -> assertThat(text(file)).doesNotContainPattern("['\"][a-z-]+:\\{"));
  }

  @Test
  void nobodyLocksABlock() {
    assertThat(files(MAIN, ".java")).allSatisfy(file -> assertThat(text(file)).doesNotContainPattern(LOCKED_BLOCK));
  }

  @Test
  void nothingIsLeftForLater() {
    var unfinished = Pattern.compile("\\b(TODO|FIXME|XXX)\\b|@Disabled\\b");
    assertThat(files(Path.of("src"), ".java", ".lua").stream().filter(file -> !file.endsWith("SourcesTest.java")))
        .allSatisfy(file -> assertThat(text(file)).doesNotContainPattern(unfinished));
  }
}
