package org.amtsrunde.presence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonToken;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.amtsrunde.kernel.Caller;
import org.amtsrunde.kernel.Json;
import org.amtsrunde.support.RedisExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What was promised to staff councils. Each test stands for one sentence of the promise and is meant to fail when somebody
 * later adds what it forbids: before changing one, change the promise, in public.
 */
class PresencePrivacyTest {
  @RegisterExtension static final RedisExtension REDIS = new RedisExtension();

  private static final JavaClasses PRODUCT =
      new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("org.amtsrunde");
  private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT.*|\\d{9,}");

  private final PresenceNodes cluster = new PresenceNodes(REDIS);
  private final String end = Instant.ofEpochMilli(System.currentTimeMillis() + 3_600_000).toString();

  @AfterEach
  void silence() {
    cluster.killAll();
  }

  /** Everything that people do, by anna (shows herself), bela (watches, shows), cem (never), dora (not any more). */
  private List<String> aBusyDay() {
    cluster.room("r", "anna", "bela", "cem", "dora");
    var one = cluster.start();
    var two = cluster.start();
    var said = new ArrayList<String>();
    var bela = two.connect("bela");
    var anna = one.connect("anna");
    var cem = one.connect("cem");
    var dora = two.connect("dora");
    said.add(bela.me("{'visible':true}"));
    said.add(dora.me("{'visible':true,'state':'busy'}"));
    said.add(cem.me("{'state':'dnd','text':'Sprechstunde'}"));
    said.add(bela.watch("anna", "cem", "dora"));
    said.add(anna.me("{'visible':true,'state':'away','text':'im Archiv','until':'" + end + "'}"));
    said.add(dora.me("{'visible':false}"));
    anna.typing("r");
    one.connect("anna").disconnect();
    await().until(() -> bela.told("presence").stream().anyMatch(json -> json.contains("im Archiv")));
    await().until(() -> bela.told("typing").size() == 1);
    said.add(bela.watch("anna", "cem", "dora"));
    said.addAll(bela.told);
    said.addAll(anna.told);
    return said;
  }

  @Test
  void theStoreHoldsNothingButPeopleOfLivingNodesAndOneSettingPerPerson() {
    aBusyDay();
    for (var key : StoredPresence.keys(REDIS)) {
      if (key.startsWith("settings:{")) {
        assertThat(StoredPresence.hash(REDIS, key).keySet()).containsExactly("presence");
        assertThat(StoredPresence.hash(REDIS, key).values()).isSubsetOf("0", "1");
      } else {
        assertThat(key).matches("presence:\\{.*}|presence-nodes");
        assertThat(StoredPresence.life(REDIS, key)).as("life of " + key).isBetween(1L, 60_000L);
      }
    }
  }

  @Test
  void nothingOfPresenceLivesLongerThanSixtySecondsByItself() {
    aBusyDay();
    cluster.killAll();
    for (var key : StoredPresence.keys(REDIS)) {
      if (!key.startsWith("settings:")) {
        assertThat(StoredPresence.life(REDIS, key)).isBetween(1L, 60_000L);
      }
    }
    assertThat(PresenceRules.HELD).as("in the memory of other nodes").isLessThanOrEqualTo(60_000);
    assertThat(PresenceRules.GRACE).isLessThanOrEqualTo(60_000);
  }

  @Test
  void whoDoesNotShowThemselfIsNotInTheStoreAndNotOnTheBus() {
    aBusyDay();
    assertThat(everythingTold()).noneMatch(text -> text.contains("cem") || text.contains("Sprechstunde"));
    assertThat(stored("dora")).as("only that she withdrew").allMatch(json -> !json.contains("state"));
  }

  @Test
  void noTimeIsToldButTheEndThatAPersonChose() throws IOException {
    var all = aBusyDay();
    all.addAll(everythingTold());
    var names = new TreeSet<String>();
    for (var json : all) {
      names.addAll(names(json));
    }
    names.removeAll(Set.of("anna", "bela", "dora"));
    var toBrowsers = Set.of("visible", "state", "text", "until", "people", "type", "roomId", "personId");
    var toNodes = Set.of("rank", "node", "from", "to");
    assertThat(names).allMatch(name -> toBrowsers.contains(name) || toNodes.contains(name));
  }

