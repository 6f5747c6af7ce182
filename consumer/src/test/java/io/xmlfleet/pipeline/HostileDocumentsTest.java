package io.xmlfleet.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.xmlfleet.failure.Failure;
import io.xmlfleet.failure.Stage;
import io.xmlfleet.mapping.Mapped;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What docs/hostile-xml.md says of hostile and broken documents, each tried as a worker would. */
@Timeout(60)
class HostileDocumentsTest {
  private static final String LOADED = "LOADED";
  private static final ThreadMXBean MEMORY = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final Map<String, Supplier<byte[]>> DOCUMENTS = HostileDocuments.all();
  private static final DocumentStages WORKER =
      new DocumentStages(HostileDocuments.CONTRACT, Duration.ofSeconds(30));

  static Stream<Line> lines() throws IOException {
    return Files.readAllLines(Path.of("../docs/hostile-xml.md")).stream()
        .filter(line -> line.matches("\\| .* \\| (LOADED|VALIDATION|PARSING|TIMEOUT) \\|.*"))
        .map(Line::of);
  }

  @Test
  void hasEachDocumentOnThePage() throws IOException {
    assertThat(lines().map(Line::document)).containsExactlyElementsOf(DOCUMENTS.keySet());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("lines")
  void givesEachWhatThePageSays(Line line) {
    byte[] document = DOCUMENTS.get(line.document()).get();
    long before = MEMORY.getCurrentThreadAllocatedBytes();
    Mapped mapped = WORKER.prepare(document);
    long allocated = MEMORY.getCurrentThreadAllocatedBytes() - before;

    assertThat(told(mapped)).isEqualTo(line.told());
    assertThat(allocated)
        .as("bytes that the thread allocates")
        .isLessThan(line.megabytes() * 1_000_000);
  }

  @Test
  void rejectsADocumentThatIsCutOffAtWhateverByte() {
    String text =
        "<?xml version='1.0' encoding='ENC'?>\r\n<!-- a --><!DOCTYPE A [<!ELEMENT A ANY>]>"
            + "<A id=\"1\" xmlns:n='urn:n'><?pi data?><Note>a&amp;b<![CDATA[ <c> ]]>&#x1F600;é"
            + "</Note><n:B n:x='1' x=\"2\">t<C/>u</n:B><B/></A >\n \n";
    for (String encoding : List.of("UTF-8", "UTF-16LE", "UTF-16BE", "UTF-32LE", "ISO-8859-1")) {
      byte[] whole = text.replace("ENC", encoding).getBytes(Charset.forName(encoding));
      String rows = told(WORKER.prepare(whole));
      assertThat(rows).startsWith(LOADED);
      int end = whole.length - "\n \n".length() * bytesACharacter(encoding);
      for (int length = 0; length < whole.length; length++) {
        String told = told(WORKER.prepare(Arrays.copyOf(whole, length)));
        if (length >= end && told.startsWith(LOADED)) {
          assertThat(told).isEqualTo(rows); // only white space is missing
        } else {
          assertThat(told)
              .as("the first %d bytes in %s", length, encoding)
              .matches("(?s)(VALIDATION|PARSING)\n.*");
        }
      }
    }
  }

  @Test
  void endsWithATimeoutAtTheLimitAndSaysHowFarItCame() {
    byte[] document =
        ("<A>" + "<B x='1'/>\n".repeat(2_000_000) + "</A>").getBytes(StandardCharsets.UTF_8);
    DocumentStages hasty = new DocumentStages(HostileDocuments.CONTRACT, Duration.ofMillis(5));

    Failure failure = ((Mapped.Rejected) hasty.prepare(document)).failure();

    assertThat(failure.stage()).isEqualTo(Stage.TIMEOUT);
    assertThat(failure.reason()).isEqualTo("the document took longer than an item may take");
    assertThat(failure.location()).matches("line [0-9]+, column [0-9]+");
  }

  private static int bytesACharacter(String encoding) {
    return "a".getBytes(Charset.forName(encoding)).length;
  }

  /** As the page has it: the note that was read, or the stage, the reason and the place. */
  private static String told(Mapped mapped) {
    if (mapped instanceof Mapped.Rows rows) {
      return String.join("\n", LOADED, String.valueOf(rows.batches().get(0).rows().get(0)[1]), "");
    }
    Failure failure = ((Mapped.Rejected) mapped).failure();
    String place = failure.location() == null ? "" : failure.location();
    return String.join("\n", failure.stage().name(), failure.reason(), place);
  }

  /** A line of the page's tables. */
  record Line(String document, String outcome, String reason, String place, long megabytes) {
    static Line of(String line) {
      String[] cells = line.substring(1).strip().split("\\|", -1);
      return new Line(
          cells[0].strip(),
          cells[1].strip(),
          cells[2].strip(),
          cells[3].strip(),
          megabytes(cells[4]));
    }

    private static long megabytes(String cell) {
      return Long.parseLong(cell.replace("MB", "").strip());
    }

    String told() {
      return String.join("\n", outcome, reason, place);
    }

    @Override
    public String toString() {
      return document;
    }
  }
}
