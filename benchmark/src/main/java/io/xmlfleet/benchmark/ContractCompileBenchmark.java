package io.xmlfleet.benchmark;

import io.xmlfleet.contract.Contract;
import io.xmlfleet.contract.read.ContractReader;
import io.xmlfleet.mapping.ContractMapper;
import io.xmlfleet.mapping.ContractPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * From a contract's text to a mapper, for {@link SyntheticContract} or for the file that the system
 * property {@code contract} names. A process does this once, so that the cold figure is the one
 * that people wait for.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class ContractCompileBenchmark {
  private String text = "";

  /** Reads the text. */
  @Setup
  public void readText() throws IOException {
    String file = System.getProperty("contract");
    text = file == null ? SyntheticContract.text() : Files.readString(Path.of(file));
  }

  /** The first time in a JVM, classes being loaded. */
  @Benchmark
  @BenchmarkMode(Mode.SingleShotTime)
  @Fork(10)
  @Warmup(iterations = 0)
  @Measurement(iterations = 1)
  public ContractMapper cold() {
    return new ContractMapper(plan());
  }

  /** All of it. */
  @Benchmark
  public ContractMapper warm() {
    return new ContractMapper(plan());
  }

  /** Without making the plan and the mapper. */
  @Benchmark
  public Contract warmReadOnly() {
    return read();
  }

  private ContractPlan plan() {
    return new ContractPlan(read());
  }

  private Contract read() {
    return new ContractReader().read("contract.yaml", text);
  }
}
