package org.amtsrunde.http;

import io.vertx.ext.web.Router;
import java.util.Map;
import java.util.Set;

/** The HTTP endpoints of a capability, mounted once per event loop. */
public interface Routes {
  void mount(Router router);

  /** Paths of POST requests whose body may be larger than others, and how many bytes it may have. */
  default Map<String, Integer> largeBodies() {
    return Map.of();
  }

  /** Paths of GET requests that may take up to a minute, and not the 20 s that others have. */
  default Set<String> longReads() {
    return Set.of();
  }
}
