package io.xmlfleet.cli.option;

import io.xmlfleet.cli.base.Environment;
import io.xmlfleet.cli.base.FleetCommand;
import io.xmlfleet.database.Dialects;
import io.xmlfleet.database.Patience;
import io.xmlfleet.database.dialect.Dialect;
import io.xmlfleet.failure.FileProblem;
import io.xmlfleet.failure.UsageException;
import io.xmlfleet.process.Shutdown;
import io.xmlfleet.settings.Secret;
import io.xmlfleet.wiring.DatabaseAccess;
import io.xmlfleet.wiring.DatabaseRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Which database, and who we are there. */
@Command(optionListHeading = "%nDatabase:%n")
public final class DatabaseOptions {
  private static final String PASSWORD = "XMLFLEET_DB_PASSWORD";

  @Spec(Spec.Target.MIXEE)
  private CommandSpec mixee = CommandSpec.create();

  @Option(
      names = "--db",
      paramLabel = "JDBC-URL",
      description =
          "SQL Server, PostgreSQL or H2, such as jdbc:sqlserver://host;databaseName=d or"
              + " jdbc:postgresql://host/d (default: the embedded H2 of the data folder).")
  private @Nullable String url;

  @Option(names = "--db-user", paramLabel = "USER", description = "Login (default: none; H2: sa).")
  private @Nullable String user;

  @Option(
      names = "--db-password-file",
      paramLabel = "FILE",
      description = {
        "File whose first line is the password (default: none, or the variable " + PASSWORD + ")."
      })
  private @Nullable Path passwordFile;

  @Option(
      names = "--db-wait",
      paramLabel = "SECONDS",
      description =
          "How long to wait at the start for a database that does not answer or is locked"
              + " (default: 60; for commands that only read: 10).")
  private @Nullable Integer waitSeconds;

  /**
   * What was asked for, by a command that only looks.
   *
   * @throws UsageException if the password file cannot be read, or a flag shows a secret
   */
  public DatabaseRequest request() {
    return request(10);
  }

  private DatabaseRequest request(int standardWait) {
    int wait = waitSeconds == null ? standardWait : waitSeconds;
    if (wait < 0) {
      throw new UsageException("--db-wait is 0 seconds or more, not " + wait);
    }
    Shutdown shutdown = Environment.of(mixee).shutdown();
    if (url != null) {
      SecretExposure.refuseInFlag(mixee, "--db", url);
    }
    return new DatabaseRequest(
        url,
        userOrDefault(url, user),
        password(mixee, passwordFile, PASSWORD),
        FleetCommand.owner(mixee),
        new Patience(Duration.ofSeconds(wait), shutdown::await));
  }

  /** Whether it is somebody else's. */
  public boolean named() {
    return url != null;
  }

  /** Opens it for a command that only looks. */
  public DatabaseAccess toLook() {
    FleetCommand command = FleetCommand.of(mixee);
    return DatabaseAccess.toLook(request(), command.data(), command.clock());
  }

  /** Opens it for a command that works. */
  public DatabaseAccess toWork() {
    FleetCommand command = FleetCommand.of(mixee);
    return DatabaseAccess.toWork(request(60), command.data(), command.clock());
  }

  /** The same for a command that starts no database: it waits for one. */
  public DatabaseAccess toJoin() {
    FleetCommand command = FleetCommand.of(mixee);
    return DatabaseAccess.toJoin(request(), command.data(), command.waitingFor("database", "--db"));
  }

  /** The database's own user where none is named. */
  static @Nullable String userOrDefault(@Nullable String url, @Nullable String user) {
    return user == null && url != null
        ? Dialects.find(url).map(Dialect::defaultUser).orElse(null)
        : user;
  }

  /**
   * A password from a file's first line, or else from a variable.
   *
   * @throws UsageException if the file cannot be read
   */
  static Secret password(CommandSpec mixee, @Nullable Path file, String variable) {
    if (file == null) {
      return Secret.of(Environment.of(mixee).variables().getOrDefault(variable, ""));
    }
    SecretExposure.warnIfOpen(file, mixee.commandLine().getErr());
    try {
      return Secret.of(Files.readString(file).lines().findFirst().orElse(""));
    } catch (IOException e) {
      throw new UsageException(FileProblem.reading("the password file " + file, e), e);
    }
  }
}
