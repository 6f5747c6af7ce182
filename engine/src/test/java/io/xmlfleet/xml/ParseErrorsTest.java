package io.xmlfleet.xml;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParseErrorsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "<r><!-- secret -- secret --></r>|-- stands in a comment",
        "<r><v xsi:type='secret'/></r>|the prefix xsi is not declared",
        "<r><p:v>secret</p:v></r>|the prefix p is not declared",
        "<r xmlns:p='' a='secret'/>|the prefix p is declared without a namespace",
        "<r xmlns:='secret'/>|what is behind a colon is no name",
        "<r xmlns:xml='secret'/>|the prefixes xml and xmlns and their namespaces belong to XML itself",
        "<r a='secret' a='secret'/>|the attribute a stands there twice",
        "<r a='secret<'/>|a < is not escaped in the value of an attribute",
        "<r a=secret/>|a value is not in quotes",
        "<r secret/>|an attribute has no value",
        "<r>secret & secret</r>|an & is not escaped",
        "<r>Q&A secret; more</r>|an & is not escaped",
        "<r>AT&T</r>|an & is not escaped",
        "<r a='secret &amp'/>|an & is not escaped",
        "<r>secret < secret</r>|a name is missing, or a < is not escaped",
        "<r>secret]]></r>|two closing brackets and a > stand in a text: escape the >",
        "<r>secret&#7;</r>|the character U+0007 is not allowed",
        "<r>&#xFFFE;secret</r>|the character U+FFFE is not allowed",
        "<r>&#x110000;secret</r>|a reference is to a character beyond U+10FFFF",
        "<r>&#secret;</r>|a reference is to no character",
        "<r><a>secret</b></r>|the end tag is another one than that of the element a",
        "<r><?x:y secret?></r>|a processing instruction has a colon in its name",
        "<r><?xml secret?></r>|a processing instruction is named xml, or an XML declaration is not at the"
            + " beginning",
        "<r>\u00D7<\u00D7/></r>|the character U+00D7 is not allowed in a name",
        "<r/>secret|there is something behind the root element",
        "secret<r/>|there is something before the root element",
      })
  void saysWhatIsWrongAndNoValue(String document, String reason) {
    assertThat(Infoset.ours(document.getBytes(StandardCharsets.UTF_8)).rejection())
        .isEqualTo("not well-formed XML: " + reason);
  }
}
