package io.xmlfleet.wiring;

import io.xmlfleet.database.DatabaseSettings;
import io.xmlfleet.database.Patience;
import io.xmlfleet.database.dialect.WriterOptions;
import io.xmlfleet.embedded.EmbeddedDatabase;
import io.xmlfleet.process.DataFolder;
import io.xmlfleet.process.InstanceLock;
import io.xmlfleet.process.StepTimes;
import io.xmlfleet.settings.Secret;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A database to work with: the one that was named, the one that another process serves for the data
 * folder, or one that lives in this process as long as the access is open. Thread-safe.
 */
public final class DatabaseAccess implements AutoCloseable {
  private static final String LOCK_NAME = "database";

  private final Login login;
  private final ServerLocation location;
  private final @Nullable EmbeddedDatabase database;
  private final @Nullable InstanceLock lock;

  /**
   * How to connect. Immutable.
   *
   * @param user null: none, as with integrated security
   * @param patience with what may pass, at the start
   */
  public record Login(String url, @Nullable String user, Secret password, Patience patience) {
    public Login {
      InstalledPart.requireDriver(url);
    }

    /** As it was asked for. */
    public static Login of(DatabaseRequest request, String url) {
      return new Login(url, request.user(), request.password(), request.patience());
    }

    /** With limits and ways of the one who connects; see {@link DatabaseSettings}. */
    public DatabaseSettings settings(
        int connections, Duration connectLimit, Duration networkLimit, WriterOptions writing) {
      return new DatabaseSettings(
          url,
          user == null ? "" : user,
          password,
          connections,
          connectLimit,
          networkLimit,
          writing,
          patience);
    }

    @Override
    public String toString() {
      return "Login[" + Secret.masked(url) + ", user=" + user + "]";
    }
  }

  private DatabaseAccess(
      Login login,
      ServerLocation location,
      @Nullable EmbeddedDatabase database,
      @Nullable InstanceLock lock) {
    this.login = login;
    this.location = location;
    this.database = database;
    this.lock = lock;
  }

  /**
   * Opens access for a command that only looks.
   *
   * @throws io.xmlfleet.failure.InfrastructureException if the embedded database does not open
   */
  public static DatabaseAccess toLook(DatabaseRequest request, DataFolder data, Clock clock) {
    return open(request, data, clock, false);
  }

  /**
   * Opens access for a command that works: it will not sit on a database that is about to go.
   *
   * @throws io.xmlfleet.failure.InfrastructureException if the embedded database does not open, or
   *     belongs to a command that ends by itself
   */
  public static DatabaseAccess toWork(DatabaseRequest request, DataFolder data, Clock clock) {
    return open(request, data, clock, true);
  }

  /**
   * Opens access for a command that works on the database of others and starts none.
   *
   * @param waiting for the one of the data folder, if none is named
   */
  public static DatabaseAccess toJoin(
      DatabaseRequest request, DataFolder data, InstanceLock.Waiting waiting) {
    String url = request.url();
    return url == null
        ? found(InstanceLock.await(data.path(), LOCK_NAME, waiting), request)
        : named(request, url);
  }

  /**
   * Serves this folder's database at a fixed port, under the name {@code xmlfleet}.
   *
   * @param port 0: any free one
   * @throws io.xmlfleet.failure.InfrastructureException if the port is taken or another process
   *     serves the folder
   */
  public static DatabaseAccess serve(
      int port, InstanceLock.Owner owner, DataFolder data, Clock clock) {
    InstanceLock lock =
        InstanceLock.claim(data.path(), LOCK_NAME, clock).requireFree(LOCK_NAME, data);
    return start(lock, port, "xmlfleet", new DatabaseRequest(null, null, Secret.NONE, owner), data);
  }

  private static DatabaseAccess open(
      DatabaseRequest request, DataFolder data, Clock clock, boolean toWork) {
    String url = request.url();
    if (url != null) {
      return named(request, url);
    }
    InstanceLock.Claim claim = InstanceLock.claim(data.path(), LOCK_NAME, clock);
    InstanceLock lock = claim.lock();
    if (lock != null) {
      return start(lock, 0, unguessable(), request, data);
    }
    InstanceLock.Notice other = claim.notice();
    if (toWork) {
      other.requireLasting(data);
    }
    return found(other, request);
  }

  private static DatabaseAccess named(DatabaseRequest request, String url) {
    return new DatabaseAccess(Login.of(request, url), ServerLocation.NAMED, null, null);
  }

  private static DatabaseAccess found(InstanceLock.Notice other, DatabaseRequest request) {
    return new DatabaseAccess(
        new Login(other.address(), EmbeddedDatabase.USER, Secret.NONE, request.patience()),
        ServerLocation.FOUND,
        null,
        null);
  }

  private static DatabaseAccess start(
      InstanceLock lock, int port, String name, DatabaseRequest request, DataFolder data) {
    try {
      EmbeddedDatabase database =
          request.patience().get(() -> EmbeddedDatabase.start(data.databaseFile(), port, name));
      lock.announce(database.remoteUrl(), request.owner());
      return new DatabaseAccess(
          new Login(database.localUrl(), EmbeddedDatabase.USER, Secret.NONE, request.patience()),
          ServerLocation.OWN,
          database,
          lock);
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  /** Only who can read the notice in the data folder can connect. */
  private static String unguessable() {
    byte[] random = new byte[16];
    new SecureRandom().nextBytes(random);
    return HexFormat.of().formatHex(random);
  }

  public Login login() {
    return login;
  }

  public ServerLocation location() {
    return location;
  }

  /**
   * What is done about tables that are missing here.
   *
   * @param create whether the user asked for them
   */
  public TableCare care(boolean create) {
    if (location != ServerLocation.NAMED) {
      return TableCare.EXTEND;
    }
    return create ? TableCare.CREATE : TableCare.NONE;
  }

  /** What other processes connect to. */
  public String address() {
    return database == null ? login.url() : database.remoteUrl();
  }

  @Override
  public void close() {
    try {
      if (database != null) {
        database.close();
        StepTimes.done("database closed");
      }
    } finally {
      if (lock != null) {
        lock.close();
      }
    }
  }
}
