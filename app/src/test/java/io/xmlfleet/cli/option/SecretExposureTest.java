package io.xmlfleet.cli.option;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.cli.CommandLineCall;
import io.xmlfleet.fleet.CommandLineSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing is connected to here: what is wrong shows before. */
class SecretExposureTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ssl.keystore.password=hunter2",
        "ssl.key.password=hunter2",
        "ssl.keystore.key=-----BEGIN hunter2",
        "sasl.oauthbearer.client.credentials.client.secret=hunter2",
        "sasl.jaas.config=PlainLoginModule required username=\"u\" password=\"hunter2\";"
      })
  void refusesSecretsOfKafkaInFlags(String option) {
    CommandLineCall ended = call().run("runs", "--kafka", "127.0.0.1:1", "-K", option);

    assertThat(ended.exitCode()).isEqualTo(2);
    assertThat(ended.err())
        .contains("shows a secret to everyone who can list processes", "${file:PATH:KEY}")
        .doesNotContain("hunter2");
  }

  @Test
  void refusesAPasswordInTheUrlOfAFlagOnly() {
    String url = "jdbc:oracle:thin:@host;password=hunter2";
    CommandLineCall flag = call().run("db", "--db", url, "select 1");
    assertThat(flag.exitCode()).isEqualTo(2);
    assertThat(flag.err()).contains("--db-password-file").doesNotContain("hunter2");

    CommandLineCall variable = call("XMLFLEET_DB", url).run("db", "select 1");
    assertThat(variable.exitCode()).isEqualTo(2);
    assertThat(variable.err()).contains("give a JDBC URL").doesNotContain("hunter2");
  }

  @Test
  void masksWhatPeopleMistype() {
    for (String[] arguments :
        new String[][] {
          {"db", "--db-password=hunter2", "select 1"},
          {"db", "select 1", "--db-password", "hunter2"},
          {"db", "--db-pasword", "hunter2", "select 1"}
        }) {
      CommandLineCall ended = call().run(arguments);

      assertThat(ended.exitCode()).isEqualTo(2);
      assertThat(ended.err()).contains("--db-pas").doesNotContain("hunter2");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "security.protocol=SSL",
        "ssl.key.password=${env:PASSWORD}",
        "sasl.oauthbearer.token.endpoint.url=https://tokens",
        "sasl.jaas.config=PlainLoginModule required username=\"u\" password=\"${env:PASSWORD}\";"
      })
  void letsEverythingElseBeAFlag(String option) {
    CommandLineCall ended = call().run("runs", "--kafka", "no host", "-K", option);

    assertThat(ended.err()).doesNotContain("secret").contains("no host");
  }

  @Test
  void helpShowsNothingOfWhatIsSetUp() {
    CommandLineSession call =
        call(
            "XMLFLEET_DB",
            "jdbc:h2:mem:;PASSWORD=hunter2",
            "XMLFLEET_DB_PASSWORD",
            "hunter2",
            "XMLFLEET_KAFKA_OPTION",
            "ssl.key.password=hunter2");
    for (String command : List.of("consume", "run", "reconcile", "db", "produce")) {
      CommandLineCall ended = call.run(command, "--help");
      assertThat(ended.exitCode()).isZero();
      assertThat(ended.out()).contains("General:").doesNotContain("hunter2");
      assertThat(ended.err()).isEmpty();
    }
  }

  @Test
  void saysThatEverybodyCanReadASecret() throws IOException {
    Path config = write("open.properties", "kafka.ssl.key.password=hunter2\n", "rw-r--r--");
    assertThat(call("XMLFLEET_CONFIG", config.toString()).run("--version").err())
        .contains("open.properties holds a secret and everybody can read it; chmod o-r");
    Path closed = write("closed.properties", "kafka.ssl.key.password=hunter2\n", "rw-r-----");
    assertThat(call("XMLFLEET_CONFIG", closed.toString()).run("--version").err()).isEmpty();
    Path pointer = write("pointer.properties", "kafka.ssl.key.password=${env:P}\n", "rw-r--r--");
    assertThat(call("XMLFLEET_CONFIG", pointer.toString()).run("--version").err()).isEmpty();

    Path password = write("password", "hunter2\n", "rw-r--r--");
    assertThat(
            call()
                .run("db", "--db", "jdbc:none:", "--db-password-file", password.toString(), "x")
                .err())
        .contains("password holds a secret and everybody can read it")
        .doesNotContain("hunter2");
  }

  private Path write(String name, String text, String permissions) throws IOException {
    Path file = Files.writeString(folder.resolve(name), text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    return file;
  }

  private CommandLineSession call(String... variables) {
    Map<String, String> environment = new HashMap<>();
    environment.put("XMLFLEET_DATA", folder.resolve("data").toString());
    for (int i = 0; i < variables.length; i += 2) {
      environment.put(variables[i], variables[i + 1]);
    }
    return new CommandLineSession(environment);
  }
}
