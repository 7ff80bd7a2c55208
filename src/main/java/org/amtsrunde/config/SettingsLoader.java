package org.amtsrunde.config;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns values into {@link Settings}; refuses what is not allowed with one sentence. */
public final class SettingsLoader {
  private static final List<String> LOOPBACK = List.of("127.0.0.1", "::1", "localhost");
  private static final List<String> MODES = List.of("single", "sentinel", "cluster");

  private final Map<String, Object> values;

  private SettingsLoader(Map<String, Object> values) {
    this.values = values;
  }

  /**
   * @param file over the defaults; null for none
   * @param environment over the file
   */
  public static Settings load(@Nullable Path file, Map<String, String> environment) throws SettingsException {
    return new SettingsLoader(SettingsSource.read(file, environment)).settings();
  }

  /** All settings in force, one per line; secrets are not shown. */
  public static String print(@Nullable Path file, Map<String, String> environment) throws SettingsException {
    var values = SettingsSource.read(file, environment);
    new SettingsLoader(values).settings();
    var text = new StringBuilder();
    values.forEach((key, value) -> text.append(key).append(": ").append(shown(key, value)).append('\n'));
    return text.toString();
  }

  private static String shown(String key, Object value) {
    return switch (key) {
      case "redis.url" -> Settings.Redis.shown(value.toString());
      case "calls.turn.secret", "calls.media.secret" -> value.toString().isEmpty() ? "" : "***";
      default -> value.toString();
    };
  }

  private Settings settings() throws SettingsException {
    var redis =
        new Settings.Redis(
            list("redis.url"),
            oneOf("redis.mode", MODES),
            text("redis.sentinelMaster"),
            number("redis.deadline", 100, 60_000));
    for (var url : redis.urls()) {
      if (!url.matches("(redis|rediss|unix)://.+")) {
        throw bad("redis.url", "***", "an address that starts with redis://, rediss:// or unix://");
      }
    }
    var tls = new Settings.Tls(file("cluster.tls.key"), file("cluster.tls.certificate"), file("cluster.tls.authority"));
    var cluster =
        new Settings.Cluster(
            flag("cluster.enabled"),
            text("cluster.host"),
            number("cluster.port", 1, 65_535),
            number("cluster.busPort", 1, 65_535),
            list("cluster.members"),
            text("cluster.kubernetesService"),
            required("cluster.name"),
            tls);
    check(cluster, redis);
    return new Settings(
        nodeName(),
        publicUrl(),
        new Settings.Http(required("http.host"), number("http.port", 0, 65_535), flag("http.trustProxy")),
        new Settings.Metrics(required("metrics.host"), number("metrics.port", 0, 65_535)),
        redis,
        Path.of(required("data.dir")),
        cluster,
        calls(),
        number("drain.seconds", 0, 600),
        mail(),
        flag("demo"),
        oneOf("log.format", List.of("text", "json")).equals("json"));
  }

  private void check(Settings.Cluster cluster, Settings.Redis redis) throws SettingsException {
    var tls = cluster.tls();
    boolean any = !(tls.key() + tls.certificate() + tls.authority()).isEmpty();
    boolean all = !tls.key().isEmpty() && !tls.certificate().isEmpty() && !tls.authority().isEmpty();
    if (any && !all) {
      throw new SettingsException("cluster.tls needs all of key, certificate and authority, or none of them");
    }
    if (!cluster.enabled()) {
      return;
    }
    if (redis.embedded()) {
      throw new SettingsException(
          "cluster.enabled is true but redis.url is empty; several nodes need one Redis that all reach");
    }
    if (!LOOPBACK.contains(cluster.host()) && !all && !flag("cluster.insecure")) {
      throw new SettingsException(
          "cluster.host is "
              + cluster.host()
              + ", beyond loopback, without cluster.tls; set cluster.tls.key, certificate and authority, or"
              + " cluster.insecure: true on a network that nobody else can reach");
    }
  }

  private Settings.Calls calls() throws SettingsException {
    var urls = list("calls.turn.urls");
    for (var url : urls) {
      if (!url.matches("turns?:[^\\s?]+(\\?transport=(udp|tcp))?")) {
        throw bad("calls.turn.urls", url, "an address like turns:turn.amtsrunde.example:443?transport=tcp");
      }
    }
    var secret = text("calls.turn.secret");
    if (!urls.isEmpty() && secret.isEmpty()) {
      throw new SettingsException("calls.turn.urls needs the secret of the relay server in calls.turn.secret");
    }
    return new Settings.Calls(urls, secret, mediaUrl(), text("calls.media.secret"));
  }

  private @Nullable URI mediaUrl() throws SettingsException {
    var text = text("calls.media.url");
    if (text.isEmpty()) {
      return null;
    }
    if (!text.matches("ws://[\\w.\\[\\]:-]+:\\d+/?")) {
      throw bad("calls.media.url", text, "an address like ws://127.0.0.1:8188");
    }
    return URI.create(text);
  }

  private String nodeName() throws SettingsException {
    var name = text("node.name");
    try {
      return name.isEmpty() ? InetAddress.getLocalHost().getHostName() : name;
    } catch (UnknownHostException e) {
      return "amtsrunde";
    }
  }

  private URI publicUrl() throws SettingsException {
    var text = required("publicUrl");
    try {
      var url = new URI(text);
      boolean web = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
      boolean bare = url.getPath() == null || url.getPath().isEmpty() || url.getPath().equals("/");
      if (web && bare && url.getHost() != null && url.getQuery() == null && url.getUserInfo() == null) {
        return new URI(url.getScheme(), null, url.getHost(), url.getPort(), null, null, null);
      }
    } catch (URISyntaxException e) {
      // told below
    }
    throw bad("publicUrl", text, "an address like https://amtsrunde.example, without a path");
  }

  private String mail() throws SettingsException {
    var text = text("firstAdministrator");
    if (!text.isEmpty() && !text.matches("[^@\\s]+@[^@\\s]+\\.[^@\\s]+")) {
      throw bad("firstAdministrator", text, "a mail address, or nothing");
    }
    return text;
  }

  private String text(String key) {
    return String.valueOf(values.get(key)).strip();
  }

  private String required(String key) throws SettingsException {
    var text = text(key);
    if (text.isEmpty()) {
      throw bad(key, "", "a text");
    }
    return text;
  }

  private List<String> list(String key) {
    return Arrays.stream(text(key).split(",")).map(String::strip).filter(part -> !part.isEmpty()).toList();
  }

  private String oneOf(String key, List<String> allowed) throws SettingsException {
    var text = text(key);
    if (!allowed.contains(text)) {
      throw bad(key, text, "one of " + String.join(", ", allowed));
    }
    return text;
  }

  private int number(String key, int min, int max) throws SettingsException {
    var text = text(key);
    try {
      int number = Integer.parseInt(text);
      if (number >= min && number <= max) {
        return number;
      }
    } catch (NumberFormatException e) {
      // told below
    }
    throw bad(key, text, "a whole number from " + min + " to " + max);
  }

  private boolean flag(String key) throws SettingsException {
    return switch (text(key)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw bad(key, text(key), "true or false");
    };
  }

  private String file(String key) throws SettingsException {
    var text = text(key);
    if (!text.isEmpty() && !Files.isReadable(Path.of(text))) {
      throw bad(key, text, "a file that can be read");
    }
    return text;
  }

  static SettingsException bad(String key, String value, String allowed) {
    return new SettingsException(key + " is \"" + value + "\"; allowed is " + allowed);
  }
}
