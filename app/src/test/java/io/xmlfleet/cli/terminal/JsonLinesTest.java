package io.xmlfleet.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.cli.WatchedRun;
import io.xmlfleet.message.FleetJson;
import io.xmlfleet.message.ProgressReport;
import io.xmlfleet.message.ProgressReport.State;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class JsonLinesTest {
  @Test
  void writesEachReportAsALine() {
    ProgressReport hostile =
        WatchedRun.of(State.RUNNING).called("a\u001b\n\u009b31mb\u007f").report();
    StringWriter written = new StringWriter();
    JsonLines lines = new JsonLines(new PrintWriter(written));

    lines.show(hostile, null);
    lines.show(null, null);
    lines.show(hostile, null);
    lines.end();

    assertThat(written.toString().lines())
        .hasSize(2)
        .allSatisfy(
            line -> {
              assertThat(line.codePoints()).noneMatch(Character::isISOControl);
              assertThat(
                      FleetJson.read(line.getBytes(StandardCharsets.UTF_8), ProgressReport.class))
                  .isEqualTo(hostile);
            });
  }
}
