package io.xmlfleet.cli;

import static io.xmlfleet.testing.DeploymentFiles.map;
import static io.xmlfleet.testing.DeploymentFiles.maps;
import static io.xmlfleet.testing.DeploymentFiles.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.cli.contract.ContractFiles;
import io.xmlfleet.database.Dialects;
import io.xmlfleet.database.dialect.postgres.PostgresDialect;
import io.xmlfleet.testing.DeploymentFiles;
import io.xmlfleet.testing.KubernetesApi;
import io.xmlfleet.testing.Manifests;
import io.xmlfleet.testing.Manifests.Resource;
import io.xmlfleet.topic.TopicNames;
import io.xmlfleet.wiring.Contracts;
import io.xmlfleet.worker.WorkerSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No Kubernetes runs where this project is built: what can be checked is checked here. */
class KubernetesManifestsTest {
  private static final String DEPLOYMENT = "apps/v1 Deployment";
  private static final String SCALED_OBJECT = "keda.sh/v1alpha1 ScaledObject";
  @TempDir Path folder;

  static List<Resource> resources() {
    return Stream.concat(Manifests.all().stream(), Manifests.onPostgres().stream()).toList();
  }

  static List<Resource> workloads() {
    return resources().stream().filter(resource -> !resource.pod().isEmpty()).toList();
  }

  static List<Resource> servers() {
    return workloads().stream().filter(workload -> workload.kind().equals(DEPLOYMENT)).toList();
  }

  @Test
  void hasAPartForEachTask() {
    assertThat(servers()).extracting(Resource::name).containsExactly("aggregator", "consumer");
    assertThat(workloads()).hasSize(4);
    assertThat(map(Manifests.named(DEPLOYMENT, "aggregator").content(), "spec"))
        .as("one active, one standby")
        .containsEntry("replicas", 2);
  }

  @ParameterizedTest
  @MethodSource("resources")
  void isWhatTheApiKnows(Resource resource) throws Exception {
    if (!resource.kind().equals(SCALED_OBJECT)) {
      assertThat(KubernetesApi.problem(resource.kind(), resource.content())).isEmpty();
    }
    if (!resource.kind().equals("v1 Namespace")) {
      String namespace = map(resource.content(), "metadata").get("namespace").toString();
      assertThat(Manifests.named("v1 Namespace", namespace)).isNotNull();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "livenessProbe:>livenesProbe:",
        "failureThreshold:>failureTreshold:",
        "failureThreshold: 24>failureThreshold: often",
        "readOnlyRootFilesystem: true>readonlyRootFilesystem: true",
        "readOnlyRootFilesystem: true>readOnlyRootFilesystem: 1",
        "terminationGracePeriodSeconds: 75>terminationGracePeriodSeconds: 75s",
        "memory: 1Gi>memory: 1 GB",
        "matchLabels:>matchLabel:",
        "secretName:>name:",
        "mountPath: /data>path: /data",
        "- name: consumer>- stdin: true"
      })
  void findsWhatIsMisspelt(String change) throws Exception {
    Path file = Manifests.named(DEPLOYMENT, "consumer").file();
    String text = Files.readString(file);
    String[] words = change.split(">", 2);
    assertThat(text).contains(words[0]);

    Map<String, Object> changed = DeploymentFiles.yaml(text.replace(words[0], words[1])).get(0);

    assertThat(KubernetesApi.problem(DEPLOYMENT, changed)).isNotEmpty();
  }

  /** The schemas say of these that they are texts. */
  @Test
  void saysOnlyWordsThatKubernetesKnows() throws Exception {
    Map<String, String> words =
        Map.of(
            "restartPolicy", "Always|OnFailure|Never",
            "whenUnsatisfiable", "DoNotSchedule|ScheduleAnyway",
            "unhealthyPodEvictionPolicy", "AlwaysAllow|IfHealthyBudget",
            "drop", "\\[ALL]",
            "seccompProfile", "\\{ type: RuntimeDefault");
    Set<Path> files = resources().stream().map(Resource::file).collect(Collectors.toSet());
    Set<String> seen = new TreeSet<>();
    for (Path file : files) {
      for (Map.Entry<String, String> word : words.entrySet()) {
        Matcher said =
            Pattern.compile(word.getKey() + ": (.*?)(?: }| #.*)?$", Pattern.MULTILINE)
                .matcher(Files.readString(file));
        while (said.find()) {
          seen.add(word.getKey());
          assertThat(said.group(1)).as(said.group()).matches(word.getValue());
        }
      }
    }
    assertThat(seen).containsExactlyInAnyOrderElementsOf(words.keySet());
  }

