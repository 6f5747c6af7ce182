package io.xmlfleet.letter;

import io.xmlfleet.message.DeadLetter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What dead letters can be counted by. */
public enum LetterField {
  RUN,
  STAGE,
  CONTRACT,
  VERSION,
  TABLE,
  COLUMN,
  WORKER,
  ATTEMPT,
  REASON;

  /** The letter's value; empty if it has none. */
  String of(DeadLetter letter) {
    String value = read(letter);
    return value == null ? "" : value;
  }

  private @Nullable String read(DeadLetter letter) {
    return switch (this) {
      case RUN -> letter.item().run();
      case STAGE -> letter.failure().stage().name();
      case CONTRACT -> letter.contract();
      case VERSION -> letter.contractVersion();
      case TABLE -> FailurePlace.of(letter).table();
      case COLUMN -> FailurePlace.of(letter).column();
      case WORKER -> letter.worker();
      case ATTEMPT -> Integer.toString(letter.attempt());
      case REASON -> letter.failure().reason();
    };
  }

  /** As it is written on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
