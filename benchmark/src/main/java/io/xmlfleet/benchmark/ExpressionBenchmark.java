package io.xmlfleet.benchmark;

import io.xmlfleet.contract.expression.CompiledExpression;
import io.xmlfleet.contract.expression.ExpressionParser;
import io.xmlfleet.contract.expression.syntax.NameReference;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One evaluation of a CASE of 20 branches over five values. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class ExpressionBenchmark {
  private static final int BRANCHES = 20;

  /** The branch that is true; past the last: none. */
  @Param({"1", "10", "20", "21"})
  private int branch;

  private final CompiledExpression expression =
      ExpressionParser.parse(text()).compile(ExpressionBenchmark::slot);
  private String[] values = {};

  /** Chooses the values. */
  @Setup
  public void choose() {
    values = new String[] {"S" + branch, "1250.50", "36", " Ann Lee ", "2026-02-03"};
  }

  /** The value as a column gets it. */
  @Benchmark
  public @Nullable String text20Branches() {
    return expression.text(slot -> values[slot]);
  }

  private static int slot(NameReference name) {
    return name.text().charAt(0) - 'a';
  }

  private static String text() {
    StringBuilder text = new StringBuilder("CASE");
    for (int i = 1; i <= BRANCHES; i++) {
      text.append(" WHEN a = 'S").append(i).append("' AND b >= ").append(1000 + i);
      text.append(" AND c IN (12, 24, 36) AND d <> '' AND e >= '2026-01-01' THEN 'size ");
      text.append(i).append('\'');
    }
    return text.append(" ELSE 'other' END").toString();
  }
}