  @ParameterizedTest
  @MethodSource("workloads")
  void startsCommandsAndSetsVariablesThatThereAre(Resource workload) {
    assertThat(maps(map(workload.pod(), "spec"), "containers")).hasSize(1);
    assertThat(workload.environment()).containsKey("XMLFLEET_KAFKA");
    DeployedCommands.assertUnderstood(
        texts(workload.container().get("args")), workload.environment());
  }

  @ParameterizedTest
  @MethodSource("workloads")
  void mountsWhatThereIs(Resource workload) {
    List<String> volumes = new ArrayList<>();
    for (Map<String, Object> volume : maps(map(workload.pod(), "spec"), "volumes")) {
      volumes.add(volume.get("name").toString());
      assertThat(volume).as("a name and one kind of volume").hasSize(2);
      if (volume.containsKey("configMap")) {
        String name = map(volume, "configMap").get("name").toString();
        assertThat(Manifests.named("v1 ConfigMap", name)).isNotNull();
      } else if (volume.containsKey("secret")) {
        String name = map(volume, "secret").get("secretName").toString();
        assertThat(Manifests.named("v1 Secret", name)).isNotNull();
      }
    }
    assertThat(maps(workload.container(), "volumeMounts"))
        .extracting(mount -> mount.get("name"))
        .containsExactlyInAnyOrderElementsOf(volumes);
  }

  @ParameterizedTest
  @MethodSource("workloads")
  void mayWriteWhereItMustAndNowhereElse(Resource workload) {
    assertThat(map(workload.pod(), "spec", "securityContext"))
        .containsEntry("runAsNonRoot", true)
        .containsEntry("runAsUser", 10001);
    assertThat(map(workload.container(), "securityContext"))
        .containsEntry("readOnlyRootFilesystem", true)
        .containsEntry("allowPrivilegeEscalation", false);
    assertThat(
            maps(workload.container(), "volumeMounts").stream()
                .filter(mount -> !Boolean.TRUE.equals(mount.get("readOnly")))
                .map(mount -> mount.get("mountPath")))
        .containsExactlyInAnyOrder("/data", "/tmp");
  }

  @ParameterizedTest
  @MethodSource("servers")
  void asksTheScriptOfTheImage(Resource server) {
    String script = DeploymentFiles.imageCopies().get("docker-healthcheck");
    assertThat(probe(server, "startupProbe")).containsExactly(script, "live");
    assertThat(probe(server, "livenessProbe")).containsExactly(script, "live");
    assertThat(probe(server, "readinessProbe")).containsExactly(script, "ready");
    // The script and the program read the same variable, which the image sets.
    assertThat(server.environment()).doesNotContainKey("XMLFLEET_HEALTH_FILE");
    assertThat(DeploymentFiles.imageEnvironment()).containsKey("XMLFLEET_HEALTH_FILE");
  }

  @ParameterizedTest
  @MethodSource("servers")
  void leavesTimeToDrain(Resource server) {
    int seconds = (Integer) map(server.pod(), "spec").get("terminationGracePeriodSeconds");
    assertThat(Duration.ofSeconds(seconds))
        .isGreaterThan(Main.DRAIN_GRACE)
        .isGreaterThan(WorkerSettings.DEFAULT_DRAIN_LIMIT);
  }

  @ParameterizedTest
  @MethodSource("servers")
  void selectsItsOwnPods(Resource server) {
    Map<String, Object> labels = map(server.pod(), "metadata", "labels");
    assertThat(map(server.content(), "spec", "selector", "matchLabels")).isEqualTo(labels);
    for (Map<String, Object> spread :
        maps(map(server.pod(), "spec"), "topologySpreadConstraints")) {
      assertThat(map(spread, "labelSelector", "matchLabels")).isEqualTo(labels);
    }
    assertThat(servers().stream().filter(s -> map(s.pod(), "metadata", "labels").equals(labels)))
        .hasSize(1);
  }

  @Test
  void guardsTheConsumers() {
    Resource budget = Manifests.named("policy/v1 PodDisruptionBudget", "consumer");
    assertThat(map(budget.content(), "spec", "selector", "matchLabels"))
        .isEqualTo(map(Manifests.named(DEPLOYMENT, "consumer").pod(), "metadata", "labels"));
  }

