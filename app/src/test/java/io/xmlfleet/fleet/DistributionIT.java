package io.xmlfleet.fleet;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.message.FleetJson;
import io.xmlfleet.testing.DeploymentFiles;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code mvn -Pdist verify} has made, unpacked and used as people do; without it, skipped. */
class DistributionIT {
  private static final Path MADE = Path.of("target", "dist").toAbsolutePath();
  private static final String LOADED = "194 loaded, 0 already loaded, 6 failed";

  /** As on a machine that has neither Maven nor the variables of this one. */
  private static final Map<String, String> BARE = Map.of("PATH", "/usr/bin:/bin", "LANG", "C");

  private final String version = System.getProperty("xmlfleet.dist", "");

  @TempDir Path folder;

  private Path place;

  @BeforeEach
  void requireTheDistribution() throws IOException {
    Assumptions.assumeFalse(version.isEmpty(), "made by mvn -Pdist verify only");
    place = Files.createDirectories(folder.resolve("mit Lücken und Ümläuten"));
  }

  @AfterEach
  void letItBeDeleted() throws Exception {
    call(folder, Map.of(), "chmod", "-R", "u+w", folder.toString());
  }

  @Test
  void runsTheSampleFromAnotherFolderThroughALink() throws Exception {
    Path home = unpacked("xmlfleet-" + version + ".tar.gz", "tar", "-xzf");
    Path link = Files.createSymbolicLink(folder.resolve("linked"), home.resolve("xmlfleet"));
    Path elsewhere = Files.createDirectory(place.resolve("anderswo"));

    Call run = call(elsewhere, BARE, link.toString(), "run", home + "/samples/credit-applications");
    assertThat(run.exitCode()).as(run.said()).isEqualTo(1);
    assertThat(run.said()).contains(LOADED).doesNotContain("building");
    assertThat(elsewhere.resolve("xmlfleet-data")).isDirectory();
    Call rows =
        call(elsewhere, BARE, link.toString(), "db", "select count(*) as n from application");
    assertThat(rows.said()).contains("194");
  }

