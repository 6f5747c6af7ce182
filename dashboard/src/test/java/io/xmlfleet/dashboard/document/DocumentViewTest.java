package io.xmlfleet.dashboard.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.testing.HostileText;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DocumentViewTest {
  private static final String DOCUMENT =
      """
      <?xml version="1.0"?>
      <!-- <a><b x="no"/></a> -->
      <a k="1">
        <b x="yes" y='z'>text</b>
        <c/><c/>
      </a>
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "line 4, column 6 | x=\"yes\" y='z'>text</b>",
        "line 3, column 99 | >",
        "c.yaml:7, /a/b/@x → t.x | x=\"yes\"",
        "/a/b/@y | y='z'",
        "/a/b/@missing | <b x=\"yes\" y='z'>",
        "/a/@k | k=\"1\"",
        "/a/b | <b x=\"yes\" y='z'>"
      })
  void marksThePlace(String location, String marked) {
    assertThat(marked(DOCUMENT, location)).isEqualTo(marked);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "null",
      value = {"null", "contact", "line 99, column 1", "/a/c", "/a/none", "//b", "/a/b/c"})
  void marksNothingWhereThePlaceIsNotClear(@Nullable String location) {
    assertThat(marked(DOCUMENT, location)).isNull();
  }

  @Test
  void showsThePartOfALargeDocumentAroundThePlace() {
    String line = "<x>" + "0123456789".repeat(10) + "</x>\n";
    String document = line.repeat(10_000) + "<broken\n" + line.repeat(10_000);

    DocumentView view = view(document, "line 10001, column 2");

    assertThat(view.text()).hasSize(DocumentView.MOST_CHARACTERS);
    assertThat(view.cutBefore()).isTrue();
    assertThat(view.cutAfter()).isTrue();
    assertThat(view.bytes()).isEqualTo(document.length());
    assertThat(marked(document, "line 10001, column 2")).isEqualTo("broken");
    long before = view.text().substring(0, view.mark().start()).lines().count() - 1;
    assertThat(view.firstLine() + before).isEqualTo(10_001);
  }

  @Test
  void showsTheBeginningWhereNoPlaceIsNamed() {
    DocumentView view = view("x".repeat(100_000), null);

    assertThat(view.text()).hasSize(DocumentView.MOST_CHARACTERS);
    assertThat(view.firstLine()).isOne();
    assertThat(view.cutBefore()).isFalse();
    assertThat(view.cutAfter()).isTrue();
  }

  @Test
  void readsTheEncodingThatIsDeclared() {
    String latin = "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><ü/>";
    assertThat(DocumentView.of(latin.getBytes(StandardCharsets.ISO_8859_1), null).text())
        .isEqualTo(latin);
    assertThat(DocumentView.of("<ü/>".getBytes(StandardCharsets.UTF_16LE), null).text())
        .isEqualTo("<ü/>");
    assertThat(
            DocumentView.of("<?xml encoding=\"no-such\"?>".getBytes(StandardCharsets.UTF_8), null)
                .text())
        .startsWith("<?xml");
    assertThat(DocumentView.of(new byte[0], "line 1, column 1").text()).isEmpty();
    assertThat(DocumentView.of(new byte[] {(byte) 0xFF, 0, 1}, "line 1, column 1").text())
        .isNotNull();
  }

  private static @Nullable String marked(String document, @Nullable String location) {
    DocumentView view = view(document, location);
    DocumentView.Mark mark = view.mark();
    return mark == null ? null : view.text().substring(mark.start(), mark.end());
  }

  private static DocumentView view(String document, @Nullable String location) {
    return DocumentView.of(document.getBytes(StandardCharsets.UTF_8), location);
  }

  @Test
  void findsThePlaceInAnyDocumentByAnyLocation() {
    HostileText.isReadInLinearTime(
        "a document", "<a ", "=''/>", text -> view(text, "c.yaml:1, /a/b/@c → t.x"));
    HostileText.isReadInLinearTime("a document", "<a", "/>", text -> view(text, "/a/@b"));
    HostileText.isReadInLinearTime(
        "a location", "/a", "/@b → t", text -> view("<a><b/></a>", text));
    HostileText.isReadInLinearTime("a document and its location", text -> view(text, text));
  }

  @Test
  void knowsTheDepthOfWhatIsOpen() {
    String document = "<r><!-- <a> --><?p <a/> ?><a/><b><a x='1'/></b></c><![CDATA[<a>]]></r>";

    assertThat(view(document, "/r/a").mark().column()).isEqualTo(27);
    assertThat(view(document, "/r/b/a/@x").mark().column()).isEqualTo(37);
    assertThat(view(document, "/b/a").mark()).isNull();
  }
}
