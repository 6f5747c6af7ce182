package io.xmlfleet.pipeline;

import io.xmlfleet.database.dialect.WriterOptions;
import io.xmlfleet.testing.DatabaseUnderTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class H2LoadModesTest extends LoadModesContract {
  @Override
  DatabaseUnderTest connect() {
    return DatabaseUnderTest.h2(new WriterOptions(100, true));
  }

  @Test
  @Timeout(90)
  @Override
  void showsTheOlderVersionWholeUntilTheNewOneIsCommitted() throws Exception {
    super.showsTheOlderVersionWholeUntilTheNewOneIsCommitted();
  }
}
