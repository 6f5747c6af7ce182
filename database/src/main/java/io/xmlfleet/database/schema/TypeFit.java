package io.xmlfleet.database.schema;

import io.xmlfleet.database.dialect.LiveColumn;
import io.xmlfleet.database.dialect.LiveKind;
import io.xmlfleet.database.dialect.LiveType;
import io.xmlfleet.database.dialect.LiveType.Trait;
import io.xmlfleet.database.dialect.TimeSteps;
import io.xmlfleet.table.ColumnType;
import io.xmlfleet.table.ColumnType.Kind;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whether the values of a contract's type fit into a column that is there. */
final class TypeFit {
  private static final String ANOTHER_KIND = "which is of another kind";
  private static final String NARROWER = "which is narrower";
  private static final String NO_FRACTION = "which has no decimal places";
  private static final String COARSER = "which keeps fewer digits of a second";

  /** Digits before the point that a whole number may have. */
  private static final Map<Kind, Integer> DIGITS =
      Map.of(Kind.TINYINT, 3, Kind.SMALLINT, 5, Kind.INT, 10, Kind.BIGINT, 19);

  /** How bad a misfit is. */
  enum Degree {
    /** A type that nobody here knows. */
    UNKNOWN,
    /** Some values are changed or refused; a contract may say that it is meant. */
    NARROWER,
    /** Hardly a value fits. */
    ANOTHER
  }

  /** A misfit, to be read after the two types. */
  record Misfit(Degree degree, String text) {
    private static Misfit risk(String text) {
      return new Misfit(Degree.NARROWER, text);
    }
  }

  private final TimeSteps steps;

  TypeFit(TimeSteps steps) {
    this.steps = steps;
  }

  /** What is wrong; null: nothing. */
  @Nullable Misfit misfit(ColumnType wanted, LiveColumn live) {
    LiveKind kind = live.type().kind();
    if (kind == LiveKind.OTHER) {
      return new Misfit(Degree.UNKNOWN, "a type that is not known here");
    }
    return switch (wanted.kind()) {
      case STRING -> text(wanted, live, kind);
      case BINARY -> kind == LiveKind.BINARY ? length(wanted, live) : another();
      case BIT ->
          kind == LiveKind.BIT || kind == LiveKind.INTEGER || kind == LiveKind.DECIMAL
              ? null
              : another();
      case TINYINT, SMALLINT, INT, BIGINT -> integer(wanted.kind(), live, kind);
      case DECIMAL -> decimal(wanted, live, kind);
      case DOUBLE -> number(live, kind);
      case DATE -> kind == LiveKind.DATE || kind == LiveKind.DATETIME ? null : another();
      case TIME -> kind == LiveKind.TIME ? fraction(live) : another();
      case DATETIME -> datetime(live, kind);
      case DATETIMEOFFSET -> offset(live, kind);
      case UUID -> kind == LiveKind.UUID ? null : another();
    };
  }

  private static @Nullable Misfit text(ColumnType wanted, LiveColumn live, LiveKind kind) {
    if (kind != LiveKind.TEXT) {
      return another();
    }
    Misfit length = length(wanted, live);
    if (length == null && live.type().has(Trait.PADDED)) {
      return Misfit.risk("which adds blanks");
    }
    return length == null && live.hasCodePage()
        ? Misfit.risk("which turns characters outside its code page into question marks")
        : length;
  }

  private static @Nullable Misfit length(ColumnType wanted, LiveColumn live) {
    boolean narrower =
        live.length() > 0 && (wanted.length() == 0 || wanted.length() > live.length());
    return narrower && live.length() < Integer.MAX_VALUE ? Misfit.risk(NARROWER) : null;
  }

  private static @Nullable Misfit integer(Kind wanted, LiveColumn live, LiveKind kind) {
    return switch (kind) {
      case INTEGER -> covers(live.type(), wanted) ? null : Misfit.risk(NARROWER);
      case DECIMAL ->
          live.precision() - live.scale() < DIGITS.getOrDefault(wanted, 0)
              ? Misfit.risk(NARROWER)
              : null;
      case FLOAT ->
          DIGITS.getOrDefault(wanted, 0) > (live.type().has(Trait.SINGLE) ? 5 : 10)
              ? Misfit.risk("which is inexact")
              : null;
      default -> another();
    };
  }

  private static boolean covers(LiveType live, Kind wanted) {
    LiveType needs =
        switch (wanted) {
          case TINYINT -> LiveType.unsignedByte();
          case SMALLINT -> LiveType.signed(16);
          case BIGINT -> LiveType.signed(64);
          default -> LiveType.signed(32);
        };
    return live.least() <= needs.least() && live.most() >= needs.most();
  }

  private static @Nullable Misfit decimal(ColumnType wanted, LiveColumn live, LiveKind kind) {
    int digits = wanted.length() - wanted.scale();
    return switch (kind) {
      case DECIMAL -> {
        if (digits > live.precision() - live.scale()) {
          yield Misfit.risk(NARROWER);
        }
        yield wanted.scale() > live.scale() ? Misfit.risk("which rounds to fewer places") : null;
      }
      case FLOAT -> Misfit.risk("which is inexact");
      case INTEGER ->
          wanted.scale() > 0 ? Misfit.risk(NO_FRACTION) : integerOf(digits, live.type().most());
      default -> another();
    };
  }

  private static @Nullable Misfit integerOf(int digits, long most) {
    return digits < Long.toString(most).length() ? null : Misfit.risk(NARROWER);
  }

  private static @Nullable Misfit number(LiveColumn live, LiveKind kind) {
    return switch (kind) {
      case FLOAT -> live.type().has(Trait.SINGLE) ? Misfit.risk(NARROWER) : null;
      case DECIMAL -> Misfit.risk("which rounds, and refuses large numbers");
      case INTEGER -> Misfit.risk(NO_FRACTION);
      default -> another();
    };
  }

  private @Nullable Misfit datetime(LiveColumn live, LiveKind kind) {
    return switch (kind) {
      case DATETIME ->
          live.type().has(Trait.TICKS) || live.type().has(Trait.MINUTES)
              ? Misfit.risk("which keeps less of a time and has fewer years")
              : fraction(live);
      case DATE -> Misfit.risk("which has no time");
      case OFFSET -> Misfit.risk("which adds an offset that no document says");
      default -> another();
    };
  }

  private @Nullable Misfit offset(LiveColumn live, LiveKind kind) {
    return switch (kind) {
      case OFFSET -> fraction(live);
      case DATETIME -> Misfit.risk("which has no offset");
      default -> another();
    };
  }

  private @Nullable Misfit fraction(LiveColumn live) {
    return live.scale() < steps.digits() ? Misfit.risk(COARSER) : null;
  }

  private static Misfit another() {
    return new Misfit(Degree.ANOTHER, ANOTHER_KIND);
  }
}
