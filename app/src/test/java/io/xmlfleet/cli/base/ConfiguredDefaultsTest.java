package io.xmlfleet.cli.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.Model.OptionSpec;

class ConfiguredDefaultsTest {
  private static final OptionSpec DATABASE = OptionSpec.builder("--db").build();

  @ParameterizedTest
  @CsvSource({
    "variable, file, variable",
    "'', file, file",
    "' ', file, file",
    "'', '', ",
    ", '', ",
    "variable, '', variable",
  })
  void takesWhatIsEmptyForNotGiven(String variable, String file, String expected) {
    Map<String, String> environment = variable == null ? Map.of() : Map.of("XMLFLEET_DB", variable);

    assertThat(
            new ConfiguredDefaults(environment, new ConfigFile(null, Map.of("db", file)))
                .defaultValue(DATABASE))
        .isEqualTo(expected);
  }

  @Test
  void asksForNoFileWhoseVariableIsEmpty(@TempDir Path folder) throws Exception {
    Path named = Files.writeString(folder.resolve("named.properties"), "db=here");

    assertThat(ConfigFile.find(new String[0], Map.of("XMLFLEET_CONFIG", named.toString())).path())
        .isEqualTo(named);
    assertThat(ConfigFile.find(new String[0], Map.of("XMLFLEET_CONFIG", "")))
        .isEqualTo(ConfigFile.NONE);
  }

  @Test
  void readsAFileThatBeginsWithAByteOrderMark(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("of-windows.properties"), "\uFEFFdb=here\r\n");

    assertThat(ConfigFile.read(file).values()).isEqualTo(Map.of("db", "here"));
  }
}
