package io.xmlfleet.peers;

import io.xmlfleet.database.dialect.WriterOptions;
import io.xmlfleet.message.FileKey;
import io.xmlfleet.process.DataFolder;
import io.xmlfleet.process.InstanceLock;
import io.xmlfleet.publish.PublishSettings;
import io.xmlfleet.publish.WorkPublisher;
import io.xmlfleet.settings.Secret;
import io.xmlfleet.wiring.ConsumerPlan;
import io.xmlfleet.wiring.Contracts;
import io.xmlfleet.wiring.DatabaseAccess;
import io.xmlfleet.wiring.DatabaseRequest;
import io.xmlfleet.wiring.KafkaAccess;
import io.xmlfleet.wiring.KafkaRequest;
import io.xmlfleet.wiring.LocalFleet;
import io.xmlfleet.wiring.PublishTask;
import io.xmlfleet.wiring.TableCare;
import io.xmlfleet.worker.WorkerSettings;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/**
 * xmlfleet with its defaults, in this process: {@code consume} and {@code aggregate} over what is
 * on the topic, or all that {@code run} does, over what is in the folder. Immutable.
 */
final class XmlfleetContender implements Contender {
  private static final InstanceLock.Owner COMMAND = new InstanceLock.Owner("peers", false);
  private static final int ROWS_A_BATCH = 1_000; // as --db-batch

  private final boolean fromFiles;

  private XmlfleetContender(boolean fromFiles) {
    this.fromFiles = fromFiles;
  }

  /** As it works for a fleet: the documents come with the work items. */
  static XmlfleetContender fromTopic() {
    return new XmlfleetContender(false);
  }

  /** As {@code run} works on one machine: it finds the files, names them, and reads them once. */
  static XmlfleetContender fromFiles() {
    return new XmlfleetContender(true);
  }

  @Override
  public String name() {
    return fromFiles ? "xmlfleet-run" : "xmlfleet";
  }

  @Override
  public boolean readsTopic() {
    return !fromFiles;
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
    FileKey key = fromFiles ? newKey() : null;
    ConsumerPlan plan =
        new ConsumerPlan(
                Contracts.readAll(List.of(setting.corpus().contractFile())),
                TableCare.CREATE,
                new WriterOptions(ROWS_A_BATCH, true),
                WorkerSettings.standard(setting.topics()).withThreads(setting.threads()))
            .withFileKey(key);
    LocalFleet fleet = LocalFleet.start(plan, database, kafka, setting.topics(), clock);
    PublishTask sending = key == null ? null : send(setting, kafka, key, clock);
    return () -> {
      if (sending != null) {
        sending.close();
      }
      fleet.close();
      database.close();
      kafka.close();
    };
  }

  private static FileKey newKey() {
    byte[] random = new byte[FileKey.BYTES];
    new SecureRandom().nextBytes(random);
    return new FileKey(random);
  }

  private static PublishTask send(Setting setting, KafkaAccess kafka, FileKey key, Clock clock) {
    return PublishTask.start(
        WorkPublisher.connect(
            kafka.settings(), setting.topics(), PublishSettings.standard().withFileKey(key), clock),
        COMMAND.name(),
        setting.corpus().contract().name(),
        setting.corpus().source());
  }
}
