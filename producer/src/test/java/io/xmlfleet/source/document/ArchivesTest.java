package io.xmlfleet.source.document;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import io.xmlfleet.failure.UsageException;
import io.xmlfleet.source.Sources;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArchivesTest {
  private static final int LIMIT = 1_000;
  private static final SourceOptions STANDARD = options(List.of());

  @TempDir Path temp;
  private Path folder;

  @BeforeEach
  void realFolder() throws IOException {
    folder = temp.toRealPath();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.zip", "a.ZIP", "a.tar", "a.tar.gz", "a.tgz", "a.tar.zst", "a.tzst"})
  void readsTheDocumentsOfAnArchiveInItsOrder(String name) throws IOException {
    write(
        name,
        archive(
            name,
            "z/2.xml",
            "<z/>",
            "notes.txt",
            "?",
            "d/",
            "",
            "./1.xml",
            "<a/>",
            "z/2.xml",
            "<b/>",
            "x.XML",
            ""));
    String archive = folder + "/" + name;
    assertThat(all(STANDARD, name))
        .containsExactly(
            archive + "!/z/2.xml <z/>",
            archive + "!/1.xml <a/>",
            archive + "!/z/2.xml#2 <b/>",
            archive + "!/x.XML ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.xml.gz", "a.gz", "a.xml.zst"})
  void readsACompressedFileAsOneDocument(String name) throws IOException {
    write(name, packed(name, "<a/>"));
    assertThat(all(STANDARD, name)).containsExactly(folder + "/" + name + " <a/>");
  }

  @Test
  void readsAllMembersOfAGzip() throws IOException {
    ByteArrayOutputStream two = new ByteArrayOutputStream();
    two.write(packed("a.gz", "<a>"));
    two.write(packed("a.gz", "</a>"));
    write("a.gz", two.toByteArray());
    assertThat(all(STANDARD, "a.gz")).containsExactly(folder + "/a.gz <a></a>");
  }

  @Test
  void takesArchivesOfAFolderWhereAPatternDoes() throws IOException {
    Files.createDirectories(folder.resolve("in"));
    write("in/1.xml", "<one/>".getBytes(UTF_8));
    write("in/2.zip", archive("2.zip", "a.xml", "<a/>", "old/b.xml", "<b/>", "c.dat", "<c/>"));
    write("in/3.tgz", archive("3.tgz", "d.xml", "<d/>"));
    String in = folder + "/in/";
    assertThat(all(STANDARD, "in")).containsExactly(in + "1.xml <one/>");
    assertThat(all(options(List.of("*.zip", "*.tgz")), "in"))
        .containsExactly(
            in + "2.zip!/a.xml <a/>", in + "2.zip!/old/b.xml <b/>", in + "3.tgz!/d.xml <d/>");
    assertThat(all(options(List.of("*.{zip,tgz}", "*.dat")), "in/*.zip"))
        .containsExactly(in + "2.zip!/c.dat <c/>");
    assertThat(all(SourceOptions.of(List.of("*.zip", "*.xml"), List.of("old/")), "in"))
        .containsExactly(in + "1.xml <one/>", in + "2.zip!/a.xml <a/>");
  }

  @Test
  void namesEntriesApartWhateverTheyAreCalled() throws IOException {
    write("a.zip", archive("a.zip", "a", "1", "a", "2", "a#2", "3", "a", "4", "b\\c", "5"));
    assertThat(all(options(List.of("*")), "a.zip"))
        .extracting(line -> line.substring(line.indexOf('!')))
        .containsExactly("!/a 1", "!/a#2 2", "!/a#2#2 3", "!/a#3 4", "!/b/c 5");
  }

  @Test
  void saysThatNoEntryMatches() throws IOException {
    write("a.zip", archive("a.zip", "a.txt", "1"));
    assertThat(all(STANDARD, "a.zip"))
        .containsExactly(
            folder
                + "/a.zip ! the archive a.zip has no entry that matches: looked for *.[xX][mM][lL]");
  }

  @Test
  void namesEntriesOfAZipByTheirBytes() throws IOException {
    byte[] zip = archive("a.zip", "b_.xml", "<a/>", "c.xml", "<b/>");
    write("a.zip", patched(zip, "PK\1\2", 47, 0xFF));
    assertThat(all(STANDARD, "a.zip"))
        .containsExactly(
            folder + "/a.zip!/b\u27E8FF\u27E9.xml <a/>", folder + "/a.zip!/c.xml <b/>");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.zip", "a.tar", "a.tgz", "a.tzst"})
  void refusesEntriesThatAreTooLarge(String name) throws IOException {
    write(
        name,
        archive(name, "1.xml", "<a/>", "2.xml", "x".repeat(LIMIT + 1), "3.xml", "y".repeat(LIMIT)));
    assertThat(all(STANDARD, name))
        .hasSize(3)
        .element(1)
        .isEqualTo(
            folder
                + "/"
                + name
                + "!/2.xml ! the document has 1,001 bytes, more than the limit of 1,000 bytes");
  }

  @Test
  void doesNotBelieveASizeThatIsALie() throws IOException {
    byte[] zip = archive("a.zip", "1.xml", "x".repeat(LIMIT * 100), "2.xml", "<b/>");
    zip = patched(patched(zip, "PK\1\2", 26, 0), "PK\1\2", 25, 0);
    write("a.zip", patched(zip, "PK\1\2", 24, 5));
    assertThat(all(STANDARD, "a.zip"))
        .containsExactly(
            folder
                + "/a.zip!/1.xml ! the entry 1.xml of the archive a.zip cannot be read:"
                + " ZipException (it has more or fewer bytes than the archive says)",
            folder + "/a.zip!/2.xml <b/>");
    write("a.gz", packed("a.gz", "x".repeat(1_000_000)));
    assertThat(all(STANDARD, "a.gz").get(0)).contains("more bytes than the limit of 1,000 bytes");
    write("a.zst", packed("a.zst", "x".repeat(1_000_000)));
    assertThat(all(STANDARD, "a.zst").get(0)).contains("more bytes than the limit of 1,000 bytes");
  }

  @Test
  void refusesAnEntryThatIsEncryptedOrOfAnUnknownMethodOrDamaged() throws IOException {
    byte[] zip = archive("a.zip", "1.xml", "<a/>", "2.xml", "<b/>");
    write("a.zip", patched(zip, "PK\1\2", 8, zip[indexOf(zip, "PK\1\2") + 8] | 1));
    assertThat(all(STANDARD, "a.zip"))
        .containsExactly(
            folder + "/a.zip!/1.xml ! the entry 1.xml of the archive a.zip is encrypted",
            folder + "/a.zip!/2.xml <b/>");
    write("b.zip", patched(zip, "PK\1\2", 10, 97));
    assertThat(all(STANDARD, "b.zip").get(0))
        .contains(
            "the entry 1.xml of the archive b.zip is compressed by a method that is not known");
    write("c.zip", patched(zip, "PK\1\2", 16, zip[indexOf(zip, "PK\1\2") + 16] ^ 1));
    assertThat(all(STANDARD, "c.zip"))
        .hasSize(2)
        .first()
        .asString()
        .contains("the entry 1.xml of the archive c.zip", "its check sum is wrong");
  }

  @Test
  void refusesLinks() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
      TarArchiveEntry link = new TarArchiveEntry("1.xml", TarConstants.LF_SYMLINK);
      link.setLinkName("/etc/passwd");
      tar.putArchiveEntry(link);
      tar.closeArchiveEntry();
    }
    write("a.tar", bytes.toByteArray());
    assertThat(all(STANDARD, "a.tar").get(0)).contains("1.xml of the archive a.tar is a link");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.zip", "a.tar", "a.tgz", "a.tar.zst"})
  void goesOnBehindAnArchiveThatIsCutOff(String name) throws IOException {
    Random random = new Random(1);
    String[] entries = new String[80];
    for (int i = 0; i < entries.length; i += 2) {
      entries[i] = i + ".xml";
      entries[i + 1] = "<a>" + random.ints(100).boxed().toList() + "</a>";
    }
    byte[] whole = archive(name, entries);
    Files.createDirectories(folder.resolve("in"));
    write("in/b.xml", "<b/>".getBytes(UTF_8));
    int step = whole.length / 60;
    SourceOptions options =
        new SourceOptions(
            List.of("a.*", "*.xml"), List.of(), RecordIdStyle.ABSOLUTE, null, 100_000);
    for (int length = 0; length < whole.length - step; length += step) {
      write("in/" + name, Arrays.copyOf(whole, length));
      List<String> found = all(options, "in");
      assertThat(found).as("%s at %d", name, length).last().isEqualTo(folder + "/in/b.xml <b/>");
      if (length < whole.length * 9 / 10) {
        assertThat(found)
            .as("%s at %d", name, length)
            .anyMatch(line -> line.contains("! the archive " + name));
      }
      assertThat(found).as("%s at %d", name, length).doesNotHaveDuplicates();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.zip", "a.tar", "a.tgz", "a.tar.zst", "a.gz", "a.zst"})
  void survivesRubbish(String name) throws IOException {
    byte[] whole =
        name.matches("a\\.(gz|zst)")
            ? packed(name, "<a/>".repeat(100))
            : archive(name, "1.xml", "<a/>", "2.xml", "<b/>".repeat(50), "3.xml", "<c/>");
    for (int seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      byte[] damaged = whole.clone();
      for (int n = random.nextInt(4); n >= 0; n--) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
      }
      write(name, damaged);
      assertThat(all(STANDARD, name)).as("seed %d", seed).isNotEmpty();
    }
    byte[] noise = new byte[10_000];
    new Random(1).nextBytes(noise);
    write(name, noise);
    assertThat(all(STANDARD, name)).singleElement().asString().contains(" ! ");
  }

  @Test
  void boundsTheNamesInATar() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
      TarArchiveEntry name = new TarArchiveEntry("long", TarConstants.LF_GNUTYPE_LONGNAME);
      name.setSize(2_000_000);
      tar.putArchiveEntry(name);
      tar.write(new byte[2_000_000]);
      tar.closeArchiveEntry();
    }
    write("a.tar", bytes.toByteArray());
    assertThat(all(STANDARD, "a.tar"))
        .singleElement()
        .asString()
        .contains("a header is larger than 1 MiB");
  }

  @Test
  void splitsFilesEntriesAndCompressedOnes() throws IOException {
    SourceOptions options = options(List.of("*.zip", "*.gz", "*.xml")).withSplit(List.of("/r/e"));
    Files.createDirectories(folder.resolve("in"));
    write("in/1.xml", "<r><e>1</e><e>2</e></r>".getBytes(UTF_8));
    write("in/2.zip", archive("2.zip", "a.xml", "<r><e/><x/><e>3</e>", "b.xml", "<r><e/></r>"));
    write("in/3.xml.gz", packed("3.gz", "<r><e/></r>"));
    String in = folder + "/in/";
    assertThat(all(options, "in"))
        .containsExactly(
            in + "1.xml#1 <e>1</e>",
            in + "1.xml#2 <e>2</e>",
            in + "2.zip!/a.xml#1 <e/>",
            in + "2.zip!/a.xml#2 <e>3</e>",
            in
                + "2.zip!/a.xml ! the document is not well-formed XML (line 1, column 20):"
                + " Unexpected End-of-input in xml document; nothing from there on was read",
            in + "2.zip!/b.xml#1 <e/>",
            in + "3.xml.gz#1 <e/>");
    assertThat(all(options, "in/1.xml")).hasSize(2);
    byte[] gzip = packed("3.gz", "<r><e/>" + new Random(1).ints(1_000).boxed().toList() + "</r>");
    write("in/3.xml.gz", Arrays.copyOf(gzip, gzip.length / 2));
    assertThat(all(options, "in/3.xml.gz"))
        .last()
        .asString()
        .contains("3.xml.gz ! the document is cut off: it ends too early (line 1");
  }

  @Test
  void splitsStandardInput() {
    assertThat(piped("<r><e>1</e><e>1</e></r>", null))
        .hasSize(2)
        .doesNotHaveDuplicates()
        .isEqualTo(piped("<r><e>1</e><e>1</e><f/></r>", null))
        .isNotEqualTo(piped("<r><e>2</e><e>1</e></r>", null))
        .allMatch(line -> line.matches("stdin-[0-9a-f]{32}#[12] <e>1</e>"));
    assertThat(piped("<r><e>1</e></r>", "mine")).containsExactly("mine#1 <e>1</e>");
  }

  @Test
  void refusesAPathThatIsNone() {
    assertThatThrownBy(() -> piped("<r/>", null, "r/e"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("\"r/e\" is not a path of elements from the root");
  }

  @Test
  void passesOverWhatAnEarlierReadingHadComePast() throws IOException {
    Files.createDirectories(folder.resolve("in"));
    write(
        "in/1.tgz",
        archive("1.tgz", "a.xml", "<r><e>1</e><e>2</e></r>", "b.xml", "<r><e>3</e></r>"));
    try (DocumentSource split = open(options(List.of("*.tgz")).withSplit(List.of("/r/e")), "in")) {
      split.skipPast(2, folder + "/in/1.tgz!/a.xml#2");
      assertThat(drain(split)).containsExactly(folder + "/in/1.tgz!/b.xml#1 <e>3</e>");
    }
    try (DocumentSource whole = open(options(List.of("*.tgz")), "in")) {
      whole.skipPast(1, folder + "/in/1.tgz!/a.xml");
      assertThat(drain(whole)).containsExactly(folder + "/in/1.tgz!/b.xml <r><e>3</e></r>");
    }
    try (DocumentSource other = open(options(List.of("*.tgz")), "in")) {
      assertThatThrownBy(() -> other.skipPast(1, "other")).isInstanceOf(UsageException.class);
    }
  }

  @Test
  void findsWithoutReading() throws IOException {
    write("a.zip", archive("a.zip", "1.xml", "<a/>", "2.xml", "<b/>"));
    try (DocumentSource source = open(STANDARD, "a.zip")) {
      FoundDocument first = source.find();
      assertThat(first.file()).isNull();
      assertThat(first.recordId()).isEqualTo(folder + "/a.zip!/1.xml");
      assertThat(source.find().read()).isInstanceOf(SourceDocument.Read.class);
      assertThat(source.hasNext()).isFalse();
    }
  }

  private List<String> piped(String document, String id, String... paths) {
    SourceOptions options =
        new SourceOptions(
            List.of(),
            List.of(),
            RecordIdStyle.ABSOLUTE,
            id,
            LIMIT,
            paths.length == 0 ? List.of("/r/e") : List.of(paths),
            null);
    InputStream in = new ByteArrayInputStream(document.getBytes(UTF_8));
    try (DocumentSource source = Sources.of(List.of("-"), options, in)) {
      return drain(source);
    }
  }

  private static SourceOptions options(List<String> include) {
    return new SourceOptions(include, List.of(), RecordIdStyle.ABSOLUTE, null, LIMIT);
  }

  private List<String> all(SourceOptions options, String input) {
    try (DocumentSource source = open(options, input)) {
      return drain(source);
    }
  }

  private DocumentSource open(SourceOptions options, String input) {
    return Sources.of(
        List.of(folder.resolve(input).toString()), options, InputStream.nullInputStream());
  }

  private static List<String> drain(DocumentSource source) {
    List<String> lines = new ArrayList<>();
    while (source.hasNext()) {
      SourceDocument document = source.next();
      lines.add(
          document.recordId()
              + (document instanceof SourceDocument.Read read
                  ? " " + new String(read.bytes(), UTF_8)
                  : " ! " + ((SourceDocument.Rejected) document).reason()));
    }
    return lines;
  }

  private void write(String name, byte[] bytes) throws IOException {
    Files.write(folder.resolve(name), bytes);
  }

  private static byte[] archive(String name, String... namesAndContents) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    if (name.endsWith("zip") || name.endsWith("ZIP")) {
      try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(bytes)) {
        for (int i = 0; i < namesAndContents.length; i += 2) {
          zip.putArchiveEntry(new ZipArchiveEntry(namesAndContents[i]));
          zip.write(namesAndContents[i + 1].getBytes(UTF_8));
          zip.closeArchiveEntry();
        }
      }
      return bytes.toByteArray();
    }
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
      for (int i = 0; i < namesAndContents.length; i += 2) {
        put(tar, namesAndContents[i], namesAndContents[i + 1]);
      }
    }
    return name.endsWith("tar") ? bytes.toByteArray() : packed(name, bytes.toByteArray());
  }

  private static void put(TarArchiveOutputStream tar, String name, String content)
      throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(name);
    entry.setSize(content.getBytes(UTF_8).length);
    tar.putArchiveEntry(entry);
    tar.write(content.getBytes(UTF_8));
    tar.closeArchiveEntry();
  }

  private static byte[] packed(String name, String content) throws IOException {
    return packed(name, content.getBytes(UTF_8));
  }

  private static byte[] packed(String name, byte[] content) throws IOException {
    if (name.endsWith("zst")) {
      return Zstd.compress(content);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(content);
    }
    return bytes.toByteArray();
  }

  private static byte[] patched(byte[] bytes, String mark, int offset, int value) {
    byte[] patched = bytes.clone();
    patched[indexOf(bytes, mark) + offset] = (byte) value;
    return patched;
  }

  private static int indexOf(byte[] bytes, String mark) {
    return new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf(mark);
  }
}
