package io.xmlfleet.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The files by which a fleet is deployed, as they are in the repository. */
public final class DeploymentFiles {
  /** The repository's top. */
  public static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  private DeploymentFiles() {}

  /** All documents of YAML text. */
  public static List<Map<String, Object>> yaml(String text) {
    List<Map<String, Object>> documents = new ArrayList<>();
    new Load(LoadSettings.builder().build())
        .loadAllFromString(text)
        .forEach(document -> documents.add(map(document)));
    return documents;
  }

  /** All documents of a YAML file. */
  public static List<Map<String, Object>> yaml(Path file) {
    return yaml(text(file));
  }

  /** What the image takes as it is in the repository: source to where it is in the image. */
  public static Map<String, String> imageCopies() {
    Map<String, String> copies = new TreeMap<>();
    for (String line : imageLines("RUN cp ")) {
      List<String> words = Arrays.asList(line.replaceFirst(" && .*", "").split(" +", -1));
      String target = words.get(words.size() - 1).replaceFirst("^image/\\w+/", "/");
      words.subList(2, words.size() - 1).forEach(source -> copies.put(source, target + source));
    }
    return copies;
  }

  /** The variables that the image sets. */
  public static Map<String, String> imageEnvironment() {
    Map<String, String> variables = new TreeMap<>();
    for (String line : imageLines("ENV ")) {
      for (String pair : line.substring("ENV ".length()).trim().split(" +", -1)) {
        variables.put(pair.split("=", 2)[0], pair.split("=", 2)[1]);
      }
    }
    return variables;
  }

  /** The image's instructions of a kind, each in one line. */
  public static List<String> imageLines(String beginning) {
    String whole = text(ROOT.resolve("Dockerfile")).replaceAll("\\\\\n *", "");
    try (Stream<String> lines = whole.lines()) {
      return lines.filter(line -> line.startsWith(beginning)).toList();
    }
  }

  /** A node as a map. A YAML 1.2 parser leaves merge keys alone; Compose does not. */
  public static Map<String, Object> map(Object node) {
    Map<String, Object> merged = new LinkedHashMap<>();
    Map<?, ?> entries = (Map<?, ?>) node;
    if (entries.get("<<") != null) {
      merged.putAll(map(entries.get("<<")));
    }
    entries.forEach((key, value) -> merged.put(key.toString(), value));
    merged.remove("<<");
    return merged;
  }

  /** The node at the end of a path of keys; an empty map if a key is missing. */
  public static Map<String, Object> map(Object node, String... path) {
    Object current = node;
    for (String key : path) {
      current = map(current).getOrDefault(key, Map.of());
    }
    return map(current);
  }

  /** The nodes behind a key; none if it is missing. */
  public static List<Map<String, Object>> maps(Map<String, Object> node, String key) {
    return ((List<?>) node.getOrDefault(key, List.of()))
        .stream().map(DeploymentFiles::map).toList();
  }

  /** A node as a list of texts. */
  public static List<String> texts(Object node) {
    return ((List<?>) node).stream().map(Object::toString).toList();
  }

  /** A node as texts behind keys. */
  public static Map<String, String> textsByKey(Map<String, Object> node) {
    Map<String, String> texts = new TreeMap<>();
    node.forEach((key, value) -> texts.put(key, value.toString()));
    return texts;
  }

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
