package io.xmlfleet.cli.prepare;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.cli.CommandLineCall;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GenerateCommandTest {
  @TempDir Path folder;

  @Test
  void writesTheContractBesideTheDocuments() {
    CommandLineCall call = generate("--profile", "small", "--count", "3");

    assertThat(call.exitCode()).isZero();
    assertThat(call.out()).contains("Wrote 3 documents", "contract.yaml");
    Path contract = folder.resolve("contract.yaml");
    assertThat(
            CommandLineCall.of(
                "contract", "check", contract.toString(), "--sample", folder.toString()))
        .returns(0, CommandLineCall::exitCode);
  }

  @Test
  void leavesTheContractOfApplicationsToTheSample() {
    assertThat(generate("--count", "3").out()).contains("Wrote 3 documents");
    assertThat(folder).isDirectoryNotContaining("glob:**.yaml");
  }

  @Test
  void namesTheProfilesThatThereAre() {
    CommandLineCall call = generate("--profile", "huge");

    assertThat(call.exitCode()).isEqualTo(2);
    assertThat(call.err()).contains("PRODUCTION", "SMALL");
  }

  private CommandLineCall generate(String... options) {
    return CommandLineCall.of(
        CommandLineCall.joined(new String[] {"generate", "--out", folder.toString()}, options));
  }
}
