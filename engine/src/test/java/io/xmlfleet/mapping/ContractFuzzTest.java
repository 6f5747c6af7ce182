package io.xmlfleet.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.contract.ContractException;
import io.xmlfleet.failure.UsageException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;

/**
 * Whatever stands in a contract's file: its reader throws nothing but {@link ContractException},
 * and what it takes can be compiled.
 *
 * <p>A build spends about a second here. For ten minutes, from the top of the source tree:
 *
 * <pre>{@code
 * mvn -pl engine -am test -Dtest=ContractFuzzTest \
 *     -Dsurefire.failIfNoSpecifiedTests=false -Dfuzz.seconds=600
 * }</pre>
 */
class ContractFuzzTest {
  private static final int TRIES = 30;
  private static final double SECONDS = Double.parseDouble(System.getProperty("fuzz.seconds", "1"));
  private static final long NANOS_A_TRY = (long) (SECONDS * TimeUnit.SECONDS.toNanos(1) / TRIES);
  private static final Pattern EXAMPLE = Pattern.compile("```yaml\\n(.*?)```", Pattern.DOTALL);

  private static final Pattern DOCUMENT = Pattern.compile("```xml\\n(.*?)```", Pattern.DOTALL);

  private static final List<String> SEEDS = new ArrayList<>();
  private static final List<String> DOCUMENTS = new ArrayList<>();

