package io.xmlfleet.client.folder;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.record.internal.FileRecords;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.Record;
import org.apache.kafka.common.record.internal.RecordBatch;
import org.apache.kafka.common.record.internal.SimpleRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartitionLogTest {
  @TempDir Path folder;

  @BeforeEach
  void writeThreeFiles() throws IOException {
    write("00000000000000000000.log", 0, "a", "b");
    write("00000000000000000002.log", 2, "c", "d");
    write("00000000000000000004.log", 4, "e");
  }

  @Test
  void readsItsFilesInOrder() {
    assertThat(values()).containsExactly("a", "b", "c", "d", "e");
  }

  /** The broker died in the midst of it: each of the old files may be there or not. */
  @Test
  void readsACompactedFileInThePlaceOfThoseItWasMadeOf() throws IOException {
    write("00000000000000000000.log.swap", 3, "d of two files");

    assertThat(values()).as("both are there").containsExactly("d of two files", "e");

    Files.delete(folder.resolve("00000000000000000000.log"));
    assertThat(values()).as("one is there").containsExactly("d of two files", "e");

    Files.delete(folder.resolve("00000000000000000002.log"));
    assertThat(values()).as("none is there").containsExactly("d of two files", "e");
  }

  @Test
  void takesNoNoticeOfWhatIsOnlyBeingMade() throws IOException {
    write("00000000000000000000.log.cleaned", 3, "half");
    write("00000000000000000000.log.deleted", 0, "old");

    assertThat(values()).containsExactly("a", "b", "c", "d", "e");
  }

  @Test
  void readsACompactedFileOfWhichNothingIsLeft() throws IOException {
    Files.createFile(folder.resolve("00000000000000000000.log.swap"));

    assertThat(values()).containsExactly("c", "d", "e");
  }

  private List<String> values() {
    List<String> values = new ArrayList<>();
    try (PartitionLog log = new PartitionLog(folder, 0)) {
      for (Iterator<RecordBatch> batches = log.batches(0); batches.hasNext(); ) {
        for (Record value : batches.next()) {
          values.add(StandardCharsets.UTF_8.decode(value.value()).toString());
        }
      }
    }
    return values;
  }

  private void write(String name, long first, String... values) throws IOException {
    File file = folder.resolve(name).toFile();
    try (FileRecords records = FileRecords.open(file)) {
      SimpleRecord[] all = new SimpleRecord[values.length];
      for (int i = 0; i < values.length; i++) {
        all[i] = new SimpleRecord(values[i].getBytes(StandardCharsets.UTF_8));
      }
      records.append(MemoryRecords.withRecords(first, Compression.NONE, all));
    }
  }
}
