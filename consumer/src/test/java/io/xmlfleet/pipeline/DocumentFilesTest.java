package io.xmlfleet.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xmlfleet.failure.Failure;
import io.xmlfleet.failure.Stage;
import io.xmlfleet.item.ItemId;
import io.xmlfleet.mapping.Mapped;
import io.xmlfleet.message.FileKey;
import io.xmlfleet.message.FileReference;
import io.xmlfleet.message.Outcome;
import io.xmlfleet.message.WorkItem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocumentFilesTest {
  private final FileKey key = new FileKey(new byte[FileKey.BYTES]);
  @TempDir private Path folder;
  private Path path;
  private FileReference file;

  @BeforeEach
  void write() throws IOException {
    path = Files.writeString(folder.resolve("a.xml"), "hello");
    file = key.refer(path.toString(), 5, Files.getLastModifiedTime(path).toMillis());
  }

  @Test
  void readsWhatItFinds() throws Exception {
    assertThat(new DocumentFiles(key).read(file)).asString().isEqualTo("hello");
  }

  @Test
  void readsNothingThatNobodyVouchesFor() {
    byte[] other = new byte[FileKey.BYTES];
    other[0] = 1;

    refuses(new DocumentFiles(null), "nobody vouches");
    refuses(new DocumentFiles(new FileKey(other)), "nobody vouches");
  }

  @Test
  void readsNothingThatIsNotAsItWas() throws Exception {
    FileTime before = Files.getLastModifiedTime(path);
    Files.writeString(path, "hello!");
    Files.setLastModifiedTime(path, before);
    refuses(new DocumentFiles(key), "changed");

    Files.writeString(path, "olleh");
    Files.setLastModifiedTime(path, FileTime.fromMillis(before.toMillis() + 1));
    refuses(new DocumentFiles(key), "changed");

    Files.delete(path);
    refuses(new DocumentFiles(key), "gone");
  }

  @Test
  void theDocumentGoesOnWithTheItemSoThatADeadLetterHasIt() {
    PreparedItem prepared = prepare(key);

    assertThat(((Mapped.Rows) prepared.mapped()).counts()).containsEntry("note", 1L);
    assertThat(prepared.work().document()).asString().isEqualTo("hello");
  }

  @Test
  void theLedgerIsAskedBeforeAnItemIsRejectedWhoseFileIsGone() throws Exception {
    Files.delete(path);

    PreparedItem prepared = prepare(key);

    assertThat(prepared.key()).isPresent();
    Mapped.Rejected refused = (Mapped.Rejected) prepared.mapped();
    assertThat(refused.failure().stage()).isEqualTo(Stage.VALIDATION);
    DecidedItem decided = new DecidedItem(prepared, new Outcome.Rejected(refused.failure()));
    ItemReport report = ItemReport.of(decided, "w", Instant.EPOCH, Duration.ZERO);
    assertThat(report.deadLetter()).isNotNull();
    assertThat(report.deadLetter().document()).isNull();
  }

  @Test
  void aDeadLetterHasTheDocumentWhateverItWasRejectedFor() {
    Preparer preparer = preparer(key);
    Failure failure = Failure.of(Stage.UNKNOWN, "it was delivered 8 times");

    PreparedItem ofNoContract = preparer.prepare(received("unknown"));
    PreparedItem notTried = preparer.reject(received(null), failure);

    assertThat(((Mapped.Rejected) ofNoContract.mapped()).failure().reason())
        .contains("\"unknown\"");
    for (PreparedItem item : List.of(ofNoContract, notTried)) {
      DecidedItem decided =
          new DecidedItem(item, new Outcome.Rejected(((Mapped.Rejected) item.mapped()).failure()));
      ItemReport report = ItemReport.of(decided, "w", Instant.EPOCH, Duration.ZERO);
      assertThat(report.deadLetter().document()).asString().isEqualTo("hello");
    }
  }

  private PreparedItem prepare(@Nullable FileKey ours) {
    return preparer(ours).prepare(received(null));
  }

  private ReceivedItem received(@Nullable String contract) {
    ReceivedItem item = Items.received(1, "a.xml", "");
    return new ReceivedItem(
        WorkItem.inFile(new ItemId("run", 1), "a.xml", contract, 1, file),
        item.position(),
        item.asOf());
  }

  private static Preparer preparer(@Nullable FileKey ours) {
    LoadedContract contract =
        new LoadedContract("notes", "1", List.of(Items.TABLE.id()), Items.ONE_ROW);
    return new Preparer(
        ContractCatalog.of(List.of(contract)),
        new DocumentFiles(ours),
        Duration.ofMinutes(5),
        Clock.systemUTC());
  }

  private void refuses(DocumentFiles files, String reason) {
    assertThatThrownBy(() -> files.read(file)).hasMessageContaining(reason);
  }
}
