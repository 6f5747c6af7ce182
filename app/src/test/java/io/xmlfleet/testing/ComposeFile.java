package io.xmlfleet.testing;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What docker-compose.yml says. */
public final class ComposeFile {
  private ComposeFile() {}

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
  public static List<Service> ours() {
    return services().entrySet().stream()
        .filter(service -> "xmlfleet".equals(service.getValue().get("image")))
        .map(service -> service(service.getKey(), service.getValue()))
        .toList();
  }

  /** One of {@link #ours}. */
  public static Service service(String name) {
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
  public static Map<String, Map<String, Object>> services() {
    Map<String, Map<String, Object>> services = new TreeMap<>();
    DeploymentFiles.map(whole().get("services"))
        .forEach((name, service) -> services.put(name, DeploymentFiles.map(service)));
    return services;
  }

  /** The file. */
  public static Map<String, Object> whole() {
    return DeploymentFiles.yaml(DeploymentFiles.ROOT.resolve("docker-compose.yml")).get(0);
  }

  /** A time as Compose writes it, such as {@code 75s}. */
  public static Duration duration(Object text) {
    return Duration.parse("PT" + text.toString().toUpperCase(Locale.ROOT));
  }
}
