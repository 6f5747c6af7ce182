package io.xmlfleet.http;

import io.xmlfleet.failure.UsageException;
import io.xmlfleet.settings.Secret;
import java.io.EOFException;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.KeyStoreException;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.jspecify.annotations.Nullable;

/**
 * The server's key and certificate. Immutable.
 *
 * @param keyStore PKCS #12 or JKS
 * @param password of the store and of its key
 */
public record TlsSettings(Path keyStore, Secret password) {
  /**
   * Opens the store once, to find out early.
   *
   * @throws UsageException if the store cannot be read
   */
  public void check() {
    open();
  }

  private SslContextFactory.Server open() {
    SslContextFactory.Server keys = new SslContextFactory.Server();
    try {
      keys.setKeyStore(KeyStore.getInstance(keyStore.toFile(), password.reveal().toCharArray()));
      keys.setKeyStorePassword(password.reveal());
      keys.start();
    } catch (KeyStoreException | EOFException e) {
      throw unusable("it is damaged, or no PKCS #12 or JKS file", e);
    } catch (Exception e) {
      throw unusable(e.getMessage(), e);
    }
    return keys;
  }

  private UsageException unusable(@Nullable String why, Exception e) {
    return new UsageException("the key store " + keyStore + " cannot be used: " + why, e);
  }

  /**
   * What listens with it, at a host and port of its own.
   *
   * @throws UsageException if the store cannot be read
   */
  public ServerConnector connector(Server server, HttpConfiguration http, String host, int port) {
    SslContextFactory.Server keys = open();
    HttpConfiguration secure = new HttpConfiguration(http);
    // Under which names it is served is for HostNames to say.
    secure.addCustomizer(new SecureRequestCustomizer(false));
    ServerConnector connector =
        new ServerConnector(
            server, new SslConnectionFactory(keys, "http/1.1"), new HttpConnectionFactory(secure));
    connector.setHost(host);
    connector.setPort(port);
    return connector;
  }
}
