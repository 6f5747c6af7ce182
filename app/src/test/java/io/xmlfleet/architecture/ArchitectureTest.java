package io.xmlfleet.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitectureTest {
  private static final JavaClasses PRODUCTION =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(location -> !location.contains("/io/xmlfleet/testing/"))
          .importPackages("io.xmlfleet");

  /** Packages that may have more classes than 25, and why. */
  private static final Map<String, String> CROWDED =
      Map.of(
          "io.xmlfleet.contract.expression", "a class for each operator and function",
          "io.xmlfleet.mapping", "a class for each kind of rows and of values",
          "io.xmlfleet.draft", "a class for each thing that samples are asked");

  /** Classes that ask for the time of day and compare time stamps, which is no stopwatch. */
  private static final Set<String> COMPARE_STAMPS =
      Set.of(
          "AggregatorState", // how old runs are, in days
          "FleetRoutes", // workers that were not heard of for minutes
          "FollowedSource", // a file's modification
          "InstantParser", // --since 2h
          "LiveView", // a report from before it looked
          "RunComparison", // what retention may have deleted
          "RunGauges"); // runs that ended an hour ago

  private static final String PLANTED = "io.xmlfleet.architecture.planted";

  static List<ArchRule> rules() {
    return new Rules("io.xmlfleet").all();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void holds(ArchRule rule) {
    rule.check(PRODUCTION);
  }

  @Test
  void seesTheWholeOfProduction() {
    assertThat(PRODUCTION.size()).isGreaterThan(200);
    assertThat(PRODUCTION.containPackage("io.xmlfleet.cli")).isTrue();
    assertThat(PRODUCTION.containPackage("io.xmlfleet.xml")).isTrue();
    assertThat(PRODUCTION.containPackage("io.xmlfleet.publish")).isTrue();
  }

  @Test
  void everyPackageIsNullMarked() {
    Rules.nullMarked().check(PRODUCTION);
  }

  @Test
  void nobodyMeasuresTimeByTheTimeOfDay() {
    Rules.timeOfDayIsNoStopwatch(COMPARE_STAMPS).check(PRODUCTION);
  }

  @Test
  void noPackageHasMoreThan25Classes() {
    Map<String, Long> crowded = Rules.crowded(PRODUCTION, 25);
    crowded.keySet().removeAll(CROWDED.keySet());
    assertThat(crowded).isEmpty();
  }

  @Test
  void noticesPlantedViolations() {
    JavaClasses planted = new ClassFileImporter().importPackages(PLANTED);
    List<String> violated =
        new Rules(PLANTED)
            .all().stream()
                .filter(rule -> rule.evaluate(planted).hasViolation())
                .map(ArchRule::getDescription)
                .toList();

    assertThat(violated)
        .hasSize(6)
        .anyMatch(rule -> rule.contains("mapping..'") && rule.contains("worker..'"))
        .anyMatch(rule -> rule.contains("worker..'] should") && rule.contains("mapping..'"))
        .anyMatch(rule -> rule.contains("javax.xml.stream"))
        .anyMatch(rule -> rule.contains("java.sql"))
        .anyMatch(rule -> rule.contains("planted.(*)..' should be free of cycles"))
        .anyMatch(rule -> rule.contains("planted.(**)' should be free of cycles"));
    assertThat(Rules.crowded(planted, 0)).containsEntry(PLANTED + ".worker", 1L);
    assertThat(Rules.nullMarked().evaluate(planted).hasViolation()).isTrue();
    assertThat(Rules.timeOfDayIsNoStopwatch(Set.of()).evaluate(planted).hasViolation()).isTrue();
  }
}
