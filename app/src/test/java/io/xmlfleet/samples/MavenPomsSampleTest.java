package io.xmlfleet.samples;

import static io.xmlfleet.samples.CountedByXPath.anyNamespace;
import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.failure.Stage;
import io.xmlfleet.mapping.Mapped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The contract of samples/maven-poms over POMs that have the oddities of real ones. */
class MavenPomsSampleTest {
  private static final Path POMS = Path.of("src", "test", "resources", "poms");

  private static final Map<String, String> ELEMENT_OF_TABLE =
      Map.ofEntries(
          Map.entry("project", "project"),
          Map.entry("licence", "project/licenses/license"),
          Map.entry("developer", "project/developers/developer"),
          Map.entry("module", "project/modules/module"),
          Map.entry("dependency", "project/dependencies/dependency"),
          Map.entry("exclusion", "project/dependencies/dependency/exclusions/exclusion"),
          Map.entry("managed_dependency", "project/dependencyManagement/dependencies/dependency"),
          Map.entry("plugin", "project/build/plugins/plugin"),
          Map.entry("repository", "project/repositories/repository"),
          Map.entry("property", "project/properties/*"));

  private final SampleContract contract = new SampleContract("maven-poms");

  static List<Path> poms() throws IOException {
    return files(POMS);
  }

  static List<Path> refusedPoms() throws IOException {
    return files(POMS.resolve("refused"));
  }

  @ParameterizedTest
  @MethodSource("poms")
  void makesAsManyRowsAsAnotherParserCounts(Path pom) throws Exception {
    byte[] document = Files.readAllBytes(pom);
    CountedByXPath counted = new CountedByXPath(document);
    Map<String, Long> expected = new TreeMap<>();
    ELEMENT_OF_TABLE.forEach(
        (table, path) -> {
          long count = counted.count(anyNamespace(path));
          if (count > 0) {
            expected.put(table, count);
          }
        });

    assertThat(new TreeMap<>(contract.rows(document, pom.toString()).counts())).isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("poms")
  void readsTheSameTextsAsAnotherParser(Path pom) throws Exception {
    byte[] document = Files.readAllBytes(pom);
    CountedByXPath counted = new CountedByXPath(document);
    Map<String, Object> project = contract.only("project", document);
    Map<String, String> expected = new LinkedHashMap<>();
    Map<String, Object> actual = new LinkedHashMap<>();
    Map.of(
            "group_id", "project/groupId",
            "artifact_id", "project/artifactId",
            "version", "project/version",
            "parent_version", "project/parent/version",
            "organization", "project/organization/name")
        .forEach(
            (column, path) -> {
              expected.put(column, counted.text(anyNamespace(path)));
              actual.put(column, project.get(column) == null ? "" : project.get(column));
            });

    assertThat(actual).isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("refusedPoms")
  void refusesWhatIsNotWellFormedAtParsing(Path pom) throws IOException {
    Mapped mapped = contract.map(Files.readAllBytes(pom), pom.toString());

    assertThat(mapped)
        .isInstanceOfSatisfying(
            Mapped.Rejected.class,
            refused -> assertThat(refused.failure().stage()).isEqualTo(Stage.PARSING));
  }

  @Test
  void numbersExclusionsByTheirDependency() throws IOException {
    byte[] document = Files.readAllBytes(POMS.resolve("exclusions.pom"));

    assertThat(contract.rowsOf("exclusion", document))
        .extracting(
            row ->
                row.get("dependency_no") + "." + row.get("exclusion_no") + row.get("artifact_id"))
        .containsExactly("2.1x", "2.2y", "4.3*", "5.4x", "5.5y", "5.6z");
  }

  @Test
  void givesEveryRowAKeyOfItsOwn() throws IOException {
    for (Path pom : poms()) {
      contract.rows(Files.readAllBytes(pom), pom.toString()).batches().stream()
          .forEach(batch -> assertThat(SampleContract.keys(batch)).doesNotHaveDuplicates());
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".pom")).sorted().toList();
    }
  }
}