  /** Names of all fields; a time anywhere but in {@code until} is a failure. */
  private Set<String> names(String json) throws IOException {
    var names = new TreeSet<String>();
    try (var parser = Json.FACTORY.createParser(json)) {
      for (var token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.FIELD_NAME) {
          names.add(parser.currentName());
        } else if (token.isScalarValue() && TIME.matcher(parser.getText()).matches()) {
          assertThat(parser.currentName()).as(json).isEqualTo("until");
          assertThat(parser.getText()).isEqualTo(end);
        }
      }
    }
    return names;
  }

  @Test
  void anAdministratorSeesNoMoreThanAnybody() {
    cluster.room("r", "anna", "bela");
    var node = cluster.start();
    node.connect("anna").me("{'visible':true}");
    var chief = node.connect("chief", Caller.Role.values());
    chief.me("{'visible':true}");
    assertThat(chief.watch("anna")).isEqualTo("{\"people\":{}}");
    cluster.room("r", "anna", "bela", "chief");
    assertThat(chief.watch("anna")).contains("anna");
    chief.me("{'visible':false}");
    assertThat(chief.watch("anna")).as("who hides sees nobody, whoever it is").isEqualTo("{\"people\":{}}");
  }

  @Test
  void noRoleMattersAnywhereInPresence() {
    ArchRuleDefinition.noClasses()
        .that()
        .resideInAPackage("..presence..")
        .should()
        .dependOnClassesThat()
        .areAssignableTo(Caller.Role.class)
        .orShould()
        .callMethodWhere(
            DescribedPredicate.describe(
                "asks a caller for roles",
                call ->
                    call.getTargetOwner().isEquivalentTo(Caller.class)
                        && Set.of("is", "roles").contains(call.getTarget().getName())))
        .check(PRODUCT);
  }

  @Test
  void presenceNeverMeetsAChannelLogOrALogFile() {
    ArchRuleDefinition.noClasses()
        .that()
        .resideInAPackage("..presence..")
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("org.amtsrunde.realtime.ChannelLog")
        .orShould()
        .dependOnClassesThat()
        .resideInAnyPackage("org.slf4j..", "java.util.logging..", "java.io..", "java.nio.file..")
        .check(PRODUCT);
  }

  @Test
  void thereAreThreeMethodsAndNoneIsOfThePastOrOfEverybody() {
    var methods = cluster.start().methods.keySet();
    assertThat(methods).containsExactlyInAnyOrder("presence.me", "presence.watch", "presence.typing", "presence.hours");
    assertThat(sources("src/main/java").flatMap(text -> found("\"(presence\\.[A-Za-z.]+)\"", text)))
        .allMatch(methods::contains);
    assertThat(sources("src/main/java").flatMap(text -> found("\"(/api/[^\"]*presence[^\"]*)\"", text))).isEmpty();
  }

  @Test
  void nobodyIsAskedForTheirLastSightAnywhereInTheProduct() {
    var words = "(?i)(last.?seen|last.?active|last.?online|online.?since|seen.?at\\b|person.?activity)";
    for (var folder : new String[] {"src/main/java", "src/main/resources", "web/src", "src/docs"}) {
      assertThat(sources(folder).flatMap(text -> found(words, text))).as(folder).isEmpty();
    }
  }

  @Test
  void visibilityIsAlwaysReciprocal() {
    cluster.room("r", "anna", "bela");
    var node = cluster.start();
    var anna = node.connect("anna");
    var bela = node.connect("bela");
    anna.me("{'visible':true}");
    assertThat(bela.watch("anna")).as("off by default, so nobody is seen").isEqualTo("{\"people\":{}}");
    anna.typing("r");
    bela.me("{'visible':true}");
    assertThat(bela.watch("anna")).contains("anna");
    bela.me("{'visible':false}");
    await().until(() -> bela.told("presence").stream().anyMatch(json -> json.contains("\"anna\":null")));
    assertThat(bela.told("typing")).isEmpty();
    assertThat(anna.watch("bela")).isEqualTo("{\"people\":{}}");
  }

  /** All that was written to the store and sent over the bus. */
  private List<String> everythingTold() {
    var all = new ArrayList<>(cluster.frames);
    for (var person : List.of("anna", "bela", "cem", "dora")) {
      all.addAll(stored(person));
    }
    return all;
  }

  private List<String> stored(String person) {
    return StoredPresence.keys(REDIS).stream()
        .filter(key -> key.startsWith("presence:"))
        .flatMap(key -> StoredPresence.hash(REDIS, key).entrySet().stream())
        .filter(entry -> entry.getKey().equals(person))
        .map(Map.Entry::getValue)
        .toList();
  }

  private static Stream<String> found(String pattern, String text) {
    return Pattern.compile(pattern).matcher(text).results().map(result -> result.group(1));
  }

  private static Stream<String> sources(String folder) {
    try (var files = Files.walk(Path.of(folder))) {
      return files.filter(Files::isRegularFile).map(PresencePrivacyTest::read).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
