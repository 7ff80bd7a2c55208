package org.amtsrunde.house;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.amtsrunde.house.House.CAPABILITIES;
import static org.amtsrunde.house.House.ROOT;
import static org.amtsrunde.house.House.fileNamed;
import static org.amtsrunde.house.House.packages;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Set;

/** What decides is pure: the same input gives the same answer, so that whole histories can be replayed in tests. */
@AnalyzeClasses(packages = ROOT, importOptions = DoNotIncludeTests.class)
class PurityTest {
  private static final DescribedPredicate<JavaClass> OUTSIDE_WORLD =
      resideInAnyPackage(
              "io.vertx..",
              "io.netty..",
              "com.hazelcast..",
              "java.nio.channels..",
              "java.util.concurrent..",
              "java.lang.management..")
          .or(
              named(
                  "java.lang.Thread",
                  "java.lang.Process",
                  "java.lang.ProcessBuilder",
                  "java.lang.Runtime",
                  "java.nio.file.Files",
                  "java.nio.file.FileSystems",
                  "java.net.Socket",
                  "java.net.URL",
                  "java.net.URLConnection",
                  "java.net.NetworkInterface",
                  "java.io.File",
                  "java.io.FileInputStream",
                  "java.io.FileOutputStream",
                  "java.util.Random",
                  "java.util.SplittableRandom",
                  "java.util.Timer",
                  "java.security.SecureRandom",
                  "java.time.Clock"));

  private static final Set<String> CLOCKS_AND_DICE =
      Set.of(
          "java.lang.System.currentTimeMillis",
          "java.lang.System.nanoTime",
          "java.lang.System.getenv",
          "java.lang.System.getProperty",
          "java.lang.Math.random",
          "java.time.Instant.now",
          "java.time.LocalDate.now",
          "java.time.LocalTime.now",
          "java.time.LocalDateTime.now",
          "java.time.OffsetDateTime.now",
          "java.time.ZonedDateTime.now",
          "java.time.ZoneId.systemDefault",
          "java.net.InetAddress.getByName",
          "java.net.InetAddress.getAllByName",
          "java.net.InetAddress.getLocalHost",
          "java.util.UUID.randomUUID");

  @ArchTest
  static final ArchRule rulesArePure =
      classes().that(fileNamed("\\w*Rules")).should(stayInside()).allowEmptyShould(true);

  @ArchTest
  static final ArchRule kernelIsPure =
      classes()
          .that(resideInAnyPackage(packages("kernel")).and(not(fileNamed("Ids"))))
          .should(stayInside())
          .because("only Ids draws, once, so that everybody else is handed what was drawn");

  @ArchTest
  static final ArchRule protocolIsPure =
      classes().that().resideInAPackage(packages("realtime.protocol")).should(stayInside());

  @ArchTest
  static final ArchRule yjsIsPure =
      classes().that().resideInAPackage(packages("documents.yjs")).should(stayInside()).allowEmptyShould(true);

  /** What travels and what is stored. A private record is a note of its class to itself and may hold anything. */
  @ArchTest
  static final ArchRule recordsAreData =
      classes()
          .that()
          .areRecords()
          .and()
          .areNotPrivate()
          .and(
              resideInAnyPackage(packages(CAPABILITIES))
                  .or(resideInAnyPackage(packages("kernel"), packages("realtime"))))
          .should(stayInside());

  private static ArchCondition<JavaClass> stayInside() {
    return new ArchCondition<>("use no clock, dice, file, thread or network") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        for (var dependency : type.getDirectDependenciesFromSelf()) {
          if (OUTSIDE_WORLD.test(dependency.getTargetClass())) {
            events.add(SimpleConditionEvent.violated(type, dependency.getDescription()));
          }
        }
        for (JavaAccess<?> access : type.getAccessesFromSelf()) {
          var owner = access.getTargetOwner().getName();
          if (CLOCKS_AND_DICE.contains(owner + "." + access.getTarget().getName())) {
            events.add(SimpleConditionEvent.violated(type, access.getDescription()));
          }
        }
      }
    };
  }

  private static DescribedPredicate<JavaClass> named(String... names) {
    var set = Set.of(names);
    return describe("one of " + set, type -> set.contains(type.getName()));
  }
}
