package io.awfar.gateway.team;

import static io.awfar.gateway.SharedGateway.DATABASE;
import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.gateway.Sql;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReaderRoleTest {

  @Test
  void whoMayOnlyReadReadsWhatTeamsKeepAndOfUsersTheirNamesAlone() {
    for (String table : List.of("chat_team", "labels", "chat_labels", "chat_notes")) {
      assertThat(may("has_table_privilege('awfar_reader', '%s', 'select')".formatted(table)))
          .as(table)
          .isTrue();
      assertThat(
              may(
                  "has_table_privilege('awfar_reader', '%s', 'insert, update, delete')"
                      .formatted(table)))
          .as(table)
          .isFalse();
    }
    assertThat(may("has_column_privilege('awfar_reader', 'users', 'name', 'select')")).isTrue();
    assertThat(may("has_column_privilege('awfar_reader', 'users', 'password_hash', 'select')"))
        .isFalse();
    assertThat(may("has_table_privilege('awfar_reader', 'chat_change_outbox', 'select')"))
        .isFalse();
  }

  private static boolean may(String question) {
    return "t".equals(Sql.text(DATABASE, "select " + question));
  }
}
