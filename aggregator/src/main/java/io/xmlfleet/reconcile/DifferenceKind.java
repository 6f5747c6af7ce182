package io.xmlfleet.reconcile;

/** In what two sources of a run can contradict each other. */
public enum DifferenceKind {
  /** Of a sealed run, and nobody has heard of it but its producer. */
  MISSING("the producer sent it, and neither a topic nor the ledger knows it", false),
  /** The group has passed it. */
  NO_OUTCOME("workers are past it, and nobody said what became of it", false),
  /** Its rows are there; the outcome was never published, or speaks of a failure. */
  LEDGER_WITHOUT_RESULT("the ledger has it as loaded, and no outcome says so", true),
  /** The outcome is there; the rows are not, or nobody vouches for them. */
  RESULT_WITHOUT_LEDGER("an outcome says loaded, and the ledger does not know it", false),
  /** Loaded before by another item, which the ledger does not know. */
  ALREADY_LOADED_WITHOUT_LEDGER(
      "an outcome says loaded before by another item, and the ledger does not know that one",
      false),
  /** It failed, and there is nothing to look at or to replay. */
  REJECTED_WITHOUT_LETTER("it was rejected, and there is no dead letter of it", true),
  /** A dead letter that nobody counts. */
  LETTER_WITHOUT_RESULT("it has a dead letter, and no outcome says that it was rejected", true),
  /** A replay of it would load nothing. */
  LETTER_OF_LOADED("it is loaded, and has a dead letter all the same", true),
  /** More items than the producer says it sent. */
  BEYOND_TOTAL("its number is beyond the run's total", false),
  /** A cancelled run, of which only the number of items is known. */
  TOTAL_MISMATCH("fewer items are known than the producer sent", false),
  /** A table has fewer rows than the ledger says, over all runs. */
  ROW_COUNT("a table has fewer rows than the ledger says", false),
  /** The aggregator counts otherwise. */
  PROGRESS_MISMATCH("the progress report counts otherwise", false);

  private final String meaning;
  private final boolean repairable;

  DifferenceKind(String meaning, boolean repairable) {
    this.meaning = meaning;
    this.repairable = repairable;
  }

  /** What is so of each item, or of the run; part of a sentence. */
  public String meaning() {
    return meaning;
  }

  /** Whether {@link Reconciler#repair} can do something about it. */
  public boolean repairable() {
    return repairable;
  }
}
