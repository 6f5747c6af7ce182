package io.xmlfleet.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.xmlfleet.failure.UsageException;
import io.xmlfleet.generate.Profile;
import io.xmlfleet.message.FleetJson;
import io.xmlfleet.process.InstanceLock;
import io.xmlfleet.settings.Secret;
import io.xmlfleet.wiring.DatabaseRequest;
import io.xmlfleet.wiring.KafkaRequest;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;

class BenchReportTest {
  private final BenchReport report =
      new BenchReport(
          plan(List.of(1, 2, 4)),
          300_000_000,
          2,
          Figures.of(List.of(4_000.0, 3_000.0, 5_000.0)),
          List.of(
              new BenchReport.Run(1, Figures.of(List.of(400.0, 500.0, 300.0))),
              new BenchReport.Run(2, Figures.of(List.of(700.0, 720.0, 750.0))),
              new BenchReport.Run(4, Figures.of(List.of(1_000.0, 1_100.0, 900.0)))),
          Instant.parse("2026-11-25T13:00:00Z"));

  @Test
  void takesTheMiddleRound() {
    assertThat(Figures.of(List.of(3.0, 1.0, 2.0))).isEqualTo(new Figures(1, 2, 3));
    assertThat(Figures.of(List.of(4.0, 1.0, 2.0, 3.0))).isEqualTo(new Figures(1, 2.5, 4));
    assertThat(Figures.of(List.of(7.0))).isEqualTo(new Figures(7, 7, 7));
  }

  @Test
  void comparesWithTheFewestWorkersAndWithTheParserAlone() {
    BenchReport.Run two = report.runs().get(1);
    BenchReport.Run four = report.runs().get(2);

    assertThat(report.speedup(two)).isCloseTo(1.8, within(1e-9));
    assertThat(report.efficiency(two)).isCloseTo(0.9, within(1e-9));
    assertThat(report.efficiency(four)).isCloseTo(0.625, within(1e-9));
    assertThat(report.ratioToBareAalto()).isCloseTo(0.25, within(1e-9));
  }

  @Test
  void writesTheFiguresThatOthersRead() {
    Map<?, ?> json = FleetJson.read(report.json(), Map.class);
    Map<?, ?> four = (Map<?, ?>) ((List<?>) json.get("results")).get(2);
    Map<?, ?> bare = (Map<?, ?>) json.get("bare_aalto");

    assertThat(json.get("profile")).isEqualTo("production");
    assertThat((Double) json.get("ratio_to_bare_aalto")).isCloseTo(0.25, within(1e-9));
    assertThat((Double) ((Map<?, ?>) json.get("records_per_minute")).get("2"))
        .isCloseTo(43_200, within(1e-6));
    assertThat(four.get("workers")).isEqualTo(4);
    assertThat((Double) four.get("records_per_minute_min")).isCloseTo(54_000, within(1e-6));
    assertThat((Double) four.get("megabytes_per_second")).isCloseTo(300, within(1e-6));
    assertThat(((Map<?, ?>) bare.get("documents_per_second")).get("median")).isEqualTo(4_000.0);
  }

  @Test
  void drawsABarANumberOfWorkers() throws Exception {
    byte[] svg = new ThroughputChart(report).svg().getBytes(UTF_8);
    Document drawn =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(svg));

    // One rectangle is the background.
    assertThat(drawn.getElementsByTagName("rect").getLength()).isEqualTo(4);
    assertThat(drawn.getDocumentElement().getTextContent())
        .contains("24,000", "43,200", "60,000", "1 worker", "4 workers", "2.50 ×");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "1,1", "65"})
  void refusesNumbersOfWorkersThatCannotBe(String numbers) {
    List<Integer> workers =
        numbers.isEmpty()
            ? List.of()
            : List.of(numbers.split(",")).stream().map(Integer::valueOf).toList();

    assertThatThrownBy(() -> plan(workers))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("--workers");
  }

  @Test
  void refusesAProfileWithoutAContract() {
    assertThatThrownBy(
            () ->
                new BenchPlan(
                    Profile.APPLICATIONS, 1, 1, 500, target(null, Duration.ZERO), List.of(1), 0, 1))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("applications")
        .hasMessageContaining("production or small");
  }

  @Test
  void refusesToDelayADatabaseThatIsNamed() {
    assertThatThrownBy(() -> target("jdbc:h2:mem:far", Duration.ofMillis(5)))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("--db-latency");
  }

  private static BenchPlan plan(List<Integer> workers) {
    return new BenchPlan(
        Profile.PRODUCTION, 1_000, 1, 500, target(null, Duration.ofMillis(5)), workers, 2, 3);
  }

  private static BenchTarget target(@Nullable String url, Duration latency) {
    return new BenchTarget(
        new KafkaRequest(null, Map.of(), new InstanceLock.Owner("bench", false)),
        "xmlfleet",
        new DatabaseRequest(url, null, Secret.NONE, new InstanceLock.Owner("bench", false)),
        latency);
  }
}
