package io.xmlfleet.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What {@code docs/architecture.md} names is there. */
class ArchitecturePageTest {
  private static final Pattern NAME = Pattern.compile("`([A-Z]\\w+)((?:\\.\\w+)*)`");

  /** Module, packages, steps. */
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `\\w+` · ([^|]+) \\| (\\d+ .*) \\|$");

  private static final Pattern STEP = Pattern.compile("(\\d+) `([A-Z]\\w+)");
  private static final String ROOT = "io.xmlfleet.";
  private static final Set<String> OF_JAVA = Set.of("Clock");

  private static String page;
  private static Map<String, List<JavaClass>> classes;

  @BeforeAll
  static void read() throws IOException {
    page = Files.readString(Path.of("..", "docs", "architecture.md"));
    classes =
        new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.xmlfleet")
                .stream()
                .filter(each -> !each.getSimpleName().isEmpty())
                .collect(Collectors.groupingBy(JavaClass::getSimpleName));
  }

  @Test
  void namesClassesAndMembersThatAreThere() {
    List<String> missing = new ArrayList<>();
    List<MatchResult> names = NAME.matcher(page).results().toList();
    for (MatchResult name : names) {
      List<JavaClass> named = classes.getOrDefault(name.group(1), List.of());
      String member = name.group(2).isEmpty() ? "" : name.group(2).substring(1);
      boolean there =
          name.group(1).endsWith("Test") // those are not on this list
              || named.stream().anyMatch(each -> member.isEmpty() || has(each, member))
              || OF_JAVA.contains(name.group(1));
      if (!there) {
        missing.add(name.group());
      }
    }
    assertThat(names).hasSizeGreaterThan(80);
    assertThat(missing).isEmpty();
  }

  @Test
  void placesEachStepOfADocumentWhereItsClassIs() {
    List<String> elsewhere = new ArrayList<>();
    List<Integer> steps = new ArrayList<>();
    for (MatchResult row : ROW.matcher(page).results().toList()) {
      List<String> packages = List.of(row.group(1).replace("`", "").split(", "));
      for (MatchResult step : STEP.matcher(row.group(2)).results().toList()) {
        steps.add(Integer.valueOf(step.group(1)));
        if (classes.getOrDefault(step.group(2), List.of()).stream()
            .noneMatch(each -> packages.contains(each.getPackageName().substring(ROOT.length())))) {
          elsewhere.add(step.group(2) + " is not in " + packages);
        }
      }
    }
    assertThat(elsewhere).isEmpty();
    assertThat(steps).isEqualTo(IntStream.rangeClosed(1, 25).boxed().toList());
  }

  private static boolean has(JavaClass type, String member) {
    return type.getMembers().stream().anyMatch(each -> each.getName().equals(member))
        || classes.getOrDefault(member, List.of()).stream()
            .anyMatch(each -> each.getEnclosingClass().filter(type::equals).isPresent());
  }
}
