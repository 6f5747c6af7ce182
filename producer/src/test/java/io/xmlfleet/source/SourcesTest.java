package io.xmlfleet.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.xmlfleet.failure.UsageException;
import io.xmlfleet.source.document.DocumentSource;
import io.xmlfleet.source.document.RecordIdStyle;
import io.xmlfleet.source.document.SourceDocument;
import io.xmlfleet.source.document.SourceOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourcesTest {
  @TempDir Path temp;
  private Path folder;

  @BeforeEach
  void realFolder() throws IOException {
    folder = temp.toRealPath();
  }

  @Test
  void readsAFolderInTheOrderOfItsNames() throws IOException {
    write("in/b.xml", "in/a.xml", "in/c/z.xml", "in/c/1.xml", "in/d.Xml", "in/a.xsd", "in/xml");
    assertThat(recordIds(all(SourceOptions.standard(), "in")))
        .containsExactly(
            folder + "/in/a.xml",
            folder + "/in/b.xml",
            folder + "/in/c/1.xml",
            folder + "/in/c/z.xml",
            folder + "/in/d.Xml");
  }

  @Test
  void readsTheBytesAsTheyAre() throws IOException {
    byte[] bytes = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF, '<', 'a', '/', '>', 0, (byte) 0xFF};
    Files.write(Files.createDirectories(folder.resolve("in")).resolve("a.xml"), bytes);
    assertThat(all(SourceOptions.standard(), "in"))
        .singleElement()
        .isInstanceOfSatisfying(
            SourceDocument.Read.class, read -> assertThat(read.bytes()).isEqualTo(bytes));
  }

  @Test
  void letsEmptyFilesThrough() throws IOException {
    Files.createFile(folder.resolve("a.xml"));
    assertThat(all(SourceOptions.standard(), "."))
        .singleElement()
        .isInstanceOfSatisfying(
            SourceDocument.Read.class, read -> assertThat(read.bytes()).isEmpty());
  }

  @Test
  void excludesWinOverIncludes() throws IOException {
    write("in/a.pom", "in/b.xml", "in/old/c.pom", "in/x/target/d.pom", "in/x/e.pom");
    SourceOptions options =
        SourceOptions.of(List.of("**/*.pom"), List.of("old/**", "target", "*.bak"));
    assertThat(recordIds(all(options, "in")))
        .containsExactly(folder + "/in/a.pom", folder + "/in/x/e.pom");
  }

  @Test
  void expandsAGlobThatTheShellDidNot() throws IOException {
    write("data/1.xml", "data/a/2.xml", "data/a/b/3.xml", "data/a/4.txt", "other/5.xml");
    assertThat(recordIds(all(SourceOptions.standard(), "data/**/*.xml")))
        .containsExactly(
            folder + "/data/1.xml", folder + "/data/a/2.xml", folder + "/data/a/b/3.xml");
    assertThat(recordIds(all(SourceOptions.standard(), "*/a/*.txt")))
        .containsExactly(folder + "/data/a/4.txt");
  }

  @Test
  void readsTheFoldersThatAGlobMatchesLikeGivenOnes() throws IOException {
    write("data-1/1.xml", "data-2/deep/2.xml", "data-2/notes.txt", "other/3.xml");
    assertThat(recordIds(all(SourceOptions.standard(), "data-*")))
        .containsExactly(folder + "/data-1/1.xml", folder + "/data-2/deep/2.xml");
  }

  @Test
  void takesAFileWhoseNameLooksLikeAGlob() throws IOException {
    write("a[1].xml", "a1.xml");
    assertThat(recordIds(all(SourceOptions.standard(), "a[1].xml")))
        .containsExactly(folder + "/a[1].xml");
  }

  @Test
  void readsInputsInTheirOrderAndEachOnce() throws IOException {
    write("in/a.xml", "single.dat");
    try (DocumentSource source =
        open(SourceOptions.standard(), "single.dat", "in", "single.dat", "in/*.xml")) {
      assertThat(source.description())
          .isEqualTo(path("single.dat") + ", " + path("in") + ", " + path("in/*.xml"));
      assertThat(source.total()).isEmpty();
      assertThat(recordIds(drain(source)))
          .containsExactly(folder + "/single.dat", folder + "/in/a.xml", folder + "/in/a.xml");
    }
  }

  @Test
  void knowsHowManyFilesThereAreWhenTheyAreNamed() throws IOException {
    write("1.xml", "2.xml", "3.xml", "4.xml");
    try (DocumentSource source =
        open(SourceOptions.standard(), "1.xml", "2.xml", "3.xml", "4.xml")) {
      assertThat(source.total()).hasValue(4);
      assertThat(source.description()).endsWith("3.xml and 1 more");
    }
  }

  @Test
  void namesAFileTheSameWhicheverWayItIsGiven() throws IOException {
    write("in/a.xml");
    Files.createSymbolicLink(folder.resolve("link"), folder.resolve("in"));
    for (String input : List.of("in", "in/a.xml", "in/*.xml", "in/../in", "link", "link/a.xml")) {
      assertThat(recordIds(all(SourceOptions.standard(), input)))
          .as(input)
          .containsExactly(folder + "/in/a.xml");
    }
  }

  @Test
  void namesFilesFromTheFolderOnIfToldTo() throws IOException {
    write("x/in/a.xml", "x/in/b/c.xml");
    SourceOptions options = fromFolder();
    assertThat(recordIds(all(options, "x/in"))).containsExactly("in/a.xml", "in/b/c.xml");
    assertThat(recordIds(all(options, "x/in/*.xml"))).containsExactly("in/a.xml");
    assertThat(recordIds(all(options, "x/in/b/c.xml"))).containsExactly("b/c.xml");
  }

  @Test
  void refusesTwoFoldersThatWouldShareRecordIds() throws IOException {
    write("x/in/a.xml", "y/in/a.xml");
    assertThatThrownBy(() -> open(fromFolder(), "x/in", "y/in"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("share record ids");
    assertThat(recordIds(all(SourceOptions.standard(), "x/in", "y/in"))).doesNotHaveDuplicates();
  }

  @Test
  void saysWhatIsWrongWithAnInput() throws IOException {
    write("in/a.txt");
    assertUsage("missing.xml", path("missing.xml") + " does not exist");
    assertUsage("in", "nothing in " + path("in") + " matches: looked for *.[xX][mM][lL]");
    assertUsage("in/*.pom", "nothing in " + path("in/*.pom") + " matches");
    assertUsage("missing/*.xml", "there is no folder " + path("missing/"));
    assertUsage("in/[a", "is not a glob");
    assertThatThrownBy(() -> Sources.of(List.of(), SourceOptions.standard(), noInput()))
        .isInstanceOf(UsageException.class);
  }

  @Test
  void refusesWhatIsTooLargeWithoutReadingIt() throws IOException {
    try (RandomAccessFile sparse = new RandomAccessFile(folder.resolve("a.xml").toFile(), "rw")) {
      sparse.setLength(50_000_000_000L);
    }
    assertThat(all(SourceOptions.standard(), "."))
        .containsExactly(
            new SourceDocument.Rejected(
                folder + "/a.xml",
                "the document has 50,000,000,000 bytes, more than the limit of 16,777,216 bytes"));
  }

  @Test
  void takesADocumentOfExactlyTheLimit() throws IOException {
    Files.writeString(folder.resolve("a.xml"), "<abcde/>");
    Files.writeString(folder.resolve("b.xml"), "<abcdef/>");
    SourceOptions options =
        new SourceOptions(List.of(), List.of(), RecordIdStyle.ABSOLUTE, null, 8);
    assertThat(all(options, "a.xml", "b.xml"))
        .hasExactlyElementsOfTypes(SourceDocument.Read.class, SourceDocument.Rejected.class);
  }

  @Test
  void goesOnWhenAFileOrAFolderVanishes() throws IOException {
    write("in/a.xml", "in/b.xml", "in/c/d.xml", "in/e.xml");
    try (DocumentSource source = open(SourceOptions.standard(), "in")) {
      assertThat(source.next()).isInstanceOf(SourceDocument.Read.class);
      assertThat(source.hasNext()).isTrue();
      Files.delete(folder.resolve("in/b.xml"));
      assertThat(source.next())
          .isEqualTo(
              new SourceDocument.Rejected(
                  folder + "/in/b.xml", "the file was gone when it was to be read"));
      Files.delete(folder.resolve("in/c/d.xml"));
      Files.delete(folder.resolve("in/c"));
      assertThat(recordIds(drain(source))).endsWith(folder + "/in/e.xml");
    }
  }

  @Test
  void refusesWhatMayNotBeRead() throws IOException {
    write("in/a.xml", "in/b.xml", "in/c/d.xml");
    Files.setPosixFilePermissions(folder.resolve("in/a.xml"), Set.of());
    Files.setPosixFilePermissions(folder.resolve("in/c"), Set.of());
    assumeFalse(Files.isReadable(folder.resolve("in/a.xml")), "root may read everything");
    try {
      assertThat(all(SourceOptions.standard(), "in"))
          .hasSize(3)
          .contains(
              new SourceDocument.Rejected(
                  folder + "/in/a.xml", "the file may not be read: permission denied"),
              new SourceDocument.Rejected(
                  folder + "/in/c/", "the folder may not be read: permission denied"));
      assertUsage("in/a.xml", "no permission to read");
    } finally {
      Files.setPosixFilePermissions(
          folder.resolve("in/c"), PosixFilePermissions.fromString("rwx------"));
    }
  }

  @Test
  void refusesALinkThatLeadsNowhere() throws IOException {
    write("in/a.xml");
    Files.createSymbolicLink(folder.resolve("in/b.xml"), folder.resolve("nowhere"));
    assertThat(all(SourceOptions.standard(), "in"))
        .hasExactlyElementsOfTypes(SourceDocument.Read.class, SourceDocument.Rejected.class);
  }

  @Test
  void followsLinksToFilesButNotToFolders() throws IOException {
    write("in/a.xml", "elsewhere/b.xml");
    Files.createSymbolicLink(folder.resolve("in/loop"), folder.resolve("in"));
    Files.createSymbolicLink(folder.resolve("in/b.xml"), folder.resolve("elsewhere/b.xml"));
    assertThat(recordIds(all(SourceOptions.standard(), "in")))
        .containsExactly(folder + "/in/a.xml", folder + "/in/b.xml");
  }

  @Test
  void readsWhatLinksLeadToOnceAndCountsTheOthers() throws IOException {
    write("in/a.xml", "in/below/c.xml", "elsewhere/b.xml", "elsewhere/more/d.xml", "in/e.txt");
    link("in/up", "..");
    link("in/loop", "in");
    link("in/below/itself", "in/below");
    link("in/more", "elsewhere/more");
    link("in/beside.xml", "in/a.xml");
    link("in/below/other.xml", "in/below/c.xml");
    link("in/b1.xml", "elsewhere/b.xml");
    link("in/b2.xml", "in/b1.xml");
    link("in/named.xml", "in/e.txt");
    link("in/nowhere.xml", "nowhere");
    link("in/round.xml", "in/around.xml");
    link("in/around.xml", "in/round.xml");
    link("in/other.txt", "in/a.xml");

    try (DocumentSource source = open(SourceOptions.standard(), "in")) {
      List<SourceDocument> read = new ArrayList<>();
      source.forEachRemaining(read::add);
      assertThat(read.stream().filter(SourceDocument.Read.class::isInstance))
          .extracting(SourceDocument::recordId)
          .containsExactly(
              folder + "/in/a.xml",
              folder + "/in/b1.xml",
              folder + "/in/below/c.xml",
              folder + "/in/named.xml");
      assertThat(read.stream().filter(SourceDocument.Rejected.class::isInstance))
          .extracting(SourceDocument::recordId)
          .containsExactly(
              folder + "/in/around.xml", folder + "/in/nowhere.xml", folder + "/in/round.xml");
      assertThat(source.leftOut()).isEqualTo(7);
    }
  }

  @Test
  void takesALinkWhoseTargetIsNoDocumentByItself() throws IOException {
    write("in/hidden/a.xml");
    link("in/a.xml", "in/hidden/a.xml");
    SourceOptions options = SourceOptions.of(List.of("*.xml"), List.of("hidden/"));
    assertThat(recordIds(all(options, "in"))).containsExactly(folder + "/in/a.xml");
  }

  @Test
  void saysThatLinksWereLeftOutWhereNothingElseIs() throws IOException {
    write("elsewhere/a.xml", "in/readme.txt");
    link("in/there", "elsewhere");
    assertThatThrownBy(() -> all(SourceOptions.standard(), "in"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("links to folders are not followed, name the folders");
  }

  private void link(String name, String target) throws IOException {
    Files.createSymbolicLink(folder.resolve(name), folder.resolve(target));
  }

  @Test
  void keepsOddNamesApart() throws IOException {
    write("in/a b.xml", "in/100%.xml", "in/'q\".xml");
    // By URI, so that the test does not depend on the locale.
    for (String encoded :
        List.of("%C3%BC.xml", "%FF.xml", "%FE.xml", "%25FF.xml", "%E2%9F%A8FF%E2%9F%A9.xml")) {
      Files.writeString(Path.of(URI.create(folder.resolve("in").toUri() + encoded)), "<a/>");
    }
    List<String> ids = recordIds(all(SourceOptions.standard(), "in"));
    assertThat(ids)
        .hasSize(8)
        .contains(
            folder + "/in/a b.xml",
            folder + "/in/100%.xml",
            folder + "/in/ü.xml",
            folder + "/in/%FF.xml",
            folder + "/in/\u27E8FF\u27E9.xml",
            folder + "/in/\u27E8FE\u27E9.xml",
            folder + "/in/\u27E8=FF\u27E9.xml");
  }

  @Test
  void namesStandardInputAfterItsBytes() {
    String first = onlyId("<a/>", SourceOptions.standard());
    assertThat(first).matches("stdin-[0-9a-f]{32}");
    assertThat(onlyId("<a/>", SourceOptions.standard())).isEqualTo(first);
    assertThat(onlyId("<b/>", SourceOptions.standard())).isNotEqualTo(first);
    assertThat(
            onlyId(
                "<a/>",
                new SourceOptions(List.of(), List.of(), RecordIdStyle.ABSOLUTE, "mine", 100)))
        .isEqualTo("mine");
  }

  @Test
  void refusesStandardInputBeyondTheLimit() {
    InputStream endless =
        new InputStream() {
          @Override
          public int read() {
            return ' ';
          }

          @Override
          public int read(byte[] bytes, int from, int length) {
            Arrays.fill(bytes, from, from + length, (byte) ' ');
            return length;
          }
        };
    SourceOptions options =
        new SourceOptions(List.of(), List.of(), RecordIdStyle.ABSOLUTE, null, 100_000);
    try (DocumentSource source = Sources.of(List.of("-"), options, endless)) {
      assertThat(source.description()).isEqualTo("standard input");
      assertThat(drain(source)).hasExactlyElementsOfTypes(SourceDocument.Rejected.class);
    }
  }

  @Test
  void refusesStandardInputThatFails() throws IOException {
    InputStream broken = InputStream.nullInputStream();
    broken.close();
    try (DocumentSource source = Sources.of(List.of("-"), SourceOptions.standard(), broken)) {
      assertThat(drain(source))
          .containsExactly(
              new SourceDocument.Rejected(
                  "stdin", "the input cannot be read: IOException (Stream closed)"));
    }
  }

  private void assertUsage(String input, String message) {
    assertThatThrownBy(() -> open(SourceOptions.standard(), input))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining(message);
  }

  private String onlyId(String document, SourceOptions options) {
    InputStream in = new ByteArrayInputStream(document.getBytes(StandardCharsets.UTF_8));
    try (DocumentSource source = Sources.of(List.of("-"), options, in)) {
      return drain(source).get(0).recordId();
    }
  }

  private void write(String... files) throws IOException {
    for (String file : files) {
      Path path = folder.resolve(file);
      Files.createDirectories(path.getParent());
      Files.writeString(path, "<a/>");
    }
  }

  private String path(String input) {
    return folder + "/" + input;
  }

  private List<SourceDocument> all(SourceOptions options, String... inputs) {
    try (DocumentSource source = open(options, inputs)) {
      return drain(source);
    }
  }

  private DocumentSource open(SourceOptions options, String... inputs) {
    return Sources.of(List.of(inputs).stream().map(this::path).toList(), options, noInput());
  }

  private static SourceOptions fromFolder() {
    return new SourceOptions(List.of(), List.of(), RecordIdStyle.FROM_FOLDER, null, 1000);
  }

  private static InputStream noInput() {
    return InputStream.nullInputStream();
  }

  private static List<SourceDocument> drain(DocumentSource source) {
    List<SourceDocument> documents = new ArrayList<>();
    source.forEachRemaining(documents::add);
    return documents;
  }

  private static List<String> recordIds(List<SourceDocument> documents) {
    return documents.stream().map(SourceDocument::recordId).toList();
  }
}
