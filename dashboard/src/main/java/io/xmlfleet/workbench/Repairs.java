package io.xmlfleet.workbench;

import java.util.List;
import java.util.Map;

/**
 * Dead letters whose documents are the samples. Items are as they are written, {@code
 * run/sequence}. Thread-safe. Every method throws {@link
 * io.xmlfleet.failure.InfrastructureException} if the brokers do not answer.
 */
public interface Repairs {
  /** What has become of a letter. */
  enum State {
    /** It is open, and nobody has sent it again since it failed. */
    OPEN,
    /** It was sent again and no worker has said yet what became of it. */
    UNDER_WAY,
    /** There is no such letter any more: its document is loaded. */
    RESOLVED
  }

  /**
   * What has become of one.
   *
   * @param attempt that failed last; 0 of a resolved one
   * @param reason why; empty of a resolved one
   */
  record Fate(State state, int attempt, String reason) {}

  /**
   * Sends documents to work again.
   *
   * @param by who does it
   * @return how many were sent
   */
  int replay(List<String> items, String by);

  /** What has become of these letters. */
  Map<String, Fate> fates(List<String> items);

  /** Who loads what is replayed, as a sentence for people. */
  String loadedBy();
}
