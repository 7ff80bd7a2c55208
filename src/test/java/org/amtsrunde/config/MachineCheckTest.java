package org.amtsrunde.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.amtsrunde.support.TestAuthority;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MachineCheckTest {
  @TempDir Path folder;
  private final Map<String, String> environment = new HashMap<>();

  @BeforeEach
  void good() {
    environment.put("AMTSRUNDE_DATA_DIR", folder.resolve("data").toString());
  }

  private void check() throws SettingsException {
    MachineCheck.check(SettingsLoader.load(null, environment));
  }

  private void refused(String sentence) {
    assertThatThrownBy(this::check)
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(sentence)
        .message()
        .doesNotContain("\n");
  }

  private void cluster(TestAuthority.Pem pem) {
    environment.putAll(
        Map.of(
            "AMTSRUNDE_REDIS_URL", "unix:///not/used",
            "AMTSRUNDE_CLUSTER_ENABLED", "true",
            "AMTSRUNDE_CLUSTER_TLS_KEY", pem.key(),
            "AMTSRUNDE_CLUSTER_TLS_CERTIFICATE", pem.certificate(),
            "AMTSRUNDE_CLUSTER_TLS_AUTHORITY", pem.authority()));
  }

  @ParameterizedTest
  @CsvSource({"127.0.0.1", "0.0.0.0", "127.0.0.53", "localhost"})
  void anAddressOfThisMachineIsGood(String host) {
    environment.put("AMTSRUNDE_HTTP_HOST", host);
    assertThatCode(this::check).doesNotThrowAnyException();
    assertThat(folder.resolve("data")).isDirectory();
  }

  @ParameterizedTest
  @CsvSource({
    "AMTSRUNDE_HTTP_HOST, http.host",
    "AMTSRUNDE_METRICS_HOST, metrics.host",
  })
  void anAddressOfAnotherIsNot(String variable, String key) {
    environment.put(variable, "192.0.2.1");
    refused(key + " is \"192.0.2.1\"; allowed is an address of this machine");
    environment.put(variable, "no host");
    refused(key + " is \"no host\"; allowed is an address of this machine");
  }

  @Test
  void theBusHasAnAddressOfThisMachineToo() throws Exception {
    cluster(new TestAuthority(folder, "ours").issue("a"));
    assertThatCode(this::check).doesNotThrowAnyException();
    environment.put("AMTSRUNDE_CLUSTER_HOST", "192.0.2.1");
    refused("cluster.host is \"192.0.2.1\"");
  }

  @Test
  void dataNeedAFolder() throws Exception {
    var file = Files.writeString(folder.resolve("file"), "x");
    environment.put("AMTSRUNDE_DATA_DIR", file.toString());
    refused("data.dir is \"" + file + "\"; allowed is a folder that can be written to");
    environment.put("AMTSRUNDE_DATA_DIR", file.resolve("below").toString());
    refused("data.dir is");
  }

  @Test
  void tlsNeedsPem() throws Exception {
    var file = Files.writeString(folder.resolve("file"), "x").toString();
    var pem = new TestAuthority(folder, "ours").issue("a");
    cluster(new TestAuthority.Pem(file, pem.certificate(), pem.authority()));
    refused("cluster.tls.key is \"" + file + "\"; allowed is a file with a private key in PEM");
    cluster(new TestAuthority.Pem(pem.key(), file, pem.authority()));
    refused("cluster.tls.certificate is \"" + file + "\"; allowed is a file with certificates in PEM");
    cluster(new TestAuthority.Pem(pem.key(), pem.certificate(), folder.toString()));
    refused("cluster.tls.authority is");
  }
}
