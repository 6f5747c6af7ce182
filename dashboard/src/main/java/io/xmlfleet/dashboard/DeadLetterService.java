package io.xmlfleet.dashboard;

import io.xmlfleet.failure.InfrastructureException;
import io.xmlfleet.letter.DeadLetterEntry;
import io.xmlfleet.letter.FullLetter;
import io.xmlfleet.message.LetterAction;
import io.xmlfleet.replay.ReplayPlan;
import io.xmlfleet.replay.ReplayRequest;
import io.xmlfleet.replay.ReplaySummary;
import java.util.List;

/**
 * What can be seen of dead letters and done to them. Thread-safe. Every method throws {@link
 * InfrastructureException} if the brokers do not answer or refuse.
 */
public interface DeadLetterService {
  /** The open letters, by run and sequence, without their documents. */
  List<DeadLetterEntry> letters();

  /** A letter that was listed, with its document as far as it is still there. */
  FullLetter withDocument(DeadLetterEntry letter);

  /** What a replay would do. */
  ReplayPlan plan(ReplayRequest request);

  /**
   * Sends the documents that the request asks for to work again.
   *
   * @param action who does it; on no letters yet
   */
  Replayed replay(ReplayRequest request, LetterAction action);

  /** Writes an action on these letters. */
  void write(LetterAction action, List<DeadLetterEntry> letters);

  /** A replay that was done. Immutable. */
  record Replayed(ReplayPlan plan, ReplaySummary summary) {}
}
