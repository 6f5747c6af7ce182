package io.xmlfleet.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xmlfleet.client.KafkaSettings;
import io.xmlfleet.database.Dialects;
import io.xmlfleet.database.DocumentRows;
import io.xmlfleet.database.dialect.Dialect;
import io.xmlfleet.database.dialect.FailureKind;
import io.xmlfleet.failure.InfrastructureException;
import io.xmlfleet.ledger.JdbcLedger;
import io.xmlfleet.ledger.Ledger;
import io.xmlfleet.mapping.Mapped;
import io.xmlfleet.pipeline.ContractCatalog;
import io.xmlfleet.pipeline.DocumentFiles;
import io.xmlfleet.pipeline.LoadMode;
import io.xmlfleet.pipeline.LoadedContract;
import io.xmlfleet.pipeline.StagedDatabase;
import io.xmlfleet.pipeline.WorkObserver;
import io.xmlfleet.worker.poll.BrokerAdmin;
import io.xmlfleet.worker.poll.ShareGroup;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StartUpCheckTest {
  private final StagedDatabase database = new StagedDatabase();
  private final Map<String, Integer> features =
      new HashMap<>(Map.of("group.version", 1, "share.version", 1));
  private final Set<String> topics =
      new HashSet<>(
          Set.of(
              Records.TOPICS.work(),
              Records.TOPICS.urgentWork(),
              Records.TOPICS.results(),
              Records.TOPICS.deadLetters()));
  private final Map<String, Map<String, String>> groups = new HashMap<>();
  private final BrokerAdmin broker = new Broker();

  @Test
  void findsNothingWrongWhereAllIsThere() {
    assertThatCode(check()::run).doesNotThrowAnyException();
    assertThat(database.transactions()).as("the ledger is asked").isEqualTo(1);
  }

  @Test
  void needsTheGroupProtocol() {
    features.remove("group.version");

    assertThatThrownBy(check()::run)
        .isInstanceOf(InfrastructureException.class)
        .hasMessageStartingWith("the broker somewhere:9092 does not offer the group protocol");
    assertThat(database.transactions()).isZero();
  }

  @Test
  void namesTheTopicsThatAreMissing() {
    topics.remove(Records.TOPICS.work());
    topics.remove(Records.TOPICS.deadLetters());

    assertThatThrownBy(check()::run)
        .isInstanceOf(InfrastructureException.class)
        .hasMessage(
            "no such topic: %s, %s; create the topics first (xmlfleet topics create)"
                .formatted(Records.TOPICS.deadLetters(), Records.TOPICS.work()));
  }

  @Test
  void saysWhyTheDatabaseCannotBeUsed() {
    database.failNext(StagedDatabase.Fault.BEFORE_WORK, FailureKind.CONFIGURATION);

    assertThatThrownBy(check()::run)
        .isInstanceOf(InfrastructureException.class)
        .hasMessage("the database cannot be used: CONFIGURATION");
  }

  @Test
  void comparesWithoutALedger() {
    Dialect dialect = Dialects.forUrl("jdbc:h2:mem:nothing");
    DocumentRows rows = new DocumentRows(dialect);

    assertThatCode(check(new JdbcLedger(dialect), new LoadMode.Verify(rows))::run)
        .doesNotThrowAnyException();
    assertThat(database.transactions()).as("the database answers").isEqualTo(1);
  }

  @Test
  void tellsAShareGroupWhereToBeginAndHowOftenToTry() {
    ShareGroup.prepare(broker, "sharers");

    assertThat(groups)
        .containsOnlyKeys("sharers")
        .containsEntry(
            "sharers",
            Map.of(
                "share.auto.offset.reset",
                "earliest",
                "share.isolation.level",
                "read_committed",
                "share.record.lock.duration.ms",
                "60000",
                "share.delivery.count.limit",
                "10"));
  }

  @Test
  void needsBrokersThatHaveShareGroups() {
    features.put("share.version", 0);

    assertThatThrownBy(() -> ShareGroup.prepare(broker, "sharers"))
        .isInstanceOf(InfrastructureException.class)
        .hasMessageContaining("somewhere:9092 has no share groups");
    assertThat(groups).isEmpty();
  }

  private StartUpCheck check() {
    return check(database, new LoadMode.Insert());
  }

  private StartUpCheck check(Ledger ledger, LoadMode mode) {
    LoadedContract contract =
        new LoadedContract(
            "notes", "1", List.of(), (document, context) -> new Mapped.Rows(null, List.of()));
    return new StartUpCheck(
        new WorkerParts(
            new KafkaSettings("somewhere:9092", Map.of()),
            Records.TOPICS,
            ContractCatalog.of(List.of(contract)),
            new DocumentFiles(null),
            () -> database,
            ledger,
            mode,
            WorkObserver.NONE),
        broker);
  }

  private final class Broker implements BrokerAdmin {
    @Override
    public String address() {
      return "somewhere:9092";
    }

    @Override
    public int featureLevel(String feature) {
      return features.getOrDefault(feature, 0);
    }

    @Override
    public Set<String> missing(Collection<String> wanted) {
      Set<String> missing = new HashSet<>(wanted);
      missing.removeAll(topics);
      return missing;
    }

    @Override
    public void configureGroup(String group, Map<String, String> settings) {
      groups.put(group, settings);
    }
  }
}
