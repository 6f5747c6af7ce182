package io.xmlfleet.database.dialect;

import io.xmlfleet.testing.DatabaseUnderTest;
import io.xmlfleet.testing.SqlServerUnderTest.Login;
import io.xmlfleet.testing.SqlServerWire;

/** The driver and its protocol, with an H2 behind it: what arrives of the server's numbers. */
class WireFailuresTest extends SqlServerFailuresIT {
  @Override
  DatabaseUnderTest connect() {
    return SqlServerWire.connect(new WriterOptions(100, true));
  }

  @Override
  Login login() {
    return SqlServerWire.login();
  }
}
