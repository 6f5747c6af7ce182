package io.xmlfleet.generate.text;

import java.time.LocalDate;
import java.util.List;

/**
 * Choices for one document. The generator is SplitMix64, written out here so that no JDK can change
 * a corpus. Confined to one thread.
 */
public final class RandomChoices {
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  private long state;

  public RandomChoices(long seed, long number) {
    this.state = mix(mix(seed) + number);
  }

  private static long mix(long value) {
    long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** Both ends included. */
  public int between(int low, int high) {
    state += GOLDEN_GAMMA;
    return low + (int) Long.remainderUnsigned(mix(state), (long) high - low + 1);
  }

  public boolean chance(int percent) {
    return between(1, 100) <= percent;
  }

  public <T> T pick(List<T> choices) {
    return choices.get(between(0, choices.size() - 1));
  }

  public LocalDate dayFrom(LocalDate first, int days) {
    return first.plusDays(between(0, days - 1));
  }

  /** Digits, leading zeros included. */
  public String digits(int count) {
    StringBuilder digits = new StringBuilder(count);
    for (int i = 0; i < count; i++) {
      digits.append((char) ('0' + between(0, 9)));
    }
    return digits.toString();
  }
}
