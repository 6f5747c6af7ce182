package io.xmlfleet.mapping;

import io.xmlfleet.contract.convert.Unusable;
import io.xmlfleet.contract.plan.Scope;
import io.xmlfleet.table.GeneratedKey;
import io.xmlfleet.table.LoadTime;
import io.xmlfleet.table.Lookup;
import io.xmlfleet.xml.CapturedElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A value that is not read from text: it goes into the row as it is. Immutable and thread-safe.
 * What only the database knows has a stand-in.
 */
sealed interface DatabaseValue extends RowValue {
  /** A key that the database makes, another one each time. */
  record Generated() implements DatabaseValue {
    @Override
    public GeneratedKey read(RowInput row) {
      return new GeneratedKey();
    }

    @Override
    public String text() {
      return "generated";
    }
  }

  /** The time of the transaction that loads the document. */
  record LoadedAt() implements DatabaseValue {
    @Override
    public LoadTime read(RowInput row) {
      return LoadTime.LOADED_AT;
    }

    @Override
    public String text() {
      return "meta: loaded-at";
    }
  }

  /**
   * The key of the row of another table that the row stands in; null if that made no row.
   *
   * @param link of the row's scope to that row's element; see {@link Scope#linkAround}
   */
  record KeyOf(TableMapper parent, int link) implements DatabaseValue {
    @Override
    public @Nullable Object read(RowInput row) {
      CapturedElement around = parent.around(row, link);
      return around == null ? null : parent.rows(row.document()).key(around);
    }

    @Override
    public String text() {
      return "the key of " + parent.table().id();
    }
  }

  /** A question to the database; null if it compares with null, which equals nothing. */
  record Question(Lookup lookup, List<Match> match) implements DatabaseValue {
    @Override
    public @Nullable Object read(RowInput row) {
      List<Object> values = new ArrayList<>(match.size());
      boolean complete = true;
      for (Match each : match) {
        Object value = each.read(row);
        if (value instanceof Unusable unusable) {
          return new Unusable(
              "cannot be looked up: " + each.column.name() + ' ' + unusable.reason());
        }
        if (value == null) {
          complete = false;
        } else {
          values.add(value);
        }
      }
      return complete ? new Lookup.Value(lookup, values) : null;
    }

    @Override
    public String text() {
      return "lookup in " + lookup.table();
    }

    @Override
    public @Nullable String path() {
      return match.stream()
          .map(each -> each.column.source().path())
          .filter(Objects::nonNull)
          .findFirst()
          .orElse(null);
    }

    @Override
    public List<RowValue> inputs() {
      return List.copyOf(match);
    }
  }

  /** What a look-up compares with a column. */
  record Match(ColumnMapper column) implements DatabaseValue {
    @Override
    public @Nullable Object read(RowInput row) {
      return column.value(row, null);
    }

    @Override
    public String text() {
      return column.name() + " from " + column.source().text();
    }

    @Override
    public List<RowValue> inputs() {
      return List.of(column.source());
    }
  }
}
