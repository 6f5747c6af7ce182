package io.xmlfleet.contract.expression.syntax;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The functions. None reads anything but its arguments. */
public enum Function {
  COALESCE(1, Integer.MAX_VALUE),
  NULLIF(2, 2),
  CONCAT(1, Integer.MAX_VALUE),
  UPPER(1, 1),
  LOWER(1, 1),
  TRIM(1, 1),
  LTRIM(1, 1),
  RTRIM(1, 1),
  LENGTH(1, 1),
  LEFT(2, 2),
  RIGHT(2, 2),
  SUBSTRING(2, 3),
  REPLACE(3, 3),
  ABS(1, 1),
  ROUND(1, 2),
  FLOOR(1, 1),
  CEILING(1, 1),
  DATE(1, 1),
  DATETIME(1, 1),
  DATEADD(2, 2),
  DATEDIFF(2, 2),
  YEAR(1, 1),
  MONTH(1, 1),
  DAY(1, 1);

  private final int least;
  private final int most;

  Function(int least, int most) {
    this.least = least;
    this.most = most;
  }

  /** The function of a name, in any case; null if there is none. */
  static @Nullable Function named(String name) {
    for (Function function : values()) {
      if (function.name().equalsIgnoreCase(name)) {
        return function;
      }
    }
    return name.equalsIgnoreCase("LEN") ? LENGTH : null;
  }

  /** What can be called. */
  public static List<String> names() {
    List<String> names = new ArrayList<>(List.of("CAST"));
    for (Function function : values()) {
      names.add(function.name());
    }
    return names;
  }

  /** Whether a unit comes before the arguments. */
  boolean hasUnit() {
    return this == DATEADD || this == DATEDIFF;
  }

  boolean takes(int count) {
    return count >= least && count <= most;
  }

  String arity() {
    String counts =
        most == Integer.MAX_VALUE
            ? least + " or more"
            : least == most ? "" + least : least + " or " + most;
    return counts
        + (counts.equals("1") ? " argument" : " arguments")
        + (hasUnit() ? " behind the unit" : "");
  }
}
