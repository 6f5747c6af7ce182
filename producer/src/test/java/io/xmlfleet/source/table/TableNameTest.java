package io.xmlfleet.source.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xmlfleet.failure.UsageException;
import io.xmlfleet.testing.HostileText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TableNameTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "app_xml|app_xml|app_xml",
        "dbo.App_XML|dbo.App_XML|dbo.app_xml",
        "[order details]|\"order details\"|order details",
        "[a]]b].\"c\"\"d\"|\"a]b\".\"c\"\"d\"|a]b.c\"d",
        "db.dbo.[x.y]|db.dbo.\"x.y\"|db.dbo.x.y",
        "größe|größe|größe"
      })
  void writesAsTheUserDid(String text, String sql, String plain) {
    TableName name = TableName.parse(text, "table");

    assertThat(name.sql()).isEqualTo(sql);
    assertThat(name.plain()).isEqualTo(plain);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a.", ".a", "a;b", "[a", "\"a", "1a", "a--b", "a'b", "[]"})
  void refusesWhatIsNoName(String text) {
    assertThatThrownBy(() -> TableName.parse(text, "table"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("is not the name of a table");
  }

  @Test
  void readsAnyText() {
    HostileText.isReadInLinearTime("a table", "[", "]", text -> TableName.parse(text, "table"));
    HostileText.isReadInLinearTime("a table", "\"", "\"", text -> TableName.parse(text, "table"));
  }
}
