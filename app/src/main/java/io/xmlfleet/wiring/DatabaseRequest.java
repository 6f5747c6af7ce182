package io.xmlfleet.wiring;

import io.xmlfleet.database.Patience;
import io.xmlfleet.process.InstanceLock;
import io.xmlfleet.settings.Secret;
import org.jspecify.annotations.Nullable;

/**
 * Which database a command wants. Immutable.
 *
 * @param url null: the one of the data folder
 * @param user login; null: none, as with integrated security
 * @param owner who asks, for the notice to others
 * @param patience with a database that is away or locked at the start
 */
public record DatabaseRequest(
    @Nullable String url,
    @Nullable String user,
    Secret password,
    InstanceLock.Owner owner,
    Patience patience) {
  /** Without patience. */
  public DatabaseRequest(
      @Nullable String url, @Nullable String user, Secret password, InstanceLock.Owner owner) {
    this(url, user, password, owner, Patience.NONE);
  }

  @Override
  public String toString() {
    return "DatabaseRequest[" + (url == null ? "" : Secret.masked(url)) + ", user=" + user + "]";
  }
}
