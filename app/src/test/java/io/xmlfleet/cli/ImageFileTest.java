package io.xmlfleet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.testing.DeploymentFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Dockerfile and what it puts into the image. */
class ImageFileTest {
  private static final Path SCRIPT = DeploymentFiles.ROOT.resolve("docker-healthcheck");

  @TempDir Path folder;

  @Test
  void takesFilesThatThereAre() {
    assertThat(DeploymentFiles.imageCopies())
        .containsKeys("docker-entrypoint", "docker-healthcheck");
    DeploymentFiles.imageCopies()
        .keySet()
        .forEach(source -> assertThat(DeploymentFiles.ROOT.resolve(source)).exists());
    assertThat(DeploymentFiles.ROOT.resolve("docker-entrypoint")).isExecutable();
    assertThat(SCRIPT).isExecutable();
  }

  /** DistributionIT runs the commands that unpack it. */
  @Test
  void isMadeOfTheDistribution() {
    assertThat(DeploymentFiles.imageLines("RUN "))
        .anyMatch(line -> line.contains("mvn -B -ntp -Pdist package"))
        .anyMatch(
            line -> line.contains("tar -xzf app/target/dist/xmlfleet-*-Linux-*.tar.gz -C image"));
    assertThat(DeploymentFiles.imageLines("COPY --from=build "))
        .isNotEmpty()
        .allMatch(line -> line.startsWith("COPY --from=build /source/image/"));
  }

  /** What it leaves out is in the parts that only the whole image takes. */
  @Test
  void hasAConsumerWithoutBrokerDatabaseAndDashboard() throws Exception {
    String whole = Files.readString(DeploymentFiles.ROOT.resolve("Dockerfile"));
    String consumer = whole.substring(whole.indexOf("AS base"), whole.lastIndexOf("FROM base"));
    assertThat(consumer).contains("FROM base AS consumer\n").doesNotContain("parts");
    assertThat(whole).contains("/source/image/parts/ /", "/source/image/ownparts/ /");
  }

  @Test
  void startsAndAsksWhatItHas() {
    assertThat(DeploymentFiles.imageLines("ENTRYPOINT "))
        .containsExactly(
            "ENTRYPOINT [\"" + DeploymentFiles.imageCopies().get("docker-entrypoint") + "\"]");
    assertThat(DeploymentFiles.imageLines("HEALTHCHECK "))
        .singleElement()
        .asString()
        .endsWith(
            "CMD [\"" + DeploymentFiles.imageCopies().get("docker-healthcheck") + "\", \"image\"]");
  }

  @Test
  void runsAsAUserWithANumber() {
    assertThat(DeploymentFiles.imageLines("USER ")).containsExactly("USER 10001:10001");
  }

  /** Some platforms choose the number. */
  @Test
  void letsAnyUserWriteToItsData() throws Exception {
    assertThat(DeploymentFiles.ROOT.resolve("Dockerfile"))
        .content()
        .contains("mkdir -m 1777 java/data ");
  }

  @Test
  void keepsTheHealthFileWhereItMayWrite() {
    assertThat(DeploymentFiles.imageEnvironment())
        .hasEntrySatisfying("XMLFLEET_HEALTH_FILE", file -> assertThat(file).startsWith("/tmp/"))
        .containsEntry("XMLFLEET_DATA", "/data");
  }

  @Test
  void takesACommandThatKeepsNoFileForHealthyWhereNobodyAsksForMore() throws Exception {
    assertThat(asked("image")).isZero();
    assertThat(asked("live")).isNotZero();
    assertThat(asked("ready")).isNotZero();
  }

  @Test
  void tellsReadyFromAliveFromDead() throws Exception {
    Path file = folder.resolve("health");

    Files.writeString(file, "ready: 2 of 2 workers work\n");
    assertThat(asked("image")).isZero();
    assertThat(asked("live")).isZero();
    assertThat(asked("ready")).isZero();

    Files.writeString(file, "waiting: the database does not answer\n");
    assertThat(asked("image")).isZero();
    assertThat(asked("live")).isZero();
    assertThat(asked("ready")).isNotZero();

    Files.writeString(file, "ready: 2 of 2 workers work\n");
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(70)));
    assertThat(asked("image")).isNotZero();
    assertThat(asked("live")).isNotZero();
    assertThat(asked("ready")).isNotZero();
  }

  @Test
  void refusesAQuestionThatItDoesNotKnow() throws Exception {
    assertThat(asked("reddy")).isEqualTo(2);
  }

  private int asked(String question) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder("sh", SCRIPT.toString(), question);
    builder.environment().put("XMLFLEET_HEALTH_FILE", folder.resolve("health").toString());
    Process process =
        builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }
}
