package io.xmlfleet.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.TimeZone;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class CreditApplicationsTest {
  @Test
  void writesTheSameBytesInEveryLocaleAndZone() {
    byte[] here = new CreditApplications(4).document(7);
    Locale locale = Locale.getDefault();
    TimeZone zone = TimeZone.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));

      assertThat(new CreditApplications(4).document(7)).isEqualTo(here);
      assertThat(new CreditApplications(4).fileName(7)).isEqualTo("application-000007.xml");
    } finally {
      Locale.setDefault(locale);
      TimeZone.setDefault(zone);
    }
  }

  @Test
  void writesOtherDocumentsForAnotherSeedOrNumber() {
    CreditApplications applications = new CreditApplications(1);

    assertThat(applications.document(1)).isNotEqualTo(applications.document(2));
    assertThat(applications.document(1)).isNotEqualTo(new CreditApplications(2).document(1));
  }

  @Test
  void keepsDocumentsBetweenThreeAndTwelveKilobytes() {
    CreditApplications applications = new CreditApplications(1);
    for (long number = 1; number <= 2_000; number++) {
      assertThat(applications.document(number)).hasSizeBetween(3_000, 12_288);
    }
  }

  @Test
  void givesEveryContactAnIdOfItsOwn() throws Exception {
    DocumentBuilder parser = DocumentBuilderFactory.newInstance().newDocumentBuilder();
    Set<String> ids = new HashSet<>();
    int contacts = 0;
    for (long seed = 1; seed <= 2; seed++) {
      for (long number = 1; number <= 200; number++) {
        byte[] bytes = new CreditApplications(seed).document(number);
        Document document = parser.parse(new ByteArrayInputStream(bytes));
        NodeList elements = document.getElementsByTagName("Contact");
        for (int i = 0; i < elements.getLength(); i++) {
          ids.add(((Element) elements.item(i)).getAttribute("id"));
          contacts++;
        }
      }
    }

    assertThat(ids).hasSize(contacts);
  }
}
