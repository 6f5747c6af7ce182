package io.xmlfleet.cli;

import static io.xmlfleet.testing.LetterTopic.letter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.xmlfleet.item.ItemId;
import io.xmlfleet.message.WorkItem;
import io.xmlfleet.testing.KafkaUnderTest;
import io.xmlfleet.testing.LetterTopic;
import io.xmlfleet.topic.TopicNames;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeadLettersExportIT {
  private static final ItemId ONE = new ItemId("r", 1);
  private static final ItemId TWO = new ItemId("r", 2);
  private static final ItemId THREE = new ItemId("r", 3);

  @TempDir Path temporary;

  private final TopicNames topics = KafkaUnderTest.newFleet(2);
  private final LetterTopic letters = new LetterTopic(KafkaUnderTest.settings(), topics);
  private final LetterCalls calls = new LetterCalls(topics);
  private Path folder;

  @BeforeEach
  void write() throws Exception {
    folder = temporary.resolve("exported");
    letters.put(letter(ONE, 1, "<one/>"), letter(TWO, 1, "<two/>"), letter(THREE, 1, null));
  }

  @Test
  void writesAFileADocumentAndWhyItFailed() throws IOException {
    CommandLineCall export = export();
    assertThat(export.exitCode()).as(export.toString()).isZero();
    assertThat(export.out())
        .contains("2 documents in " + folder + ", with reasons.csv")
        .contains("1 dead letters have no document any more, or never had");
    assertThat(files()).containsExactly("r+1+1.xml", "r+2+2.xml", "reasons.csv");
    assertThat(folder.resolve("r+2+2.xml")).hasContent("<two/>");
    List<String> lines = Files.readAllLines(folder.resolve("reasons.csv"));
    assertThat(lines.get(0))
        .isEqualTo(
            "item,record,run,stage,reason,location,table,column,contract,version,attempt,worker,"
                + "failed_at,parked,file,bytes");
    assertThat(lines.get(1))
        .isEqualTo(
            "r/1,in/1.xml,r,MAPPING,note.day is no date,\"orders.yaml:7, /order/@day → note.day\","
                + "note,day,orders,1,1,host/1,2026-11-24T02:08:12Z,,r+1+1.xml,6");
    assertThat(lines.get(3)).endsWith(",r+3+3.xml,").hasSize(lines.get(1).length() - 1);
    assertThat(lines).hasSize(4);
  }

  @Test
  void keepsWhatWasCorrectedWhenItExportsAgain() throws Exception {
    export();
    Files.writeString(folder.resolve("r+1+1.xml"), "<one corrected='yes'/>");
    letters.put(letter(new ItemId("r", 4), 1, "<four/>"));
    assertThat(export().out())
        .contains("2 documents in")
        .contains("1 files were there already and differ: kept");
    assertThat(folder.resolve("r+1+1.xml")).hasContent("<one corrected='yes'/>");
    assertThat(folder.resolve("r+4+4.xml")).hasContent("<four/>");
    assertThat(export("--overwrite").out()).contains("3 documents in").doesNotContain("kept");
    assertThat(folder.resolve("r+1+1.xml")).hasContent("<one/>");
    assertThat(files()).noneMatch(name -> name.endsWith(".part"));
  }

  @Test
  void exportsWhatTheConditionsName() throws IOException {
    calls.deadLetters("park", "--item", "r/2", "--note", "later");
    assertThat(export("--parked").out()).contains("1 document in");
    assertThat(files()).containsExactly("r+2+2.xml", "reasons.csv");
    assertThat(export("--item", "r/9").out()).contains("No open dead letter matches.");
  }

  @Test
  void replaysThoseFilesThatWereCorrected() throws IOException {
    export();
    CommandLineCall nothing = calls.replay("--with", folder.toString());
    assertThat(nothing.out()).contains("3 are not corrected and stay as they are.");
    Files.writeString(folder.resolve("r+2+2.xml"), "");
    assertThat(calls.replay("--with", folder.toString()).err()).contains("r+2+2.xml is empty");
    assertThat(letters.work()).isEmpty();

    Files.writeString(folder.resolve("r+2+2.xml"), "<two>corrected</two>");
    Files.writeString(folder.resolve("r+3+3.xml"), "<three/>"); // the producer had refused it
    assertThat(calls.replay("--with", folder.toString(), "--dry-run").out())
        .contains("1 is not corrected", "2 documents would be replayed");
    CommandLineCall replay = calls.replay("--with", folder.toString());
    assertThat(replay.out()).as(replay.toString()).contains("2 documents replayed");
    assertThat(sent()).containsOnly(entry("r/2", "<two>corrected</two>"), entry("r/3", "<three/>"));
    assertThat(letters.work()).extracting(WorkItem::recordId).contains("in/2.xml", "in/3.xml");
    assertThat(letters.work()).extracting(WorkItem::attempt).containsOnly(2);
    assertThat(calls.deadLetters("history").out()).contains("replayed, corrected", "--with");
  }

  @Test
  void comparesWithWhatFailedLast() throws Exception {
    export();
    Files.writeString(folder.resolve("r+1+1.xml"), "<one>corrected</one>");
    letters.put(letter(ONE, 2, "<one>corrected</one>")); // it failed again
    assertThat(calls.replay("--with", folder.toString()).out()).contains("3 are not corrected");
    Files.writeString(folder.resolve("r+1+1.xml"), "<one>corrected twice</one>");
    assertThat(calls.replay("--with", folder.toString()).out()).contains("1 document replayed");
    assertThat(sent()).containsOnly(entry("r/1", "<one>corrected twice</one>"));
  }

  @Test
  void replaysOneItemWithAFile() throws IOException {
    Path file = Files.writeString(temporary.resolve("corrected.xml"), "<one>by hand</one>");
    assertThat(calls.replay("--with", file.toString()))
        .satisfies(
            refused -> {
              assertThat(refused.exitCode()).isEqualTo(2);
              assertThat(refused.err()).contains("--with FILE needs --item");
            });
    assertThat(calls.replay("--item", "r/1", "--with", temporary.resolve("no.xml").toString()))
        .satisfies(refused -> assertThat(refused.err()).contains("does not exist"));
    assertThat(calls.replay("--item", "r/1", "--with", file.toString()).out())
        .contains("1 document replayed");
    assertThat(sent()).containsOnly(entry("r/1", "<one>by hand</one>"));
  }

  @Test
  void refusesAFolderThatIsNoExport() throws IOException {
    Files.createDirectories(folder);
    assertThat(with().err()).contains("no readable reasons.csv");
    Files.writeString(folder.resolve("reasons.csv"), "item;file\r\n");
    assertThat(with().err()).contains("no columns item and file");
    Files.writeString(folder.resolve("reasons.csv"), "item,file\r\nr/1,../secret.xml\r\n");
    assertThat(with().err()).contains("record 2: not a file of the folder: \"../secret.xml\"");
    Files.writeString(folder.resolve("reasons.csv"), "item,file\r\none,a.xml\r\n");
    assertThat(with().err()).contains("record 2: no item: \"one\"");
    assertThat(with().exitCode()).isEqualTo(2);
  }

  @Test
  void readsWhatASpreadsheetSaved() throws IOException {
    export();
    Path reasons = folder.resolve("reasons.csv");
    Files.writeString(reasons, "\uFEFF" + Files.readString(reasons).replace("\r\n", "\n"));
    Files.writeString(folder.resolve("r+2+2.xml"), "<two>corrected</two>");
    assertThat(with().out()).contains("1 document replayed");
  }

  private CommandLineCall with() {
    return calls.replay("--with", folder.toString());
  }

  private CommandLineCall export(String... options) {
    return calls.deadLetters(
        "export",
        Stream.concat(Stream.of("--out", folder.toString()), Stream.of(options))
            .toArray(String[]::new));
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private Map<String, String> sent() {
    return letters.work().stream()
        .collect(
            Collectors.toMap(
                item -> item.item().key(),
                item -> new String(item.document(), StandardCharsets.UTF_8)));
  }
}
