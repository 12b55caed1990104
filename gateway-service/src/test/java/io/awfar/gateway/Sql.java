package io.awfar.gateway;

import io.awfar.testservers.TestPostgres;
import java.sql.DriverManager;
import java.sql.SQLException;

/// Statements that set a test's stage.
public final class Sql {

  private Sql() {}

  public static int run(TestPostgres.Database database, String sql, Object... values) {
    try (var connection = DriverManager.getConnection(database.jdbcUrl());
        var statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      return statement.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  public static String text(TestPostgres.Database database, String sql) {
    try (var connection = DriverManager.getConnection(database.jdbcUrl());
        var rows = connection.createStatement().executeQuery(sql)) {
      return rows.next() ? rows.getString(1) : null;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The first column of all rows, a line each, such as a plan.
  public static String lines(TestPostgres.Database database, String sql) {
    try (var connection = DriverManager.getConnection(database.jdbcUrl());
        var rows = connection.createStatement().executeQuery(sql)) {
      StringBuilder lines = new StringBuilder();
      while (rows.next()) {
        lines.append(rows.getString(1)).append('\n');
      }
      return lines.toString();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
