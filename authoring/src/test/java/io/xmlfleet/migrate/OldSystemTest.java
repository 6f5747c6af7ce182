package io.xmlfleet.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.mapping.Mapped;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The rows of the system before and ours differ where a correction says so, and only as it says;
 * docs/import-corrections.tsv lists just these places.
 */
class OldSystemTest {
  private static final Path CORRECTIONS = Path.of("..", "docs", "import-corrections.tsv");
  private static final Pattern COMMAS = Pattern.compile("-?\\d{1,3}(?:,\\d{3})+(?:\\.\\d*)?");

  @Test
  void listsEachColumnThatACorrectionTouchesAndNoOther() throws Exception {
    Map<String, Set<Correction>> touched = new TreeMap<>();
    for (String name : List.of("cc", "rl")) {
      Correction.byPlace(OldSystem.line(name).contract())
          .forEach(
              (place, corrections) ->
                  touched.computeIfAbsent(place, any -> new TreeSet<>()).addAll(corrections));
    }

    assertThat(Files.readAllLines(CORRECTIONS).stream().filter(line -> !line.startsWith("#")))
        .containsExactlyElementsOf(
            touched.entrySet().stream()
                .map(
                    each ->
                        each.getKey()
                            + '\t'
                            + each.getValue().stream()
                                .map(Correction::sentence)
                                .collect(Collectors.joining("; ")))
                .toList());
  }

