package io.xmlfleet.database.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.database.dialect.WriterOptions;
import io.xmlfleet.table.Column;
import io.xmlfleet.table.ColumnType;
import io.xmlfleet.table.ColumnType.Kind;
import io.xmlfleet.table.KeyGeneration;
import io.xmlfleet.table.OnDuplicate;
import io.xmlfleet.table.Table;
import io.xmlfleet.table.TableId;
import io.xmlfleet.testing.DatabaseUnderTest;
import io.xmlfleet.testing.PostgresUnderTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PostgresSchemaCheckTest extends SchemaCheckContract {
  @Override
  DatabaseUnderTest connect() {
    return PostgresUnderTest.connect(new WriterOptions(100, true));
  }

  @Override
  boolean limitsBytes() {
    return false;
  }

  @Override
  String spoken(String sql) {
    return sql.replace("nvarchar(", "varchar(");
  }

  @Test
  void createsWhatSeveralCreateAtOnce() throws Exception {
    ExecutorService consumers = Executors.newFixedThreadPool(8);
    try (DatabaseUnderTest server = connect()) {
      for (int i = 0; i < 20; i++) {
        String schema = DatabaseUnderTest.unique("at_once");
        Table table =
            new Table(
                new TableId(schema, "t"),
                List.of(new Column("id", ColumnType.of(Kind.INT), false)),
                List.of("id"),
                List.of(),
                new Table.Existing(
                    OnDuplicate.REJECT,
                    List.of(),
                    new KeyGeneration("id", new TableId(schema, "s")),
                    Map.of()));
        CyclicBarrier start = new CyclicBarrier(8);
        List<Future<List<TableId>>> created = new ArrayList<>();
        for (int consumer = 0; consumer < 8; consumer++) {
          created.add(
              consumers.submit(
                  () -> {
                    start.await(10, TimeUnit.SECONDS);
                    return new SchemaSetup(server.database()).create(List.of(table));
                  }));
        }
        List<TableId> all = new ArrayList<>();
        for (Future<List<TableId>> each : created) {
          all.addAll(each.get(30, TimeUnit.SECONDS));
        }
        assertThat(all).containsExactly(table.id());
      }
    } finally {
      consumers.shutdownNow();
    }
  }

  @Override
  String datetime(int digits) {
    return "timestamp(" + digits + ')';
  }

  @Override
  String offset(int digits) {
    return "timestamptz(" + digits + ')';
  }
}
