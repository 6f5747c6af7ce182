package io.xmlfleet.generate.loan;

import io.xmlfleet.generate.text.RandomChoices;

/**
 * How large documents are: quantiles, straight lines between them. In whole numbers, so that every
 * JVM random the same sizes. Immutable.
 */
final class SizeTable {
  private static final int WHOLE = 1_000_000;

  /** Without a common divisor, so that every quantile has its turn. */
  private static final long GOLDEN_STEP = 618_033;

  /** Of loan files in production: half are below 130 KB, the mean is 250 KB, the largest 2 MB. */
  static final SizeTable LOAN_FILES =
      new SizeTable(
          new int[] {0, 100_000, 250_000, 500_000, 750_000, 900_000, 970_000, WHOLE},
          new int[] {20_000, 35_000, 65_000, 130_000, 280_000, 600_000, 1_000_000, 2_000_000});

  private final int[] millionths;
  private final int[] bytes;

  private SizeTable(int[] millionths, int[] bytes) {
    this.millionths = millionths;
    this.bytes = bytes;
  }

  /**
   * The size of a document in bytes. Golden-ratio steps through the quantiles, from a place that
   * the seed random: a few hundred documents in a row have the mean of all, whatever the seed.
   */
  int of(long seed, long number) {
    int first = new RandomChoices(seed, 0).between(0, WHOLE - 1);
    int drawn = (int) Math.floorMod(first + number * GOLDEN_STEP, (long) WHOLE);
    int upper = 1;
    while (millionths[upper] < drawn) {
      upper++;
    }
    int lower = upper - 1;
    long share = (long) drawn - millionths[lower];
    long step = (long) bytes[upper] - bytes[lower];
    return bytes[lower] + (int) (share * step / (millionths[upper] - millionths[lower]));
  }
}
