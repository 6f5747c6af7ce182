package io.xmlfleet.generate.text;

/** Ids that documents of one corpus share with none of another. */
public final class DocumentId {
  private static final long IDS_PER_SEED = 100_000_000L;
  private static final long SEEDS_WITH_OWN_IDS = 1_000_000L;

  private DocumentId() {}

  /**
   * Unique among corpora of seeds below a million, as long as each has less than a hundred million
   * documents.
   */
  public static long of(long seed, long number) {
    return Math.floorMod(seed, SEEDS_WITH_OWN_IDS) * IDS_PER_SEED + number;
  }
}
