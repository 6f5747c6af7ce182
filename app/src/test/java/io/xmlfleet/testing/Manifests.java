package io.xmlfleet.testing;

import static io.xmlfleet.testing.DeploymentFiles.map;
import static io.xmlfleet.testing.DeploymentFiles.maps;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The manifests of deploy/kubernetes. */
public final class Manifests {
  private Manifests() {}

  /** One object of a manifest. */
  public record Resource(Path file, Map<String, Object> content) {
    /** Such as {@code apps/v1 Deployment}. */
    public String kind() {
      return content.get("apiVersion") + " " + content.get("kind");
    }

    public String name() {
      return String.valueOf(map(content, "metadata").get("name"));
    }

    /** What is in it besides its kind. */
    public Map<String, Object> body() {
      Map<String, Object> body = new TreeMap<>(content);
      body.keySet().removeAll(List.of("apiVersion", "kind"));
      return body;
    }

    /** Its template of a pod; empty if it has none. */
    public Map<String, Object> pod() {
      return map(content, "spec", "template");
    }

    /** Its pod's only container. */
    public Map<String, Object> container() {
      return maps(map(pod(), "spec"), "containers").get(0);
    }

    /** What the only container gets, from maps and of its own; without what the image sets. */
    public Map<String, String> environment() {
      Map<String, String> environment = new TreeMap<>();
      for (Map<String, Object> from : maps(container(), "envFrom")) {
        String name = map(from, "configMapRef").get("name").toString();
        environment.putAll(
            DeploymentFiles.textsByKey(map(named("v1 ConfigMap", name).content(), "data")));
      }
      maps(container(), "env")
          .forEach(
              each -> environment.put(each.get("name").toString(), each.get("value").toString()));
      return environment;
    }

    @Override
    public String toString() {
      return file.getFileName() + ": " + content.get("kind") + " " + name();
    }
  }

  private static final Path FOLDER = DeploymentFiles.ROOT.resolve(Path.of("deploy", "kubernetes"));
  private static final Path POSTGRES = FOLDER.resolve("postgresql");

  /** All objects of all files, but for those of {@link #onPostgres}. */
  public static List<Resource> all() {
    return in(FOLDER).stream().filter(object -> !object.file().startsWith(POSTGRES)).toList();
  }

  /** What takes the place of objects of the same name, where the database is a PostgreSQL. */
  public static List<Resource> onPostgres() {
    return in(POSTGRES);
  }

  private static List<Resource> in(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .sorted()
          .flatMap(file -> DeploymentFiles.yaml(file).stream().map(c -> new Resource(file, c)))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The only object of this kind and name. */
  public static Resource named(String kind, String name) {
    List<Resource> found =
        all().stream().filter(r -> r.kind().equals(kind) && r.name().equals(name)).toList();
    if (found.size() != 1) {
      throw new AssertionError(found.size() + " objects are a " + kind + " " + name);
    }
    return found.get(0);
  }
}
