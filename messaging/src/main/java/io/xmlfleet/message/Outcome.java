package io.xmlfleet.message;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.xmlfleet.failure.Failure;
import io.xmlfleet.item.ItemId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What became of an item. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "state")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Outcome.Loaded.class, name = "LOADED"),
  @JsonSubTypes.Type(value = Outcome.AlreadyLoaded.class, name = "ALREADY_LOADED"),
  @JsonSubTypes.Type(value = Outcome.Rejected.class, name = "REJECTED")
})
public sealed interface Outcome {
  /** Its name where machines count or search: {@code loaded} … */
  String label();

  /**
   * All of its rows are in the database.
   *
   * @param rows inserted rows by table, as the contract names the tables and in its order
   * @param kept rows by table that were there already and were kept or updated; null: none
   */
  record Loaded(Map<String, Long> rows, @Nullable Map<String, Long> kept) implements Outcome {
    public Loaded {
      rows = Collections.unmodifiableMap(new LinkedHashMap<>(rows));
      kept =
          kept == null || kept.isEmpty()
              ? null
              : Collections.unmodifiableMap(new LinkedHashMap<>(kept));
    }

    /** With rows that are all new. */
    public Loaded(Map<String, Long> rows) {
      this(rows, null);
    }

    /** How many rows were there already. */
    public long keptRows() {
      return kept == null ? 0 : kept.values().stream().mapToLong(Long::longValue).sum();
    }

    @Override
    public String label() {
      return "loaded";
    }
  }

  /**
   * The rows were there before.
   *
   * @param by the item that put them there; null: they were compared, and nobody was asked
   */
  record AlreadyLoaded(@Nullable ItemId by) implements Outcome {
    @Override
    public String label() {
      return "already_loaded";
    }
  }

  /** No row of it is in the database; a dead letter says why. */
  record Rejected(Failure failure) implements Outcome {
    @Override
    public String label() {
      return "rejected";
    }
  }
}
