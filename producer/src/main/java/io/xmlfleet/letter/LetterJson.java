package io.xmlfleet.letter;

import io.xmlfleet.failure.Stage;
import io.xmlfleet.message.DeadLetter;
import io.xmlfleet.message.LetterAction;
import io.xmlfleet.message.RecordPosition;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An open dead letter for programs, without its document. Immutable.
 *
 * @param document where it is
 * @param documentBytes absent if the letter does not carry it
 */
public record LetterJson(
    String item,
    String record,
    Stage stage,
    String reason,
    @Nullable String location,
    @Nullable String table,
    @Nullable String column,
    @Nullable String contract,
    @Nullable String version,
    int attempt,
    String worker,
    Instant failedAt,
    DocumentPlace document,
    @Nullable Integer documentBytes,
    @Nullable RecordPosition source,
    @Nullable Done parked,
    @Nullable Done underWay) {

  /**
   * What somebody did to it.
   *
   * @param attempt the attempt that was sent; absent where nothing was sent
   */
  public record Done(
      String id, String by, Instant at, @Nullable String note, @Nullable Integer attempt) {
    static @Nullable Done of(@Nullable LetterAction action, @Nullable Integer attempt) {
      return action == null
          ? null
          : new Done(action.id(), action.by(), action.at(), action.note(), attempt);
    }
  }

  public static LetterJson of(DeadLetterEntry entry) {
    DeadLetter head = entry.head();
    LetterState state = entry.state();
    FailurePlace place = FailurePlace.of(head);
    return new LetterJson(
        head.item().key(),
        head.recordId(),
        head.failure().stage(),
        head.failure().reason(),
        head.failure().location(),
        place.table(),
        place.column(),
        head.contract(),
        head.contractVersion(),
        head.attempt(),
        head.worker(),
        head.failedAt(),
        entry.document(),
        entry.document() == DocumentPlace.LETTER ? entry.documentBytes() : null,
        head.source(),
        Done.of(state.parked(), null),
        entry.isUnderWay() ? Done.of(state.sent(), state.sentAttempt()) : null);
  }

  /** A group of letters: its fields by name, how many, one of them. */
  public static Map<String, Object> of(DeadLetterGroup group, List<LetterField> fields) {
    Map<String, Object> json = new LinkedHashMap<>();
    for (int i = 0; i < fields.size(); i++) {
      json.put(fields.get(i).toString(), group.values().get(i));
    }
    json.put("count", group.count());
    json.put("example", group.example().key());
    json.put("lastFailedAt", group.lastFailedAt());
    return json;
  }
}
