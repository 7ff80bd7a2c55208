package org.amtsrunde.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsLoaderTest {
  @TempDir Path folder;

  @Test
  void theDocumentedFileIsTheDefaultsAndIsGood() throws Exception {
    var defaults = SettingsLoader.load(null, Map.of());
    assertThat(SettingsLoader.load(Path.of("conf/amtsrunde.yaml"), Map.of())).isEqualTo(defaults);
    assertThat(defaults.http().host()).isEqualTo("127.0.0.1");
    assertThat(defaults.http().port()).isEqualTo(8080);
    assertThat(defaults.metrics().port()).isEqualTo(9090);
    assertThat(defaults.redis().embedded()).isTrue();
    assertThat(defaults.demo()).isFalse();
    assertThat(defaults.secure()).isFalse();
  }

  @Test
  void theEnvironmentWinsOverTheFileAndTheFileOverTheDefaults() throws Exception {
    var file = Files.writeString(folder.resolve("a.yaml"), "http:\n  port: 1000\n  trustProxy: true\ndemo: true\n");
    var settings = SettingsLoader.load(file, Map.of("AMTSRUNDE_HTTP_PORT", "2000", "PATH", "/bin"));
    assertThat(settings.http().port()).isEqualTo(2000);
    assertThat(settings.http().trustProxy()).isTrue();
    assertThat(settings.demo()).isTrue();
    assertThat(SettingsLoader.load(null, Map.of("AMTSRUNDE_HTTP_TRUST_PROXY", "true")).http().trustProxy()).isTrue();
    assertThat(SettingsLoader.load(null, Map.of("AMTSRUNDE_PUBLICURL", "https://a.example")).secure()).isTrue();
  }

  @Test
  void aSecretIsReadFromAFileAndNotPrinted() throws Exception {
    var secret = Files.writeString(folder.resolve("url"), "redis://user:geheim@redis.example:6379\n");
    var environment = Map.of("AMTSRUNDE_REDIS_URL_FILE", secret.toString());
    assertThat(SettingsLoader.load(null, environment).redis().urls())
        .containsExactly("redis://user:geheim@redis.example:6379");
    assertThat(SettingsLoader.print(null, environment))
        .contains("redis.url: redis://***@redis")
        .doesNotContain("geheim");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "AMTSRUNDE_HTTP_PORT | 70000 | http.port is \"70000\"; allowed is a whole number from 0 to 65535",
        "AMTSRUNDE_HTTP_PORT | abc | http.port is \"abc\"",
        "AMTSRUNDE_HTTP_HOST | '' | http.host is \"\"; allowed is a text",
        "AMTSRUNDE_PUBLIC_URL | amtsrunde.example | publicUrl is",
        "AMTSRUNDE_PUBLIC_URL | https://a.example/path | publicUrl is",
        "AMTSRUNDE_PUBLIC_URL | ftp://a.example | publicUrl is",
        "AMTSRUNDE_DEMO | yes | demo is \"yes\"; allowed is true or false",
        "AMTSRUNDE_REDIS_MODE | replicated | allowed is one of single, sentinel, cluster",
        "AMTSRUNDE_REDIS_URL | localhost:6379 | redis.url is",
        "AMTSRUNDE_REDIS_DEADLINE | 1 | redis.deadline is \"1\"",
        "AMTSRUNDE_CLUSTER_ENABLED | true | redis.url is empty",
        "AMTSRUNDE_CLUSTER_TLS_KEY | /nowhere | cluster.tls.key is \"/nowhere\"; allowed is a file that can be read",
        "AMTSRUNDE_CLUSTER_NAME | '' | cluster.name",
        "AMTSRUNDE_FIRST_ADMINISTRATOR | somebody | firstAdministrator is \"somebody\"",
        "AMTSRUNDE_LOG_FORMAT | xml | log.format is \"xml\"; allowed is one of text, json",
        "AMTSRUNDE_DRAIN_SECONDS | -1 | drain.seconds",
        "AMTSRUNDE_HTTP_PROT | 80 | unknown setting AMTSRUNDE_HTTP_PROT",
      })
  void aBadSettingIsOneSentence(String variable, String value, String sentence) {
    assertThatThrownBy(() -> SettingsLoader.load(null, Map.of(variable, value)))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(sentence)
        .message()
        .doesNotContain("\n");
  }

  @Test
  void anUnknownKeyAndABrokenFileAreRefused() throws Exception {
    var unknown = Files.writeString(folder.resolve("a.yaml"), "http:\n  prot: 80\n");
    assertThatThrownBy(() -> SettingsLoader.load(unknown, Map.of())).hasMessageContaining("unknown key http.prot");
    var broken = Files.writeString(folder.resolve("b.yaml"), "http: [\n");
    assertThatThrownBy(() -> SettingsLoader.load(broken, Map.of())).hasMessageContaining("no well-formed YAML");
    var list = Files.writeString(folder.resolve("c.yaml"), "- a\n");
    assertThatThrownBy(() -> SettingsLoader.load(list, Map.of())).hasMessageContaining("must be a list of settings");
    assertThatThrownBy(() -> SettingsLoader.load(folder.resolve("no.yaml"), Map.of()))
        .hasMessageContaining("cannot be read");
  }

  @Test
  void aBusBeyondLoopbackWantsTls() throws Exception {
    var open =
        Map.of(
            "AMTSRUNDE_CLUSTER_ENABLED", "true",
            "AMTSRUNDE_CLUSTER_HOST", "10.0.0.5",
            "AMTSRUNDE_REDIS_URL", "redis://redis.example:6379");
    assertThatThrownBy(() -> SettingsLoader.load(null, open)).hasMessageContaining("cluster.insecure");
    var insecure = new java.util.HashMap<>(open);
    insecure.put("AMTSRUNDE_CLUSTER_INSECURE", "true");
    assertThat(SettingsLoader.load(null, insecure).cluster().enabled()).isTrue();
    var pem = Files.writeString(folder.resolve("a.pem"), "x").toString();
    var half = new java.util.HashMap<>(open);
    half.put("AMTSRUNDE_CLUSTER_TLS_KEY", pem);
    assertThatThrownBy(() -> SettingsLoader.load(null, half)).hasMessageContaining("needs all of key, certificate");
    half.put("AMTSRUNDE_CLUSTER_TLS_CERTIFICATE", pem);
    half.put("AMTSRUNDE_CLUSTER_TLS_AUTHORITY", pem);
    assertThat(SettingsLoader.load(null, half).cluster().tls().enabled()).isTrue();
  }
}
