package io.xmlfleet.cli.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.cli.CommandLineCall;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that compare contracts with each other and with documents, and draw them. */
class ContractComparisonsTest {
  private static final String CONTRACT =
      """
      xmlfleet: 1
      contract: c
      root: A
      tables:
        - table: s.t
          key: [id]
          columns:
            - { column: id, type: int, from: "@id" }
            - { column: n, type: int, from: N }
        - table: u
          rows: { each: /A/B }
          columns:
            - { column: b, type: string, from: . }
            - { column: PK, type: "decimal(5,2)", from: "@p" }
            - { column: of, type: bigint, lookup: { table: "w%", match: { k: . }, take: id } }
      """;

  @TempDir private Path folder;

  @Test
  void sayWhatThePageShows() throws IOException {
    String page = Files.readString(Path.of("..", "docs", "contracts.md"));
    String contract = write("contract.yaml", block(page, "contract"));
    String document = write("people.xml", block(page, "document"));

    CommandLineCall diff =
        CommandLineCall.of(
            "contract",
            "diff",
            contract,
            write("after.yaml", block(page, "after")),
            document,
            "--record-ids",
            "from_folder");
    assertThat(diff.out().replace(folder.getFileName() + "/", ""))
        .isEqualTo(block(page, "diff-output"));
    assertThat(diff.exitCode()).isEqualTo(1);

    CommandLineCall coverage =
        CommandLineCall.of("contract", "coverage", contract, write("u.xml", block(page, "unused")));
    assertThat(coverage.out()).isEqualTo(block(page, "coverage"));
    assertThat(coverage.exitCode()).isEqualTo(1);

    String first = page.substring(page.indexOf("## An example"));
    String orders = write("orders.yaml", block(first, "yaml"));
    assertThat(CommandLineCall.of("contract", "diagram", orders).out())
        .isEqualTo(block(page, "mermaid"));
  }

  @Test
  void findNoDifferenceBetweenValuesThatAreTheSame() throws IOException {
    String other =
        CONTRACT
            .replace("n, type: int", "n, type: \"decimal(9,3)\"")
            .replace(
                "{ column: b, type: string, from: . }",
                "{ column: b, type: string, from: . }\n"
                    + "      - { column: none, type: string, from: \"@none\" }");
    String document = write("a.xml", "<A id='1'><N>5</N><B p='1.5'>x</B></A>");
    CommandLineCall call = diff(CONTRACT, other, document);
    assertThat(call.out()).isEqualTo("0 of 1 document differ\n");
    assertThat(call.exitCode()).isZero();
  }

  @Test
  void holdRowsAgainstEachOtherByTheKey() throws IOException {
    String before =
        """
        xmlfleet: 1
        contract: c
        root: A
        tables:
          - table: t
            key: [id]
            rows: { each: /A/B }
            columns:
              - { column: id, type: int, from: "@id" }
              - { column: v, type: string, from: . }
        """;
    String after =
        before.replace("rows: { each: /A/B }", "rows: { each: /A/*, where: \"[@id] > 1\" }");
    String document =
        write("a.xml", "<A><B id='1'>a</B><B id='2'>b</B><C id='4'>d</C><B id='3'>c</B></A>");

    assertThat(diff(before, after, document, "--show-values").out())
        .containsPattern("t +3 +3 +1 +1 +0 +0\\n")
        .containsPattern("t, row gone: 1\\n.*a.xml, row 1\\n")
        .containsPattern("t, row added: 1\\n.*a.xml, row 2\\n");
    assertThat(
            diff(before, after.replace("key: [id]\n", "unique: [id]\n"), document, "--show-values")
                .out())
        .as("by their order")
        .contains("t.v: 2\n")
        .containsPattern("a.xml, row 1: \"a\" → \"b\"\\n");
  }

  @Test
  void tellWhichDocumentsOneOfThemRejects() throws IOException {
    String after = CONTRACT.replace("column: n, type: int", "column: n, type: tinyint");
    write("in/a.xml", "<A id='1'><N>5</N></A>");
    write("in/b.xml", "<A id='1'><N>500</N></A>");
    write("in/c.xml", "<A id='x'/>");
    write("in/d.xml", "no XML");
    CommandLineCall call = diff(CONTRACT, after, folder + "/in");
    assertThat(call.out())
        .startsWith("1 of 4 documents differ\n  rejected by the second contract only: 1\n")
        .containsPattern("in/b.xml: MAPPING, s.t.n is outside the range of tinyint\\n")
        .doesNotContain("500");
    assertThat(diff(after, CONTRACT, folder + "/in").out())
        .contains("rejected by the first contract only: 1\n");
  }

  @Test
  void takeTheInputsOfARun() throws IOException {
    String contract = write("c.yaml", CONTRACT);
    try (ZipOutputStream zip =
        new ZipOutputStream(Files.newOutputStream(folder.resolve("in.zip")))) {
      for (String name : List.of("a.xml", "skip.xml", "note.txt")) {
        zip.putNextEntry(new ZipEntry(name));
        zip.write("<All><A id='1'/><A id='2' x='1'/></All>".getBytes(StandardCharsets.UTF_8));
      }
    }
    List<String> inputs = List.of(folder + "/in.zip", "--exclude", "skip.xml", "--split", "/All/A");

    assertThat(call(List.of("contract", "coverage", contract), inputs).out())
        .startsWith("2 documents, 1 path that")
        .containsPattern("/A/@x +1 +1\\n");
    assertThat(call(List.of("contract", "diff", contract, contract), inputs).exitCode()).isZero();
    assertThat(
            call(List.of("contract", "explain", "--json", "--contract", contract), inputs)
                .out()
                .lines())
        .hasSize(2);
  }

  @Test
  void sayWhichDocumentsCannotBeRead() throws IOException {
    String contract = write("c.yaml", CONTRACT);
    write("in/a.xml", "<B/>");
    write("in/b.xml", "<A id='1'/>");
    CommandLineCall call = CommandLineCall.of("contract", "coverage", contract, folder + "/in");
    assertThat(call.out())
        .isEqualTo(
            """
            1 document, 0 paths that the contract does not use
              1 document more not read: the root element is not A
            """);
    assertThat(call.exitCode()).isEqualTo(1);
  }

  @Test
  void drawNamesThatMermaidTakes() throws IOException {
    assertThat(CommandLineCall.of("contract", "diagram", write("c.yaml", CONTRACT)).out())
        .contains("  \"s.t\" {\n    int id PK \"not null\"\n")
        .contains("    decimal(5_2) _PK\n")
        .contains("  \"w_\" |o..o{ \"u\" : \"of\"\n");
  }

  private CommandLineCall diff(String before, String after, String... inputs) throws IOException {
    return call(
        List.of("contract", "diff", write("b.yaml", before), write("a.yaml", after)),
        List.of(inputs));
  }

  private static CommandLineCall call(List<String> command, List<String> inputs) {
    return CommandLineCall.of(
        Stream.concat(command.stream(), inputs.stream()).toArray(String[]::new));
  }

  private static String block(String page, String kind) {
    Matcher block = Pattern.compile("```" + kind + "\\n(.*?)```", Pattern.DOTALL).matcher(page);
    assertThat(block.find()).as(kind).isTrue();
    return block.group(1);
  }

  private String write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text).toString();
  }
}
