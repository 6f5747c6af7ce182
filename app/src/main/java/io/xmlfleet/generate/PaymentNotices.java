package io.xmlfleet.generate;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.xmlfleet.generate.text.DocumentGenerator;
import io.xmlfleet.generate.text.DocumentId;
import io.xmlfleet.generate.text.RandomChoices;
import io.xmlfleet.generate.text.TextTemplate;
import io.xmlfleet.generate.text.XmlText;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/**
 * Payment notices of 2.6 to 3.3 KB, one row of one table each by {@code small.yaml}. Thread-safe.
 */
final class PaymentNotices implements DocumentGenerator {
  private static final LocalDate FIRST_DAY = LocalDate.of(2024, 1, 1);
  private static final List<String> METHODS = List.of("TRANSFER", "CARD", "CHEQUE", "CASH");
  private static final TextTemplate LINE =
      new TextTemplate(
          "    <Line SequenceNumber=\"##\" LedgerAccount=\"####-##\" AmountPosted=\"##.##\""
              + " PostedByBatch=\"######\"/>\n");
  private static final TextTemplate TERM =
      new TextTemplate(
          "    <Term>Paid &amp; posted under rule ####; questions to desk ## before noon.</Term>\n");

  private final long seed;

  PaymentNotices(long seed) {
    this.seed = seed;
  }

  @Override
  public String fileName(long number) {
    return String.format(Locale.ROOT, "payment-notice-%06d.xml", number);
  }

  @Override
  public byte[] document(long number) {
    RandomChoices random = new RandomChoices(seed, number);
    XmlText xml = new XmlText(UTF_8.name());
    int size = random.between(2_600, 3_300);
    LocalDate day = random.dayFrom(FIRST_DAY, 700);
    xml.element("PaymentNotice")
        .with("NoticeNumber", DocumentId.of(seed, number))
        .with(
            "IssuedAtTime",
            day + "T" + random.between(10, 19) + ":" + random.between(10, 59) + ":00")
        .with("NoticeVersion", random.between(1, 200))
        .unmapped(random, 5)
        .open();
    xml.open("Posting").piece(LINE, random);
    fill(xml, LINE, random, size / 2);
    xml.close();
    payment(xml, random, day);
    xml.open("Terms");
    fill(xml, TERM, random, size - 60);
    xml.close().close();
    return xml.toString().getBytes(UTF_8);
  }

  private static void payment(XmlText xml, RandomChoices random, LocalDate day) {
    xml.element("Payment")
        .with("PaymentAmount", random.between(1, 9_000) + "." + random.digits(2))
        .with("PaymentMethod", random.chance(5) ? "VOUCHER" : random.pick(METHODS))
        .with("DueOnDate", day.plusDays(random.between(5, 30)))
        .with("InstallmentNo", random.between(1, 360))
        .with("Overdue", random.chance(10) ? "Y" : "N")
        .with("AccountNumber", "000-" + random.digits(6))
        .unmapped(random, 5)
        .open();
    xml.leaf("Payer", "Sample Payer " + random.digits(5));
    xml.leaf("Reference", random.chance(70) ? random.digits(9) : "");
    xml.close();
  }

  private static void fill(XmlText xml, TextTemplate piece, RandomChoices random, int length) {
    while (xml.length() < length) {
      xml.piece(piece, random);
    }
  }
}
