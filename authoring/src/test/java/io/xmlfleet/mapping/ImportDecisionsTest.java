package io.xmlfleet.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.contract.read.ContractReader;
import io.xmlfleet.migrate.ContractImporter;
import io.xmlfleet.migrate.ImportedContract;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an old contract says that cannot be carried over as it stands: never in silence. */
class ImportDecisionsTest {
  @Test
  void namesKeysThatItDoesNotKnow() {
    ImportedContract imported =
        importOf(
            """
            { "xml_root_element": "A", "source_application_table": "app", "validation_rules": {},
              "element_filtering": { "mode": "strict", "filter_rules": [
                { "element_type": "vehicle", "xml_child_path": "/A/app/car", "strict": true } ] },
              "bit_conversions": { "word_to_bit": { "ja": 1 } },
              "relationships": [
                { "parent_table": "t", "child_table": "u", "foreign_key_column": "id", "on": "x" } ],
              "mappings": [
                { "xml_path": "/A", "xml_attribute": "ID", "target_table": "t", "target_column":
                  "app_id", "data_type": "int", "mapping_type": ["identity_insert"], "trim": true
                } ] }
            """);

    assertThat(imported.decisions())
        .containsExactly(
            unknownKey(1, "the contract", "validation_rules"),
            unknownKey(2, "element_filtering", "mode"),
            unknownKey(3, "a filter rule", "strict"),
            "line 3: the filter rule is about vehicle, of which nothing is known, and left out:"
                + " choose its elements with rows: in the tables that it is for",
            unknownKey(6, "a relationship", "on"),
            unknownKey(4, "bit_conversions", "word_to_bit"),
            unknownKey(9, "a mapping", "trim"));
  }

  private static String unknownKey(int line, String what, String key) {
    return "line %d: %s has a key %s, which is not known here and left out: write what it says into"
            .formatted(line, what, key)
        + " the contract, if it says something";
  }

  @Test
  void namesMappingTypesThatItDoesNotKnow() {
    ImportedContract imported =
        withColumn("'data_type': 'int', 'mapping_type': ['soundex', 'numbers_only']");

    assertThat(imported.decisions())
        .containsExactly(
            "line 5, app_base.c: the mapping type soundex is not known, and does nothing, as there: write"
                + " what it was meant to do, as convert: or expression:");
    assertThat(value(imported, "a1b2")).isEqualTo("12");
  }

  @Test
  void namesTypesThatItDoesNotKnow() {
    ImportedContract imported = withColumn("'data_type': 'geography'");

    assertThat(imported.decisions())
        .containsExactly(
            "line 5, app_base.c: the type geography is not known, and its values are text, as there: give"
                + " the column its type");
    assertThat(value(imported, "a")).isEqualTo("a");
  }

  @Test
  void readsTypesWithTheirLength() {
    assertThat(type(withColumn("'data_type': 'varchar(80)'"))).isEqualTo("string(80)");
    assertThat(type(withColumn("'data_type': 'char(9)'"))).isEqualTo("string(9)");
    assertThat(type(withColumn("'data_type': 'nvarchar(max)'"))).isEqualTo("string");
    assertThat(type(withColumn("'data_type': 'decimal(8,5)'"))).isEqualTo("decimal(28,5)");
  }

  @Test
  void takesMaxForALengthWithoutLimit() {
    ImportedContract imported = withColumn("'data_type': 'string', 'data_length': 'max'");

    assertThat(imported.decisions()).isEmpty();
    assertThat(type(imported)).isEqualTo("string");
    assertThat(value(imported, "whole")).isEqualTo("whole");
  }

  @Test
  void namesLengthsThatAreNone() {
    assertThat(withColumn("'data_type': 'string', 'data_length': 'long'").decisions())
        .containsExactly(
            "line 5, app_base.c: the data_length long is no number, and left out: write the length into"
                + " the type");
  }

  @ParameterizedTest
  @ValueSource(strings = {"GETUTCDATE()", "soon"})
  void leavesOutADefaultThatItsColumnCannotHave(String text) {
    ImportedContract imported =
        withColumn("'data_type': 'datetime', 'default_value': '" + text + "', 'nullable': true");

    assertThat(imported.decisions())
        .containsExactly(
            "line 5, app_base.c: its default "
                + text
                + " is no datetime, and left out: write another default:, or give the column one in"
                + " the database; nulls: default takes it");
    assertThat(value(imported, "")).isEmpty();
    assertThat(value(imported, "2024-02-09")).isEqualTo("2024-02-09T00:00");
  }

  @Test
  void cutsADefaultAsItsValues() {
    assertThat(
            value(
                withColumn("'data_type': 'string', 'data_length': 3, 'default_value': 'UNKNOWN'"),
                ""))
        .isEqualTo("UNK");
  }

  @Test
  void tellsADefaultOfZeroFromNone() {
    assertThat(value(withColumn("'data_type': 'int', 'default_value': '0'"), "")).isEqualTo("0");
    assertThat(value(withColumn("'data_type': 'int', 'default_value': 0"), "")).isEmpty();
  }

