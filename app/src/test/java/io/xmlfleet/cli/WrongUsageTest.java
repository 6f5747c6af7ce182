package io.xmlfleet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody reads who mistyped. */
class WrongUsageTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "rnu, xmlfleet rnu, run",
    "conusme, xmlfleet conusme, consume",
    "dead-leters list, xmlfleet dead-leters, dead-letters",
    "dead-letters lsit, xmlfleet dead-letters lsit, list",
    "contract chek, xmlfleet contract chek, check",
    "help rnu, xmlfleet rnu, run"
  })
  void namesTheCommandThatWasMeant(String line, String unknown, String meant) {
    CommandLineCall call = CommandLineCall.of(line.split(" "));
    assertThat(call.exitCode()).isEqualTo(2);
    assertThat(call.err())
        .startsWith(
            "xmlfleet: there is no command '" + unknown + "'\nDid you mean: " + meant + "?\n");
  }

  @Test
  void guessesNoCommandThatIsFarFromTheWord() {
    assertThat(CommandLineCall.of("transmogrify").err())
        .startsWith("xmlfleet: there is no command 'xmlfleet transmogrify'\nSee ");
  }

  @ParameterizedTest
  @CsvSource({
    "run x --contrct y, --contract",
    "runs --limt=3, --limit",
    "run --thread 2, --threads"
  })
  void namesTheOptionThatWasMeant(String line, String meant) {
    CommandLineCall call = CommandLineCall.of(line.split(" "));
    assertThat(call.exitCode()).isEqualTo(2);
    assertThat(call.err()).contains("\nDid you mean: " + meant + "?\n");
  }

  /** Before documents are read for a contract, which may take long. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "run . --threads abc | --threads is a number, auto or auto:NUMBER, not abc",
        "run . --batch -5 | --batch takes a number of at least 1, not -5",
        "replay --limit 0 | --limit takes a number of at least 1, not 0",
        "replay --max-attempts 0 | --max-attempts takes a number of at least 1, not 0",
        "run --from-table t --key k --column c --limit 0"
            + " | --limit takes a number of at least 1, not 0",
        "run . --batch-mib -1 | --batch-mib takes a number of at least 0, not -1"
      })
  void namesTheOptionWhoseNumberIsWrong(String line, String sentence) {
    CommandLineCall call = CommandLineCall.of((line + " --data " + folder).split(" "));
    assertThat(call).isEqualTo(new CommandLineCall(2, "", "xmlfleet: " + sentence + "\n"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"contract", "dead-letters", "topics"})
  void saysWhichCommandsFollow(String command) {
    assertThat(CommandLineCall.of(command).err())
        .startsWith("xmlfleet: a command is missing after '" + command + "': ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "contract check gone.yaml | the contract gone.yaml does not exist",
        "contract check gone.yaml --sample x.xml | the contract gone.yaml does not exist",
        "contract import gone.xml | gone.xml does not exist",
        "contract init gone | gone does not exist",
        "run gone | gone does not exist",
        "replay --with gone | gone does not exist",
        "replay --with gone --item run/1 | gone does not exist",
        "run . --contract gone.yaml | the contract gone.yaml does not exist",
        "db select --db jdbc:h2:mem:x --db-password-file gone | the password file gone does not exist",
        "runs --config gone | the configuration file gone does not exist"
      })
  void saysInOnePlainSentenceThatAFileIsNotThere(String line, String sentence) {
    String data =
        line.contains(" --config") || line.startsWith("contract") ? "" : " --data " + folder;
    CommandLineCall call = CommandLineCall.of((line + data).split(" "));
    assertThat(call.exitCode()).as(call.toString()).isEqualTo(2);
    assertThat(call.err().lines().filter(said -> !said.startsWith("Starting ")))
        .containsExactly("xmlfleet: " + sentence);
  }

  @Test
  void startsNothingForAFileThatIsNotThere() {
    assertThat(CommandLineCall.of("run", "gone", "--data", folder.toString()).err())
        .isEqualTo("xmlfleet: gone does not exist\n");
  }

  @Test
  void saysWhatElseAFileIs() throws Exception {
    Path binary = Files.write(folder.resolve("binary"), new byte[] {(byte) 0xff, 0});
    assertThat(CommandLineCall.of("contract", "import", folder.toString()).err())
        .isEqualTo("xmlfleet: " + folder + " cannot be read: Is a directory\n");
    assertThat(CommandLineCall.of("runs", "--config", binary.toString()).err())
        .isEqualTo(
            "xmlfleet: the configuration file "
                + binary
                + " cannot be read: it is no text in UTF-8\n");
  }
}
