package io.xmlfleet.message;

import io.xmlfleet.item.ItemId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody did to dead letters, as kept on the dead-letter-actions topic in the order in which
 * it was done. The letters themselves are not touched. Immutable.
 *
 * @param id of the command that did it; an action on many letters is several records with one id
 * @param by {@code user@host}
 * @param asked the options that chose the letters; empty: all
 * @param note why, as its author says; null: without a word
 * @param corrected whether other documents were sent instead of those that had failed
 */
public record LetterAction(
    String id,
    Kind kind,
    String by,
    Instant at,
    String asked,
    @Nullable String note,
    boolean corrected,
    List<Acted> letters) {

  /** What was done. */
  public enum Kind {
    /** The documents were sent to work again. */
    REPLAYED,
    /** Left alone until somebody says otherwise. */
    PARKED,
    UNPARKED
  }

  /**
   * A letter that it was done to.
   *
   * @param attempt the attempt that was sent; where nothing was sent, the letter's own
   */
  public record Acted(ItemId item, int attempt) {}

  public LetterAction {
    letters = List.copyOf(letters);
  }

  /** An action on no letters yet, by somebody who gave no reason. */
  public static LetterAction of(Kind kind, String id, String by, Instant at, String asked) {
    return new LetterAction(id, kind, by, at, asked, null, false, List.of());
  }

  public LetterAction withNote(@Nullable String words) {
    return new LetterAction(id, kind, by, at, asked, words, corrected, letters);
  }

  public LetterAction withCorrections() {
    return new LetterAction(id, kind, by, at, asked, note, true, letters);
  }

  public LetterAction on(List<Acted> others) {
    return new LetterAction(id, kind, by, at, asked, note, corrected, others);
  }

  public LetterAction at(Instant moment) {
    return new LetterAction(id, kind, by, moment, asked, note, corrected, letters);
  }
}
