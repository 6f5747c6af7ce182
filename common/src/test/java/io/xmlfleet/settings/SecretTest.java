package io.xmlfleet.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:sqlserver://host;user=loader;password=hunter2;encrypt=true",
        "jdbc:sqlserver://host;password={hun}}ter;2 hunter2};encrypt=true",
        "jdbc:h2:tcp://host/x;PASSWORD=hunter2",
        "jdbc:sqlserver://host;trustStorePassword=hunter2",
        "jdbc:sqlserver://host;keyStoreSecret=hunter2&accessToken=hunter2",
        "ScramLoginModule required username=\"u\" password=\"hunter2 hunter2\";",
        "ScramLoginModule required username='u' password='hunter2';",
        "required password=hunter2;",
        "{\"password\": \"hunter2\"}",
        "client.secret : hunter2",
        "{'password': 'hunter2'}",
        "required password=\"a\\\"hunter2\";",
        "required password=\"hunter2 and the line ends",
        "jdbc:sqlserver://host;password={hun}}ter2",
        "jdbc:sqlserver://host;keyVaultProviderClientKey=hunter2",
        "required password=...hunter2;",
        "required user=\"${file:/run/loader.secret:user}\" password=hunter2;",
        "Unknown option: '--db-password=hunter2'"
      })
  void masksWhatStandsBehindASecretsName(String text) {
    assertThat(Secret.isIn(text)).isTrue();
    assertThat(Secret.masked(text)).contains("*****").doesNotContain("hunter");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "check user, password and database",
        "jdbc:sqlserver://host;databaseName=passwords;user=token",
        "--db-password-file=secrets/file",
        "-K 'ssl.key.password=${file:PATH:KEY}' or password=...",
        "required password=\"${env:VARIABLE}\";",
        "required password=\"${file:/run/loader.secret:password}\";",
        "xmlfleet dead-letters list --run 1",
        ""
      })
  void leavesEverythingElse(String text) {
    assertThat(Secret.isIn(text)).isFalse();
    assertThat(Secret.masked(text)).isEqualTo(text);
  }

  @Test
  void takesTextOfAnyLength() {
    String endless = "password={" + "}}x".repeat(100_000);
    assertThat(Secret.masked(endless)).isEqualTo("password=*****");
  }

  @Test
  void keepsWhatIsAround() {
    assertThat(Secret.masked("jdbc:sqlserver://h;password=a;encrypt=true"))
        .isEqualTo("jdbc:sqlserver://h;password=*****;encrypt=true");
    assertThat(Secret.of("hunter2")).hasToString("*****");
  }
}
