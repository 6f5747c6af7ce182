package io.xmlfleet.worker.poll;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the owner of a partition says in the metadata of the offset that it commits, for who comes
 * after it. One that leaves in order takes it away. Immutable.
 *
 * @param documents how many from the offset on are in hand, as far as that is told: 0 is not
 * @param deaths how many owners ended before with the first of them alone in hand
 * @param singlyUntil documents before this offset are to be tried one by one
 */
record Mark(int documents, int deaths, long singlyUntil) {
  static final Mark AT_WORK = new Mark(0, 0, 0);

  /** What an owner leaves that leaves in order. */
  static final String NONE = "";

  private static final Pattern TEXT =
      Pattern.compile("at work ([0-9]{1,9}) ([0-9]{1,9}) ([0-9]{1,18})");

  /** What is there; empty: the last owner left in order, or knows no marks. */
  static Optional<Mark> of(@Nullable String metadata) {
    Matcher found = TEXT.matcher(metadata == null ? NONE : metadata);
    return found.matches()
        ? Optional.of(
            new Mark(
                Integer.parseInt(found.group(1)),
                Integer.parseInt(found.group(2)),
                Long.parseLong(found.group(3))))
        : Optional.empty();
  }

  String text() {
    return "at work " + documents + ' ' + deaths + ' ' + singlyUntil;
  }
}
