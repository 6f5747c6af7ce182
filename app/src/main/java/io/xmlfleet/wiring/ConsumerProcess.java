package io.xmlfleet.wiring;

import io.xmlfleet.client.KafkaSettings;
import io.xmlfleet.database.Database;
import io.xmlfleet.database.DatabaseSettings;
import io.xmlfleet.database.DocumentRows;
import io.xmlfleet.database.schema.SchemaCheck;
import io.xmlfleet.database.schema.SchemaFinding;
import io.xmlfleet.database.schema.SchemaSetup;
import io.xmlfleet.failure.InfrastructureException;
import io.xmlfleet.failure.UsageException;
import io.xmlfleet.ledger.JdbcLedger;
import io.xmlfleet.ledger.LedgerTable;
import io.xmlfleet.mapping.ContractPlan;
import io.xmlfleet.pipeline.DocumentFiles;
import io.xmlfleet.pipeline.LoadMode;
import io.xmlfleet.table.Table;
import io.xmlfleet.table.TableId;
import io.xmlfleet.topic.TopicNames;
import io.xmlfleet.worker.Supervisor;
import io.xmlfleet.worker.WorkerHealth;
import io.xmlfleet.worker.WorkerParts;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The workers of this process and their connections. Thread-safe. */
public final class ConsumerProcess implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ConsumerProcess.class);
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(15);

  /** Beyond a statement's limit; a server that is silent for longer is gone. */
  private static final Duration NETWORK_GRACE = Duration.ofSeconds(30);

  /** Beside the workers' own: set-up, and a health check while all are leased. */
  private static final int SPARE_CONNECTIONS = 2;

  private static final long MEBIBYTE = 1024L * 1024;

  private final Database database;
  private final Supervisor supervisor;

  private ConsumerProcess(Database database, Supervisor supervisor) {
    this.database = database;
    this.supervisor = supervisor;
  }

  /**
   * Connects, sees to the tables and starts the workers.
   *
   * @throws UsageException if a setting is not usable, or a column of the database holds less than
   *     the contract's type
   * @throws InfrastructureException if broker or database do not answer, or a topic or table is
   *     missing
   */
  public static ConsumerProcess start(
      ConsumerPlan plan,
      DatabaseAccess.Login login,
      KafkaSettings kafka,
      TopicNames topics,
      Clock clock) {
    return start(plan, login, kafka, topics, clock, () -> {});
  }

  /** The same with something to do when the tables are ready, before any topic is needed. */
  static ConsumerProcess start(
      ConsumerPlan plan,
      DatabaseAccess.Login login,
      KafkaSettings kafka,
      TopicNames topics,
      Clock clock,
      Runnable tablesReady) {
    warnOfMemory(plan);
    if (plan.mode() != LoadMode.Kind.INSERT) {
      plan.contracts().requireKeys();
    }
    Database database = Database.connect(settings(plan, login));
    try {
      plan.metrics().connections(database);
      prepareTables(database, plan);
      tablesReady.run();
      WorkerParts parts =
          new WorkerParts(
              kafka,
              topics,
              plan.contracts().catalog(),
              new DocumentFiles(plan.fileKey()),
              database::session,
              new JdbcLedger(database.dialect()),
              plan.mode().over(new DocumentRows(database.dialect())),
              plan.metrics().work());
      return new ConsumerProcess(
          database, login.patience().get(() -> Supervisor.start(plan.workers(), parts, clock)));
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
  }

  /** How the workers are. */
  public List<WorkerHealth> health() {
    return supervisor.health();
  }

  /** Why nobody looks after the workers just now; null: somebody does. */
  public @Nullable Throwable problem() {
    return supervisor.problem();
  }

  /** Throws as {@link Supervisor#requireRunning}: nothing is loaded any more. */
  public void requireRunning() {
    supervisor.requireRunning();
  }

  /** Lets the workers finish what they have in hand, then disconnects. */
  @Override
  public void close() {
    try {
      supervisor.close();
    } finally {
      database.close();
    }
  }

  private static DatabaseSettings settings(ConsumerPlan plan, DatabaseAccess.Login login) {
    return login.settings(
        plan.workers().threads().most() + SPARE_CONNECTIONS,
        CONNECT_LIMIT,
        plan.workers().statementLimit().plus(NETWORK_GRACE),
        plan.writing());
  }

  private static void prepareTables(Database database, ConsumerPlan plan) {
    // Who only compares may do so before there is a ledger, and makes nothing.
    boolean writes = plan.mode() != LoadMode.Kind.VERIFY;
    List<Table> ours = writes ? List.of(LedgerTable.table()) : List.of();
    if (plan.tables() != TableCare.NONE && writes) {
      setUp(new SchemaSetup(database), ours, plan);
    }
    SchemaCheck check = new SchemaCheck(database);
    Set<String> missing = new LinkedHashSet<>(check.problems(ours));
    Set<String> errors = new LinkedHashSet<>(missing);
    for (ContractPlan contract : plan.contracts().plans()) {
      for (SchemaFinding finding : check.findings(contract.tables())) {
        if (finding.severity() == SchemaFinding.Severity.MISSING) {
          missing.add(finding.text());
        }
        if (writes ? finding.isError() : missing.contains(finding.text())) {
          errors.add(finding.text());
        }
      }
    }
    if (!errors.isEmpty()) {
      throw unfit(missing, errors);
    }
  }

  private static void setUp(SchemaSetup setup, List<Table> ours, ConsumerPlan plan) {
    List<Table> filled = plan.contracts().tables();
    List<Table> tables = new ArrayList<>(ours);
    tables.addAll(filled);
    List<TableId> created = setup.create(tables);
    if (!created.isEmpty()) {
      LOG.info("created tables {}", names(created));
    }
    if (plan.tables() == TableCare.EXTEND) {
      List<Table> older = filled.stream().filter(table -> !created.contains(table.id())).toList();
      setup.extend(older).forEach(statement -> LOG.info("changed a table: {}", statement));
    }
  }

  private static RuntimeException unfit(Set<String> missing, Set<String> errors) {
    boolean allMissing = errors.equals(missing);
    StringBuilder text =
        new StringBuilder("the database is not as the contract needs it: ")
            .append(String.join("; ", errors));
    if (!missing.isEmpty()) {
      text.append(
          ". xmlfleet contract ddl --with-ledger prints the tables, --create-tables creates"
              + " missing ones");
    }
    if (!allMissing) {
      text.append(
          ". Where a column is meant to hold less than the contract's type, the contract"
              + " says so: narrower: allowed");
    }
    return allMissing
        ? new InfrastructureException(text.toString())
        : new UsageException(text.toString());
  }

  private static String names(List<TableId> tables) {
    return tables.stream().map(TableId::toString).collect(Collectors.joining(", "));
  }

  private static void warnOfMemory(ConsumerPlan plan) {
    long documents = plan.workers().estimatedDocumentBytes();
    long heap = Runtime.getRuntime().maxMemory();
    if (documents > heap / 2) {
      LOG.warn(
          "The documents in memory may come to {} MiB, and Java may use {} MiB in all: use fewer"
              + " --threads, a smaller --batch-mib or a larger heap",
          documents / MEBIBYTE,
          heap / MEBIBYTE);
    }
  }
}
