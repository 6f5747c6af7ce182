package io.xmlfleet.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.item.Origin;
import io.xmlfleet.source.document.DocumentSource;
import io.xmlfleet.source.document.RecordIdStyle;
import io.xmlfleet.source.document.SourceOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What sources know of where documents are. */
class OriginTest {
  private static final Instant MODIFIED = Instant.parse("2026-03-01T10:15:30.123Z");

  @TempDir private Path temp;
  private Path folder;

  @BeforeEach
  void write() throws IOException {
    folder = Files.createDirectories(temp.toRealPath().resolve("in"));
    Files.writeString(folder.resolve("a.xml"), "<a/>");
    try (OutputStream out =
        new GZIPOutputStream(Files.newOutputStream(folder.resolve("b.xml.gz")))) {
      out.write("<b><r/><r/></b>".getBytes(UTF_8));
    }
    try (ZipOutputStream out =
        new ZipOutputStream(Files.newOutputStream(folder.resolve("c.zip")))) {
      out.putNextEntry(new ZipEntry("d/e.xml"));
      out.write("<b><r/></b>".getBytes(UTF_8));
    }
    for (String name : List.of("a.xml", "b.xml.gz", "c.zip")) {
      Files.setLastModifiedTime(folder.resolve(name), FileTime.from(MODIFIED));
    }
  }

  @Test
  void filesOfAFolderAndWhatIsInThem() {
    SourceOptions options = SourceOptions.of(List.of("*"), List.of());
    assertThat(origins(options, folder.toString()))
        .containsExactly(file("a.xml"), file("b.xml.gz"), file("c.zip").entry("d/e.xml"));
  }

  @Test
  void recordsOfOneFileAreInThatFile() {
    SourceOptions options = SourceOptions.of(List.of("*.gz", "*.zip"), List.of());
    assertThat(origins(options.withSplit(List.of("/b/r")), folder.toString()))
        .containsExactly(file("b.xml.gz"), file("b.xml.gz"), file("c.zip").entry("d/e.xml"));
  }

  @Test
  void filesByTheirNamesWhateverTheirRecordIdsAre() {
    SourceOptions options =
        new SourceOptions(List.of(), List.of(), RecordIdStyle.FROM_FOLDER, null, 1_000);
    assertThat(origins(options, folder + "/a.xml", folder + "/b.xml.gz", folder + "/../in/*.xml"))
        .containsExactly(file("a.xml"), file("b.xml.gz"), file("a.xml"));
  }

  @Test
  void standardInputIsNowhere() {
    assertThat(origins(SourceOptions.standard(), "-")).containsExactly(Origin.UNKNOWN);
  }

  private Origin file(String name) {
    Origin origin = Origin.of(folder + "/" + name, MODIFIED);
    assertThat(origin.fileName()).isEqualTo(name);
    assertThat(origin.folder()).isEqualTo(folder.toString());
    return origin;
  }

  private static List<Origin> origins(SourceOptions options, String... inputs) {
    List<Origin> origins = new ArrayList<>();
    try (DocumentSource source =
        Sources.of(List.of(inputs), options, new ByteArrayInputStream("<a/>".getBytes(UTF_8)))) {
      while (source.hasNext()) {
        origins.add(source.find().origin());
      }
    }
    return origins;
  }
}
