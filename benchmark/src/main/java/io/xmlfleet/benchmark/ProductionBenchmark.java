package io.xmlfleet.benchmark;

import io.xmlfleet.contract.read.ContractReader;
import io.xmlfleet.failure.Deadline;
import io.xmlfleet.generate.Profile;
import io.xmlfleet.generate.text.DocumentGenerator;
import io.xmlfleet.mapping.ContractMapper;
import io.xmlfleet.mapping.ContractPlan;
import io.xmlfleet.mapping.DocumentContext;
import io.xmlfleet.mapping.Mapped;
import io.xmlfleet.xml.BarePass;
import io.xmlfleet.xml.DocumentReader;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Documents as they are in production, mean time of one: what the stages that need no database cost
 * beside the parser alone.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class ProductionBenchmark {
  private static final int DOCUMENTS = 200;

  @Param({"PRODUCTION", "SMALL"})
  private Profile profile = Profile.PRODUCTION;

  private final BarePass bare = new BarePass();
  private final DocumentContext context =
      new DocumentContext(
          "benchmark", 1, "document.xml", Deadline.after(Duration.ofDays(1), Clock.systemUTC()));
  private final byte[][] documents = new byte[DOCUMENTS][];
  private DocumentReader reader = new DocumentReader(plan(profile).capture());
  private ContractMapper mapper = new ContractMapper(plan(profile));

  /** Makes the documents, and makes sure that each can be mapped. */
  @Setup
  public void write() {
    reader = new DocumentReader(plan(profile).capture());
    mapper = new ContractMapper(plan(profile));
    DocumentGenerator generator = profile.generator(1);
    for (int i = 0; i < DOCUMENTS; i++) {
      documents[i] = generator.document(i + 1);
      if (!(mapper.map(documents[i], context) instanceof Mapped.Rows)) {
        throw new IllegalStateException("a document is not mapped");
      }
    }
  }

  private static ContractPlan plan(Profile profile) {
    return new ContractPlan(
        new ContractReader().read("contract.yaml", profile.contract().orElseThrow()));
  }

  /** The parser alone, as one that reads every attribute would use it. */
  @Benchmark
  @OperationsPerInvocation(DOCUMENTS)
  public long parserReadsEveryAttribute() {
    long seen = 0;
    for (byte[] document : documents) {
      seen += bare.read(document);
    }
    return seen;
  }

  /** Checks, parses and keeps what the contract asks for. */
  @Benchmark
  @OperationsPerInvocation(DOCUMENTS)
  public void capture(Blackhole hole) {
    for (byte[] document : documents) {
      hole.consume(reader.read(document, context.deadline(), context.memory()));
    }
  }

  /** All of it, to typed rows. */
  @Benchmark
  @OperationsPerInvocation(DOCUMENTS)
  public void prepare(Blackhole hole) {
    for (byte[] document : documents) {
      hole.consume(mapper.map(document, context));
    }
  }
}
