package io.xmlfleet.cli.option;

import io.xmlfleet.cli.base.ConfigFile;
import io.xmlfleet.cli.base.ConfiguredDefaults;
import io.xmlfleet.failure.UsageException;
import io.xmlfleet.settings.Secret;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/**
 * Refuses secrets where others see them: on the command line, which everyone who may list processes
 * can read; and says when a file of secrets can be read by everybody.
 */
public final class SecretExposure {
  private static final Pattern SECRET_KEY =
      Pattern.compile("(?i).*(password|secret|token|keystore\\.key|basic\\.auth\\.user\\.info)");

  private static final String POINTER = "${";

  private SecretExposure() {}

  /**
   * Checks Kafka properties that were given as flags.
   *
   * @throws UsageException if one is a secret itself, and not a pointer to one
   */
  static void refuseInFlags(CommandSpec command, Map<String, String> kafkaOptions) {
    if (given(command, "--kafka-option")) {
      kafkaOptions.forEach(
          (key, value) -> {
            if (isSecret(key, value)) {
              throw new UsageException(
                  "-K "
                      + key
                      + " shows a secret to everyone who can list processes: write kafka."
                      + key
                      + "=... into the file of --config, or put ${file:PATH:KEY} or"
                      + " ${env:VARIABLE} in the secret's place");
            }
          });
    }
  }

  /**
   * Checks a JDBC URL.
   *
   * @param option the one that takes it
   * @throws UsageException if it was given as a flag and holds a secret
   */
  static void refuseInFlag(CommandSpec command, String option, String url) {
    if (given(command, option) && Secret.isIn(url)) {
      String variable = ConfiguredDefaults.variable(option.substring(2));
      throw new UsageException(
          option
              + " shows a password to everyone who can list processes: give "
              + option
              + "-password-file or "
              + variable
              + "_PASSWORD, or the whole URL in "
              + variable
              + " or in the file of --config");
    }
  }

  /** Says so if everybody can read a file that holds secrets. */
  public static void warnIfOpen(Path file, PrintWriter err) {
    try {
      if (file.getFileSystem().supportedFileAttributeViews().contains("posix")
          && Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ)) {
        err.println(
            "xmlfleet: " + file + " holds a secret and everybody can read it; chmod o-r " + file);
      }
    } catch (IOException e) {
      // Whoever reads it says what is wrong with it.
    }
  }

  /** Whether a configuration file holds a secret itself. */
  public static boolean holdsSecret(ConfigFile config) {
    return config.kafka().entrySet().stream().anyMatch(e -> isSecret(e.getKey(), e.getValue()))
        || Stream.of("db", "source-db")
            .anyMatch(key -> config.value(key).filter(Secret::isIn).isPresent());
  }

  private static boolean isSecret(String key, String value) {
    return key.toLowerCase(Locale.ROOT).endsWith("jaas.config")
        ? Secret.isIn(value)
        : SECRET_KEY.matcher(key).matches() && !value.startsWith(POINTER);
  }

  private static boolean given(CommandSpec command, String option) {
    ParseResult parsed = command.commandLine().getParseResult();
    return parsed != null && parsed.hasMatchedOption(option);
  }
}
