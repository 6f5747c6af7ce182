package io.xmlfleet.cli.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.cli.CommandLineCall;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

  @Test
  void startsNothingForFilesOfThePageThatCannotBeUsed(@TempDir Path folder) throws IOException {
    Path empty = Files.createFile(folder.resolve("empty"));
    Path shortToken = Files.writeString(folder.resolve("short"), "four");
    Path password = Files.writeString(folder.resolve("password"), "of-the-store");
    Path missing = folder.resolve("missing");

    assertThat(refused("--http-token-file", missing)).contains("the file " + missing);
    assertThat(refused("--http-token-file", empty))
        .contains("the file " + empty + " cannot be used: it has no token");
    assertThat(refused("--http-read-token-file", shortToken))
        .contains("the file " + shortToken + " cannot be used: ", "fewer than 16 characters")
        .doesNotContain("four");
    assertThat(refused("--http-key-store", missing, "--http-key-store-password-file", password))
        .contains("the key store " + missing + " cannot be used");
    assertThat(refused("--http-key-store", empty, "--http-key-store-password-file", password))
        .contains(
            "the key store "
                + empty
                + " cannot be used: it is damaged, or no PKCS #12 or JKS file");
    assertThat(refused("--http-key-store", shortToken, "--http-key-store-password-file", password))
        .contains(
            "the key store "
                + shortToken
                + " cannot be used: it is damaged, or no PKCS #12 or JKS file");
    assertThat(refused("--http-key-store", empty, "--http-key-store-password-file", missing))
        .contains("the file " + missing);
  }

  private static String refused(Object... options) {
    Stream<Object> line = Stream.concat(Stream.of("run", ".", "--http", "0"), Stream.of(options));
    CommandLineCall call = CommandLineCall.of(line.map(Object::toString).toArray(String[]::new));
    assertThat(call.exitCode()).isEqualTo(2);
    assertThat(call.out()).isEmpty();
    return call.err();
  }
}
