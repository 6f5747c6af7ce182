package io.xmlfleet.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.testing.tds.TdsServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar and the libraries beside it, as the launcher and the images start them. */
class PackagedJarIT {
  private static final Path JAR = Path.of("target", "xmlfleet.jar").toAbsolutePath();
  private static final Path SAMPLE =
      Path.of("..", "samples", "credit-applications").toAbsolutePath().normalize();
  private static final long MOST_BYTES = 32L * 1024 * 1024;

  @TempDir Path folder;

  @Test
  void runsTheSampleWithNothingButItsOwnLibraries() throws Exception {
    assertThat(libraries(JAR.resolveSibling("lib")))
        .noneMatch(name -> name.contains("junit") || name.contains("log4j-core"));
    try (FleetProcess run = FleetProcess.startJar(folder, JAR, "run", "run", SAMPLE.toString())) {
      assertThat(run.exitCode()).as(run.output()).isEqualTo(1);
      assertThat(run.output()).contains("194 loaded, 0 already loaded, 6 failed");
    }
  }

  @Test
  void saysItsVersionWithoutLookingForALibrary() throws Exception {
    Path alone = Files.copy(JAR, folder.resolve("alone.jar"));
    try (FleetProcess version = FleetProcess.startJar(folder, alone, "version", "--version")) {
      assertThat(version.exitCode()).as(version.output()).isZero();
      assertThat(version.output()).startsWith("xmlfleet ").contains("\nJava ");
    }
  }

  @Test
  void hasNothingInAConsumersFolderThatAConsumerDoesNotNeed() throws Exception {
    Path lib = consumer().resolveSibling("lib");
    assertThat(libraries(lib))
        .hasSizeGreaterThan(30)
        .noneMatch(name -> name.matches("(kafka_2|kafka-(server|storage|raft)|scala|h2-).*"))
        .noneMatch(name -> name.matches("(jetty|javalin|kotlin|commons-|xmlfleet-(emb|dash)).*"));
    long bytes = 0;
    for (String name : libraries(lib)) {
      bytes += Files.size(lib.resolve(name));
    }
    assertThat(bytes).isLessThan(MOST_BYTES);
    assertThat(said("--help")).startsWith("0 ").contains("consume", "dead-letters");
  }

  @Test
  void consumesWithoutBrokerDatabaseAndDashboardOfItsOwn() throws Exception {
    Path jar = consumer();
    try (TdsServer database = TdsServer.start();
        FleetProcess broker =
            FleetProcess.startJar(folder, JAR, "broker", "broker", "--port", "0")) {
      String kafka = broker.await("Broker ready: (\\S+)");
      assertThat(said("topics", "create", "--partitions", "4", "--kafka", kafka)).startsWith("0 ");
      try (FleetProcess aggregator =
              FleetProcess.startJar(folder, jar, "aggregate", "aggregate", "--kafka", kafka);
          FleetProcess consumer = consume(jar, kafka, database)) {
        String url = consumer.await("(http://\\S+)");
        consumer.await("(Consuming as )");
        aggregator.await("(Aggregating from )");
        assertThat(said("produce", SAMPLE.toString(), "--kafka", kafka, "--run-id", "small"))
            .startsWith("0 ");
        assertThat(said("watch", "small", "--kafka", kafka)).startsWith("1 ").contains("194");
        assertThat(page(url)).contains("xmlfleet_documents_total");
        assertThat(said("produce", archive().toString(), "--kafka", kafka))
            .startsWith("2 ")
            .contains("this installation has nothing that reads archives");
        assertThat(consumer.terminate()).as(consumer.output()).isZero();
      }
    }
  }

  @Test
  void saysWhatAConsumersFolderLacks() throws Exception {
    String elsewhere = "127.0.0.1:1";
    assertThat(said("run", SAMPLE.toString()))
        .startsWith("2 ")
        .endsWith(
            "\nxmlfleet: this installation has no embedded broker, lib/local is missing: name"
                + " servers with --kafka and --db\n");
    assertThat(said("broker")).startsWith("2 ").contains("no embedded broker");
    assertThat(said("database")).startsWith("2 ").contains("no embedded database");
    assertThat(said("db", "select 1", "--db", "jdbc:h2:mem:any"))
        .startsWith("2 ")
        .contains("no embedded database");
    assertThat(said("aggregate", "--http", "0", "--kafka", elsewhere))
        .startsWith("2 ")
        .contains("no dashboard, lib/http is missing: leave out --http");
    assertThat(said("contract", "edit", SAMPLE.toString()))
        .startsWith("2 ")
        .contains("no workbench, lib/http is missing");
    assertThat(said("contract", "check", SAMPLE.resolve("contract.yaml").toString()))
        .startsWith("0 ");
    assertThat(said("help", "contract")).startsWith("0 ").contains("explain");
  }

  private FleetProcess consume(Path jar, String kafka, TdsServer database) throws IOException {
    Path password = folder.resolve("password");
    Files.writeString(password, TdsServer.PASSWORD);
    return FleetProcess.startJar(
        folder,
        jar,
        "consume",
        "consume",
        "--create-tables",
        "--metrics=0",
        "--contract=" + SAMPLE.resolve("contract.yaml"),
        "--kafka=" + kafka,
        "--db=" + database.url(),
        "--db-user=" + TdsServer.USER,
        "--db-password-file=" + password);
  }

  /** Exit code and output of a command of the reduced installation. */
  private String said(String... arguments) throws Exception {
    try (FleetProcess process = FleetProcess.startJar(folder, consumer(), "call", arguments)) {
      return process.exitCode() + " " + process.output();
    }
  }

  /** What the image's target {@code consumer} has: the jar and {@code lib/} without its folders. */
  private Path consumer() throws IOException {
    Path home = folder.resolve("consumer");
    Path jar = home.resolve("xmlfleet.jar");
    if (!Files.exists(jar)) {
      Files.createDirectories(home.resolve("lib"));
      for (String name : libraries(JAR.resolveSibling("lib"))) {
        Files.copy(JAR.resolveSibling("lib").resolve(name), home.resolve("lib").resolve(name));
      }
      Files.copy(JAR, jar);
    }
    return jar;
  }

  private static List<String> libraries(Path lib) throws IOException {
    try (Stream<Path> files = Files.list(lib)) {
      return files.filter(Files::isRegularFile).map(file -> file.getFileName().toString()).toList();
    }
  }

  private Path archive() throws IOException {
    Path file = folder.resolve("documents.zip");
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry("one.xml"));
      zip.write("<Application id=\"1\"/>".getBytes(StandardCharsets.UTF_8));
      zip.closeEntry();
    }
    return file;
  }

  private static String page(String url) throws Exception {
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString())
        .body();
  }
}
