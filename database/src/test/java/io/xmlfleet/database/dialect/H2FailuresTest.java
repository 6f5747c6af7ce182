package io.xmlfleet.database.dialect;

import io.xmlfleet.testing.DatabaseUnderTest;

class H2FailuresTest extends FailuresContract {
  @Override
  DatabaseUnderTest connect() {
    return DatabaseUnderTest.h2(new WriterOptions(100, true));
  }

  @Override
  String shortLockTimeout() {
    return "SET LOCK_TIMEOUT 50";
  }

  @Override
  String slow() {
    return "SELECT COUNT(*) FROM SYSTEM_RANGE(1, 1000000000000) WHERE X % 7 = 3";
  }

  /** The numbers are SQL Server's. */
  @Override
  boolean isNumbered(int code, int... numbers) {
    return true;
  }
}
