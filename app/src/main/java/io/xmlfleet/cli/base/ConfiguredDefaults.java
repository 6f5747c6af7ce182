package io.xmlfleet.cli.base;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * What an option is when it is not given: {@code XMLFLEET_DB_USER}, else {@code db-user} of the
 * configuration file, else the option's own default. What is empty there is not given.
 */
public final class ConfiguredDefaults implements IDefaultValueProvider {
  private static final String PREFIX = "XMLFLEET_";

  private final Map<String, String> environment;
  private final ConfigFile file;

  public ConfiguredDefaults(Map<String, String> environment, ConfigFile file) {
    this.environment = environment;
    this.file = file;
  }

  @Override
  public @Nullable String defaultValue(ArgSpec argument) {
    if (!(argument instanceof OptionSpec option) || !configurable(option)) {
      return null;
    }
    String key = key(option);
    String value = given(environment.get(variable(key)));
    return value != null ? value : given(file.value(key).orElse(null));
  }

  /** Compose files and units pass variables on that nobody has set: they are empty then. */
  static @Nullable String given(@Nullable String value) {
    return value == null || value.isBlank() ? null : value;
  }

  public static String variable(String key) {
    return PREFIX + key.replace('-', '_').toUpperCase(Locale.ROOT);
  }

  /** All keys that a configuration file may have, whichever the command. */
  public static Set<String> keys(CommandLine commands) {
    Set<String> keys = new TreeSet<>();
    for (OptionSpec option : commands.getCommandSpec().options()) {
      if (configurable(option)) {
        keys.add(key(option));
      }
    }
    commands.getSubcommands().values().forEach(command -> keys.addAll(keys(command)));
    return keys;
  }

  private static boolean configurable(OptionSpec option) {
    return !option.usageHelp() && !option.versionHelp() && option.longestName().startsWith("--");
  }

  private static String key(OptionSpec option) {
    return option.longestName().substring(2);
  }
}