  /** For whoever may not write there, which is everybody but the administrator. */
  @Test
  void runsFromAPlaceThatIsReadOnly() throws Exception {
    Path home = unpacked("xmlfleet-" + version + ".zip", "unzip", "-q");
    call(folder, Map.of(), "chmod", "-R", "a-w", home.toString());
    Path data = Files.createDirectory(folder.resolve("data"));
    List<String> command = new ArrayList<>();
    if (ProcessHandle.current().info().user().orElse("").equals("root")) {
      command.addAll(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
      Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxrwxrwx"));
    }
    command.addAll(List.of(home + "/xmlfleet", "run", home + "/samples/credit-applications"));

    Call run = call(data, BARE, command.toArray(String[]::new));
    assertThat(run.exitCode()).as(run.said()).isEqualTo(1);
    assertThat(run.said()).contains(LOADED);
    assertThat(home.resolve("start")).doesNotExist();
  }

  @Test
  void bringsItsOwnJava() throws Exception {
    List<Path> withRuntime = made("xmlfleet-.*-\\w+-\\w+\\.tar\\.gz");
    Assumptions.assumeFalse(withRuntime.isEmpty(), "made with -Ddist.jdk only");
    Path home = unpacked(withRuntime.get(0).getFileName().toString(), "tar", "-xzf");

    Call java = call(folder, Map.of(), home + "/runtime/bin/java", "-version");
    Call told =
        call(
            folder,
            Map.of("PATH", "/usr/bin:/bin", "JAVA_HOME", "/none"),
            home + "/xmlfleet",
            "-V");
    assertThat(told.said()).startsWith("xmlfleet " + version + "\nJava ");
    assertThat(java.said())
        .contains('"' + told.said().replaceAll("(?s).*\nJava ([^,]*),.*", "$1") + '"');
    Call run = call(place, BARE, home + "/xmlfleet", "run", home + "/samples/credit-applications");
    assertThat(run.said()).contains(LOADED);
  }

  /** By name; what is looked for at run time only is the wide choice in app/pom.xml. */
  @Test
  void bringsEachPartOfJavaThatItsClassesName() throws Exception {
    List<Path> withRuntime = made("xmlfleet-.*-\\w+-\\w+\\.tar\\.gz");
    Assumptions.assumeFalse(withRuntime.isEmpty(), "made with -Ddist.jdk only");
    Path home = unpacked(withRuntime.get(0).getFileName().toString(), "tar", "-xzf");
    List<String> jars = below(home, "", "lib");
    String classPath =
        jars.stream()
            .map(jar -> home.resolve("lib") + "/" + jar)
            .collect(joining(File.pathSeparator));
    List<String> command =
        new ArrayList<>(
            List.of("--multi-release", "17", "--ignore-missing-deps", "--print-module-deps"));
    command.addAll(List.of("--class-path", classPath, home + "/xmlfleet.jar"));
    jars.stream()
        .filter(jar -> jar.matches("(.*/)?xmlfleet-[^/]*"))
        .forEach(jar -> command.add(home.resolve("lib") + "/" + jar));
    StringWriter said = new StringWriter();
    int code =
        ToolProvider.findFirst("jdeps")
            .orElseThrow()
            .run(new PrintWriter(said), new PrintWriter(said), command.toArray(String[]::new));
    assertThat(code).as(said.toString()).isZero();
    String[] named = said.toString().strip().replaceFirst("(?s).*\n", "").split(",", -1);

    Call listed = call(folder, Map.of(), home + "/runtime/bin/java", "--list-modules");
    assertThat(listed.said().replaceAll("@.*", "").split("\n", -1))
        .contains(named)
        .contains("jdk.httpserver");
  }

  @Test
  void hasWhatItsPagesPromise() throws Exception {
    Path home = unpacked("xmlfleet-" + version + ".tar.gz", "tar", "-xzf");

    assertThat(home).isDirectoryContaining("glob:**/LICENSE").isDirectoryContaining("glob:**/docs");
    assertThat(home.resolve("samples/credit-applications/documents")).isNotEmptyDirectory();
    assertThat(home.resolve("man/man1/xmlfleet-run.1")).exists();
    assertThat(home.resolve("completion/xmlfleet.bash")).exists();
    assertThat(home.resolve("deploy/grants")).isNotEmptyDirectory();
    try (Stream<Path> all = Files.walk(home)) {
      assertThat(all.map(path -> home.relativize(path).toString()))
          .noneMatch(name -> name.matches(".*(junit|target/|xmlfleet-data/|\\.git).*"));
    }
  }

  /** By the commands of the Dockerfile, after the build. */
  @Test
  void isWhatTheImageIsMadeOf() throws Exception {
    List<Path> withRuntime = made("xmlfleet-.*-Linux-\\w+\\.tar\\.gz");
    Assumptions.assumeFalse(withRuntime.isEmpty(), "made with -Ddist.jdk only");
    Path archive = withRuntime.get(0);
    Path made = Files.createDirectories(folder.resolve("app/target/dist"));
    Files.copy(archive, made.resolve(archive.getFileName()));
    for (String script : DeploymentFiles.imageCopies().keySet()) {
      Files.copy(DeploymentFiles.ROOT.resolve(script), folder.resolve(script));
    }
    for (String commands : DeploymentFiles.imageLines("RUN ")) {
      if (!commands.contains("mvn ")) {
        Call call = call(folder, Map.of(), "sh", "-euc", commands.substring("RUN ".length()));
        assertThat(call.exitCode()).as(call.said()).isZero();
      }
    }

    Path image = folder.resolve("image");
    List<String> consumer = below(image, "opt/xmlfleet/lib", "libraries", "own");
    List<String> rest = below(image, "opt/xmlfleet/lib", "parts", "ownparts");
    List<String> all = new ArrayList<>(consumer);
    all.addAll(rest);
    assertThat(all)
        .containsExactlyInAnyOrderElementsOf(
            below(unpacked(archive.getFileName().toString(), "tar", "-xzf"), "lib", ""));
    assertThat(consumer)
        .noneMatch(name -> name.contains("/"))
        .anyMatch(name -> name.startsWith("kafka-clients-"));
    assertThat(rest).allMatch(name -> name.matches("(local|http|archive)/.*"));
    assertThat(below(image, "opt/xmlfleet", "own"))
        .contains("xmlfleet.jar", "LICENSE", "docker-entrypoint", "docker-healthcheck");
    assertThat(below(image, "opt/xmlfleet", "java")).contains("runtime/bin/java");
  }

  @Test
  void isSummedUpAndListed() throws Exception {
    List<Path> sums = made(".*\\.sha256");
    assertThat(sums).hasSizeGreaterThanOrEqualTo(3);
    for (Path sum : sums) {
      assertThat(call(MADE, Map.of(), "sha256sum", "-c", sum.toString()).exitCode()).isZero();
    }
    Map<?, ?> bill =
        FleetJson.read(
            Files.readAllBytes(MADE.resolve("xmlfleet-" + version + ".cdx.json")), Map.class);
    assertThat(bill.get("bomFormat")).isEqualTo("CycloneDX");
    List<String> listed =
        ((List<?>) bill.get("components"))
            .stream()
                .map(Map.class::cast)
                .map(c -> c.get("name") + "-" + c.get("version"))
                .toList();
    try (Stream<Path> jars = Files.walk(Path.of("target", "lib"))) {
      for (String jar : jars.map(f -> f.getFileName().toString()).toList()) {
        if (jar.endsWith(".jar")) {
          String name = jar.substring(0, jar.length() - ".jar".length());
          assertThat(listed)
              .as(jar)
              .anyMatch(one -> name.startsWith(one) || one.replaceAll("-[0-9].*", "").equals(name));
        }
      }
    }
  }

  /** The files below a place in each of some trees, as they are named from there. */
  private static List<String> below(Path home, String place, String... trees) throws IOException {
    List<String> names = new ArrayList<>();
    for (String tree : trees) {
      Path start = home.resolve(tree).resolve(place);
      try (Stream<Path> files = Files.walk(start)) {
        files
            .filter(Files::isRegularFile)
            .forEach(file -> names.add(start.relativize(file).toString()));
      }
    }
    return names;
  }

  private Path unpacked(String archive, String... how) throws Exception {
    Path file = MADE.resolve(archive);
    List<String> command = new ArrayList<>(Arrays.asList(how));
    command.add(file.toString());
    Call call = call(place, Map.of(), command.toArray(String[]::new));
    assertThat(call.exitCode()).as(call.said()).isZero();
    return place.resolve("xmlfleet-" + version);
  }

  private static List<Path> made(String name) throws IOException {
    try (Stream<Path> files = Files.list(MADE)) {
      return files
          .filter(file -> file.getFileName().toString().matches(name))
          .collect(Collectors.toList());
    }
  }

  /** Exit code, and standard output with standard error. */
  private record Call(int exitCode, String said) {}

  /** Runs it; with an environment, in that alone. */
  private Call call(Path where, Map<String, String> environment, String... command)
      throws Exception {
    File output = Files.createTempFile(folder, "said", "").toFile();
    ProcessBuilder builder = new ProcessBuilder(command).directory(where.toFile());
    if (!environment.isEmpty()) {
      builder.environment().clear();
      builder.environment().putAll(environment);
    }
    Process process = builder.redirectErrorStream(true).redirectOutput(output).start();
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    return new Call(process.exitValue(), Files.readString(output.toPath()));
  }
}
