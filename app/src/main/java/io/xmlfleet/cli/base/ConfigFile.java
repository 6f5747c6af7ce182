package io.xmlfleet.cli.base;

import io.xmlfleet.failure.FileProblem;
import io.xmlfleet.failure.UsageException;
import io.xmlfleet.text.Suggestions;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A properties file of options by their long names without dashes, and of Kafka client properties
 * behind {@code kafka.}. Immutable.
 *
 * @param path null: there is none
 */
public record ConfigFile(@Nullable Path path, Map<String, String> values) {
  public static final ConfigFile NONE = new ConfigFile(null, Map.of());

  private static final String DEFAULT_NAME = "xmlfleet.properties";
  private static final String OPTION = "--config";
  private static final String KAFKA = "kafka.";

  /** Editors of Windows write it, and nobody sees it. */
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  public ConfigFile {
    values = Map.copyOf(values);
  }

  /**
   * Reads the file that the arguments or the environment name, else {@code xmlfleet.properties} in
   * the working folder if it is there.
   *
   * @throws UsageException if a file that was named cannot be read
   */
  public static ConfigFile find(String[] arguments, Map<String, String> environment) {
    String named = named(arguments);
    if (named == null) {
      named = ConfiguredDefaults.given(environment.get("XMLFLEET_CONFIG"));
    }
    if (named != null) {
      return read(Path.of(named));
    }
    Path standard = Path.of(DEFAULT_NAME);
    return Files.exists(standard) ? read(standard) : NONE;
  }

  static ConfigFile read(Path path) {
    Properties properties = new Properties();
    try {
      String text = Files.readString(path);
      properties.load(
          new StringReader(text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text));
    } catch (IOException | IllegalArgumentException e) {
      throw new UsageException(FileProblem.reading("the configuration file " + path, e), e);
    }
    Map<String, String> values = new TreeMap<>();
    properties.stringPropertyNames().forEach(k -> values.put(k, properties.getProperty(k).trim()));
    return new ConfigFile(path, values);
  }

  public Optional<String> value(String key) {
    return Optional.ofNullable(values.get(key));
  }

  /** Kafka client properties by their own names. */
  public Map<String, String> kafka() {
    Map<String, String> kafka = new TreeMap<>();
    values.forEach(
        (key, value) -> {
          if (key.startsWith(KAFKA)) {
            kafka.put(key.substring(KAFKA.length()), value);
          }
        });
    return kafka;
  }

  /**
   * Refuses what no command knows.
   *
   * @throws UsageException that names the key and the nearest known one
   */
  public void requireKnown(Collection<String> known) {
    for (String key : new TreeMap<>(values).keySet()) {
      if (!key.startsWith(KAFKA) && !known.contains(key)) {
        throw new UsageException(
            path + ": there is no option \"" + key + '"' + Suggestions.near(key, known));
      }
    }
  }

  private static @Nullable String named(String[] arguments) {
    for (int i = 0; i < arguments.length; i++) {
      if (arguments[i].startsWith(OPTION + "=")) {
        return arguments[i].substring(OPTION.length() + 1);
      }
      if (arguments[i].equals(OPTION) && i + 1 < arguments.length) {
        return arguments[i + 1];
      }
    }
    return null;
  }
}
