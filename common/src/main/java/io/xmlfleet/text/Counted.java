package io.xmlfleet.text;

import java.util.Locale;

/** Numbers of things, for people. */
public final class Counted {
  private Counted() {}

  /** {@code 1 document}, {@code 1,200 documents}. */
  public static String of(long count, String thing) {
    return String.format(Locale.ROOT, "%,d %s%s", count, thing, count == 1 ? "" : "s");
  }
}
