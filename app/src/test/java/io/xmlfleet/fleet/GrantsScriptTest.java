package io.xmlfleet.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.ledger.LedgerTable;
import io.xmlfleet.topic.TopicNames;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scripts of grants name what the code uses, all of it and nothing else. */
class GrantsScriptTest {
  private static final String[] ALL_ROLES = {
    "--prefix",
    "loans",
    "--setup",
    "User:s",
    "--producer",
    "User:p",
    "--consumer",
    "User:c",
    "--aggregator",
    "User:a",
    "--operator",
    "User:o",
    "--viewer",
    "User:v"
  };
  private static final Path GRANTS = Path.of("..", "deploy", "grants");

  @TempDir Path folder;

  @Test
  void namesEveryTopicAndGroup() throws Exception {
    TopicNames names = new TopicNames("loans");
    Set<String> groups = Set.of(names.consumerGroup(), names.shareGroup(), names.aggregatorGroup());
    Set<String> transactions = Set.of(names.aggregatorGroup(), names.replayTransactions());
    Set<String> topics = new TreeSet<>(allNames(names));
    topics.removeAll(groups);
    topics.removeAll(transactions);

    assertThat(named(ResourceType.TOPIC)).isEqualTo(topics);
    assertThat(named(ResourceType.GROUP)).isEqualTo(groups);
    assertThat(named(ResourceType.TRANSACTIONAL_ID)).isEqualTo(transactions);
  }

  @Test
  void letsNobodyButTheWriterWrite() throws Exception {
    Set<String> writers =
        Stream.of(GrantsScript.run(folder, ALL_ROLES).toArray(AclBinding[]::new))
            .filter(grant -> grant.entry().operation() == AclOperation.WRITE)
            .map(grant -> grant.entry().principal() + ' ' + grant.pattern().name())
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(writers)
        .noneMatch(writer -> writer.startsWith("User:v") || writer.startsWith("User:s"))
        .filteredOn(writer -> writer.endsWith(".progress"))
        .containsExactly("User:a loans.progress");
    assertThat(writers)
        .filteredOn(writer -> writer.endsWith(".work"))
        .containsExactly("User:o loans.work", "User:p loans.work");
  }

  @Test
  void takesAnotherGroup() throws Exception {
    assertThat(
            GrantsScript.run(folder, "--group", "mine", "--consumer", "User:c").stream()
                .filter(grant -> grant.pattern().resourceType() == ResourceType.GROUP)
                .map(grant -> grant.pattern().name()))
        .containsOnly("mine");
  }

  @Test
  void theDatabasesScriptNamesTheLedger() throws IOException {
    assertThat(Files.readString(GRANTS.resolve("sqlserver.sql")))
        .contains("[" + LedgerTable.NAME + "]")
        .contains("GRANT SELECT, INSERT ON SCHEMA::[$(schema)] TO xmlfleet_loader;")
        .doesNotContainIgnoringCase("grant control")
        .doesNotContainIgnoringCase("db_owner");
  }

  private Set<String> named(ResourceType type) throws Exception {
    return GrantsScript.run(folder, ALL_ROLES).stream()
        .filter(grant -> grant.pattern().resourceType() == type)
        .map(grant -> grant.pattern().name())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Whatever {@link TopicNames} gives a name to, today and later. */
  private static Set<String> allNames(TopicNames names) throws ReflectiveOperationException {
    Set<String> components =
        Stream.of(TopicNames.class.getRecordComponents())
            .map(RecordComponent::getName)
            .collect(Collectors.toSet());
    Set<String> all = new TreeSet<>();
    for (var method : TopicNames.class.getDeclaredMethods()) {
      boolean isAName =
          method.getReturnType() == String.class
              && method.getParameterCount() == 0
              && !components.contains(method.getName())
              && !method.getName().equals("toString");
      if (isAName) {
        all.add((String) method.invoke(names));
      }
    }
    return all;
  }
}
