package io.xmlfleet.generate;

import io.xmlfleet.generate.text.DocumentGenerator;
import io.xmlfleet.generate.text.DocumentId;
import io.xmlfleet.generate.text.Draws;
import io.xmlfleet.generate.text.Vocabulary;
import io.xmlfleet.generate.text.XmlText;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Credit applications of invented people, 3 to 12 KB each, for the contract in {@code
 * samples/credit-applications}. Names are numbers, mail goes to example.invalid, telephones are of
 * the reserved kind 555-01xx. Most documents are UTF-8; about one in twenty is ISO-8859-1.
 * Thread-safe.
 */
public final class CreditApplications implements DocumentGenerator {
  private static final DateTimeFormatter US_DATE =
      DateTimeFormatter.ofPattern("M/d/yyyy", Locale.ROOT);
  private static final LocalDate FIRST_DAY = LocalDate.of(2024, 1, 1);

  private final long seed;

  /**
   * @param seed chooses the contents, and the ids: two corpora of seeds below a million share none
   *     as long as each has less than a hundred million documents
   */
  public CreditApplications(long seed) {
    this.seed = seed;
  }

  @Override
  public String fileName(long number) {
    return String.format(Locale.ROOT, "application-%06d.xml", number);
  }

  @Override
  public byte[] document(long number) {
    Draws draws = new Draws(seed, number);
    Charset charset = draws.chance(5) ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8;
    XmlText xml = new XmlText(charset.name());
    long id = DocumentId.of(seed, number);
    LocalDate received = draws.dayFrom(FIRST_DAY, 700);
    xml.open(
        "Application",
        "id",
        Long.toString(id),
        "received",
        timestamp(draws, received),
        "product",
        // A product that the contract's enum does not know gets its fallback.
        draws.chance(5) ? "PILOT" : draws.pick(Vocabulary.PRODUCTS),
        "channel",
        draws.chance(80) ? draws.pick(Vocabulary.CHANNELS) : null);
    decision(xml, draws, received);
    request(xml, draws);
    new ContactSection(xml, draws).write(id);
    new RiskSection(xml, draws).write(id, received);
    new TextSection(xml, draws).write(received);
    xml.close();
    return xml.toString().getBytes(charset);
  }

  private static String timestamp(Draws draws, LocalDate day) {
    if (draws.chance(25)) {
      return US_DATE.format(day);
    }
    return day
        + "T"
        + draws.between(10, 19)
        + ":"
        + draws.between(10, 59)
        + ":"
        + draws.between(10, 59);
  }

  private static void decision(XmlText xml, Draws draws, LocalDate received) {
    String status = draws.pick(Vocabulary.DECISIONS);
    boolean open = status.equals("PENDING");
    xml.empty(
        "Decision",
        "status",
        status,
        "on",
        open ? null : received.plusDays(draws.between(0, 9)).toString());
  }

  private static void request(XmlText xml, Draws draws) {
    xml.open(
        "Request",
        "amount",
        draws.between(500, 450_000) + "." + draws.digits(2),
        "term",
        draws.between(1, 30) * 12 + " months",
        "rate",
        draws.chance(90) ? draws.between(2, 24) + "." + draws.digits(5) : null);
    xml.leaf("Purpose", draws.pick(Vocabulary.PURPOSES));
    xml.close();
  }
}
