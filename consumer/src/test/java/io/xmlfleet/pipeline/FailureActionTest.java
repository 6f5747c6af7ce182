package io.xmlfleet.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.database.dialect.FailureKind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailureActionTest {
  @ParameterizedTest
  @CsvSource({
    "DATA,          WAIT,  BISECT, BISECT, BISECT",
    "DUPLICATE_KEY, RETRY, RETRY, BISECT, BISECT",
    "LATE_KEY,      RETRY, RETRY, RETRY, RETRY",
    "TRANSIENT,     RETRY, RETRY, RETRY, RETRY",
    "TIMEOUT,       WAIT,  WAIT,  PROBE,  WAIT",
    "UNAVAILABLE,   WAIT,  WAIT,  WAIT,  WAIT",
    "CONFIGURATION, WAIT,  WAIT,  WAIT,  WAIT",
    "UNKNOWN,       WAIT,  WAIT,  BISECT, WAIT"
  })
  void blamesDocumentsOnlyForWhatTheyCanCause(
      FailureKind kind,
      FailureAction find,
      FailureAction claim,
      FailureAction write,
      FailureAction commit) {
    assertThat(FailureAction.of(kind, LoadStep.FIND)).isEqualTo(find);
    assertThat(FailureAction.of(kind, LoadStep.CLAIM)).isEqualTo(claim);
    assertThat(FailureAction.of(kind, LoadStep.WRITE)).isEqualTo(write);
    assertThat(FailureAction.of(kind, LoadStep.COMMIT)).isEqualTo(commit);
  }
}
