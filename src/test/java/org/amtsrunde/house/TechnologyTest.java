package org.amtsrunde.house;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.conditions.ArchConditions.dependOnClassesThat;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noCodeUnits;
import static org.amtsrunde.house.House.ROOT;
import static org.amtsrunde.house.House.fileNamed;
import static org.amtsrunde.house.House.outermost;
import static org.amtsrunde.house.House.packages;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.vertx.core.http.ClientAuth;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.Lock;

/** Each technology has its own door; behind it nobody notices when it is exchanged. */
@AnalyzeClasses(packages = ROOT, importOptions = DoNotIncludeTests.class)
class TechnologyTest {

  /** A class that holds a script is the one that reads its answer. */
  private static final DescribedPredicate<JavaClass> HOLDS_A_SCRIPT =
      describe(
          "in a class with a script",
          type ->
              outermost(type).getFields().stream()
                  .anyMatch(field -> field.getRawType().getSimpleName().matches("(Log)?Script")));

  private static final List<Class<?>> WAITED_FOR =
      List.of(Future.class, Process.class, CountDownLatch.class, Semaphore.class, BlockingQueue.class, Lock.class);

  private static final DescribedPredicate<JavaClass> WAITS =
      describe("something to wait for", type -> WAITED_FOR.stream().anyMatch(type::isAssignableTo));

  @ArchTest
  static final ArchRule redisBehindItsDoor =
      noClasses()
          .that(not(resideInAPackage(packages("redis")).or(fileNamed("Redis\\w*")).or(HOLDS_A_SCRIPT)))
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.vertx.redis..");

  @ArchTest
  static final ArchRule httpBehindItsDoor =
      noClasses()
          .that(not(resideInAPackage(packages("http")).or(fileNamed("\\w*Routes|JanusSocket"))))
          .should(
              dependOnClassesThat(
                  resideInAnyPackage("io.vertx.ext.web..", "io.vertx.core.http..").and(not(type(ClientAuth.class)))));

  @ArchTest
  static final ArchRule theBusBehindItsDoor =
      noClasses()
          .that(not(resideInAPackage(packages("cluster"))))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("com.hazelcast..", "io.vertx.spi.cluster..", "io.vertx.core.eventbus..");

  @ArchTest
  static final ArchRule nettyBehindVertx =
      noClasses()
          .that(not(resideInAPackage(packages("http"))))
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.netty..");

  @ArchTest
  static final ArchRule jsonWithoutReflection =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("com.fasterxml.jackson.databind..", "tools.jackson..", "java.lang.reflect..");

  @ArchTest
  static final ArchRule nobodySleeps =
      noClasses()
          .should()
          .callMethodWhere(target(owner(type(Thread.class))).and(target(name("sleep"))))
          .because("whoever waits for something says for what, and until when");

  @ArchTest
  static final ArchRule nobodyLocksAMethod =
      noCodeUnits()
          .should()
          .haveModifier(JavaModifier.SYNCHRONIZED)
          .because("an event loop that waits for a lock stands still for everybody on it");

  /** Start and end may wait: they run on threads of their own. */
  @ArchTest
  static final ArchRule nobodyWaits =
      noClasses()
          .that(not(resideInAPackage(ROOT).or(fileNamed("RedisProcess|RedisBinary"))))
          .should()
          .callMethodWhere(
              target(owner(WAITS))
                  .and(target(nameMatching("await|get|join|take|acquire|lock|lockInterruptibly|waitFor")))
                  .or(target(owner(type(io.vertx.core.Future.class))).and(target(name("await")))))
          .because("behind an event loop stand all its connections");
}
