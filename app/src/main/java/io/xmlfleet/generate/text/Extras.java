package io.xmlfleet.generate.text;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Attributes that real elements have and no contract asks for. */
public final class Extras {
  private static final List<String> NAMES =
      List.of(
          "SourceSystemCode",
          "LastChangeBatch",
          "ReviewSequence",
          "IndexedVersion",
          "ExternalRefCode",
          "DisplayOrderNo",
          "ImportedRecord",
          "OriginalFormNo",
          "WorkQueueNumber",
          "ArchiveLocation",
          "ReportCategory",
          "PriorValueCode",
          "OverrideReason",
          "ChecksumOfEntry");

  private Extras() {}

  /** The attributes of {@code mapped} (name, value, name, value) and {@code count} more. */
  public static @Nullable String[] with(Draws draws, int count, @Nullable String... mapped) {
    @Nullable String[] all = Arrays.copyOf(mapped, mapped.length + 2 * count);
    int first = draws.between(0, NAMES.size() - 1);
    for (int i = 0; i < count; i++) {
      all[mapped.length + 2 * i] = NAMES.get((first + i) % NAMES.size());
      // Every sixth is there and empty.
      all[mapped.length + 2 * i + 1] = i % 6 == 5 ? "" : draws.digits(6);
    }
    return all;
  }
}
