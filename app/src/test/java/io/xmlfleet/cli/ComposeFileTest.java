package io.xmlfleet.cli;

import static io.xmlfleet.testing.DeploymentFiles.map;
import static io.xmlfleet.testing.DeploymentFiles.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.testing.ComposeFile;
import io.xmlfleet.testing.ComposeFile.Service;
import io.xmlfleet.testing.DeploymentFiles;
import io.xmlfleet.worker.WorkerSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No Docker runs where this project is built: what can be checked of the file is checked here. */
@TestInstance(Lifecycle.PER_CLASS)
class ComposeFileTest {
  private static final String SECRETS = "/run/secrets/";

  final ComposeFile file = file();

  ComposeFile file() {
    return ComposeFile.standard();
  }

  List<Service> ours() {
    return file.ours();
  }

  @Test
  void hasAServiceForEachPart() {
    assertThat(file.services().keySet())
        .contains(
            "kafka", "sqlserver", "database-setup", "topics", "aggregator", "consumer", "producer");
    Service consumer = file.service("consumer");
    assertThat(file.services())
        .as("where the consumers' database is")
        .containsKey(host(consumer.environment().get("XMLFLEET_DB")));
    assertThat(ours()).hasSize(4);
    assertThat(file.services().get("consumer"))
        .as("what --scale forbids")
        .doesNotContainKeys("container_name", "ports");
    assertThat(file.services().get("producer")).containsEntry("profiles", List.of("tools"));
  }

  @ParameterizedTest
  @MethodSource("ours")
  void startsCommandsAndSetsVariablesThatThereAre(Service service) {
    DeployedCommands.assertUnderstood(service.command(), service.environment());
  }

  @ParameterizedTest
  @MethodSource("ours")
  void needsNoWritableRoot(Service service) {
    assertThat(service.settings()).containsEntry("read_only", true);
    // Docker's own default is noexec, and compression codecs are native libraries that are unpacked
    // there.
    assertThat(texts(service.settings().get("tmpfs")))
        .singleElement()
        .asString()
        .startsWith("/tmp:exec,");
    assertThat(texts(service.settings().get("cap_drop"))).containsExactly("ALL");
  }

  @Test
  void limitsEverybodysMemory() {
    file.services()
        .forEach(
            (name, service) ->
                assertThat(map(service, "deploy", "resources", "limits"))
                    .as(name)
                    .containsKeys("cpus", "memory"));
  }

  @ParameterizedTest
  @MethodSource("ours")
  void leavesTimeToDrain(Service service) {
    if (!service.name().equals("topics")) {
      assertThat(ComposeFile.duration(service.settings().get("stop_grace_period")))
          .isGreaterThan(Main.DRAIN_GRACE)
          .isGreaterThan(WorkerSettings.DEFAULT_DRAIN_LIMIT);
    }
  }

  @Test
  void asksServersAndNobodyElseWhetherTheyAreReady() {
    for (Service service : ours()) {
      List<String> asked =
          texts(map(service.settings(), "healthcheck").getOrDefault("test", List.of()));
      if (List.of("consumer", "aggregator").contains(service.name())) {
        assertThat(asked)
            .containsExactly(
                "CMD", DeploymentFiles.imageCopies().get("docker-healthcheck"), "ready");
      } else {
        assertThat(asked).as(service.name()).isEmpty();
      }
    }
  }

  @Test
  void waitsForWhatThereIsToWaitFor() {
    Map<String, Map<String, Object>> services = file.services();
    for (Map<String, Object> service : services.values()) {
      map(service, "depends_on")
          .forEach(
              (name, how) -> {
                assertThat(services).containsKey(name);
                if (!service.containsKey("profiles")) {
                  assertThat(services.get(name)).as(name).doesNotContainKey("profiles");
                }
                boolean server = services.get(name).containsKey("healthcheck");
                assertThat(map(how))
                    .containsEntry(
                        "condition", server ? "service_healthy" : "service_completed_successfully");
              });
    }
  }

  @Test
  void givesPasswordsInFilesOnly() {
    Map<String, Object> secrets = map(file.whole(), "secrets");
    assertThat(secrets.keySet()).containsExactly("db-password");
    for (Map<String, Object> service : file.services().values()) {
      List<String> granted = texts(service.getOrDefault("secrets", List.of()));
      assertThat(secrets.keySet()).containsAll(granted);
      assertThat(service.toString().contains(SECRETS)).isEqualTo(!granted.isEmpty());
      granted.forEach(name -> assertThat(service.toString()).contains(SECRETS + name));
      assertThat(map(service, "environment").keySet())
          .noneMatch(name -> name.contains("PASSWORD") && !name.endsWith("_FILE"));
    }
  }

  @Test
  void mountsWhatThereIs() {
    Map<String, Object> volumes = map(file.whole(), "volumes");
    for (Map<String, Object> service : file.services().values()) {
      for (String mount : texts(service.getOrDefault("volumes", List.of()))) {
        String source = mount.split(":", 2)[0];
        if (source.startsWith(".")) {
          assertThat(DeploymentFiles.ROOT.resolve(source)).exists();
        } else {
          assertThat(volumes).containsKey(source);
        }
      }
    }
    String contract = file.service("consumer").environment().get("XMLFLEET_CONTRACT");
    assertThat(Path.of(DeploymentFiles.ROOT + contract)).exists();
  }

  private static String host(String jdbcUrl) {
    return jdbcUrl.replaceFirst("jdbc:\\w+://", "").split("[;/:]", 2)[0];
  }
}
