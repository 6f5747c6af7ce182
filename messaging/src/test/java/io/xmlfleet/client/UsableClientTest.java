package io.xmlfleet.client;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xmlfleet.failure.UsageException;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;

class UsableClientTest {
  @Test
  void saysWhatIsWrong() {
    Map<String, Object> properties =
        Map.of(
            "bootstrap.servers",
            "127.0.0.1:1",
            "security.protocol",
            "SSL",
            "ssl.truststore.type",
            "PEM",
            "ssl.truststore.location",
            "no-such.pem");

    assertThatThrownBy(() -> UsableClient.of(() -> Admin.create(properties)))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("no-such.pem");
  }
}
