package io.xmlfleet.letter;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.failure.Failure;
import io.xmlfleet.failure.Stage;
import io.xmlfleet.item.ItemId;
import io.xmlfleet.message.DeadLetter;
import io.xmlfleet.message.RecordPosition;
import io.xmlfleet.settings.OwnerOnly;
import java.io.BufferedWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportFolderTest {
  @TempDir Path folder;

  @Test
  void quotesNothingThatSteersATerminalOrIsAFormula() throws Exception {
    ItemId item = new ItemId("-r", 1);
    DeadLetter head =
        DeadLetter.of(item, "=cmd|' /C calc'!A0\r\nforged,line")
            .contract("@SUM(1)\u001B[2J", "+1")
            .failure(new Failure(Stage.MAPPING, "-1\u009B31m\u202Ereason", "a\nb"))
            .worker("w")
            .failedAt(Instant.EPOCH)
            .build();
    DeadLetterEntry letter =
        new DeadLetterEntry(head, 4, new RecordPosition("dead", 0, 1), LetterState.NONE);
    Path reasons = folder.resolve(ExportFolder.REASONS);
    try (BufferedWriter out = Files.newBufferedWriter(OwnerOnly.file(reasons))) {
      ExportFolder.write(out, List.of(letter), Map.of(item, 4));
    }

    String text = Files.readString(reasons);
    assertThat(text.lines()).hasSize(2);
    assertThat(text)
        .contains("\n'-r/1,\"'=cmd|' /C calc'!A0  forged,line\",'-r,MAPPING,'-1 31m reason,a b,")
        .contains(",'@SUM(1) [2J,'+1,1,w,");
    assertThat(ExportFolder.files(folder)).containsOnlyKeys(item);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(reasons)))
        .isEqualTo("rw-------");
  }
}
