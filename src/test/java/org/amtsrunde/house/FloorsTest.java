package org.amtsrunde.house;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.dependOnClassesThat;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.amtsrunde.house.House.CAPABILITIES;
import static org.amtsrunde.house.House.ROOT;
import static org.amtsrunde.house.House.SPINE;
import static org.amtsrunde.house.House.fileNamed;
import static org.amtsrunde.house.House.packages;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import java.util.ArrayList;

/** Who may know whom. */
@AnalyzeClasses(packages = ROOT, importOptions = DoNotIncludeTests.class)
class FloorsTest {

  @ArchTest static final ArchRule noCircles = slices().matching(ROOT + ".(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule kernelKnowsNobody =
      classes()
          .that()
          .resideInAPackage(packages("kernel"))
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage(packages("kernel"), "java..", "org.jspecify..", "com.fasterxml.jackson.core.."));

  @ArchTest
  static final ArchRule theSpineKnowsNoCapability =
      noClasses()
          .that()
          .resideInAnyPackage(packages(SPINE))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(packages(CAPABILITIES));

  @ArchTest
  static final ArchRule nobodyKnowsTheStart =
      noClasses()
          .that()
          .resideInAnyPackage(ROOT + ".*..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(ROOT)
          .because("only Main and Server see everything, and nothing sees them");

  /** Everybody may ask who somebody is; and who is a member of a room or a round, but nothing else of a neighbour. */
  @ArchTest static final ArchRule capabilitiesAreNeighbours = CompositeArchRule.of(eachCapabilityAlone());

  private static Iterable<ArchRule> eachCapabilityAlone() {
    var rules = new ArrayList<ArchRule>();
    for (var capability : CAPABILITIES) {
      var others = CAPABILITIES.stream().filter(other -> !other.equals(capability)).toList();
      var memberships = resideInAnyPackage(packages("messenger"), packages("rounds")).and(fileNamed("\\w*Membership"));
      var shared =
          capability.equals("identity") ? memberships : memberships.or(resideInAnyPackage(packages("identity")));
      rules.add(
          noClasses()
              .that()
              .resideInAPackage(packages(capability))
              .should(dependOnClassesThat(resideInAnyPackage(packages(others)).and(not(shared))))
              .allowEmptyShould(true));
    }
    return rules;
  }
}
