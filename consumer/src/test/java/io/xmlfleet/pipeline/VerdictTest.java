package io.xmlfleet.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.database.FailureKind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictTest {
  @ParameterizedTest
  @CsvSource({
    "DATA,          WAIT,  BLAME, BLAME, BLAME",
    "DUPLICATE_KEY, RETRY, RETRY, BLAME, BLAME",
    "TRANSIENT,     RETRY, RETRY, RETRY, RETRY",
    "TIMEOUT,       RETRY, RETRY, BLAME, WAIT",
    "UNAVAILABLE,   WAIT,  WAIT,  WAIT,  WAIT",
    "CONFIGURATION, WAIT,  WAIT,  WAIT,  WAIT",
    "UNKNOWN,       WAIT,  WAIT,  BLAME, WAIT"
  })
  void blamesDocumentsOnlyForWhatTheyCanCause(
      FailureKind kind, Verdict find, Verdict claim, Verdict write, Verdict commit) {
    assertThat(Verdict.of(kind, LoadStep.FIND)).isEqualTo(find);
    assertThat(Verdict.of(kind, LoadStep.CLAIM)).isEqualTo(claim);
    assertThat(Verdict.of(kind, LoadStep.WRITE)).isEqualTo(write);
    assertThat(Verdict.of(kind, LoadStep.COMMIT)).isEqualTo(commit);
  }
}