  @ParameterizedTest
  @ValueSource(strings = {"cc", "rl"})
  void takesTheSameDocumentsAndGivesTheSameRowsButForCorrections(String name) {
    OldSystem.Line line = OldSystem.line(name);
    Map<String, Set<Correction>> corrections = Correction.byPlace(line.contract());
    List<String> unexplained = new ArrayList<>();
    for (Path document : line.documents()) {
      String xml = OldSystem.Line.text(document);
      Map<String, List<Map<String, Object>>> expected = line.expected(document);
      Mapped mapped = line.map(xml);
      if (expected == null || mapped instanceof Mapped.Rejected) {
        if (expected != null || mapped instanceof Mapped.Rows) {
          unexplained.add(document.getFileName() + ": another verdict, " + mapped);
        }
        continue;
      }
      Map<String, List<Map<String, Object>>> rows = OldSystem.Line.rows((Mapped.Rows) mapped);
      Set<String> tables = new TreeSet<>(expected.keySet());
      tables.addAll(rows.keySet());
      for (String table : tables) {
        for (Difference each :
            differences(
                table,
                expected.getOrDefault(table, List.of()),
                rows.getOrDefault(table, List.of()))) {
          Set<Correction> here = corrections.getOrDefault(each.place(), Set.of());
          if (here.stream().noneMatch(correction -> each.isExplainedBy(correction, xml))) {
            unexplained.add(document.getFileName() + ": " + each);
          }
        }
      }
    }
    assertThat(unexplained).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"cc", "rl"})
  void showsEachCorrectionInItsColumn(String name) {
    OldSystem.Line line = OldSystem.line(name);
    OldContract old = line.contract();
    Set<String> shown = new HashSet<>();
    for (Correction.Touched each : Correction.in(old)) {
      if (each.correction() == Correction.KEYLESS) {
        continue;
      }
      TouchingDocument document = new TouchingDocument(old, each);
      Mapped mapped = line.map(document.xml());
      assertThat(mapped).as(each + "\n" + document.xml()).isInstanceOf(Mapped.Rows.class);
      List<Map<String, Object>> rows =
          OldSystem.Line.rows((Mapped.Rows) mapped).getOrDefault(each.mapping().table(), List.of());
      String column = each.place().substring(each.place().indexOf('.') + 1);
      assertThat(document.isShownBy(rows.stream().map(row -> row.get(column)).toList()))
          .as(each + "\n" + rows)
          .isTrue();
      shown.add(each.place());
    }
    assertThat(shown).containsExactlyInAnyOrderElementsOf(Correction.byPlace(old).keySet());
  }

  /** One cell, or a whole row. */
  private record Difference(
      String table, String column, @Nullable Object expected, @Nullable Object actual) {
    String place() {
      return table + '.' + column;
    }

    boolean isExplainedBy(Correction correction, String document) {
      return switch (correction) {
        case KEYLESS -> false;
        case EMPTY_ROW -> expected != null && actual == null;
        case LEADING_ZEROS -> digits(expected).equals(digits(actual));
        case UNCUT -> isCut(text(expected), text(actual));
        case THOUSANDS ->
            (expected == null || text(expected).contains(","))
                && actual instanceof BigDecimal number
                && COMMAS.matcher(document).results().anyMatch(each -> is(number, each.group()));
        case GROUPS ->
            expected instanceof BigDecimal
                && !(actual instanceof BigDecimal)
                && hasCommas(document);
        case TIMES -> expected instanceof LocalDateTime && !(actual instanceof BigDecimal);
        case TYPED ->
            actual instanceof BigDecimal number
                && text(expected).matches("-?\\d*\\.?\\d*")
                && is(number, text(expected));
        case NUMBERS, WORDS, PARENTHESES -> (expected == null) != (actual == null);
        case ARITHMETIC ->
            actual == null || (expected instanceof BigDecimal was && isNear(was, actual));
      };
    }

    private static boolean isCut(String was, String is) {
      return is.startsWith(was) && is.length() > was.length() && is.length() <= was.length() + 2;
    }

    private static boolean isNear(BigDecimal was, Object is) {
      return is instanceof BigDecimal number
          && number.subtract(was).abs().compareTo(BigDecimal.ONE) <= 0;
    }

    private boolean hasCommas(String document) {
      Matcher number = Pattern.compile("[-\\d,.]+").matcher(document);
      return number.results().anyMatch(each -> digits(each.group()).equals(digits(expected)));
    }

    private static boolean is(BigDecimal number, String text) {
      BigDecimal written = new BigDecimal(text.replace(",", ""));
      return written.setScale(Math.max(0, number.scale()), RoundingMode.HALF_UP).compareTo(number)
          == 0;
    }

    private static String text(@Nullable Object value) {
      return value instanceof BigDecimal number
          ? number.toPlainString()
          : value == null ? "" : value.toString();
    }

    /** Without leading zeros; that of zeros alone is 0. */
    private static String digits(@Nullable Object value) {
      return text(value).replaceAll("[^\\d]", "").replaceAll("^0+(?=\\d)", "");
    }
  }

  /** Rows that are most alike are compared. */
  private static List<Difference> differences(
      String table, List<Map<String, Object>> expected, List<Map<String, Object>> actual) {
    List<Map<String, Object>> left = new ArrayList<>(expected);
    List<Map<String, Object>> right = new ArrayList<>(actual);
    left.removeIf(right::remove);
    List<Difference> differences = new ArrayList<>();
    while (!left.isEmpty() && !right.isEmpty()) {
      Map<String, Object> was = left.remove(0);
      Map<String, Object> is =
          right.stream().max(Comparator.comparing(row -> alike(was, row))).orElseThrow();
      right.remove(is);
      Set<String> columns = new TreeSet<>(was.keySet());
      columns.addAll(is.keySet());
      for (String column : columns) {
        if (!String.valueOf(was.get(column)).equals(String.valueOf(is.get(column)))) {
          differences.add(new Difference(table, column, was.get(column), is.get(column)));
        }
      }
    }
    left.forEach(row -> differences.add(new Difference(table, Correction.ROW, row, null)));
    right.forEach(row -> differences.add(new Difference(table, Correction.ROW, null, row)));
    return differences;
  }

  private static long alike(Map<String, Object> was, Map<String, Object> is) {
    return was.entrySet().stream()
        .filter(each -> each.getValue().equals(is.get(each.getKey())))
        .count();
  }
}
