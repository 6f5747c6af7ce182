package io.xmlfleet.wiring;

import io.xmlfleet.process.InstanceLock;
import io.xmlfleet.settings.Secret;
import org.jspecify.annotations.Nullable;

/**
 * Which database a command wants. Immutable.
 *
 * @param url null: the one of the data folder
 * @param user login; null: none, as with integrated security
 * @param owner who asks, for the notice to others
 */
public record DatabaseRequest(
    @Nullable String url, @Nullable String user, Secret password, InstanceLock.Owner owner) {
  @Override
  public String toString() {
    return "DatabaseRequest[" + (url == null ? "" : Secret.masked(url)) + ", user=" + user + "]";
  }
}
