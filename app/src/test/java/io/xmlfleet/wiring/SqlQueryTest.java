package io.xmlfleet.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.database.Patience;
import io.xmlfleet.settings.Secret;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SqlQueryTest {
  private final List<List<@Nullable String>> rows = new ArrayList<>();

  @Test
  void givesBytesAsHexadecimalDigits() {
    run(
        "select x'00FF', cast(x'80' as blob), cast(null as varbinary),"
            + " uuid '123e4567-e89b-12d3-a456-426614174000', 'a'");

    assertThat(rows)
        .containsExactly(
            Arrays.asList("00ff", "80", null, "123e4567-e89b-12d3-a456-426614174000", "a"));
  }

  private void run(String sql) {
    new SqlQuery(new DatabaseAccess.Login("jdbc:h2:mem:", "sa", Secret.NONE, Patience.NONE))
        .run(
            sql,
            new SqlQuery.Sink() {
              @Override
              public void columns(List<SqlQuery.Column> columns) {}

              @Override
              public boolean row(List<@Nullable String> values) {
                return rows.add(values);
              }
            });
  }
}
