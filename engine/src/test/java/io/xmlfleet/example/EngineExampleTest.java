package io.xmlfleet.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.contract.read.ContractReader;
import io.xmlfleet.mapping.ContractMapper;
import io.xmlfleet.mapping.ContractPlan;
import io.xmlfleet.mapping.DocumentContext;
import io.xmlfleet.mapping.DocumentMapper;
import io.xmlfleet.mapping.Mapped;
import io.xmlfleet.table.RowBatch;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of the README: it does what it says, and stands there as it stands here. */
class EngineExampleTest {
  private static final Path README = Path.of("README.md");
  private static final Pattern SHOWN = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL);
  private static final Pattern WRITTEN =
      Pattern.compile(" *// example begin\\n(.*?) *// example end\\n", Pattern.DOTALL);

  private static final String CONTRACT =
      """
      xmlfleet: 1
      contract: orders
      root: Order
      tables:
        - table: orders
          columns:
            - { column: id, type: int, from: "@id", required: true }
            - { column: amount, type: "decimal(10,2)", from: Amount }
            - { column: due, type: date, from: Due }
      """;

  @TempDir Path folder;

  // example begin
  static void print(Path contract, Path document, PrintStream out) throws IOException {
    DocumentMapper mapper =
        new ContractMapper(new ContractPlan(new ContractReader().read(contract)));
    Mapped mapped =
        mapper.map(Files.readAllBytes(document), DocumentContext.of(document.toString()));
    if (mapped instanceof Mapped.Rejected rejected) {
      out.println(rejected.failure().stage() + ": " + rejected.failure().reason());
      return;
    }
    for (RowBatch batch : ((Mapped.Rows) mapped).batches()) {
      out.println(batch.table().id());
      for (Object[] row : batch.rows()) {
        for (int i = 0; i < row.length; i++) {
          String type = row[i] == null ? "null" : row[i].getClass().getSimpleName();
          out.println("  " + batch.table().columns().get(i).name() + " = " + row[i] + " " + type);
        }
      }
    }
  }

  // example end

  @Test
  void printsTypedValues() throws IOException {
    assertThat(printed("<Order id=' 7 '><Amount>1.5</Amount></Order>"))
        .isEqualTo("orders\n  id = 7 Integer\n  amount = 1.50 BigDecimal\n  due = null null\n");
  }

  @Test
  void printsWhyADocumentIsRejected() throws IOException {
    assertThat(printed("<Order id='x'/>")).isEqualTo("MAPPING: orders.id is not an int\n");
    assertThat(printed("<Order id='7'>")).startsWith("PARSING: ");
  }

  @Test
  void standsInTheReadme() throws IOException {
    Path source = Path.of("src/test/java/io/xmlfleet/example/EngineExampleTest.java");

    assertThat(found(SHOWN, README))
        .isEqualTo(found(WRITTEN, source).stripTrailing().stripIndent() + '\n');
  }

  private static String found(Pattern pattern, Path file) throws IOException {
    Matcher matcher = pattern.matcher(Files.readString(file));
    assertThat(matcher.find()).as("example in " + file).isTrue();
    return matcher.group(1);
  }

  private String printed(String xml) throws IOException {
    Path contract = Files.writeString(folder.resolve("contract.yaml"), CONTRACT);
    Path document = Files.writeString(folder.resolve("order.xml"), xml);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    print(contract, document, new PrintStream(out, true, StandardCharsets.UTF_8));
    return out.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
  }
}
