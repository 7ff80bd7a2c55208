package org.amtsrunde.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which pages may open sockets with a cookie and change things: those of {@code publicUrl}. When that is an address of this
 * machine, its other names count as well, for people type them.
 */
public final class Origins {
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");
  private final URI own;

  public Origins(URI publicUrl) {
    this.own = publicUrl;
  }

  /** Whether an {@code Origin} header names a page of ours. */
  public boolean isOurs(@Nullable String origin) {
    if (origin == null) {
      return false;
    }
    try {
      var other = new URI(origin);
      return other.getHost() != null
          && own.getScheme().equals(other.getScheme())
          && port(own) == port(other)
          && (own.getHost().equalsIgnoreCase(other.getHost())
              || LOOPBACK.contains(own.getHost()) && LOOPBACK.contains(other.getHost()));
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private static int port(URI uri) {
    if (uri.getPort() >= 0) {
      return uri.getPort();
    }
    return "https".equals(uri.getScheme()) ? 443 : 80;
  }
}
