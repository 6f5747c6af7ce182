package io.xmlfleet.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.xmlfleet.wiring.Shutdown;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import picocli.CommandLine;

/** No Docker runs where this project is built: what can be checked of the file is checked here. */
class ComposeFileTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final String PREFIX = "XMLFLEET_";

  record Service(String name, List<String> command, Map<String, String> environment) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Service> ours() throws IOException {
    return services().entrySet().stream()
        .filter(service -> "xmlfleet".equals(service.getValue().get("image")))
        .map(
            service ->
                new Service(
                    service.getKey(),
                    list(service.getValue().get("command")),
                    texts(map(service.getValue().get("environment")))))
        .toList();
  }

  @Test
  void hasAServiceForEachPart() throws IOException {
    assertThat(services().keySet())
        .contains(
            "kafka", "sqlserver", "database-setup", "topics", "aggregator", "consumer", "producer");
    assertThat(ours()).hasSize(4);
    assertThat(services().get("consumer")).doesNotContainKeys("container_name", "ports");
    assertThat(services().get("producer")).containsEntry("profiles", List.of("tools"));
  }

  @ParameterizedTest
  @MethodSource("ours")
  void startsCommandsThatThereAre(Service service) {
    CommandLine commands = commands(service.environment());

    assertThatCode(() -> commands.parseArgs(service.command().toArray(String[]::new)))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @MethodSource("ours")
  void setsVariablesThatOptionsRead(Service service) {
    List<String> known =
        ConfiguredDefaults.keys(commands(Map.of())).stream()
            .map(ConfiguredDefaults::variable)
            .toList();

    assertThat(service.environment().keySet())
        .allMatch(name -> name.startsWith(PREFIX))
        .allMatch(name -> known.contains(name) || name.equals("XMLFLEET_DB_PASSWORD"));
  }

  @Test
  void waitsForServersBeforeItStartsAnybody() throws IOException {
    for (Map<String, Object> service : services().values()) {
      map(service.getOrDefault("depends_on", Map.of()))
          .forEach((name, condition) -> assertThat(map(condition).get("condition")).isNotNull());
    }
  }

  @Test
  void imageTakesFilesThatThereAre() throws IOException {
    try (Stream<String> lines = Files.lines(ROOT.resolve("Dockerfile"))) {
      List<String[]> copies =
          lines
              .filter(line -> line.startsWith("COPY ") && !line.contains("--from="))
              .map(line -> line.split(" "))
              .toList();
      assertThat(copies).isNotEmpty();
      copies.forEach(words -> assertThat(ROOT.resolve(words[1])).exists());
    }
  }

  private static CommandLine commands(Map<String, String> environment) {
    return Main.commandLine(
        new Surroundings(
            "xmlfleet",
            environment,
            ConfigFile.NONE,
            InputStream.nullInputStream(),
            false,
            Clock.systemUTC(),
            new Shutdown()));
  }

  private static Map<String, Map<String, Object>> services() throws IOException {
    Object file =
        new Load(LoadSettings.builder().build())
            .loadFromString(Files.readString(ROOT.resolve("docker-compose.yml")));
    Map<String, Map<String, Object>> services = new TreeMap<>();
    map(map(file).get("services")).forEach((name, service) -> services.put(name, map(service)));
    return services;
  }

  /** A YAML 1.2 parser leaves merge keys alone; Compose does not. */
  private static Map<String, Object> map(Object node) {
    Map<String, Object> merged = new LinkedHashMap<>();
    Map<?, ?> entries = (Map<?, ?>) node;
    if (entries.get("<<") != null) {
      merged.putAll(map(entries.get("<<")));
    }
    entries.forEach((key, value) -> merged.put(key.toString(), value));
    merged.remove("<<");
    return merged;
  }

  private static List<String> list(Object node) {
    return ((List<?>) node).stream().map(Object::toString).toList();
  }

  private static Map<String, String> texts(Map<String, Object> map) {
    Map<String, String> texts = new TreeMap<>();
    map.forEach((key, value) -> texts.put(key, value.toString()));
    return texts;
  }
}
