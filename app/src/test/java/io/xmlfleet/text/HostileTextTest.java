package io.xmlfleet.text;

import static io.xmlfleet.testing.HostileText.isReadInLinearTime;

import io.xmlfleet.cli.base.InstantParser;
import io.xmlfleet.contract.convert.Converter;
import io.xmlfleet.contract.convert.TextConversions;
import io.xmlfleet.contract.read.ContractReader;
import io.xmlfleet.draft.SnakeCase;
import io.xmlfleet.item.ItemId;
import io.xmlfleet.mapping.ContractMapper;
import io.xmlfleet.mapping.ContractPlan;
import io.xmlfleet.mapping.DocumentContext;
import io.xmlfleet.message.TraceContext;
import io.xmlfleet.replay.ReplayRate;
import io.xmlfleet.settings.Secret;
import io.xmlfleet.topic.TopicNames;
import io.xmlfleet.xml.input.ParserMessage;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whatever others wrote is read in a time that grows with its length, by each place that reads. */
class HostileTextTest {
  @Test
  void messagesOfOthersAreMasked() {
    isReadInLinearTime("what is masked", "password=", "}", Secret::masked);
    isReadInLinearTime("what is masked", "password={", "}", Secret::isIn);
  }

  @Test
  void namesAreRead() {
    isReadInLinearTime(
        "bytes", text -> BytesAsText.of((text + "\uFFFD").getBytes(StandardCharsets.UTF_8)));
    isReadInLinearTime("an item", "a/", "/1", ItemId::parse);
    isReadInLinearTime("a prefix", TopicNames::new);
    isReadInLinearTime("a name of a table", "A", "9", SnakeCase::of);
    isReadInLinearTime("two names", text -> EditDistance.between(text, text + text));
  }

  @Test
  void optionsAreRead() {
    isReadInLinearTime(
        "a time", "1", "h", text -> InstantParser.parse("--since", text, Clock.systemUTC()));
    isReadInLinearTime("a rate", "1", "/s", ReplayRate::parse);
    isReadInLinearTime("a line of a table", PlainText::oneLine);
    isReadInLinearTime(
        "a line of CSV",
        text -> {
          try {
            return Csv.read(new StringReader(Csv.line(List.of(text, text))));
          } catch (IOException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  @Test
  void messagesOfTheParserAreShortened() {
    for (String begin :
        List.of(
            "",
            "Unexpected character 'a' (code 97) ",
            "Invalid ",
            "Illegal character entity: ",
            "Unexpanded ENTITY_REFERENCE (&",
            "Duplicate attributes \"")) {
      isReadInLinearTime("a message of the parser", begin, ")\n at [a]: [1]", ParserMessage::of);
    }
  }

  @Test
  void valuesAreConverted() {
    for (Converter.Step step :
        List.of(
            Converter.Step.FIRST_NUMBER,
            Converter.Step.FIRST_DIGITS,
            Converter.Step.THOUSANDS,
            Converter.Step.COMMA_DECIMAL,
            Converter.Step.HTML,
            Converter.Step.ROUND)) {
      isReadInLinearTime(
          step.name(), "1", "1", TextConversions.of(new Converter(step, List.of()))::convert);
    }
  }

  @Test
  void contractsAreRead() {
    for (String column :
        List.of(
            "type: string, from: '%s'",
            "type: string, from: a, convert: ['blank(%s)']", "from: a, type: '%s'")) {
      isReadInLinearTime(
          "a contract's " + column,
          "a",
          "b",
          text -> new ContractReader().read("c", of(column, text)));
    }
    isReadInLinearTime("a contract", text -> new ContractReader().read("c", text));
  }

  @Test
  void documentsAreMapped() {
    for (String type : List.of("decimal(9,2)", "datetime", "uuid", "binary")) {
      ContractMapper mapper =
          new ContractMapper(
              new ContractPlan(new ContractReader().read("c", of("from: '@a', type: '%s'", type))));
      isReadInLinearTime(
          "a document's " + type,
          "<r a='2020-01-01 ",
          "'/>",
          text ->
              mapper.map(text.getBytes(StandardCharsets.UTF_8), DocumentContext.of("a document")));
    }
  }

  @Test
  void headersAreRead() {
    isReadInLinearTime("a trace", "00-", "-01", text -> new TraceContext(text, null));
  }

  private static String of(String column, String text) {
    return "xmlfleet: 1\ncontract: c\nversion: '1'\nroot: r\ntables:\n  - table: t\n    columns:\n"
        + "      - { column: x, "
        + column.replace("%s", text.replace("'", "''"))
        + " }\n";
  }
}
