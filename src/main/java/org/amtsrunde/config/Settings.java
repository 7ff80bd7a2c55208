package org.amtsrunde.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All settings of a node; what each means and may be stands in {@code conf/amtsrunde.yaml}.
 *
 * @param nodeName never empty
 */
public record Settings(
    String nodeName,
    URI publicUrl,
    Http http,
    Metrics metrics,
    Redis redis,
    Path dataDir,
    Cluster cluster,
    Calls calls,
    int drainSeconds,
    String firstAdministrator,
    boolean demo,
    boolean jsonLogs) {

  public record Http(String host, int port, boolean trustProxy) {}

  public record Metrics(String host, int port) {}

  /** @param urls empty for the embedded store */
  public record Redis(List<String> urls, String mode, String sentinelMaster, int deadlineMillis) {
    public boolean embedded() {
      return urls.isEmpty();
    }

    /** The addresses without their secrets. */
    public String shown() {
      return shown(String.join(",", urls));
    }

    static String shown(String urls) {
      return urls.replaceAll("//[^,]*@", "//***@").replaceAll("\\?[^,]*", "?***");
    }
  }

  public record Cluster(
      boolean enabled,
      String host,
      int port,
      int busPort,
      List<String> members,
      String kubernetesService,
      String name,
      Tls tls) {}

  /**
   * @param turnUrls relay servers; empty for none
   * @param turnSecret what they share with us
   * @param mediaUrl {@code ws:} address of a Janus server; null for none
   * @param mediaSecret its {@code api_secret}, or empty
   */
  public record Calls(List<String> turnUrls, String turnSecret, @Nullable URI mediaUrl, String mediaSecret) {}

  /** PEM files; all empty for none. */
  public record Tls(String key, String certificate, String authority) {
    public boolean enabled() {
      return !key.isEmpty();
    }
  }

  /** Whether browsers reach us over TLS. */
  public boolean secure() {
    return publicUrl.getScheme().equals("https");
  }
}
