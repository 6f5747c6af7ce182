package io.xmlfleet.item;

/**
 * One XML document of one run; the identity that every outcome carries. Immutable.
 *
 * @param run the run's id: letters, digits, {@code . _ -}, at most 100 characters
 * @param sequence its place in the run, from 1; of the run {@link #ADHOC}: see {@link #adhoc}
 */
public record ItemId(String run, long sequence) implements Comparable<ItemId> {
  /** The run of records that came without our headers. */
  public static final String ADHOC = "adhoc";

  private static final int OFFSET_BITS = 44;

  public ItemId {
    requireRunId(run);
    if (sequence < 0) {
      throw new IllegalArgumentException("sequence is negative: " + sequence);
    }
  }

  /**
   * Checks a run id.
   *
   * @throws IllegalArgumentException if it is empty, too long or has another character
   */
  public static void requireRunId(String run) {
    if (run.isEmpty() || run.length() > 100) {
      throw new IllegalArgumentException("a run id has 1 to 100 characters, not " + run.length());
    }
    for (int i = 0; i < run.length(); i++) {
      char c = run.charAt(i);
      boolean allowed =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || c == '.'
              || c == '_'
              || c == '-';
      if (!allowed) {
        throw new IllegalArgumentException(
            "a run id is made of letters, digits and . _ - : \"" + run + "\"");
      }
    }
  }

  /** The item of a foreign record: its place in the work topic, packed into one number. */
  public static ItemId adhoc(int partition, long offset) {
    return new ItemId(ADHOC, ((long) partition << OFFSET_BITS) | offset);
  }

  /**
   * Reads {@link #key}.
   *
   * @throws IllegalArgumentException if the text is not {@code run/sequence}
   */
  public static ItemId parse(String key) {
    int slash = key.lastIndexOf('/');
    if (slash < 1) {
      throw new IllegalArgumentException("an item is written run/sequence, not \"" + key + "\"");
    }
    return new ItemId(key.substring(0, slash), Long.parseLong(key.substring(slash + 1)));
  }

  /** {@code run/sequence}: the record key on results and dead-letters. */
  public String key() {
    return run + '/' + sequence;
  }

  @Override
  public int compareTo(ItemId other) {
    int byRun = run.compareTo(other.run);
    return byRun != 0 ? byRun : Long.compare(sequence, other.sequence);
  }

  @Override
  public String toString() {
    return key();
  }
}
