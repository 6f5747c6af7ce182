package io.xmlfleet.chaos;

import io.xmlfleet.client.KafkaSettings;
import io.xmlfleet.embedded.EmbeddedBroker;
import io.xmlfleet.fleet.FleetProcess;
import io.xmlfleet.item.ItemId;
import io.xmlfleet.message.Outcome;
import io.xmlfleet.topic.TopicNames;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a run without a fault makes of the same documents.
 *
 * @param tables checksums by table
 * @param loaded rows by table, by the record id of each document that is loaded
 * @param refused stage and reason, by the record id of each document that is not
 */
record Reference(
    Map<String, String> tables,
    Map<String, Map<String, Long>> loaded,
    Map<String, String> refused) {

  /** After half an hour of faults there are tens of thousands of documents. */
  private static final Duration PATIENCE = Duration.ofMinutes(15);

  /**
   * Runs it, in a process of its own.
   *
   * @param folder its data
   * @param database of its own, empty; null: it embeds one
   */
  static Reference run(
      Path folder, Path documents, Path contract, ChaosDatabase.@Nullable Login database)
      throws Exception {
    List<String> command =
        new ArrayList<>(List.of("run", documents.toString(), "--contract", contract.toString()));
    if (database != null) {
      command.addAll(List.of("--create-tables", "--db", database.url()));
      command.addAll(List.of("--db-user", database.user()));
    }
    try (FleetProcess run =
        FleetProcess.start(
            Files.createDirectories(folder), "reference", command.toArray(String[]::new))) {
      int code = run.exitCode(PATIENCE);
      if (code > 1) {
        throw new AssertionError("the reference run failed: " + run.output());
      }
    }
    Path data = folder.resolve("data");
    try (EmbeddedBroker broker = EmbeddedBroker.start(data.resolve("broker"), 0)) {
      Topics topics =
          Topics.read(new KafkaSettings(broker.bootstrapServers()), TopicNames.standard());
      String embedded = "jdbc:h2:file:" + data.resolve("db").resolve("xmlfleet");
      return of(topics, database == null ? new ChaosDatabase.Login(embedded, "sa") : database);
    }
  }

  private static Reference of(Topics topics, ChaosDatabase.Login database) throws Exception {
    Map<String, Map<String, Long>> loaded = new HashMap<>();
    Map<String, String> refused = new HashMap<>();
    for (Map.Entry<ItemId, String> item : topics.work().entrySet()) {
      for (Outcome outcome : topics.outcomes().get(item.getKey())) {
        if (outcome instanceof Outcome.Loaded rows) {
          loaded.put(item.getValue(), rows.rows());
        } else {
          refused.put(item.getValue(), topics.letters().get(item.getKey()));
        }
      }
    }
    return new Reference(TableChecksums.of(database), loaded, refused);
  }
}
