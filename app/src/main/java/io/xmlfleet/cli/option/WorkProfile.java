package io.xmlfleet.cli.option;

/** Settings that belong together, under the names that users of the system before know. */
enum WorkProfile {
  DEVELOPMENT(2, 50, 0),
  TESTING(2, 200, 0),
  PRODUCTION(4, 1_000, 0),
  HIGH_MEMORY(8, 1_000, 32);

  private final int threads;
  private final int batch;
  private final int batchMebibytes;

  WorkProfile(int threads, int batch, int batchMebibytes) {
    this.threads = threads;
    this.batch = batch;
    this.batchMebibytes = batchMebibytes;
  }

  int threads() {
    return threads;
  }

  /** Documents a transaction. */
  int batch() {
    return batch;
  }

  /** Document text a transaction; 0: what the heap allows. */
  int batchMebibytes() {
    return batchMebibytes;
  }
}