  @Test
  void readsThePasswordFromTheFileThatIsMounted() {
    Resource consumer = Manifests.named(DEPLOYMENT, "consumer");
    Map<String, Object> mount =
        maps(consumer.container(), "volumeMounts").stream()
            .filter(each -> each.get("name").equals("database"))
            .findFirst()
            .orElseThrow();
    String file = consumer.environment().get("XMLFLEET_DB_PASSWORD_FILE");
    String key = file.substring(file.lastIndexOf('/') + 1);
    assertThat(file).isEqualTo(mount.get("mountPath") + "/" + key);
    assertThat(map(Manifests.named("v1 Secret", "xmlfleet-database").content(), "stringData"))
        .containsOnlyKeys(key);
  }

  @Test
  void takesAnotherDatabaseByAMapOfTheSameNameAndKeys() {
    Resource other = Manifests.onPostgres().get(0);
    Map<String, String> standard = data(Manifests.named(other.kind(), other.name()));
    Map<String, String> postgres = data(other);

    assertThat(Manifests.onPostgres()).hasSize(1);
    assertThat(postgres).containsOnlyKeys(standard.keySet());
    assertThat(Dialects.forUrl(postgres.get("XMLFLEET_DB"))).isInstanceOf(PostgresDialect.class);
    assertThat(postgres).containsEntry("XMLFLEET_KAFKA", standard.get("XMLFLEET_KAFKA"));
    DeployedCommands.assertUnderstood(List.of("consume"), postgres);
  }

  private static Map<String, String> data(Resource map) {
    return DeploymentFiles.textsByKey(map(map.content(), "data"));
  }

  @Test
  void hasContractsThatCanBeReadAndThatTheProducerNames() throws Exception {
    Map<String, String> texts =
        DeploymentFiles.textsByKey(
            map(Manifests.named("v1 ConfigMap", "xmlfleet-contracts").content(), "data"));
    for (Map.Entry<String, String> text : texts.entrySet()) {
      Files.writeString(folder.resolve(text.getKey()), text.getValue());
    }
    Contracts contracts = Contracts.readAll(ContractFiles.all(List.of(folder)));

    assertThat(option(producer(), "--contract")).isIn(contracts.names());
  }

  @Test
  void scalesByTheLagOfTheWorkThatTheConsumersShare() throws Exception {
    Resource scaled = Manifests.named(SCALED_OBJECT, "consumer");
    Map<String, Object> spec = map(scaled.content(), "spec");
    Resource consumer =
        Manifests.named(DEPLOYMENT, map(spec, "scaleTargetRef").get("name").toString());
    Map<String, Object> kafka = map(maps(spec, "triggers").get(0), "metadata");
    Map<String, Object> scaling = map(spec, "advanced", "horizontalPodAutoscalerConfig");

    assertThat(kafka)
        .containsEntry("topic", TopicNames.standard().work())
        .containsEntry("consumerGroup", TopicNames.standard().consumerGroup())
        .containsEntry("bootstrapServers", consumer.environment().get("XMLFLEET_KAFKA"));
    // KEDA's own schema is nowhere at hand: these are the fields of its reference that we use.
    assertThat(spec)
        .containsOnlyKeys(
            "scaleTargetRef",
            "minReplicaCount",
            "maxReplicaCount",
            "pollingInterval",
            "cooldownPeriod",
            "advanced",
            "triggers");
    assertThat(scaling).containsOnlyKeys("behavior");
    assertThat(KubernetesApi.problem("autoscaling/v2 behavior", map(scaling, "behavior")))
        .isEmpty();
    for (Map<String, Object> trigger : maps(spec, "triggers")) {
      assertThat(trigger).containsOnlyKeys("type", "metadata").containsEntry("type", "kafka");
      assertThat(map(trigger, "metadata"))
          .containsOnlyKeys(
              "bootstrapServers", "consumerGroup", "topic", "lagThreshold", "offsetResetPolicy")
          .allSatisfy((field, value) -> assertThat(value).isInstanceOf(String.class));
    }
    int most = (Integer) spec.get("maxReplicaCount");
    int partitions =
        Integer.parseInt(option(Manifests.named("batch/v1 Job", "topics"), "--partitions"));
    assertThat(most * Integer.parseInt(option(consumer, "--threads"))).isEqualTo(partitions);
  }

  private static Resource producer() {
    return workloads().stream()
        .filter(workload -> texts(workload.container().get("args")).get(0).equals("produce"))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> probe(Resource server, String name) {
    return texts(map(server.container(), name, "exec").get("command"));
  }

  private static String option(Resource workload, String name) {
    List<String> arguments = texts(workload.container().get("args"));
    return arguments.get(arguments.indexOf(name) + 1);
  }
}
