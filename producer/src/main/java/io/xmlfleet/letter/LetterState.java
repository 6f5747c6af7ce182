package io.xmlfleet.letter;

import io.xmlfleet.message.LetterAction;
import org.jspecify.annotations.Nullable;

/**
 * What people did to the letters of an item, as far as it matters now. Immutable.
 *
 * @param parked by whom and since when it is left alone; null: it is not. Names no letters
 * @param sent the latest replay of it; null: there was none. Names no letters
 * @param sentAttempt the highest attempt that was sent; 0 without a replay
 */
public record LetterState(
    @Nullable LetterAction parked, @Nullable LetterAction sent, int sentAttempt) {
  static final LetterState NONE = new LetterState(null, null, 0);

  /**
   * The state after one more action on the item.
   *
   * @param attempt as the action says for this item
   */
  LetterState after(LetterAction action, int attempt) {
    return switch (action.kind()) {
      case PARKED -> new LetterState(action, sent, sentAttempt);
      case UNPARKED -> new LetterState(null, sent, sentAttempt);
      case REPLAYED -> new LetterState(parked, action, Math.max(sentAttempt, attempt));
    };
  }
}
