package io.xmlfleet.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.client.KafkaSettings;
import io.xmlfleet.failure.Deadline;
import io.xmlfleet.item.ItemId;
import io.xmlfleet.message.FleetJson;
import io.xmlfleet.message.Outcome;
import io.xmlfleet.message.Processing;
import io.xmlfleet.message.ProgressReport;
import io.xmlfleet.message.ResultCodec;
import io.xmlfleet.message.RunEvent;
import io.xmlfleet.message.WorkResult;
import io.xmlfleet.progress.ProgressReader;
import io.xmlfleet.testing.KafkaUnderTest;
import io.xmlfleet.topic.TopicNames;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two aggregators as processes, whose active one is killed again and again. */
class TakeoverIT {
  private static final String RUN = "run-1";
  private static final int KILLS = 3;
  private static final int PER_KILL = 100;

  private final KafkaSettings kafka = KafkaUnderTest.settings();
  private final TopicNames topics = KafkaUnderTest.newFleet(1);
  private final Duration takeover = KafkaUnderTest.shortestSession();
  private final List<FleetProcess> aggregators = new ArrayList<>();
  private final KafkaProducer<byte[], byte[]> producer =
      new KafkaProducer<>(
          kafka.clientProperties(Map.of(), Map.of()),
          new ByteArraySerializer(),
          new ByteArraySerializer());

  @TempDir Path folder;

  @AfterEach
  void stopAll() {
    aggregators.forEach(FleetProcess::close);
    producer.close();
  }

  @Test
  void theStandbyCountsOnWithinSecondsAndTheLastReportIsExact() throws Exception {
    RunEvent started = RunEvent.started(RUN, "loans", "in", Instant.now());
    send(started);
    startAggregator();
    startAggregator();
    int sent = sendLoaded(0);
    awaitLoaded(sent, Duration.ofSeconds(60));

    for (int kill = 0; kill < KILLS; kill++) {
      killTheActiveOne();
      sent = sendLoaded(sent);
      // Its silence, a heartbeat of the standby, its start from the snapshot, a busy machine.
      awaitLoaded(sent, takeover.plusSeconds(7));
      startAggregator();
    }

    send(started.sealed(sent, Instant.now()));
    assertThat(awaitFinished().counts())
        .isEqualTo(new ProgressReport.Counts((long) sent, sent, 0, 0));
  }

  private void startAggregator() throws Exception {
    FleetProcess aggregator =
        FleetProcess.start(
            folder,
            "aggregator-" + aggregators.size(),
            "aggregate",
            "--kafka",
            kafka.bootstrapServers(),
            "--topic-prefix",
            topics.prefix(),
            "--takeover-after",
            Long.toString(takeover.toSeconds()));
    aggregators.add(aggregator);
    aggregator.await("(Aggregating)");
  }

  private void killTheActiveOne() throws Exception {
    List<FleetProcess> active = new ArrayList<>();
    for (FleetProcess aggregator : aggregators) {
      if (aggregator.alive() && aggregator.output().contains("this aggregator is active")) {
        active.add(aggregator);
      }
    }
    assertThat(active).as("active aggregators").hasSize(1);
    active.get(0).kill();
  }

  private int sendLoaded(int before) throws Exception {
    for (int i = before + 1; i <= before + PER_KILL; i++) {
      send(
          ResultCodec.encode(
              topics.results(),
              new WorkResult(
                  new ItemId(RUN, i),
                  "doc",
                  null,
                  1,
                  new Outcome.Loaded(Map.of("application", 1L)),
                  new Processing("loans", "v1", "host/worker-1", null, Instant.now(), 100))));
    }
    return before + PER_KILL;
  }

  private void send(RunEvent event) throws Exception {
    send(
        new ProducerRecord<>(
            topics.runs(), RUN.getBytes(StandardCharsets.UTF_8), FleetJson.write(event)));
  }

  private void send(ProducerRecord<byte[], byte[]> produced) throws Exception {
    producer.send(produced).get();
  }

  private void awaitLoaded(int count, Duration limit) {
    ProgressReport last = follow(report -> report.counts().loaded() < count, limit);
    assertThat(last.counts().loaded()).as("loaded after %s", limit).isEqualTo(count);
  }

  private ProgressReport awaitFinished() {
    return follow(report -> !report.finished(), Duration.ofSeconds(60));
  }

  private ProgressReport follow(Predicate<ProgressReport> goesOn, Duration limit) {
    Deadline deadline = Deadline.after(limit, Clock.systemUTC());
    ProgressReport[] last = new ProgressReport[1];
    try (ProgressReader reader = ProgressReader.connect(kafka, topics)) {
      reader.follow(
          RUN,
          report -> {
            last[0] = report == null ? last[0] : report;
            return (last[0] == null || goesOn.test(last[0])) && !deadline.expired();
          });
    }
    assertThat(last[0]).as("a report").isNotNull();
    return last[0];
  }
}
