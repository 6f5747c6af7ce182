package io.xmlfleet.letter;

import io.xmlfleet.item.ItemId;
import io.xmlfleet.message.DeadLetter;
import io.xmlfleet.message.RecordPosition;

/**
 * An open dead letter without its document, so that a hundred thousand of them can be listed.
 * Immutable.
 *
 * @param head everything but the document, which is null here
 * @param documentBytes size of the document; {@link #NO_DOCUMENT} if the letter carries none
 * @param position where the letter stands
 * @param state what people did to it
 */
public record DeadLetterEntry(
    DeadLetter head, int documentBytes, RecordPosition position, LetterState state) {
  public static final int NO_DOCUMENT = -1;

  public ItemId item() {
    return head.item();
  }

  public DocumentPlace document() {
    if (documentBytes != NO_DOCUMENT) {
      return DocumentPlace.LETTER;
    }
    return head.source() == null ? DocumentPlace.NOWHERE : DocumentPlace.WORK_TOPIC;
  }

  public boolean isParked() {
    return state.parked() != null;
  }

  /** Whether its document was sent to work again and nobody has said yet what became of it. */
  public boolean isUnderWay() {
    return state.sentAttempt() > head.attempt();
  }

  /** The attempt that a replay of it is. */
  public int nextAttempt() {
    return Math.max(head.attempt(), state.sentAttempt()) + 1;
  }

  public DeadLetterEntry in(LetterState other) {
    return new DeadLetterEntry(head, documentBytes, position, other);
  }
}
