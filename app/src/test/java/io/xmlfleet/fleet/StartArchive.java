package io.xmlfleet.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;

/**
 * The classes of one start of the packaged jar, kept for the others as the launcher keeps them: a
 * start takes three quarters of the processor time. Made once a build, by the first who needs it.
 */
final class StartArchive {
  private static final Path TARGET = Path.of("target").toAbsolutePath();
  private static final Path JAR = TARGET.resolve("xmlfleet.jar");
  private static final Path ARCHIVE =
      TARGET.resolve("test-start-" + System.getProperty("java.vm.version") + ".jsa");
  private static final Path SAMPLE =
      Path.of("..", "samples", "credit-applications").toAbsolutePath().normalize();

  private StartArchive() {}

  /** Options of Java, then the jar. */
  static List<String> program() throws IOException {
    if (!isMade()) {
      makeOnce();
    }
    return List.of("-XX:SharedArchiveFile=" + ARCHIVE, "-Xlog:cds*=off", "-jar", JAR.toString());
  }

  private static boolean isMade() throws IOException {
    return Files.exists(ARCHIVE)
        && Files.getLastModifiedTime(ARCHIVE).compareTo(Files.getLastModifiedTime(JAR)) > 0;
  }

  /** Test classes run in several processes at once. */
  private static synchronized void makeOnce() throws IOException {
    try (FileChannel channel =
            FileChannel.open(
                TARGET.resolve("test-start.lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      assertThat(lock.isValid()).isTrue();
      if (!isMade()) {
        make();
      }
    }
  }

  private static void make() throws IOException {
    Path made = TARGET.resolve("test-start.new");
    Files.deleteIfExists(made);
    Path folder = Files.createTempDirectory(TARGET, "start");
    List<String> program =
        List.of("-XX:ArchiveClassesAtExit=" + made, "-Xlog:cds*=off", "-jar", JAR.toString());
    try (FleetProcess run =
        FleetProcess.start(folder, Map.of(), "start", program, "run", SAMPLE.toString())) {
      assertThat(run.exitCode()).as("some fail: %s", run.output()).isEqualTo(1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
    Files.deleteIfExists(ARCHIVE);
    Files.move(made, ARCHIVE);
  }
}
