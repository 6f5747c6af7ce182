package io.xmlfleet.testing;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What docker-compose.yml says, alone or with another file that adds to it. Immutable.
 *
 * @param whole the files, merged as Compose does
 */
public record ComposeFile(Map<String, Object> whole) {
  /**
   * Behind a key of {@link #read}: the value takes the place of the one that it would be added to.
   */
  private static final String INSTEAD = "!override";

  /** The fleet on SQL Server. */
  public static ComposeFile standard() {
    return new ComposeFile(read("docker-compose.yml"));
  }

  /** The fleet on PostgreSQL. */
  public static ComposeFile onPostgres() {
    return new ComposeFile(
        merged(read("docker-compose.yml"), read("docker-compose.postgresql.yml")));
  }

  private static Map<String, Object> read(String file) {
    String text = DeploymentFiles.text(DeploymentFiles.ROOT.resolve(file));
    return DeploymentFiles.yaml(text.replaceAll("(\\w+): " + INSTEAD, "$1" + INSTEAD + ":")).get(0);
  }

  private static Map<String, Object> merged(Map<String, Object> first, Map<String, Object> second) {
    Map<String, Object> merged = new TreeMap<>(first);
    second.forEach(
        (key, value) -> {
          Object before = merged.get(key);
          if (key.endsWith(INSTEAD)) {
            merged.put(key.substring(0, key.length() - INSTEAD.length()), value);
          } else if (before instanceof Map && value instanceof Map) {
            merged.put(key, merged(DeploymentFiles.map(before), DeploymentFiles.map(value)));
          } else if (before instanceof List<?> some && value instanceof List<?> more) {
            merged.put(key, Stream.concat(some.stream(), more.stream()).toList());
          } else {
            merged.put(key, value);
          }
        });
    return merged;
  }

  /**
   * A service that runs a command of ours.
   *
   * @param environment without what the image sets
   */
  public record Service(
      String name,
      List<String> command,
      Map<String, String> environment,
      Map<String, Object> settings) {
    @Override
    public String toString() {
      return name;
    }
  }

  /** The services of our image. */
  public List<Service> ours() {
    return services().entrySet().stream()
        .filter(service -> "xmlfleet".equals(service.getValue().get("image")))
        .map(service -> service(service.getKey(), service.getValue()))
        .toList();
  }

  /** One of {@link #ours}. */
  public Service service(String name) {
    return service(name, services().get(name));
  }

  private static Service service(String name, Map<String, Object> settings) {
    return new Service(
        name,
        DeploymentFiles.texts(settings.get("command")),
        DeploymentFiles.textsByKey(DeploymentFiles.map(settings, "environment")),
        settings);
  }

  /** All services by name, with what they merge. */
  public Map<String, Map<String, Object>> services() {
    Map<String, Map<String, Object>> services = new TreeMap<>();
    DeploymentFiles.map(whole.get("services"))
        .forEach((name, service) -> services.put(name, DeploymentFiles.map(service)));
    return services;
  }

  /** A time as Compose writes it, such as {@code 75s}. */
  public static Duration duration(Object text) {
    return Duration.parse("PT" + text.toString().toUpperCase(Locale.ROOT));
  }
}
