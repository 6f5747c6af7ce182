package io.xmlfleet.database.dialect;

import java.util.Set;

/**
 * What a database's type is to us. Immutable.
 *
 * @param least the smallest whole number; of other kinds 0
 * @param most the largest whole number; of other kinds 0
 */
public record LiveType(LiveKind kind, long least, long most, Set<Trait> traits) {
  /** A type that nobody here knows. */
  public static final LiveType UNKNOWN = of(LiveKind.OTHER);

  /** In what a type differs from others of its kind. */
  public enum Trait {
    /** Text gets blanks up to its length. */
    PADDED,
    /** Text is kept in a code page. */
    CODE_PAGE,
    /** A number keeps fewer digits than a double. */
    SINGLE,
    /** A date and time counts in 300ths of a second. */
    TICKS,
    /** A date and time counts in minutes. */
    MINUTES
  }

  public LiveType {
    traits = Set.copyOf(traits);
  }

  public static LiveType of(LiveKind kind, Trait... traits) {
    return new LiveType(kind, 0, 0, Set.of(traits));
  }

  /** Whole numbers of so many bits, with a sign. */
  public static LiveType signed(int bits) {
    long most = (1L << (bits - 1)) - 1;
    return new LiveType(LiveKind.INTEGER, -most - 1, most, Set.of());
  }

  /** Whole numbers of eight bits, without a sign. */
  public static LiveType unsignedByte() {
    return new LiveType(LiveKind.INTEGER, 0, 255, Set.of());
  }

  public boolean has(Trait trait) {
    return traits.contains(trait);
  }

  /** Whether a column of it says how many digits of a second it keeps. */
  boolean tellsDigits() {
    return switch (kind) {
      case TIME, OFFSET -> true;
      case DATETIME -> !has(Trait.TICKS) && !has(Trait.MINUTES);
      default -> false;
    };
  }
}
