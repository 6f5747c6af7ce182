package io.xmlfleet.source.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xmlfleet.failure.UsageException;
import io.xmlfleet.source.Sources;
import io.xmlfleet.source.document.DocumentSource;
import io.xmlfleet.source.document.Following;
import io.xmlfleet.source.document.SourceDocument;
import io.xmlfleet.source.document.SourceOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FollowedSourceTest {
  private static final Instant LONG_AGO = Instant.parse("2026-01-01T00:00:00Z");

  @TempDir Path inbox;
  private final Deque<Step> steps = new ArrayDeque<>();
  private int idle;

  /** What happens while the source waits. */
  private interface Step {
    void run() throws IOException;
  }

  @Test
  void takesWhatIsThereAndWhatComes() throws IOException {
    write("a.xml", "one", LONG_AGO);
    steps.add(() -> write("b.xml", "two", LONG_AGO));
    steps.add(() -> write("below/c.xml", "three", LONG_AGO));
    steps.add(() -> {});

    assertThat(readAll()).containsExactly("a.xml=one", "b.xml=two", "below/c.xml=three");
    assertThat(idle).isEqualTo(4);
  }

  @Test
  void takesAgainWhatChanges() throws IOException {
    write("a.xml", "one", LONG_AGO);
    steps.add(() -> write("a.xml", "another", LONG_AGO.plusSeconds(5)));
    steps.add(() -> {});

    assertThat(readAll()).containsExactly("a.xml=one", "a.xml=another");
  }

  @Test
  void waitsUntilAFileIsWritten() throws IOException {
    Instant soon = Instant.now().plusSeconds(3_600); // never a while ago
    write("a.xml", "<no", soon);
    steps.add(() -> write("a.xml", "<not ", soon));
    steps.add(() -> write("a.xml", "<whole/>", soon));
    steps.add(() -> {});
    steps.add(() -> {});

    assertThat(readAll()).containsExactly("a.xml=<whole/>");
  }

  @Test
  void takesAFileThatWentAndCameAgain() throws IOException {
    write("a.xml", "one", LONG_AGO);
    steps.add(() -> Files.delete(inbox.resolve("a.xml")));
    steps.add(() -> write("a.xml", "one", LONG_AGO));
    steps.add(() -> {});

    assertThat(readAll()).containsExactly("a.xml=one", "a.xml=one");
  }

  @Test
  void endsBetweenTwoDocuments() throws IOException {
    write("a.xml", "one", LONG_AGO);
    write("b.xml", "two", LONG_AGO);
    boolean[] asked = {false};

    try (DocumentSource source = source(wait -> asked[0])) {
      assertThat(source.hasNext()).isTrue();
      source.next();
      asked[0] = true;
      assertThat(source.hasNext()).isFalse();
      assertThat(source.isUnbounded()).isTrue();
    }
  }

  @Test
  void waitsForAsLongAsLookingTookWhateverIsDoneWithWhatIsFound() throws IOException {
    write("a.xml", "one", LONG_AGO);
    write("b.xml", "two", LONG_AGO);
    long[] nanos = {0};
    List<Duration> waits = new ArrayList<>();
    Following following =
        wait -> {
          if (wait.isZero()) {
            return false;
          }
          waits.add(wait);
          return waits.size() == 2;
        };
    FileSelection slowLook =
        new FileSelection() {
          @Override
          public boolean takes(String file) {
            nanos[0] += waits.isEmpty() ? 0 : Duration.ofSeconds(10).toNanos();
            return true;
          }

          @Override
          public boolean enters(String folder) {
            return true;
          }

          @Override
          public String description() {
            return "all";
          }
        };
    FollowedSource source =
        new FollowedSource(
            () -> new DirectorySource(inbox, slowLook, "in", "", 1_000),
            following,
            Clock.systemUTC(),
            () -> nanos[0]);
    nanos[0] += Duration.ofHours(1).toNanos(); // until everything has started
    while (source.hasNext()) {
      source.next();
      nanos[0] += Duration.ofMinutes(5).toNanos(); // until it is sent
    }

    assertThat(waits).containsExactly(FollowedSource.PAUSE, Duration.ofSeconds(100));
  }

  @Test
  void countsTheLinksOfOneLook() throws IOException {
    write("a.xml", "one", LONG_AGO);
    Files.createSymbolicLink(inbox.resolve("b.xml"), inbox.resolve("a.xml"));
    steps.add(() -> {});

    try (DocumentSource source = source(this::nextStep)) {
      while (source.hasNext()) {
        source.next();
      }
      assertThat(source.leftOut()).isEqualTo(1);
    }
  }

  @Test
  void followsFoldersOnly() throws IOException {
    write("a.xml", "one", LONG_AGO);
    String file = inbox.resolve("a.xml").toString();

    assertThatThrownBy(
            () ->
                Sources.of(
                    List.of(file),
                    SourceOptions.standard().withFollowing(wait -> true),
                    InputStream.nullInputStream()))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("--follow waits for the files of folders");
  }

  private List<String> readAll() {
    List<String> read = new ArrayList<>();
    try (DocumentSource source = source(this::nextStep)) {
      source.whenIdle(() -> idle++);
      while (source.hasNext()) {
        SourceDocument.Read document = (SourceDocument.Read) source.next();
        String name = document.recordId().replace(real() + "/", "");
        read.add(name + '=' + new String(document.bytes(), StandardCharsets.UTF_8));
      }
    }
    return read;
  }

  private boolean nextStep(Duration wait) {
    if (wait.isZero()) {
      return false;
    }
    Step step = steps.poll();
    if (step == null) {
      return true;
    }
    try {
      step.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return false;
  }

  private DocumentSource source(Following following) {
    return Sources.of(
        List.of(inbox.toString()),
        SourceOptions.standard().withFollowing(following),
        InputStream.nullInputStream());
  }

  private String real() {
    try {
      return inbox.toRealPath().toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(String name, String content, Instant modified) throws IOException {
    Path file = inbox.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
    Files.setLastModifiedTime(file, FileTime.from(modified));
  }
}
