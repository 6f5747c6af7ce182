package io.xmlfleet.cli.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.cli.CommandLineCall;
import org.junit.jupiter.api.Test;

class RunCommandTest {
  @Test
  void keepsThePageForWhoeverAskedAndWhoeverHasSomethingToSee() {
    assertThat(RunCommand.staysOpen(true, false, 0, false)).as("asked for").isTrue();
    assertThat(RunCommand.staysOpen(false, true, 1, false)).as("failures").isTrue();
    assertThat(RunCommand.staysOpen(false, true, 0, true)).as("somebody looks").isTrue();
    assertThat(RunCommand.staysOpen(false, true, 0, false)).as("nobody looks").isFalse();
    assertThat(RunCommand.staysOpen(false, false, 1, true)).as("a script").isFalse();
  }

  @Test
  void keepsNoPageThatThereIsNot() {
    CommandLineCall call = CommandLineCall.of("run", ".", "--keep-open");
    assertThat(call.exitCode()).isEqualTo(2);
    assertThat(call.err())
        .isEqualTo("xmlfleet: --keep-open needs --http: there is no page to keep\n");
  }

  @Test
  void startsNothingForAPageThatCannotBe() {
    CommandLineCall port = CommandLineCall.of("run", ".", "--http", "99999");
    assertThat(port.exitCode()).isEqualTo(2);
    assertThat(port.out()).isEmpty();
    assertThat(port.err()).isEqualTo("xmlfleet: --http takes a port from 0 to 65535, not 99999\n");

    CommandLineCall key = CommandLineCall.of("run", ".", "--http", "0", "--http-key-store", "k");
    assertThat(key.exitCode()).isEqualTo(2);
    assertThat(key.out()).isEmpty();
    assertThat(key.err()).contains("--http-key-store-password-file go together");
  }
}
