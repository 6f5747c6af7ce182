package io.xmlfleet.cli.option;

import io.xmlfleet.failure.UsageException;
import io.xmlfleet.notice.NoticePolicy;
import io.xmlfleet.notice.Webhook;
import io.xmlfleet.settings.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Whether another program is told what happens to runs. */
@Command(optionListHeading = "%nWebhook:%n")
public final class WebhookOptions {
  private static final double PERCENT = 100;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec mixee = CommandSpec.create();

  @Option(
      names = "--webhook",
      paramLabel = "URL",
      description =
          "Send a signed JSON message to this URL when a run has ended, many of its"
              + " documents fail, it stalls, or it waits for its database (default: no messages).")
  private @Nullable String address;

  @Option(
      names = "--webhook-secret-file",
      paramLabel = "FILE",
      description = "File whose first line is the secret that signs the messages.")
  private @Nullable Path secretFile;

  @Option(
      names = "--webhook-failures",
      paramLabel = "PERCENT",
      defaultValue = "10",
      description =
          "Send the message about failures when more than this share of at least 20"
              + " documents has failed (default: ${DEFAULT-VALUE}).")
  private double failures;

  /**
   * What is told to whom; the aggregator that gets it closes the sender.
   *
   * @throws UsageException if an option is not usable, or one is missing
   */
  public NoticePolicy policy(Clock clock) {
    if ((address == null) != (secretFile == null)) {
      throw new UsageException(
          "--webhook and --webhook-secret-file go together: name both, or none");
    }
    if (failures < 0 || failures > PERCENT) {
      throw new UsageException("--webhook-failures is 0 to 100 percent, not " + failures);
    }
    if (address == null || secretFile == null) {
      return NoticePolicy.NONE;
    }
    SecretExposure.warnIfOpen(secretFile, mixee.commandLine().getErr());
    return new NoticePolicy(failures / PERCENT, Webhook.start(address, secret(secretFile), clock));
  }

  private static Secret secret(Path file) {
    try {
      return Secret.of(Files.readString(file).lines().findFirst().orElse("").strip());
    } catch (IOException e) {
      throw new UsageException("the file of the webhook's secret, " + file + ", cannot be read", e);
    }
  }
}
