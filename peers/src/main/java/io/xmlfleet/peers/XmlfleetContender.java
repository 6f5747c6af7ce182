package io.xmlfleet.peers;

import io.xmlfleet.database.WriterOptions;
import io.xmlfleet.settings.Secret;
import io.xmlfleet.wiring.ConsumerPlan;
import io.xmlfleet.wiring.Contracts;
import io.xmlfleet.wiring.DataFolder;
import io.xmlfleet.wiring.DatabaseAccess;
import io.xmlfleet.wiring.DatabaseRequest;
import io.xmlfleet.wiring.KafkaAccess;
import io.xmlfleet.wiring.KafkaRequest;
import io.xmlfleet.wiring.LocalFleet;
import io.xmlfleet.worker.WorkerSettings;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** {@code xmlfleet consume} and {@code xmlfleet aggregate} with their defaults, in this process. */
final class XmlfleetContender implements Contender {
  private static final String COMMAND = "peers";
  private static final int ROWS_A_BATCH = 1_000; // as --db-batch

  @Override
  public String name() {
    return "xmlfleet";
  }

  @Override
  public Running start(Setting setting) {
    Clock clock = Clock.systemUTC();
    DataFolder folder = new DataFolder(setting.scratch());
    KafkaAccess kafka =
        KafkaAccess.toWork(
            new KafkaRequest(setting.bootstrapServers(), Map.of(), COMMAND), folder, clock);
    DatabaseAccess database =
        DatabaseAccess.toWork(
            new DatabaseRequest(setting.jdbcUrl(), Setting.USER, Secret.NONE, COMMAND),
            folder,
            clock);
    ConsumerPlan plan =
        new ConsumerPlan(
            Contracts.readAll(List.of(setting.corpus().contractFile())),
            true,
            new WriterOptions(ROWS_A_BATCH, true),
            WorkerSettings.standard(setting.topics()).withThreads(setting.threads()));
    LocalFleet fleet = LocalFleet.start(plan, database, kafka, setting.topics(), clock);
    return () -> {
      fleet.close();
      database.close();
      kafka.close();
    };
  }
}
