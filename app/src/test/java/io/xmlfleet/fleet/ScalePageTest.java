package io.xmlfleet.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The table of docs/scale.md is what the model says of the costs above it. */
class ScalePageTest {
  private static final Path PAGE = Path.of("..", "docs", "scale.md");

  // The costs of a production document, as the page gives them.
  private static final double DOCUMENT_MEGABYTES = 0.252;
  private static final double ROWS = 30;
  private static final int TRIPS = 14;
  private static final int BATCH = 64; // 16 MiB
  private static final double CORE_MILLIS = 0.7;
  private static final double DATABASE_MILLIS = 0.13;
  private static final double LATENCY_MILLIS = 1;
  private static final double LEDGER_GIGABYTES = 250e-9;
  private static final double RECORD_MEGABYTES = 0.001; // of a document that stays in its file

  private static final double PEAK_SECONDS = 8 * 3_600; // a day's documents come within eight hours
  private static final double CATCHING_UP = 2; // times the peak
  private static final int THREADS = 8; // of a consumer with four cores
  private static final double BROKER_MEGABYTES = 150; // a second, written to its disks
  private static final int COPIES = 3;
  private static final int DAYS_KEPT = 7;

  /** One line of the table. */
  private record Line(String what, LongFunction<String> cell) {}

  @Test
  void saysWhatTheModelSays() throws Exception {
    String page = Files.readString(PAGE);
    for (Line line : lines()) {
      String cells =
          LongStream.of(1_000_000, 10_000_000, 100_000_000)
              .mapToObj(line.cell())
              .collect(Collectors.joining(" | "));
      assertThat(page).contains("| " + line.what() + " | " + cells + " |\n");
    }
  }

  private static List<Line> lines() {
    return List.of(
        new Line("documents a second, at the peak", day -> number(peak(day))),
        new Line("megabytes a second", day -> number(peak(day) * DOCUMENT_MEGABYTES)),
        new Line("rows a second", day -> number(peak(day) * ROWS)),
        new Line("consumers of 4 cores and 8 threads", day -> number(consumers(day))),
        new Line("partitions of `work`", day -> number(partitions(day))),
        new Line("connections to the database", day -> number(consumers(day) * (THREADS + 2))),
        new Line(
            "database cores that are busy", day -> decimal(peak(day) * DATABASE_MILLIS / 1_000)),
        new Line(
            "brokers, documents on the topic", day -> number(brokers(day, DOCUMENT_MEGABYTES))),
        new Line("their disks together, TB", day -> decimal(terabytes(day, DOCUMENT_MEGABYTES))),
        new Line("brokers, documents in files", day -> number(brokers(day, RECORD_MEGABYTES))),
        new Line("their disks together, in TB", day -> decimal(terabytes(day, RECORD_MEGABYTES))),
        new Line("what the ledger grows by, GB a day", day -> decimal(day * LEDGER_GIGABYTES)));
  }

  private static double peak(long day) {
    return day / PEAK_SECONDS;
  }

  /** As many as take twice the peak, and one that may be lost. */
  private static int consumers(long day) {
    int count = 1;
    while (rate(count) < CATCHING_UP * peak(day)) {
      count++;
    }
    return count + 1;
  }

  private static double rate(int consumers) {
    int threads = consumers * THREADS;
    int cores = threads / 2;
    return new FleetModel(
            threads,
            threads,
            cores,
            BATCH,
            TRIPS,
            LATENCY_MILLIS,
            CORE_MILLIS,
            Integer.MAX_VALUE >> 20, // the database's own limit is a line of its own
            DATABASE_MILLIS)
        .documentsPerSecond();
  }

  /** Twice as many as threads: a fleet that is to be doubled needs no other topic. */
  private static int partitions(long day) {
    return 2 * THREADS * consumers(day);
  }

  private static int brokers(long day, double megabytes) {
    return Math.max(COPIES, (int) Math.ceil(peak(day) * megabytes * COPIES / BROKER_MEGABYTES));
  }

  private static double terabytes(long day, double megabytes) {
    return day * megabytes * COPIES * DAYS_KEPT / 1e6;
  }

  static String number(double value) {
    return String.format(Locale.ROOT, "%,.0f", value);
  }

  static String decimal(double value) {
    return String.format(Locale.ROOT, value < 10 ? "%.2f" : "%,.0f", value);
  }

  /** Prints the table. */
  public static void main(String[] arguments) {
    for (Line line : lines()) {
      System.out.println(
          LongStream.of(1_000_000, 10_000_000, 100_000_000)
              .mapToObj(line.cell())
              .collect(Collectors.joining(" | ", "| " + line.what() + " | ", " |")));
    }
  }
}
