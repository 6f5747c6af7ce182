package io.xmlfleet.draft;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.contract.Limits;
import io.xmlfleet.contract.read.ContractReader;
import io.xmlfleet.failure.Deadline;
import io.xmlfleet.mapping.ContractMapper;
import io.xmlfleet.mapping.ContractPlan;
import io.xmlfleet.mapping.DocumentContext;
import io.xmlfleet.mapping.Mapped;
import io.xmlfleet.xml.DocumentWalk;
import io.xmlfleet.xml.ElementVisitor;
import io.xmlfleet.xml.StartTag;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every word of a document is in a column of its rows, or in their overflow. */
class DraftLosesNothingTest {
  private static final Deadline DEADLINE = Deadline.after(Duration.ofMinutes(5), Clock.systemUTC());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<A>own</A>",
        "<A a='one' b=' two '/>",
        "<A><b>one</b><c x='two'><d>three</d></c></A>",
        "<A><b>one</b><b>two</b><b x='three'/></A>",
        "<A><l><b><c>one</c><c>two</c></b><b><c>three</c></b></l></A>",
        "<A><l><b>one</b></l><l><b>two</b><b>three</b></l></A>",
        "<A><p>one <i>two</i> three</p><p>four</p></A>",
        "<A xmlns:x='urn:x' xmlns:y='urn:y'><x:t>one</x:t><y:t x:a='two'>three</y:t></A>",
        "<A xmlns='urn:x'><b>one</b><b>two</b></A>",
        "<A xmlns:x='urn:x' id='one' x:id='two' xml:id='three'/>",
        "<A xmlns:x='urn:x'><b>one</b><x:b>two</x:b></A>",
        "<A><A><A>one</A></A></A>",
        "<A><overflow>one</overflow><record_id>two</record_id><A_no>three</A_no></A>",
        "<A><![CDATA[one <two>]]></A>",
      })
  void findsAllInColumns(String document) {
    assertThat(missing(document, document)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<A>one<b>two</b><b>three</b>four</A>",
        "<A><l>one<b x='two'><c>three</c></b><b><c>x</c></b></l><l><b/></l><l><b/></l></A>",
        "<A><p>one <i k='two'>three</i> <i k='four'>five</i></p><p>six</p></A>",
        "<A><s><s><s><s t='one'><b>two</b></s></s></s></s></A>",
        "<A><b/><c k=''/><d>one</d></A>",
      })
  void findsTheRestInTheOverflow(String document) {
    assertThat(missing(document, document)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<A><b>one</b><b>two</b></A>",
        "<A><b>one</b><new k='two'>three</new></A>",
        "<A new='one'><b x='two'>three</b></A>",
        "<A>one<b>two</b></A>",
      })
  void findsWhatTheSamplesDidNotHaveInTheOverflow(String document) {
    assertThat(missing("<A><b>text</b></A>", document)).isEmpty();
  }

  private static Set<String> missing(String sample, String document) {
    String contract = DraftFixture.draft(sample).text();
    ContractMapper mapper =
        new ContractMapper(new ContractPlan(new ContractReader().read("draft", contract)));
    byte[] bytes = document.getBytes(StandardCharsets.UTF_8);
    Mapped mapped = mapper.map(bytes, new DocumentContext("run", 1, "document", DEADLINE));
    assertThat(mapped).as(contract).isInstanceOf(Mapped.Rows.class);
    String rows =
        ((Mapped.Rows) mapped)
            .batches().stream()
                .flatMap(batch -> batch.rows().stream())
                .flatMap(Arrays::stream)
                .filter(Objects::nonNull)
                .map(Object::toString)
                .collect(Collectors.joining("\n"));
    Set<String> missing = words(bytes);
    missing.removeIf(rows::contains);
    return missing;
  }

  private static Set<String> words(byte[] document) {
    Set<String> words = new TreeSet<>();
    ElementVisitor collecting =
        new ElementVisitor() {
          @Override
          public void start(StartTag tag) {
            for (int i = 0; i < tag.attributes(); i++) {
              addAll(tag.attributeValue(i));
            }
          }

          @Override
          public void text(char[] characters, int start, int length) {
            addAll(new String(characters, start, length));
          }

          @Override
          public void end() {}

          private void addAll(String text) {
            words.addAll(List.of(text.strip().split("[^a-z]+")));
          }
        };
    assertThat(new DocumentWalk(Limits.DEFAULT).walk(document, DEADLINE, collecting)).isNull();
    return words;
  }
}
