package io.xmlfleet.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class DocumentedKindsTest {
  @Test
  void thePageExplainsEachKindAndWhetherItIsRepaired() throws IOException {
    List<String> lines = Files.readAllLines(Path.of("..", "docs", "reconcile.md"));
    for (DifferenceKind kind : DifferenceKind.values()) {
      assertThat(lines)
          .filteredOn(line -> line.startsWith("| `" + kind + "` |"))
          .singleElement()
          .satisfies(
              line ->
                  assertThat(
                          line.contains("publishes")
                              || line.contains("writes the letter")
                              || line.contains("resolves the letter"))
                      .isEqualTo(kind.repairable()));
    }
  }
}
