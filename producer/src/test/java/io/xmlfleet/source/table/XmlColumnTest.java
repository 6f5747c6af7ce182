package io.xmlfleet.source.table;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.testing.HostileText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class XmlColumnTest {
  /** A text has no encoding; what it declares is what it had, or will have, elsewhere. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "<a>ü</a>|<a>ü</a>",
        "<?xml version='1.0'?><a/>|<?xml version='1.0'?><a/>",
        "<?xml version='1.0' encoding='utf-8'?><a/>|<?xml version='1.0' encoding='utf-8'?><a/>",
        "<?xml version='1.0' encoding='UTF-16'?><a>ü</a>"
            + "|<?xml version='1.0' encoding='UTF-8'?><a>ü</a>",
        "<?xml version=\"1.0\" encoding = \"iso-8859-1\" standalone='yes'?><a/>"
            + "|<?xml version=\"1.0\" encoding = \"UTF-8\" standalone='yes'?><a/>",
        "<a>encoding='UTF-16'</a>|<a>encoding='UTF-16'</a>",
        "<?xml-model encoding='UTF-16'?><a/>|<?xml-model encoding='UTF-16'?><a/>",
        "\ufeff \t<?xml version='1.0'?><a/>|<?xml version='1.0'?><a/>",
        "\ufeff <?xml version='1.0' encoding='UTF-16'?><a/>|<?xml version='1.0' encoding='UTF-8'?><a/>"
      })
  void isUtf8AndSaysSo(String text, String document) {
    assertThat(XmlColumn.utf8(text)).asString(UTF_8).isEqualTo(document);
  }

  @Test
  void leavesOutBlanksBeforeADeclarationOnly() {
    assertThat(XmlColumn.utf8("\r\n<?xml version='1.0'?>\n<a/>\n"))
        .asString(UTF_8)
        .isEqualTo("<?xml version='1.0'?>\n<a/>\n");
    assertThat(XmlColumn.utf8("\n <a/>")).asString(UTF_8).isEqualTo("\n <a/>");
  }

  @Test
  void readsAnyText() {
    HostileText.isReadInLinearTime("a column", "<?xml ", "?><a/>", XmlColumn::utf8);
    HostileText.isReadInLinearTime("a column", " ", "<?xml?><a/>", XmlColumn::utf8);
  }
}
