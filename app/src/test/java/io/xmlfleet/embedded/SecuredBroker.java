package io.xmlfleet.embedded;

import io.xmlfleet.client.KafkaSettings;
import io.xmlfleet.failure.InfrastructureException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.acl.AclBinding;

/**
 * A broker as a real cluster has it: TLS with a certificate of its own making, SCRAM, and an
 * authorizer that lets nobody do anything that is not granted. A second listener without any of
 * that is the administrator's.
 */
public final class SecuredBroker implements AutoCloseable {
  private static final String STORE_PASSWORD = "store-password";

  private final EmbeddedBroker broker;
  private final Admin admin;
  private final KafkaSettings administrator;
  private final String address;
  private final Path certificate;

  private SecuredBroker(
      EmbeddedBroker broker, KafkaSettings administrator, String address, Path certificate) {
    this.broker = broker;
    this.administrator = administrator;
    this.address = address;
    this.certificate = certificate;
    this.admin = Admin.create(administrator.clientProperties(Map.of(), Map.of()));
  }

  public static SecuredBroker start(Path folder) throws Exception {
    Path keyStore = folder.resolve("broker.p12");
    Path certificate = folder.resolve("broker.pem");
    makeCertificate(keyStore, certificate);
    int plain = FreePort.find();
    int secured = FreePort.find();
    int controller = FreePort.find();
    EmbeddedBroker broker =
        EmbeddedBroker.start(
            folder.resolve("broker"),
            plain,
            null,
            Map.ofEntries(
                Map.entry(
                    "listeners",
                    "PLAINTEXT://127.0.0.1:%d,SECURED://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d"
                        .formatted(plain, secured, controller)),
                Map.entry(
                    "advertised.listeners",
                    "PLAINTEXT://127.0.0.1:%d,SECURED://127.0.0.1:%d".formatted(plain, secured)),
                Map.entry(
                    "listener.security.protocol.map",
                    "PLAINTEXT:PLAINTEXT,SECURED:SASL_SSL,CONTROLLER:PLAINTEXT"),
                Map.entry("controller.quorum.voters", "1@127.0.0.1:" + controller),
                Map.entry("ssl.keystore.type", "PKCS12"),
                Map.entry("ssl.keystore.location", keyStore.toString()),
                Map.entry("ssl.keystore.password", STORE_PASSWORD),
                Map.entry("sasl.enabled.mechanisms", "SCRAM-SHA-512"),
                Map.entry(
                    "listener.name.secured.scram-sha-512.sasl.jaas.config",
                    "org.apache.kafka.common.security.scram.ScramLoginModule required;"),
                Map.entry(
                    "authorizer.class.name",
                    "org.apache.kafka.metadata.authorizer.StandardAuthorizer"),
                Map.entry("super.users", "User:ANONYMOUS")));
    return new SecuredBroker(
        broker, new KafkaSettings("127.0.0.1:" + plain), "127.0.0.1:" + secured, certificate);
  }

  /** Where clients with a password connect to. */
  public String address() {
    return address;
  }

  /** For who may do everything, without a password. */
  public KafkaSettings administrator() {
    return administrator;
  }

  /** The properties that make a client trust this broker. */
  public Map<String, String> trust() {
    return Map.of(
        "security.protocol", "SASL_SSL",
        "ssl.truststore.type", "PEM",
        "ssl.truststore.location", certificate.toString(),
        "sasl.mechanism", "SCRAM-SHA-512");
  }

  public void addUser(String name, String password) throws Exception {
    List<UserScramCredentialAlteration> users =
        List.of(
            new UserScramCredentialUpsertion(
                name, new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096), password));
    admin.alterUserScramCredentials(users).all().get(30, TimeUnit.SECONDS);
  }

  public void grant(List<AclBinding> grants) throws Exception {
    admin.createAcls(grants).all().get(30, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    admin.close();
    broker.close();
  }

  private static void makeCertificate(Path keyStore, Path certificate) throws Exception {
    keytool(
        "-genkeypair -alias broker -keyalg EC -validity 30 -dname CN=127.0.0.1"
            + " -ext san=ip:127.0.0.1,dns:localhost",
        keyStore);
    byte[] encoded =
        KeyStore.getInstance(keyStore.toFile(), STORE_PASSWORD.toCharArray())
            .getCertificate("broker")
            .getEncoded();
    Files.writeString(
        certificate,
        "-----BEGIN CERTIFICATE-----\n"
            + Base64.getMimeEncoder().encodeToString(encoded)
            + "\n-----END CERTIFICATE-----\n");
  }

  private static void keytool(String arguments, Path store)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments.split(" ")));
    command.addAll(
        List.of(
            "-storetype", "PKCS12", "-storepass", STORE_PASSWORD, "-keystore", store.toString()));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (process.waitFor() != 0) {
      throw new InfrastructureException("keytool failed: " + arguments);
    }
  }
}
