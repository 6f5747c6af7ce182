package io.xmlfleet.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher over a copy of what a build has made. */
class LauncherIT {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Path JAVA = Path.of(System.getProperty("java.home"));

  @TempDir Path folder;

  private Path target;

  @BeforeEach
  void copyTheBuild() throws IOException {
    target = Files.createDirectories(folder.resolve("app").resolve("target"));
    Files.copy(ROOT.resolve("xmlfleet"), folder.resolve("xmlfleet"));
    Path built = ROOT.resolve("app").resolve("target");
    Files.createSymbolicLink(target.resolve("xmlfleet.jar"), built.resolve("xmlfleet.jar"));
    Files.createSymbolicLink(target.resolve("lib"), built.resolve("lib"));
    Files.createFile(target.resolve(".built"));
    Files.setLastModifiedTime(
        target.resolve(".built"), FileTime.from(Instant.now().plusSeconds(60)));
  }

  @Test
  void startsWithoutWhatItCannotKeep() throws Exception {
    assertThat(run(JAVA, "--version")).startsWith("0 xmlfleet ").contains("\nJava ");
    assertThat(target.resolve("start")).as("without samples").doesNotExist();
  }

  @Test
  void startsWhatIsInstalledBesideItAndBuildsNothing() throws Exception {
    Path home = Files.createDirectories(folder.resolve("mit Lücken und Ümläuten"));
    Files.copy(ROOT.resolve("xmlfleet"), home.resolve("xmlfleet"));
    Path built = ROOT.resolve("app").resolve("target");
    Files.createSymbolicLink(home.resolve("xmlfleet.jar"), built.resolve("xmlfleet.jar"));
    Files.createSymbolicLink(home.resolve("lib"), built.resolve("lib"));
    Files.createSymbolicLink(folder.resolve("linked"), Path.of(home.getFileName() + "/xmlfleet"));

    assertThat(run("linked", JAVA, "--version")).startsWith("0 xmlfleet ");

    // Its own Java wins, whatever the machine has.
    Path own = Files.createDirectories(home.resolve("runtime").resolve("bin")).resolve("java");
    Files.writeString(own, "#!/bin/sh\necho own\n");
    Files.writeString(home.resolve("runtime").resolve("release"), "JAVA_VERSION=\"17.0.1\"\n");
    assertThat(own.toFile().setExecutable(true)).isTrue();
    assertThat(run("linked", JAVA, "--version")).isEqualTo("0 own\n");
  }

  @Test
  void takesOneCompilerForFewFilesAndBothForArchivesAndWhatHasNoEnd() throws Exception {
    Path java = Files.createDirectories(folder.resolve("java-17").resolve("bin")).resolve("java");
    Files.writeString(java, "#!/bin/sh\necho \"$*\"\n");
    Files.writeString(folder.resolve("java-17").resolve("release"), "JAVA_VERSION=\"17.0.1\"\r\n");
    assertThat(java.toFile().setExecutable(true)).isTrue();
    Path few = Files.createDirectories(folder.resolve("a few * files"));
    Files.writeString(few.resolve("one [1].xml"), "<a/>");
    Path packed = Files.createDirectories(folder.resolve("packed"));
    Files.writeString(packed.resolve("one.xml"), "<a/>");
    Files.writeString(packed.resolve("others.Tar.GZ"), "");
    String one = "-XX:TieredStopAtLevel=1";

    assertThat(options("run", few.toString())).contains(one).endsWith(" run " + few + "\n");
    assertThat(options("run", few.toString(), few + "/one [1].xml")).contains(one);
    assertThat(options("runs", "--data", packed.toString())).contains(one);
    assertThat(options("run", packed.toString())).doesNotContain(one);
    assertThat(options("run", few.toString(), packed + "/others.Tar.GZ")).doesNotContain(one);
    assertThat(options("run", few.toString(), "--follow")).doesNotContain(one);
    assertThat(options("run", folder + "/nothing")).doesNotContain(one);
    assertThat(options("consume", few.toString())).doesNotContain(one);

    Path pages = Path.of("/sys/kernel/mm/transparent_hugepage/enabled");
    boolean large = Files.exists(pages) && !Files.readString(pages).contains("[never]");
    assertThat(options("runs").contains("-XX:+UseTransparentHugePages ")).isEqualTo(large);
  }

  private String options(String... arguments) throws Exception {
    return run(folder.resolve("java-17"), arguments);
  }

  @Test
  void asksAJavaThatHasNoReleaseFile() throws Exception {
    Path bare = Files.createDirectories(folder.resolve("bare").resolve("bin"));
    Path java = bare.resolve("java");
    Files.writeString(java, "#!/bin/sh\nexec '" + JAVA.resolve("bin/java") + "' \"$@\"\n");
    assertThat(java.toFile().setExecutable(true)).isTrue();

    assertThat(run(bare.getParent(), "--version")).startsWith("0 xmlfleet ");
  }

  @Test
  void leavesAloneWhatDoesNotFitTheJava() throws Exception {
    Files.createDirectories(folder.resolve("samples").resolve("credit-applications"));
    Path start = Files.createDirectory(target.resolve("start"));
    // Begins to keep its start; without documents that is soon over.
    String said = run(JAVA, "run", "--help");
    Path kept;
    try (Stream<Path> begun = Files.list(start)) {
      String name = begun.map(Path::getFileName).findFirst().orElseThrow().toString();
      kept = Files.writeString(start.resolve(name.replace(".begun", "")), "no archive of any Java");
    }
    assertThat(run(JAVA, "run", "--help")).isEqualTo(said);
    assertThat(kept).hasContent("no archive of any Java");

    Files.setLastModifiedTime(kept, FileTime.from(Instant.EPOCH)); // of a build before this one
    assertThat(run(JAVA, "run", "--help")).isEqualTo(said);
    assertThat(kept).doesNotExist();
  }

  @Test
  void refusesAnOldJavaAndAFolderThatHasNone() throws Exception {
    Path old = Files.createDirectories(folder.resolve("jdk-11"));
    Files.createDirectories(old.resolve("bin"));
    Files.createSymbolicLink(old.resolve("bin").resolve("java"), JAVA.resolve("bin/java"));
    Files.writeString(old.resolve("release"), "JAVA_VERSION=\"11.0.2\"\n");

    assertThat(run(old, "--version"))
        .isEqualTo("3 xmlfleet: Java 17 or later is needed; " + old + "/bin/java is 11\n");
    assertThat(run(folder.resolve("none"), "--version")).startsWith("3 xmlfleet: no Java found");
  }

  private String run(Path java, String... arguments) throws Exception {
    return run("xmlfleet", java, arguments);
  }

  private String run(String launcher, Path java, String... arguments) throws Exception {
    String[] command =
        Stream.concat(Stream.of(folder.resolve(launcher).toString()), Stream.of(arguments))
            .toArray(String[]::new);
    File output = folder.resolve("said").toFile();
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(Map.of("JAVA_HOME", java.toString()));
    builder.redirectErrorStream(true).redirectOutput(output);
    Process process = builder.start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return process.exitValue() + " " + Files.readString(output.toPath());
  }
}
