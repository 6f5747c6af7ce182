package io.xmlfleet.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** Runs {@code deploy/grants/kafka-acls.sh} with a stand-in for Kafka's tool, which is not here. */
final class GrantsScript {
  private static final Path SCRIPT =
      Path.of("..", "deploy", "grants", "kafka-acls.sh").toAbsolutePath().normalize();

  private GrantsScript() {}

  /** The grants that the script would make. */
  static List<AclBinding> run(Path folder, String... arguments)
      throws IOException, InterruptedException {
    Path calls = folder.resolve("acl-calls");
    Path tool = folder.resolve("kafka-acls-stand-in");
    Files.deleteIfExists(calls);
    Files.writeString(tool, "#!/bin/sh\nprintf '%s\\t' \"$@\" >> " + calls + "\necho >> " + calls);
    Files.setPosixFilePermissions(tool, PosixFilePermissions.fromString("rwxr-xr-x"));
    List<String> command = new ArrayList<>(List.of("bash", SCRIPT.toString()));
    command.addAll(
        List.of("--bootstrap", "localhost:9093", "--command-config", "admin.properties"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
    builder.environment().put("KAFKA_ACLS", tool.toString());
    assertThat(builder.start().waitFor()).isZero();
    List<AclBinding> grants = new ArrayList<>();
    Files.readAllLines(calls).forEach(call -> grants.addAll(grants(List.of(call.split("\t")))));
    return grants;
  }

  private static List<AclBinding> grants(List<String> call) {
    assertThat(call)
        .startsWith(
            "--bootstrap-server",
            "localhost:9093",
            "--command-config",
            "admin.properties",
            "--add",
            "--allow-principal");
    String principal = call.get(6);
    ResourcePattern resource =
        new ResourcePattern(
            ResourceType.fromString(
                call.get(7).substring(2).replace('-', '_').toUpperCase(Locale.ROOT)),
            call.get(8),
            PatternType.LITERAL);
    assertThat(resource.isUnknown()).as(String.join(" ", call)).isFalse();
    List<AclBinding> grants = new ArrayList<>();
    for (int i = 9; i < call.size(); i += 2) {
      assertThat(call.get(i)).isEqualTo("--operation");
      String named = call.get(i + 1).replaceAll("([a-z])([A-Z])", "$1_$2");
      AclOperation operation = AclOperation.fromString(named.toUpperCase(Locale.ROOT));
      assertThat(operation.isUnknown()).isFalse();
      grants.add(
          new AclBinding(
              resource,
              new AccessControlEntry(principal, "*", operation, AclPermissionType.ALLOW)));
    }
    return grants;
  }
}
