package io.xmlfleet.generate;

import io.xmlfleet.generate.text.DocumentGenerator;
import io.xmlfleet.generate.text.DocumentId;
import io.xmlfleet.generate.text.RandomChoices;
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
    RandomChoices random = new RandomChoices(seed, number);
    Charset charset = random.chance(5) ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8;
    XmlText xml = new XmlText(charset.name());
    long id = DocumentId.of(seed, number);
    LocalDate received = random.dayFrom(FIRST_DAY, 700);
    xml.element("Application")
        .with("id", id)
        .with("received", timestamp(random, received))
        // A product that the contract's enum does not know gets its fallback.
        .with("product", random.chance(5) ? "PILOT" : random.pick(Vocabulary.PRODUCTS))
        .with("channel", random.chance(80) ? random.pick(Vocabulary.CHANNELS) : null)
        .open();
    decision(xml, random, received);
    request(xml, random);
    new ContactSection(xml, random).write(id);
    new RiskSection(xml, random).write(id, received);
    new TextSection(xml, random).write(received);
    xml.close();
    return xml.toString().getBytes(charset);
  }

  private static String timestamp(RandomChoices random, LocalDate day) {
    if (random.chance(25)) {
      return US_DATE.format(day);
    }
    return day
        + "T"
        + random.between(10, 19)
        + ":"
        + random.between(10, 59)
        + ":"
        + random.between(10, 59);
  }

  private static void decision(XmlText xml, RandomChoices random, LocalDate received) {
    String status = random.pick(Vocabulary.DECISIONS);
    boolean open = status.equals("PENDING");
    xml.element("Decision")
        .with("status", status)
        .with("on", open ? null : received.plusDays(random.between(0, 9)).toString())
        .empty();
  }

  private static void request(XmlText xml, RandomChoices random) {
    xml.element("Request")
        .with("amount", random.between(500, 450_000) + "." + random.digits(2))
        .with("term", random.between(1, 30) * 12 + " months")
        .with("rate", random.chance(90) ? random.between(2, 24) + "." + random.digits(5) : null)
        .open();
    xml.leaf("Purpose", random.pick(Vocabulary.PURPOSES));
    xml.close();
  }
}