  @Test
  void asksForATimeThatTheOldSystemMade() {
    ImportedContract imported =
        withColumn("'data_type': 'datetime', 'mapping_type': ['default_getutcdate_if_null']");

    assertThat(imported.decisions())
        .containsExactly(
            "line 5, app_base.c: where the document has no time, the old system took the current one, and"
                + " here it is null: give the column a default of the current time in the database;"
                + " nulls: default takes it");
    assertThat(value(imported, "2024-02-09 01:02:03")).isEqualTo("2024-02-09T01:02:03");
    assertThat(value(imported, "")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"640", "'CC'", "-1.5"})
  void carriesConstantExpressionsOver(String constant) {
    ImportedContract imported =
        withColumn(
            "'data_type': 'string', 'mapping_type': ['calculated_field'], 'expression': \""
                + constant
                + '"');

    assertThat(imported.decisions()).isEmpty();
    assertThat(value(imported, "")).isEqualTo(constant.replace("'", ""));
  }

  @Test
  void makesARowOfAConstant() {
    String json =
        contract(
                "'xml_path': '/A/app', 'data_type': 'string', 'mapping_type':"
                    + " ['calculated_field'], 'expression': '640'")
            .replace("app_base", "other");

    assertThat(value(importOf(json), "")).isEqualTo("640");
    assertThat(value(importOf(json.replace("640", "nothing")), "")).isEmpty();
  }

  @Test
  void namesExpressionsThatItDoesNotUnderstandOrThatWereNotEvaluated() {
    assertThat(
            withColumn(
                    "'data_type': 'datetime', 'mapping_type': ['calculated_field'], 'expression':"
                        + " 'GETUTCDATE()'")
                .decisions())
        .containsExactly(
            "line 5, app_base.c: the expression is left out, as it is not understood at word 2, \"(\", and"
                + " the column is null: write it as expression:, or a constant as value:");
    assertThat(withColumn("'data_type': 'string', 'expression': '640'").decisions())
        .containsExactly(
            "line 5, app_base.c: its expression is not evaluated, as its mapping type does not say so:"
                + " nothing, if the rows are to be as there; else write the expression as"
                + " expression:");
  }

  @Test
  void namesMappingsThatReadNothing() {
    ImportedContract imported =
        importOf(contract("'xml_path': '/A/app', 'data_type': 'string', 'default_value': 'CC'"));

    assertThat(imported.decisions())
        .containsExactly(
            "line 5, app_base.c: it names no attribute, so that there is nothing but its default, as"
                + " there: write where its value comes from");
    assertThat(value(imported, "x")).isEqualTo("CC");
  }

  @Test
  void makesABitOfAnyText() {
    ImportedContract imported = withColumn("'data_type': 'boolean', 'nullable': true");

    assertThat(type(imported)).isEqualTo("bit");
    assertThat(value(imported, "N")).isEqualTo("true");
    assertThat(value(imported, "")).isEmpty();
  }

  @Test
  void saysWhereItFindsNoApplication() {
    ImportedContract imported =
        importOf(contract("'data_type': 'int'").replace("'source_application_table': 'app',", ""));

    assertThat(imported.decisions())
        .anyMatch(line -> line.startsWith("line 1: it does not say which element holds the"));
    assertThat(imported.text()).doesNotContain("there is no element");
  }

  @Test
  void readsCharactersOfTwoUnitsWhereverTheyStand() {
    for (int before = 900; before < 1100; before++) {
      String description = "x".repeat(before) + "\uD83D\uDE00";

      assertThat(
              withColumn("'data_type': 'string', 'description': '" + description + "'").decisions())
          .isEmpty();
    }
  }

  private static ImportedContract withColumn(String keys) {
    return importOf(contract("'xml_path': '/A/app', 'xml_attribute': 'c', " + keys));
  }

  private static String contract(String keys) {
    return """
    { "xml_root_element": "A", 'source_application_table': 'app',
      "mappings": [
        { "xml_path": "/A", "xml_attribute": "ID", "target_table": "app_base", "target_column": "app_id",
          "data_type": "int", "mapping_type": ["identity_insert"] },
        { "target_table": "app_base", "target_column": "c", %s } ] }
    """
        .formatted(keys);
  }

  private static ImportedContract importOf(String json) {
    ImportedContract imported = new ContractImporter().importContract("o.json", json, "o");
    assertThat(new ContractReader().read("o.yaml", imported.text()).tables()).isNotEmpty();
    return imported;
  }

  private static String type(ImportedContract imported) {
    return new ContractReader()
        .read("o.yaml", imported.text()).tables().get(0).columns().stream()
            .map(column -> column.column())
            .filter(column -> column.name().equals("c"))
            .map(column -> column.type().toString())
            .findFirst()
            .orElseThrow();
  }

  /** What the column c is for a document whose attribute c is this; empty: null. */
  private static String value(ImportedContract imported, String text) {
    List<String> rows =
        MappingFixture.rows(imported.text(), "<A ID='7'><app c='" + text + "'/></A>");
    return rows.stream()
        .flatMap(row -> List.of(row.substring(row.indexOf(": ") + 2).split(", ")).stream())
        .filter(pair -> pair.startsWith("c="))
        .map(pair -> pair.substring(2))
        .findFirst()
        .orElse("");
  }
}
