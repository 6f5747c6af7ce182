package io.xmlfleet.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.database.dialect.WriterOptions;
import io.xmlfleet.settings.Secret;
import io.xmlfleet.testing.DatabaseUnderTest;
import io.xmlfleet.testing.PostgresUnderTest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.postgresql.jdbc.PgConnection;

class PostgresSessionTest extends SessionContract {
  @Override
  DatabaseUnderTest connect() {
    return PostgresUnderTest.connect(new WriterOptions(100, true));
  }

  @Override
  Class<? extends Connection> driverConnection() {
    return PgConnection.class;
  }

  @Test
  void readsWhatIsCommittedWhateverTheLoginsDefaultIs() throws SQLException {
    DatabaseSettings serializable =
        new DatabaseSettings(
            PostgresUnderTest.url() + "?options=-c%20default_transaction_isolation=serializable",
            PostgresUnderTest.USER,
            Secret.NONE,
            1,
            Duration.ofSeconds(15),
            Duration.ofSeconds(30),
            new WriterOptions(100, true));

    try (Database database = Database.connect(serializable);
        Connection connection = database.connection();
        Statement statement = connection.createStatement();
        ResultSet level = statement.executeQuery("SHOW TRANSACTION ISOLATION LEVEL")) {
      level.next();
      assertThat(level.getString(1)).isEqualTo("read committed");
    }
  }
}
