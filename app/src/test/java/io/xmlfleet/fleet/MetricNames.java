package io.xmlfleet.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.metrics.FleetMetrics;
import io.xmlfleet.testing.DeploymentFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Names of the metrics that a fleet serves, beside those that dashboard, alerts and docs name. */
final class MetricNames {
  private static final Pattern NAMED =
      Pattern.compile("\\b(?:xmlfleet|hikaricp|kafka_(?:consumer|producer)|jvm)_[a-z_]+[a-z]");
  private static final Pattern SERVED = Pattern.compile("(?m)^([a-z_]+)[ {]");
  private static final Set<String> PARTS = Set.of("_bucket", "_count", "_sum", "_max");

  private final Set<String> served = new TreeSet<>();

  /** A producer's too: one that sends the sample is gone before it can be asked. */
  MetricNames() {
    try (FleetMetrics producer = new FleetMetrics(Clock.systemUTC())) {
      producer.sending(() -> null);
      add(producer.scrape("text/plain"));
    }
  }

  void add(String scrape) {
    SERVED.matcher(scrape).results().map(found -> found.group(1)).forEach(this::addWithWhole);
  }

  /** A part of a histogram stands for the histogram, too. */
  private void addWithWhole(String name) {
    served.add(name);
    PARTS.stream()
        .filter(name::endsWith)
        .forEach(part -> served.add(name.substring(0, name.length() - part.length())));
  }

  void requireWhatIsDeployedAndDocumented() throws IOException {
    for (String file :
        Set.of(
            "deploy/grafana/xmlfleet.json",
            "deploy/prometheus/alerts.yaml",
            "docs/metrics.md",
            "docs/operations.md")) {
      assertThat(namedIn(file)).as("named in %s", file).isNotEmpty().isSubsetOf(served);
    }
    Set<String> ours =
        served.stream()
            .filter(name -> name.startsWith("xmlfleet_"))
            .filter(name -> PARTS.stream().noneMatch(name::endsWith))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(namedIn("docs/metrics.md")).containsAll(ours);
  }

  private static Set<String> namedIn(String file) throws IOException {
    return NAMED
        .matcher(Files.readString(DeploymentFiles.ROOT.resolve(file)))
        .results()
        .map(found -> found.group())
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
