package org.amtsrunde;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.amtsrunde.support.HttpTestClient;
import org.amtsrunde.support.LocalNode;
import org.junit.jupiter.api.Test;

/** A node as it is without being told anything: with nobody in it whose password stands in a document. */
class ServerTest {
  @Test
  void nobodyIsThereWithoutTheDemo() throws Exception {
    try (var node = LocalNode.start(Map.of("AMTSRUNDE_DEMO", "false"));
        var client = new HttpTestClient(node.port())) {
      assertThat(client.get("/health/ready").status()).isEqualTo(200);
      for (var email : new String[] {"t1@altwasser.example", "programm@amtsrunde.example", "admin@amtsrunde.example"}) {
        assertThat(client.signIn(email, "amtsrunde-demo").status()).as(email).isEqualTo(401);
      }
    }
  }
}
