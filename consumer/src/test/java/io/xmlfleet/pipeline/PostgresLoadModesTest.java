package io.xmlfleet.pipeline;

import io.xmlfleet.database.dialect.WriterOptions;
import io.xmlfleet.testing.DatabaseUnderTest;
import io.xmlfleet.testing.PostgresUnderTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class PostgresLoadModesTest extends LoadModesContract {
  @Override
  DatabaseUnderTest connect() {
    return PostgresUnderTest.connect(new WriterOptions(100, true));
  }

  @Test
  @Timeout(90)
  @Override
  void showsTheOlderVersionWholeUntilTheNewOneIsCommitted() throws Exception {
    super.showsTheOlderVersionWholeUntilTheNewOneIsCommitted();
  }
}
