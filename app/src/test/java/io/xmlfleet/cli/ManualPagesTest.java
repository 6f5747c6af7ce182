package io.xmlfleet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

class ManualPagesTest {
  @TempDir static Path folder;

  @BeforeAll
  static void write() throws IOException {
    ManualPages.main(new String[] {folder.toString(), "1.2.3"});
  }

  @Test
  void hasAPageOfEachCommandWithEachOfItsOptions() throws IOException {
    List<String> names = new ArrayList<>();
    requirePages(DeployedCommands.commands(Map.of()), names);

    assertThat(names).contains("xmlfleet-run.1", "xmlfleet-dead-letters-list.1");
    try (Stream<Path> pages = Files.list(folder.resolve("man/man1"))) {
      assertThat(pages.map(page -> page.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(names);
    }
  }

  private static void requirePages(CommandLine command, List<String> names) throws IOException {
    String name = command.getCommandSpec().qualifiedName("-") + ".1";
    names.add(name);
    assertThat(folder.resolve("man/man1").resolve(name))
        .content()
        .contains("xmlfleet 1.2.3", ".SH NAME\n")
        .contains(
            command.getCommandSpec().options().stream()
                .map(OptionSpec::longestName)
                .map(option -> option.replace("-", "\\-"))
                .toList());
    for (CommandLine child : command.getSubcommands().values()) {
      if (!child.getCommandSpec().helpCommand()) {
        requirePages(child, names);
      }
    }
  }

  @Test
  void areReadByGroffWithoutAWarning() throws Exception {
    Assumptions.assumeTrue(answers("groff", "--version"), "groff is not installed");
    List<String> command =
        new ArrayList<>(List.of("groff", "-man", "-Tutf8", "-Kutf8", "-ww", "-P-cbou"));
    try (Stream<Path> pages = Files.list(folder.resolve("man/man1"))) {
      pages.map(Path::toString).sorted().forEach(command::add);
    }
    String text = output(command);

    assertThat(text.lines().filter(line -> line.startsWith("groff") || line.contains("warning:")))
        .isEmpty();
    String shown = text.replaceAll(" +", " ");
    assertThat(shown)
        .containsPattern("xmlfleet-run - Load documents into a database,")
        .containsPattern("--threads=N\\|auto")
        .containsPattern("\n xmlfleet run any-folder-of-xml\n")
        .contains("(default: xmlfleet-data)");
    assertThat(folder.resolve("man/man1/xmlfleet-dead-letters.1"))
        .content()
        .contains("and reasons.csv, which says for each file why it failed.\n");
  }

  @Test
  void completesCommandsAndOptions() throws Exception {
    assertThat(completed("xmlfleet", "dea")).containsExactly("dead-letters");
    assertThat(completed("xmlfleet", "dead-letters", "ex")).containsExactly("export");
    assertThat(completed("xmlfleet", "run", "--db-p")).containsExactly("--db-password-file");
    assertThat(completed("xmlfleet", "run", "--record-ids", "from")).containsExactly("from_folder");
  }

  private static List<String> completed(String... words) throws Exception {
    Path script = folder.resolve("completion/xmlfleet.bash");
    String ask =
        "compopt() { :; }; source '%s'; COMP_WORDS=(%s); COMP_CWORD=%d; _complete_xmlfleet;"
            .formatted(script, String.join(" ", words), words.length - 1);
    return output(List.of("bash", "-c", ask + " printf '%s\\n' \"${COMPREPLY[@]}\""))
        .lines()
        .map(String::strip)
        .toList();
  }

  private static boolean answers(String... command) throws InterruptedException {
    try {
      return new ProcessBuilder(command).start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static String output(List<String> command) throws Exception {
    Path file = Files.createTempFile(folder, "said", "");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(file.toFile()).start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return Files.readString(file);
  }
}