  static {
    Path root = Path.of("..").toAbsolutePath().normalize();
    try {
      for (String sample : List.of("credit-applications", "maven-poms")) {
        SEEDS.add(Files.readString(root.resolve("samples/" + sample + "/contract.yaml")));
      }
      for (String page : List.of("contracts", "tutorial")) {
        String text = Files.readString(root.resolve("docs/" + page + ".md"));
        EXAMPLE.matcher(text).results().forEach(found -> SEEDS.add(found.group(1)));
        DOCUMENT.matcher(text).results().forEach(found -> DOCUMENTS.add(found.group(1)));
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static final List<String> PIECES =
      List.of(
          "\n",
          "\n  ",
          "\n    - ",
          ": ",
          ", ",
          "{ ",
          " }",
          "[",
          "]",
          "- ",
          "\"",
          "'",
          "|",
          ">",
          "&a ",
          "*a",
          "!!int ",
          "? ",
          "# ",
          "null",
          "~",
          "true",
          "0",
          "1",
          "-1",
          "999999999999",
          "1e9",
          "xmlfleet: 1",
          "contract: x",
          "root: A",
          "root: [A, \"*\"]",
          "namespaces: { p: u }",
          "limits: { depth: 1 }",
          "app-id: /A/@id",
          "require: [ { that: \"1 = 1\" } ]",
          "enums: { e: { values: { a: 1 }, otherwise: 2, ignore-case: true } }",
          "selections: { s: { each: //x, key: \"[@k]\" } }",
          "values: { v: /A/@v }",
          "tables:",
          "table: t",
          "columns:",
          "column: c",
          "type: ",
          "string",
          "int",
          "\"decimal(5,2)\"",
          "datetime",
          "from: ",
          "pick: filled",
          "match: \"[@k]\"",
          "expression: ",
          "value: ",
          "ordinal: ..",
          "ordinal: ancestor::B",
          "ancestor::B/@c",
          "../../name()",
          "meta: run",
          "meta: header:x",
          "meta: loaded-at",
          "meta: modified",
          "slot: value",
          "list: value",
          "list: \"@a\"",
          "list: position",
          "formats: [hex]",
          "convert: [\"duration(days)\"]",
          "slot: key",
          "pair: value",
          "overflow: xml",
          "key: [c]",
          "natural-key: [c]",
          "on-duplicate: update",
          "generated: identity",
          "generated: { sequence: q }",
          "{ key-of: t }",
          "lookup: { table: u, match: { d: \"@d\" }, take: id, on-missing: null }",
          "convert: [left(3), blank(a|b), html]",
          "formats: [common, M/d/yyyy, \"]\"]",
          "enum: e",
          "default: 1",
          "required: true",
          "on-error: pass",
          "too-long: cut",
          "rows: ",
          "each: //x",
          "each: $s",
          "below: s",
          "where: \"[@a] = 1\"",
          "among: { selection: s, match: \"[@k]\" }",
          "unique: { by: \"[@k]\", rank: 1, keep: last }",
          "unique: [c]",
          "prefer: v = 1",
          "take: last",
          "otherwise: s",
          "keep: { when: c = 1 }",
          "keep: not-empty",
          "slots: [ { key: K, when: v = 1, values: { c: \"@c\" } } ]",
          "pairs: [ { key: K, from: \"@c\" } ]",
          "key: [c]",
          "foreign-keys: [ { columns: [c], references: t } ]",
          "/A/B/@c",
          "//B",
          ".//B",
          "../@id",
          "$s/B",
          "B/count()",
          "name()",
          "\"B[@k = 'x']\"",
          "\"B[2][last()]/C\"",
          "[C/@d > 1 and not(position() = 2)]",
          "\"A | B/C\"",
          "\".//B[C[D]]//E\"",
          "SUM([B/@c])",
          "STRING_AGG(DISTINCT [B[@c]], ',')",
          "MIN(DATE([C]))",
          "COUNT([//B])",
          "../position(*)",
          "namespace()",
          "B/depth()",
          "B/xml()",
          "raw-text()",
          ".//B/spaced-text()",
          "B/text()",
          "preceding::B/@k",
          "preceding-sibling::B",
          "ancestor::A[@k]/B",
          "//B[contains(@k, 'x') or starts-with(., 'A')]/text()",
          "position()",
          "\"@~a\"",
          "p:B",
          "*",
          ".",
          "/",
          "//",
          "$",
          "@",
          "CASE WHEN [@a] > 1 THEN v ELSE c END",
          "\t",
          "\u00a0",
          "\uFEFF",
          "\uD83D\uDE00",
          "\uD83D",
          "\0",
          "é");

  private static final AtomicLong READ = new AtomicLong();
  private static final AtomicLong TAKEN = new AtomicLong();

  @AfterContainer
  static void tell() {
    System.out.println("contracts read: " + READ + ", of which taken: " + TAKEN);
  }

  @Property(
      seed = "20261124",
      tries = TRIES,
      edgeCases = EdgeCasesMode.NONE,
      shrinking = ShrinkingMode.OFF)
  void throwsNothingButItsException(@ForAll long seed) {
    Random random = new Random(seed);
    long start = System.nanoTime();
    do {
      String text = text(random);
      READ.incrementAndGet();
      try {
        ContractMapper mapper = MappingFixture.mapper(text);
        TAKEN.incrementAndGet();
        byte[] document = pick(DOCUMENTS, random).getBytes(StandardCharsets.UTF_8);
        assertThat(mapper.map(document, MappingFixture.context())).isNotNull();
      } catch (UsageException e) {
        assertThat(e).hasMessageContaining("contract.yaml:");
      } catch (RuntimeException | StackOverflowError e) {
        throw new AssertionError("seed " + seed + ", contract:\n" + text, e);
      }
    } while (System.nanoTime() - start < NANOS_A_TRY);
  }

  private static String text(Random random) {
    return switch (random.nextInt(8)) {
      case 0 -> soup(random);
      case 1 -> "xmlfleet: 1\ncontract: x\nroot: A\ntables:\n  - table: t\n    " + soup(random);
      default -> mutated(random);
    };
  }

  private static String soup(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(40); i > 0; i--) {
      text.append(pick(PIECES, random)).append(random.nextInt(3) == 0 ? "" : " ");
    }
    return text.toString();
  }

  /** A valid contract with pieces cut out, doubled, put in, moved, or exchanged with another's. */
  private static String mutated(Random random) {
    StringBuilder text = new StringBuilder(pick(SEEDS, random));
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      int from = random.nextInt(text.length() + 1);
      int to = Math.min(text.length(), from + random.nextInt(30));
      switch (random.nextInt(7)) {
        case 0 -> text.delete(from, to);
        case 1 -> text.insert(to, text.substring(from, to));
        case 2 -> text.insert(from, pick(PIECES, random));
        case 3 -> text.replace(from, to, pick(PIECES, random));
        case 4 -> exchangeLine(text, pick(SEEDS, random), random);
        default -> exchangeWord(text, random);
      }
    }
    return text.toString();
  }

  private static void exchangeLine(StringBuilder text, String other, Random random) {
    String[] lines = text.toString().split("\n", -1);
    String[] others = other.split("\n", -1);
    lines[random.nextInt(lines.length)] = others[random.nextInt(others.length)];
    text.setLength(0);
    text.append(String.join("\n", lines));
  }

  /** Puts one of the text's words, or one of ours, in the place of another: much stays valid. */
  private static void exchangeWord(StringBuilder text, Random random) {
    Matcher words = Pattern.compile("[A-Za-z0-9@/$.~*|()_-]+").matcher(text.toString());
    List<int[]> places = new ArrayList<>();
    while (words.find()) {
      places.add(new int[] {words.start(), words.end()});
    }
    if (!places.isEmpty()) {
      int[] target = places.get(random.nextInt(places.size()));
      int[] source = places.get(random.nextInt(places.size()));
      text.replace(
          target[0],
          target[1],
          random.nextInt(3) == 0 ? pick(PIECES, random) : text.substring(source[0], source[1]));
    }
  }

  private static String pick(List<String> list, Random random) {
    return list.get(random.nextInt(list.size()));
  }
}
