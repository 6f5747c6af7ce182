package io.xmlfleet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.testing.DeploymentFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The units of {@code deploy/systemd}. */
class SystemdUnitsTest {
  private static final Path UNITS = DeploymentFiles.ROOT.resolve("deploy").resolve("systemd");
  private static final String INSTALLED = "/opt/xmlfleet/xmlfleet";

  /** Of 100; a service without any protection has 96. */
  private static final int MOST_EXPOSED = 20;

  @TempDir Path folder;

  @Test
  void startCommandsThatAreUnderstood() throws IOException {
    List<Path> services = units(".service");
    assertThat(services).hasSize(3);
    for (Path service : services) {
      String text = Files.readString(service).replace("\\\n", "");
      String start =
          text.lines().filter(line -> line.startsWith("ExecStart=")).findFirst().orElseThrow();
      List<String> words = new ArrayList<>(Arrays.asList(start.split("[= ]+", -1)));
      assertThat(words.get(1)).isEqualTo(INSTALLED);
      DeployedCommands.assertUnderstood(words.subList(2, words.size()), Map.of());
      assertThat(start.replaceAll(".*--data %S/(\\S+).*", "$1"))
          .isEqualTo(text.replaceAll("(?s).*\nStateDirectory=(\\S+)\n.*", "$1"));
      // Each credential that a command reads is loaded.
      for (String word : words) {
        if (word.startsWith("%d/")) {
          assertThat(text).contains("\nLoadCredential=" + word.substring(3) + ":/etc/xmlfleet/");
        }
      }
    }
  }

  @Test
  void areUnitsAsSystemdHasThemAndOpenToLittle() throws Exception {
    Assumptions.assumeTrue(
        Stream.of("/usr/bin", "/bin")
            .anyMatch(bin -> Files.exists(Path.of(bin, "systemd-analyze"))),
        "systemd-analyze is not installed: the units were not checked");
    for (Path unit : units("")) {
      // The instance of a template, and a program that is on this machine.
      String name = unit.getFileName().toString().replace("@.", "@loans.");
      String text = Files.readString(unit).replace(INSTALLED, "/bin/true");
      Files.writeString(folder.resolve(name), text);
    }
    for (Path unit : units("")) {
      String name = unit.getFileName().toString().replace("@.", "@loans.");
      assertThat(said("verify", "--man=no", folder.resolve(name).toString())).isEqualTo("0 ");
      if (name.endsWith(".service")) {
        assertThat(
                said(
                    "security",
                    "--offline=true",
                    "--no-pager",
                    "--threshold=" + MOST_EXPOSED,
                    folder.resolve(name).toString()))
            .startsWith("0 ");
      }
    }
  }

  private static List<Path> units(String ending) throws IOException {
    try (Stream<Path> files = Files.list(UNITS)) {
      return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    }
  }

  /** Exit code and output; of units of this machine nothing. */
  private String said(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("systemd-analyze"));
    command.addAll(List.of(arguments));
    Path output = Files.createTempFile(folder, "said", "");
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("SYSTEMD_LOG_COLOR", "0");
    Process process = builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return process.exitValue() + " " + Files.readString(output);
  }
}
