package io.xmlfleet.benchmark;

import io.xmlfleet.contract.read.ContractReader;
import io.xmlfleet.database.DatabaseSession;
import io.xmlfleet.generate.Profile;
import io.xmlfleet.generate.text.DocumentGenerator;
import io.xmlfleet.item.ItemId;
import io.xmlfleet.mapping.ContractMapper;
import io.xmlfleet.mapping.ContractPlan;
import io.xmlfleet.message.Outcome;
import io.xmlfleet.message.RecordPosition;
import io.xmlfleet.message.WorkItem;
import io.xmlfleet.pipeline.BatchLoader;
import io.xmlfleet.pipeline.ContractCatalog;
import io.xmlfleet.pipeline.DecidedItem;
import io.xmlfleet.pipeline.DocumentFiles;
import io.xmlfleet.pipeline.LoadMode;
import io.xmlfleet.pipeline.LoadPolicy;
import io.xmlfleet.pipeline.LoadedContract;
import io.xmlfleet.pipeline.PreparedItem;
import io.xmlfleet.pipeline.Preparer;
import io.xmlfleet.pipeline.ReceivedItem;
import io.xmlfleet.pipeline.TableProbes;
import io.xmlfleet.pipeline.WorkObserver;
import io.xmlfleet.table.Table;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What the embedded database costs a document in a full batch: the ledger asked, the rows of all
 * tables and the ledger's entries inserted, committed to the file. The documents are mapped before.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 60)
@Measurement(iterations = 40)
public class InsertBenchmark {
  private static final int BATCH = 200;

  @Param({"PRODUCTION", "SMALL"})
  private Profile profile = Profile.PRODUCTION;

  private BenchmarkDatabase server;
  private DatabaseSession session;
  private BatchLoader loader;
  private Preparer preparer;
  private DocumentGenerator generator;
  private List<PreparedItem> batch = List.of();
  private int last;

  @Setup
  public void create() throws IOException {
    ContractPlan contract =
        new ContractPlan(
            new ContractReader().read("contract.yaml", profile.contract().orElseThrow()));
    server = BenchmarkDatabase.create(contract.tables());
    session = server.database().session();
    loader =
        new BatchLoader(
            session,
            server.ledger(),
            LoadPolicy.standard(
                new LoadMode.Insert(),
                "benchmark",
                BenchmarkDatabase.LIMIT,
                WorkObserver.NONE,
                new TableProbes()),
            Clock.systemUTC(),
            pause -> {});
    LoadedContract loaded =
        new LoadedContract(
            contract.name(),
            contract.version(),
            contract.tables().stream().map(Table::id).toList(),
            new ContractMapper(contract));
    preparer =
        new Preparer(
            ContractCatalog.of(List.of(loaded)),
            new DocumentFiles(null),
            Duration.ofDays(1),
            Clock.systemUTC());
    generator = profile.generator(1);
  }

  /** Documents that are not there yet, mapped. */
  @Setup(Level.Invocation)
  public void map() {
    batch = new ArrayList<>(BATCH);
    for (int i = 0; i < BATCH; i++) {
      last++;
      WorkItem work =
          new WorkItem(
              new ItemId("benchmark", last), "d-" + last, null, 1, generator.document(last));
      batch.add(
          preparer.prepare(
              new ReceivedItem(work, new RecordPosition("work", 0, last), Instant.EPOCH)));
    }
  }

  @TearDown
  public void drop() throws IOException {
    session.close();
    server.close();
  }

  /** One batch, with its commit. */
  @Benchmark
  @OperationsPerInvocation(BATCH)
  public List<DecidedItem> insert() {
    List<DecidedItem> decided = loader.load(batch);
    if (!decided.stream().allMatch(each -> each.outcome() instanceof Outcome.Loaded)) {
      throw new IllegalStateException("a document is not loaded");
    }
    return decided;
  }
}
