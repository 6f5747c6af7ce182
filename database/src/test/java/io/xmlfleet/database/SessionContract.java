package io.xmlfleet.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xmlfleet.database.dialect.FailureKind;
import io.xmlfleet.database.schema.SchemaSetup;
import io.xmlfleet.table.Column;
import io.xmlfleet.table.ColumnType;
import io.xmlfleet.table.ColumnType.Kind;
import io.xmlfleet.table.RowBatch;
import io.xmlfleet.table.Table;
import io.xmlfleet.testing.DatabaseUnderTest;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every session must do, on every database. */
abstract class SessionContract {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private DatabaseUnderTest server;
  private DatabaseSession session;
  private Table table;

  abstract DatabaseUnderTest connect();

  /** The driver's own connections, below the pool's. */
  abstract Class<? extends Connection> driverConnection();

  @BeforeEach
  void open() {
    server = connect();
    session = server.database().session();
    table =
        new Table(
            server.newTable("session"),
            List.of(new Column("id", ColumnType.of(Kind.INT), false)),
            List.of("id"),
            List.of());
    new SchemaSetup(server.database()).create(List.of(table));
  }

  @AfterEach
  void close() throws SQLException {
    if (session != null) {
      session.close();
      server.close();
    }
  }

  @Test
  void commitsWhatTheWorkReturns() {
    assertThat(insert(1)).isEqualTo(1);
    assertThat(taken(1)).isTrue();
  }

  @Test
  void rollsBackWhenTheWorkThrows() {
    assertThatThrownBy(
            () ->
                session.inTransaction(
                    LIMIT,
                    tx -> {
                      tx.write(row(1));
                      throw new IllegalStateException("no");
                    }))
        .hasMessage("no");
    assertThat(taken(1)).isFalse();
  }

  @Test
  void goesOnAfterAFailedStatement() {
    insert(1);
    assertThatThrownBy(() -> insert(1)).isInstanceOf(DatabaseFailureException.class);
    assertThat(insert(2)).isEqualTo(2);
  }

  @Test
  void takesANewConnectionWhenTheOldOneBroke() {
    assertThatThrownBy(
            () ->
                session.inTransaction(
                    LIMIT,
                    tx -> {
                      tx.write(row(1));
                      breakConnection(tx);
                      tx.write(row(2));
                      return 0;
                    }))
        .isInstanceOfSatisfying(
            DatabaseFailureException.class,
            e -> assertThat(e.kind()).as(e.getMessage()).isEqualTo(FailureKind.UNAVAILABLE));

    assertThat(session.alive()).isTrue();
    assertThat(taken(1)).isFalse();
    assertThat(insert(3)).isEqualTo(3);
  }

  @Test
  void blamesTheConnectionForAnErrorThatNobodyKnows() {
    assertThatThrownBy(() -> session.inTransaction(LIMIT, tx -> unknown(tx, true)))
        .isInstanceOfSatisfying(
            DatabaseFailureException.class,
            e -> {
              assertThat(e.kind()).isEqualTo(FailureKind.UNAVAILABLE);
              assertThat(e).hasMessageContaining("does not answer any more");
            });
    assertThat(insert(1)).isEqualTo(1);
    assertThatThrownBy(() -> session.inTransaction(LIMIT, tx -> unknown(tx, false)))
        .isInstanceOfSatisfying(
            DatabaseFailureException.class,
            e -> assertThat(e.kind()).isEqualTo(FailureKind.UNKNOWN));
    assertThat(insert(2)).isEqualTo(2);
  }

  /** As a driver's bulk copy over a closed connection: no number, no SQLSTATE. */
  private int unknown(Transaction tx, boolean broken) {
    if (broken) {
      breakConnection(tx);
    }
    throw new FailureReader(server.database().dialect())
        .read(table.id(), new SQLException("no number", "", 0));
  }

  private void breakConnection(Transaction tx) {
    try {
      tx.connection().unwrap(driverConnection()).close();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private int insert(int id) {
    return session.inTransaction(
        LIMIT,
        tx -> {
          tx.write(row(id));
          return id;
        });
  }

  /** A row that is there refuses its key to another one; one that is not there is undone. */
  private boolean taken(int id) {
    IllegalStateException undo = new IllegalStateException("undo");
    try {
      return session.inTransaction(
          LIMIT,
          tx -> {
            tx.write(row(id));
            throw undo;
          });
    } catch (DatabaseFailureException e) {
      return e.kind() == FailureKind.DUPLICATE_KEY;
    } catch (IllegalStateException e) {
      assertThat(e).isSameAs(undo);
      return false;
    }
  }

  private RowBatch row(int id) {
    return new RowBatch(table, List.<Object[]>of(new Object[] {id}));
  }
}
