package io.xmlfleet.source.table;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLNonTransientConnectionException;
import java.util.concurrent.atomic.AtomicInteger;

/** A connection that is lost while rows are read. */
final class BreakingRows {
  private BreakingRows() {}

  /**
   * Wraps a connection.
   *
   * @param rows how many can still be read, of all connections of a test
   */
  static Connection over(Connection connection, AtomicInteger rows) {
    return wrap(Connection.class, connection, rows);
  }

  private static <T> T wrap(Class<T> type, T real, AtomicInteger rows) {
    Object proxy =
        Proxy.newProxyInstance(
            BreakingRows.class.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> {
              if (method.getName().equals("next") && rows.getAndDecrement() == 0) {
                throw new SQLNonTransientConnectionException("the connection is lost", "08006");
              }
              try {
                return wrapped(method.invoke(real, arguments), rows);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
    return type.cast(proxy);
  }

  private static Object wrapped(Object result, AtomicInteger rows) {
    if (result instanceof PreparedStatement statement) {
      return wrap(PreparedStatement.class, statement, rows);
    }
    return result instanceof ResultSet set ? wrap(ResultSet.class, set, rows) : result;
  }
}
