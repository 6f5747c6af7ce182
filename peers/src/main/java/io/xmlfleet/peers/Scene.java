package io.xmlfleet.peers;

import io.xmlfleet.client.KafkaSettings;
import io.xmlfleet.database.Database;
import io.xmlfleet.database.DatabaseSettings;
import io.xmlfleet.database.dialect.WriterOptions;
import io.xmlfleet.database.schema.SchemaSetup;
import io.xmlfleet.embedded.EmbeddedBroker;
import io.xmlfleet.embedded.MemoryDatabase;
import io.xmlfleet.process.DataFolder;
import io.xmlfleet.publish.PublishSettings;
import io.xmlfleet.publish.WorkPublisher;
import io.xmlfleet.settings.Secret;
import io.xmlfleet.source.document.DocumentSource;
import io.xmlfleet.table.Table;
import io.xmlfleet.testing.FaultyLink;
import io.xmlfleet.topic.TopicNames;
import io.xmlfleet.topic.TopicPlan;
import io.xmlfleet.topic.TopicSetup;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * A broker, with all documents on it where the contender reads them there, and a database with
 * empty tables, both new, in this process. Thread-safe.
 */
final class Scene implements AutoCloseable {
  static final TopicNames TOPICS = TopicNames.standard();

  private static final String RUN = "peers";
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final int ROWS_A_BATCH = 1_000;

  private final Path folder;
  private final EmbeddedBroker broker;
  private final MemoryDatabase database;
  private final FaultyLink link;

  private Scene(Path folder, EmbeddedBroker broker, MemoryDatabase database) {
    this.folder = folder;
    this.broker = broker;
    this.database = database;
    this.link = FaultyLink.to(database.port());
  }

  /**
   * Starts both and brings everything to where the clock may start.
   *
   * @param folder empty
   * @param onTopic whether the documents are to be on the topic, too
   */
  static Scene set(Path folder, Corpus corpus, Arm arm, boolean onTopic) {
    DataFolder data = new DataFolder(folder);
    EmbeddedBroker broker = EmbeddedBroker.start(data.broker(), 0);
    try {
      MemoryDatabase database = MemoryDatabase.start();
      Scene scene = new Scene(folder, broker, database);
      scene.createTables(corpus, arm);
      TopicSetup.create(scene.kafka(), TOPICS, TopicPlan.standard());
      if (onTopic) {
        scene.publish(corpus);
      }
      return scene;
    } catch (RuntimeException e) {
      broker.close();
      throw e;
    }
  }

  private KafkaSettings kafka() {
    return new KafkaSettings(bootstrapServers());
  }

  String bootstrapServers() {
    return broker.bootstrapServers();
  }

  /** A way to the database that no outage touches. */
  String localUrl() {
    return database.localUrl();
  }

  FaultyLink link() {
    return link;
  }

  /** What a contender of this arm finds. */
  Setting setting(PeersPlan plan, Corpus corpus, Arm arm) {
    String url = database.url(arm == Arm.OUTAGE ? link.port() : database.port());
    return new Setting(
        bootstrapServers(),
        TOPICS,
        url,
        corpus,
        plan.threads(),
        plan.batch(),
        folder.resolve("scratch"));
  }

  @Override
  public void close() {
    link.close();
    try {
      database.close();
    } finally {
      broker.close();
    }
  }

  private void createTables(Corpus corpus, Arm arm) {
    List<Table> tables =
        arm.keys()
            ? corpus.contract().tables()
            : corpus.contract().tables().stream().map(Scene::withoutKeys).toList();
    DatabaseSettings settings =
        new DatabaseSettings(
            database.localUrl(),
            Setting.USER,
            Secret.NONE,
            1,
            LIMIT,
            LIMIT,
            new WriterOptions(ROWS_A_BATCH, false));
    try (Database opened = Database.connect(settings)) {
      new SchemaSetup(opened).create(tables);
    }
  }

  private static Table withoutKeys(Table table) {
    return new Table(table.id(), table.columns(), List.of(), List.of());
  }

  private void publish(Corpus corpus) {
    try (DocumentSource source = corpus.source();
        WorkPublisher publisher =
            WorkPublisher.connect(kafka(), TOPICS, PublishSettings.standard(), Clock.systemUTC())) {
      publisher.publish(RUN, corpus.contract().name(), source, progress -> {});
    }
  }
}
