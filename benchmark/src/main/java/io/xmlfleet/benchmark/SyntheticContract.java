package io.xmlfleet.benchmark;

/**
 * The text of a contract of the size of a real one: 16 tables with 360 columns, 40 enums, 12
 * selections, 30 CASE expressions of 60 branches, and slots. Stateless.
 */
final class SyntheticContract {
  private static final int ENUMS = 40;
  private static final int WORDS = 12;
  private static final int SELECTIONS = 12;
  private static final int WIDE_TABLES = 14;
  private static final int NARROW_COLUMNS = 3;
  private static final int COLUMNS = 360;
  private static final int EXPRESSIONS = 30;
  private static final int SLOTS = 24;

  private static final String[] TYPES = {
    "string(40)", "int", "decimal(12,2)", "date", "datetime", "bit", "tinyint", "string"
  };

  private final StringBuilder yaml = new StringBuilder();

  private SyntheticContract() {}

  static String text() {
    SyntheticContract contract = new SyntheticContract();
    contract.line("xmlfleet: 1", "contract: synthetic", "root: File", "app-id: /File/@id");
    contract.enums();
    contract.selections();
    contract.values();
    contract.tables();
    return contract.yaml.toString();
  }

  private void enums() {
    line("enums:");
    for (int i = 0; i < ENUMS; i++) {
      StringBuilder words = new StringBuilder();
      for (int word = 0; word < WORDS; word++) {
        words.append(word == 0 ? "" : ", ").append("WORD_").append(word).append(": ").append(word);
      }
      line("  e" + i + ": { values: { " + words + " }, otherwise: 0 }");
    }
  }

  private void selections() {
    line("selections:");
    for (int i = 0; i < SELECTIONS; i++) {
      line(
          "  s" + i + ":",
          "    each: //Group" + i + "/Person",
          "    where: \"[@left] IS EMPTY AND [@role] IN ('MAIN', 'OTHER')\"",
          "    unique: { by: \"[@ssn]\", rank: \"CASE [@role] WHEN 'MAIN' THEN 1 ELSE 2 END\" }",
          "    key: \"[@id]\"");
    }
  }

  private void values() {
    line("values:");
    for (int i = 0; i < SELECTIONS; i++) {
      line("  amount" + i + ": /File/Group" + i + "/@amount", "  name" + i + ": $s" + i + "/Name");
    }
  }

  private void tables() {
    line("tables:");
    int wide = COLUMNS - 2 * NARROW_COLUMNS;
    for (int table = 0; table < WIDE_TABLES; table++) {
      int first = table * wide / WIDE_TABLES;
      int end = (table + 1) * wide / WIDE_TABLES;
      line("  - table: dbo.wide_" + table, "    keep: not-empty");
      line(
          table % 2 == 0
              ? "    rows: document"
              : "    rows: { each: $s" + table % SELECTIONS + " }");
      line("    columns:");
      for (int column = first; column < end; column++) {
        column(
            column, table % 2 == 0 ? "/File/Part" + column % 9 + "/" : "Part" + column % 9 + "/");
      }
    }
    slots("first");
    slots("second");
  }

  private void column(int number, String part) {
    String name = "      - { column: c" + number;
    if (number % 11 == 0 && number / 11 < EXPRESSIONS) {
      line(name + ", type: string(20), expression: \"" + choice(number) + "\" }");
    } else if (number % 7 == 0) {
      line(
          name
              + ", type: int, from: "
              + part
              + "@e"
              + number
              + ", enum: e"
              + number % ENUMS
              + " }");
    } else {
      String type = TYPES[number % TYPES.length];
      String treatment = type.equals("int") ? ", convert: [first-number], default: 0" : "";
      line(name + ", type: \"" + type + "\", from: " + part + "@a" + number + treatment + " }");
    }
  }

  /** Two branches of several conditions each. */
  private static String choice(int number) {
    String amount = "amount" + number % SELECTIONS;
    String name = "name" + (number + 5) % SELECTIONS;
    return "CASE WHEN %1$s + 0 BETWEEN 100 AND 5000 AND UPPER(TRIM(%2$s)) IN ('A', 'B', 'C', 'D') THEN 'first'"
            .formatted(amount, name)
        + (" WHEN (%1$s + 0 > 5000 OR %2$s LIKE 'X%%' OR COALESCE([/File/@kind], 'none') = 'none')"
                + " AND DATEDIFF(day, [/File/@received], '2026-02-10') <= 30 THEN %2$s || '-%3$d'"
                + " ELSE 'other' END")
            .formatted(amount, name, number);
  }

  private void slots(String name) {
    line("  - table: dbo." + name, "    rows:", "      slots:");
    for (int slot = 0; slot < SLOTS; slot++) {
      line(
          "        - { key: K"
              + slot
              + ", when: \"[Fees/@f"
              + slot
              + "] > 0\", values: { amount: Fees/@f"
              + slot
              + ", note: { value: n } } }");
    }
    line(
        "    columns:",
        "      - { column: kind, type: string(10), slot: key }",
        "      - { column: amount, type: \"decimal(8,2)\", slot: value }",
        "      - { column: note, type: string(20), slot: value }");
  }

  private void line(String... lines) {
    for (String line : lines) {
      yaml.append(line).append('\n');
    }
  }
}
