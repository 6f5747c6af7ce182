package io.xmlfleet.cli.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xmlfleet.failure.UsageException;
import io.xmlfleet.wiring.Contracts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContractFilesTest {
  @TempDir Path folder;

  @Test
  void takesAllContractsOfAFolderByName() throws IOException {
    Path c = contract("c.json", "c");
    Path a = contract("a.yaml", "a");
    Path b = contract("b.yml", "b");
    Files.writeString(folder.resolve("readme.md"), "");
    contract("deeper/d.yaml", "d");

    assertThat(ContractFiles.all(List.of(folder))).containsExactly(a, b, c);
    assertThat(ContractFiles.all(List.of(b, folder, a))).containsExactly(b, a, c);
  }

  @Test
  void refusesAFolderWithoutAContract() {
    assertThatThrownBy(() -> ContractFiles.all(List.of(folder)))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining(folder.toString());
  }

  @Test
  void namesBothFilesOfContractsWithOneName() throws IOException {
    List<Path> twins = List.of(contract("a.yaml", "same"), contract("b.yaml", "same"));

    assertThatThrownBy(() -> Contracts.readAll(twins))
        .isInstanceOf(UsageException.class)
        .hasMessageContainingAll("\"same\"", "a.yaml", "b.yaml");
  }

  @Test
  void knowsContractsByNameWithAnyVersion() throws IOException {
    Contracts contracts = Contracts.readAll(List.of(contract("a.yaml", "a")));

    assertThat(contracts.knows("a")).isTrue();
    assertThat(contracts.knows("a@9")).isTrue();
    assertThat(contracts.knows("b@1")).isFalse();
  }

  private Path contract(String file, String name) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    return Files.writeString(
        path,
        "{\"xmlfleet\": 1, \"contract\": \"%s\", \"root\": \"A\", \"tables\": [{\"table\": \"t\","
                .formatted(name)
            + " \"columns\": [{\"column\": \"c\", \"type\": \"int\", \"from\": \"@c\"}]}]}");
  }
}
